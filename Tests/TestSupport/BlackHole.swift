import Foundation
import Glibc

/// A port of this machine where connections are neither made nor refused, as behind a firewall that drops packets.
///
/// Its queue of connections is full, and nobody takes one from it.
public final class BlackHole: Sendable {
    private let sockets: [Int32]
    /// The port, chosen by the system.
    public let port: Int

    /// Where the tool is to post to.
    public var endpoint: String { "http://127.0.0.1:\(port)/bank-connect" }

    /// Opens the port and fills its queue.
    ///
    /// - Throws: what the system said.
    public init() throws {
        let listener = try Self.socket()
        let port = unsafe Self.withAddress(port: 0) { address, length in
            guard unsafe bind(listener, address, length) == 0, listen(listener, 0) == 0 else { return false }
            var length = length
            return unsafe getsockname(listener, address, &length) == 0
        }
        guard let port else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.port = port
        var sockets = [listener]
        // A queue of none still takes one; what does not fit waits, and is dropped with the others.
        for _ in 0..<4 {
            let client = try Self.socket()
            _ = fcntl(client, F_SETFL, O_NONBLOCK)
            _ = unsafe Self.withAddress(port: port) { address, length in unsafe connect(client, address, length) == 0 }
            sockets.append(client)
        }
        self.sockets = sockets
        usleep(50_000)
    }

    deinit {
        for socket in sockets { close(socket) }
    }

    private static func socket() throws -> Int32 {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// The port of a loopback address after a body that succeeds with it; nil when it fails.
    private static func withAddress(
        port: Int, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Bool
    ) -> Int? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        // Safe: the address is as long as is said, and outlives the calls.
        let isDone = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe body(pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return isDone ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }
}
