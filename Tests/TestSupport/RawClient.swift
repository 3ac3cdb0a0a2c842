import Foundation
import Glibc

/// A client that sends whatever bytes a test wants, in whatever pieces, and reads what comes back.
public final class RawClient {
    private let descriptor: Int32

    /// Connects to a port of this machine.
    ///
    /// - Parameters:
    ///   - port: the port of 127.0.0.1.
    ///   - patience: how many seconds a read waits at most.
    /// - Throws: what the system said.
    public init(port: Int, patience: Int = 60) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var time = timeval(tv_sec: patience, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        // Safe: the address is as long as is said, and outlives the call.
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends bytes; false when the other side takes none any more.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Safe: the slice's own buffer, over its own length.
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.send(descriptor, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Sends a text.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Ends the sending side.
    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads some bytes: none at the end, nil after a reset or when nothing comes in time.
    public func receive() -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        // Safe: the count is that of the buffer.
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        return count < 0 ? nil : Array(chunk[..<count])
    }

    /// Reads until the other side ends the connection; what came, and whether it ended without a reset.
    public func receiveAll() -> (text: String, isEnded: Bool) {
        var bytes: [UInt8] = []
        while let more = receive() {
            if more.isEmpty { return (String(decoding: bytes, as: UTF8.self), true) }
            bytes += more
        }
        return (String(decoding: bytes, as: UTF8.self), false)
    }

    /// Reads until what came holds a text so many times, or nothing more comes.
    public func receive(until text: String, times: Int = 1) -> String {
        var received = ""
        while received.components(separatedBy: text).count <= times, let more = receive(), !more.isEmpty {
            received += String(decoding: more, as: UTF8.self)
        }
        return received
    }
}
