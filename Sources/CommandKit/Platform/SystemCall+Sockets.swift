import CLibrary

/// The calls on sockets, none of which waits, and on the descriptors that a service has.
extension SystemCall {
    /// What a call that does not wait came to.
    enum Attempt {
        case count(Int)
        case wouldBlock
    }

    #if canImport(Darwin)
    private static let sendFlags = MSG_DONTWAIT
    private static let receiveFlags = MSG_DONTWAIT
    #else
    private static let sendFlags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    private static let receiveFlags = Int32(MSG_DONTWAIT)
    #endif

    /// A TCP socket that listens at an address; several may wait in its queue.
    ///
    /// An address of IPv6 is that alone, so that the same port of IPv4 can have a socket of its own.
    static func listen(at address: NumericAddress, port: UInt16, backlog: Int32) throws(Errno) -> Int32 {
        let family = address.isIPv6 ? AF_INET6 : AF_INET
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        let listener = try checked { socket(family, kind, 0) }
        do throws(Errno) {
            try checked { fcntl(listener, F_SETFD, FD_CLOEXEC) }
            try checked { fcntl(listener, F_SETFL, O_NONBLOCK) }
            // A server that ended a moment ago leaves connections behind that would keep the port.
            try setOption(listener, SOL_SOCKET, SO_REUSEADDR, 1)
            if address.isIPv6 { try setOption(listener, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
            try bind(listener, address, port)
            try checked { systemListen(listener, backlog) }
        } catch {
            try? close(listener)
            throw error
        }
        return listener
    }

    private static func setOption(_ socket: Int32, _ level: Int32, _ name: Int32, _ value: Int32) throws(Errno) {
        var value = value
        // Safe: the option is as long as is said.
        try checked { unsafe setsockopt(socket, level, name, &value, socklen_t(MemoryLayout<Int32>.size)) }
    }

    private static func bind(_ socket: Int32, _ address: NumericAddress, _ port: UInt16) throws(Errno) {
        if address.isIPv6 {
            var record = sockaddr_in6()
            record.sin6_family = sa_family_t(AF_INET6)
            record.sin6_port = port.bigEndian
            // Safe: both are sixteen bytes.
            unsafe withUnsafeMutableBytes(of: &record.sin6_addr) { unsafe $0.copyBytes(from: address.bytes) }
            try bind(socket, &record)
        } else {
            var record = sockaddr_in()
            record.sin_family = sa_family_t(AF_INET)
            record.sin_port = port.bigEndian
            // Safe: both are four bytes.
            unsafe withUnsafeMutableBytes(of: &record.sin_addr) { unsafe $0.copyBytes(from: address.bytes) }
            try bind(socket, &record)
        }
    }

    private static func bind<Record>(_ socket: Int32, _ record: inout Record) throws(Errno) {
        try checked {
            // Safe: the record is as long as is said, and outlives the call.
            unsafe withUnsafePointer(to: &record) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    let length = socklen_t(MemoryLayout<Record>.size)
                    return unsafe systemBind(socket, pointer, length)
                }
            }
        }
    }

