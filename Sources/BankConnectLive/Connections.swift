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

    /// The TCP sockets of this process, each with its state.
    private static var sockets: [(descriptor: Int32, state: UInt8)] {
        var found: [(descriptor: Int32, state: UInt8)] = []
        // The state is the first byte of the structure; for anything but a TCP socket the call fails.
        var info = [UInt8](repeating: 0, count: 8)
        var gap = 0
        for descriptor in 0...highestDescriptor where gap < longestGap {
            var length = socklen_t(info.count)
            // Safe: the call fills at most as many bytes as is said.
            let result = unsafe getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &length)
            gap = result != 0 && errno == EBADF ? gap + 1 : 0
            if result == 0, length > 0 { found.append((descriptor, info[0])) }
        }
        return found
    }

    /// Whether a byte of a request can have left: false only where no connection got beyond its first packet.
    static var mayHaveSent: Bool { sockets.contains { $0.state != connecting } }

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
