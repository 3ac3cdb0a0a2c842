import Foundation

/// The TCP connections of this process, as the system sees them.
///
/// URLSession hands out no socket and says late what it has sent; the system knows at once how far a connection is.
enum Connections {
    /// The highest descriptor that is looked at: a process that sends has few.
    private static let highestDescriptor: Int32 = 255
    /// So many in a row that are closed have none behind them: a new descriptor takes the lowest number that is free.
    private static let longestGap = 32
    /// The kernel's numbers of some of the states of a connection (tcp_states.h).
    private static let established: UInt8 = 1, connecting: UInt8 = 2, closedByServer: UInt8 = 8

    /// Where the count of bytes received is in the structure (tcp_info of linux/tcp.h, from Linux 4.1 on).
    private static let received = 128..<136

    /// The TCP sockets of this process, each with its state, and the bytes that it received, as far as they are known.
    private static var sockets: [(descriptor: Int32, state: UInt8, received: UInt64)] {
        var found: [(descriptor: Int32, state: UInt8, received: UInt64)] = []
        // The state is the first byte of the structure; for anything but a TCP socket the call fails.
        var info = [UInt8](repeating: 0, count: received.upperBound)
        var gap = 0
        for descriptor in 0...highestDescriptor where gap < longestGap {
            var length = socklen_t(info.count)
            // Safe: the call fills at most as many bytes as is said.
            let result = unsafe getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &length)
            gap = result != 0 && errno == EBADF ? gap + 1 : 0
            guard result == 0, length > 0 else { continue }
            let count = Int(length) < received.upperBound ? [] : info[received]
            // Both kinds of processors that there are releases for have the lowest byte first.
            found.append((descriptor, info[0], count.reversed().reduce(0) { $0 << 8 | UInt64($1) }))
        }
        return found
    }

    /// Whether a byte of a request can have left: false only where no connection got beyond its first packet.
    static var mayHaveSent: Bool { sockets.contains { $0.state != connecting } }

    /// The most bytes that a connection has received, of whatever kind; 0 where the system does not tell.
    static var receivedBytes: UInt64 { sockets.map(\.received).max() ?? 0 }

    /// Whether the other side has closed a connection that is still open here.
    static var hasBeenClosed: Bool { sockets.contains { $0.state == closedByServer } }

    /// Waits until there is something to read on a connection, or one that is being made is there; false when the time is
    /// over before, nil where there is neither.
    static func waitForNews(_ time: Duration) -> Bool? {
        var wanted = sockets.filter { $0.state == established || $0.state == connecting }
            .map { pollfd(fd: $0.descriptor, events: Int16($0.state == connecting ? POLLOUT : POLLIN), revents: 0) }
        guard !wanted.isEmpty else { return nil }
        let milliseconds = (time / .milliseconds(1)).rounded(.up)
        // Safe: the count is that of the list.
        return unsafe poll(&wanted, nfds_t(wanted.count), Int32(milliseconds)) > 0
    }
}