    /// The port that a socket listens at.
    static func port(of socket: Int32) throws(Errno) -> UInt16 {
        // As long as the longest address that this file makes; the port stands at the same place in both.
        var record = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        try checked {
            // Safe: the length is the record's.
            unsafe withUnsafeMutablePointer(to: &record) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe getsockname(socket, pointer, &length)
                }
            }
        }
        return UInt16(bigEndian: record.sin6_port)
    }

    /// Takes a connection out of the queue; nil where there is none.
    static func accept(_ listener: Int32) throws(Errno) -> Int32? {
        while true {
            let connection = systemAccept(listener)
            if connection >= 0 {
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                #if canImport(Darwin)
                try? setOption(connection, SOL_SOCKET, SO_NOSIGPIPE, 1)
                #endif
                // An answer goes out at once, not when more follows.
                try? setOption(connection, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
                return connection
            }
            switch errno {
            // A connection that was given up in the queue says nothing of the next.
            case EINTR, ECONNABORTED: continue
            case EAGAIN: return nil
            default: throw Errno(code: errno)
            }
        }
    }

    /// Receives what has arrived, into the buffer's start; a count of 0 is the end.
    static func receive(_ socket: Int32, into buffer: inout [UInt8]) throws(Errno) -> Attempt {
        // Safe: the count is that of the buffer.
        try attempt { unsafe recv(socket, &buffer, buffer.count, receiveFlags) }
    }

    /// Sends as much as there is room for.
    static func send(_ socket: Int32, _ bytes: ArraySlice<UInt8>) throws(Errno) -> Attempt {
        try attempt {
            // Safe: the slice's own buffer, over its own length.
            unsafe bytes.withUnsafeBytes { raw in
                unsafe systemSend(socket, raw.baseAddress, raw.count, sendFlags)
            }
        }
    }

    private static func attempt(_ call: () -> Int) throws(Errno) -> Attempt {
        while true {
            let result = call()
            if result >= 0 { return .count(result) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: throw Errno(code: errno)
            }
        }
    }

    /// Lets no call on a descriptor wait.
    static func stopWaiting(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Writes a byte to a pipe whose calls do not wait; nothing where it is full.
    static func writeOne(_ descriptor: Int32) {
        var byte: UInt8 = 1
        // Safe: one byte, and the count says one.
        _ = unsafe systemWrite(descriptor, &byte, 1)
    }

    /// Reads away what a pipe holds whose calls do not wait.
    static func drain(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 64)
        // Safe: the count is the buffer's.
        while unsafe systemRead(descriptor, &buffer, buffer.count) > 0 {}
    }

    /// Whether a write of a page would not wait.
    static func isWritable(_ descriptor: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // Safe: one element, and the count says one.
        return unsafe poll(&wanted, 1, 0) == 1
    }

    /// Ends the sending side of a connection: the other side reads an end, and can still send.
    static func endSending(_ socket: Int32) {
        #if canImport(Glibc)
        _ = shutdown(socket, Int32(SHUT_WR))
        #else
        _ = shutdown(socket, SHUT_WR)
        #endif
    }

    /// Lets the coming close of a connection be a reset: what was sent may not arrive.
    static func resetOnClose(_ socket: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        // Safe: the option is as long as is said.
        _ = unsafe setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// The bytes of an address that is written in numbers; nil for any other text.
    static func addressBytes(_ text: String, isIPv6: Bool) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        // Safe: the call fills as many bytes as an address of the family has.
        return unsafe inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes) == 1 ? bytes : nil
    }

    /// Lets this process have at least so many descriptors, as far as the system allows it; answers how many it may have.
    static func raiseDescriptorLimit(to wanted: Int) -> Int {
        var limit = rlimit()
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
        #else
        let resource = RLIMIT_NOFILE
        #endif
        // Safe: the calls read and fill the structure passed.
        guard unsafe getrlimit(resource, &limit) == 0 else { return 256 }
        if limit.rlim_cur < rlim_t(wanted) {
            limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
            _ = unsafe setrlimit(resource, &limit)
            _ = unsafe getrlimit(resource, &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }
}

/// The descriptors that a program waits for, all in one call.
struct PollRecords {
    private var records: [pollfd] = []

    var count: Int { records.count }

    mutating func append(_ descriptor: Int32, reads: Bool, writes: Bool) {
        records.append(pollfd(fd: descriptor, events: Self.events(reads, writes), revents: 0))
    }

    mutating func set(_ index: Int, reads: Bool, writes: Bool) {
        records[index].events = Self.events(reads, writes)
    }

    /// Removes a record; the last takes its place.
    mutating func remove(_ index: Int) {
        records.swapAt(index, records.count - 1)
        records.removeLast()
    }

    /// Removes a record; those behind it move up.
    mutating func removeInOrder(_ index: Int) {
        records.remove(at: index)
    }

    /// What was found of a record: it can be read, or is at its end; it can be written; nothing more comes of it.
    func found(_ index: Int) -> (reads: Bool, writes: Bool, isBroken: Bool) {
        let found = Int32(records[index].revents)
        let broken = Int32(POLLERR) | Int32(POLLHUP) | Int32(POLLNVAL)
        return (found & Int32(POLLIN) != 0, found & Int32(POLLOUT) != 0, found & broken != 0)
    }

    /// Waits until something is found of a record, or the time is over (-1: never); answers of how many.
    mutating func wait(milliseconds: Int32) -> Int {
        // Safe: the count is the array's.
        let count = unsafe poll(&records, nfds_t(records.count), milliseconds)
        if count < 0 {
            for index in records.indices { records[index].revents = 0 }
            return 0
        }
        return Int(count)
    }

    private static func events(_ reads: Bool, _ writes: Bool) -> Int16 {
        Int16((reads ? POLLIN : 0) | (writes ? POLLOUT : 0))
    }
}

/// An address of IPv4 or IPv6, written in numbers.
package struct NumericAddress: Sendable, Hashable {
    /// Four bytes, or sixteen.
    package let bytes: [UInt8]

    /// Reads `127.0.0.1`, `::1` or `[::1]`; nil for any other text, names among them.
    package init?(_ text: String) {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let text = isBracketed ? String(text.dropFirst().dropLast()) : text
        let ipv4 = isBracketed ? nil : SystemCall.addressBytes(text, isIPv6: false)
        guard let bytes = ipv4 ?? SystemCall.addressBytes(text, isIPv6: true) else { return nil }
        self.bytes = bytes
    }

    /// Whether the address has sixteen bytes.
    package var isIPv6: Bool { bytes.count == 16 }

    /// Whether the address stands for all of this machine's: 0.0.0.0 or ::.
    package var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Whether only this machine can reach the address.
    package var isLoopback: Bool {
        isIPv6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1 : bytes.first == 127
    }
}
