// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The wrappers have the prefix that swift-system's have.

// The only place that names the platform's C library. Whoever imports this module sees it, and calls those of its
// functions whose names another declaration would hide by the prefixed names below.

#if canImport(Darwin)
@_exported public import Darwin
#elseif canImport(Musl)
@_exported public import Musl
#elseif canImport(Glibc)
@_exported public import Glibc
#endif

/// open(2), of a file that may have to be made with this mode.
package func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: UInt32) -> Int32 {
    unsafe open(path, flags, mode_t(mode))
}

/// close(2).
package func systemClose(_ descriptor: Int32) -> Int32 {
    close(descriptor)
}

/// read(2).
package func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    unsafe read(descriptor, buffer, count)
}

/// write(2).
package func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, buffer, count)
}

/// pipe(2): the end to read, then the end to write.
package func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    unsafe pipe(ends)
}

/// rename(2).
package func systemRename(_ source: UnsafePointer<CChar>, _ target: UnsafePointer<CChar>) -> Int32 {
    unsafe rename(source, target)
}

/// fchown(2).
package func systemChangeOwner(_ descriptor: Int32, _ owner: UInt32, _ group: UInt32) -> Int32 {
    fchown(descriptor, owner, group)
}

/// fchmod(2).
package func systemChangeMode(_ descriptor: Int32, _ mode: UInt32) -> Int32 {
    fchmod(descriptor, mode_t(mode))
}

/// When a file's content was written, and when anything of it was changed.
package func systemTimes(_ record: stat) -> (written: timespec, changed: timespec) {
    #if canImport(Darwin)
    (record.st_mtimespec, record.st_ctimespec)
    #else
    (record.st_mtim, record.st_ctim)
    #endif
}

/// link(2).
package func systemLink(_ source: UnsafePointer<CChar>, _ target: UnsafePointer<CChar>) -> Int32 {
    unsafe link(source, target)
}

/// unlink(2).
package func systemUnlink(_ path: UnsafePointer<CChar>) -> Int32 {
    unsafe unlink(path)
}

/// kill(2).
package func systemKill(_ process: pid_t, _ signal: Int32) -> Int32 {
    kill(process, signal)
}

/// bind(2), to an address of this many bytes.
package func systemBind(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    unsafe bind(socket, address, length)
}

/// listen(2).
package func systemListen(_ socket: Int32, _ backlog: Int32) -> Int32 {
    listen(socket, backlog)
}

/// accept(2), without the client's address.
package func systemAccept(_ socket: Int32) -> Int32 {
    accept(socket, nil, nil)
}

/// send(2).
package func systemSend(_ socket: Int32, _ buffer: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    unsafe send(socket, buffer, count, flags)
}

#if os(Linux)
// Three that Linux's C libraries declare for GNU sources alone, which Swift's modules of them are not.

/// sched_getcpu(3).
@_silgen_name("sched_getcpu")
package func systemCurrentProcessor() -> Int32

/// sched_getaffinity(2).
@_silgen_name("sched_getaffinity")
package func systemAllowedProcessors(_ thread: Int32, _ byteCount: Int, _ set: UnsafeMutableRawPointer) -> Int32

/// sched_setaffinity(2).
@_silgen_name("sched_setaffinity")
package func systemAllowProcessors(_ thread: Int32, _ byteCount: Int, _ set: UnsafeRawPointer) -> Int32
#endif
