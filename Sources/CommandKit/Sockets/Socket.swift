import Synchronization

/// A connection, none of whose calls waits.
///
/// Its owner closes it, exactly once.
package struct Socket: Sendable, Hashable {
    /// What a call that does not wait came to.
    package enum Attempt: Sendable {
        /// So many bytes; of a receiving call, 0 is the end.
        case count(Int)
        /// Nothing now; perhaps later.
        case wouldBlock
        /// The connection is no more.
        case broken
    }

    let descriptor: Int32

    /// Receives what has arrived, into the buffer's start.
    package func receive(into buffer: inout [UInt8]) -> Attempt {
        do throws(Errno) {
            return Attempt(try SystemCall.receive(descriptor, into: &buffer))
        } catch {
            return .broken
        }
    }

    /// Sends as much as there is room for.
    package func send(_ bytes: ArraySlice<UInt8>) -> Attempt {
        do throws(Errno) {
            return Attempt(try SystemCall.send(descriptor, bytes))
        } catch {
            return .broken
        }
    }

    /// Ends the sending side: the other side reads an end, and can still send.
    package func endSending() {
        SystemCall.endSending(descriptor)
    }

    /// Ends the connection; what was sent still arrives.
    package func close() {
        try? SystemCall.close(descriptor)
    }

    /// Ends the connection with a reset: what was sent may not arrive.
    package func reset() {
        SystemCall.resetOnClose(descriptor)
        close()
    }
}

extension Socket.Attempt {
    fileprivate init(_ attempt: SystemCall.Attempt) {
        self =
            switch attempt {
            case .count(let count): .count(count)
            case .wouldBlock: .wouldBlock
            }
    }
}

/// A port at which connections are accepted, as long as the object lives.
package final class ListeningSocket: Sendable {
    /// Why a port cannot be had.
    package struct Refusal: Error, Sendable, Hashable {
        /// The system's reason.
        package let reason: String
        /// Whether another program has the port.
        package let isInUse: Bool
        /// Whether this machine has no such address.
        package let isNoAddress: Bool
    }

    /// What came of asking for a connection.
    package enum Acceptance: Sendable {
        case connection(Socket)
        /// None waits.
        case none
        /// This process has no descriptor left for it.
        case noRoom
    }

    let descriptor: Int32
    private let isOpen = Atomic(true)
    /// The port, chosen by the system where none was asked for.
    package let port: UInt16

    /// Listens at a port of an address; port 0 is one that the system chooses.
    package init(_ address: NumericAddress, port: UInt16, backlog: Int32 = 4096) throws(Refusal) {
        do throws(Errno) {
            descriptor = try SystemCall.listen(at: address, port: port, backlog: backlog)
            self.port = try SystemCall.port(of: descriptor)
        } catch {
            throw Refusal(
                reason: SystemCall.message(error.code), isInUse: error == .addressInUse,
                isNoAddress: error.meansNoAddress)
        }
    }

    deinit {
        close()
    }

    /// Stops listening: whoever connects from now on is refused.
    package func close() {
        if isOpen.exchange(false, ordering: .relaxed) { try? SystemCall.close(descriptor) }
    }

    /// Takes a connection out of the queue.
    package func accept() -> Acceptance {
        do throws(Errno) {
            return try SystemCall.accept(descriptor).map { .connection(Socket(descriptor: $0)) } ?? .none
        } catch {
            return error.meansNoDescriptor ? .noRoom : .none
        }
    }

    /// Lets this process have as many connections at once as are wanted, as far as the system allows it.
    ///
    /// - Returns: how many it may have.
    package static func makeRoom(for connections: Int) -> Int {
        // Some for streams, files and listening sockets.
        let others = 64
        return min(connections, max(8, SystemCall.raiseDescriptorLimit(to: connections + others) - others))
    }
}
