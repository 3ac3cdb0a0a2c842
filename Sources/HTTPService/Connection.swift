import BankConnectSession
import CommandKit

/// One connection: what arrived and was not read yet, what is to be sent, and what it waits for.
final class Connection {
    /// What the connection waits for.
    enum Phase {
        /// The first byte of a request.
        case idle
        /// The rest of a request.
        case reading
        /// A reply that another thread gives.
        case deferred
        /// The time of a reply.
        case later(ServiceReply)
        /// The time of the next byte; the rest is last byte first.
        case dripping([UInt8], every: Int64)
        /// The end that the client makes; what it sends until then is dropped.
        case draining
        /// Room for what is to be sent, after which nothing more is read.
        case ending(ConnectionEnding)
    }

    let socket: Socket
    let ticket: RequestTicket
    /// The place in the poller; -1 when the connection is closed.
    var place: Int
    var parser: RequestParser
    var phase = Phase.idle
    /// When the phase began, by the monotonic clock.
    var since: Int64
    /// When the phase is over whatever happens; `Int64.max` for never.
    var deadline: Int64
    /// What arrived; what lies before `position` was read.
    var input: [UInt8] = []
    var position = 0
    /// What is to be sent; what lies before `sent` was.
    var output: [UInt8] = []
    var sent = 0
    /// Whether the client sends nothing more.
    var isAtEnd = false
    /// The request that is being replied to.
    var isHead = false
    var keepsAlive = true

    init(_ socket: Socket, _ ticket: RequestTicket, place: Int, _ limits: ServiceLimits, now: Int64) {
        self.socket = socket
        self.ticket = ticket
        self.place = place
        parser = RequestParser(limits)
        since = now
        deadline = now + limits.idleSeconds * second
    }

    /// Whether the next request may be read.
    var takesRequests: Bool {
        switch phase {
        case .idle, .reading: true
        default: false
        }
    }

    /// Whether what arrives is of interest: a request, or the end.
    var wantsInput: Bool {
        if isAtEnd { return false }
        return switch phase {
        case .idle, .reading: !hasTooMuchOutput
        case .draining: true
        default: false
        }
    }

    var hasOutput: Bool { sent < output.count }

    /// Whether so much is to be sent that no further request is read.
    var hasTooMuchOutput: Bool { output.count - sent >= Self.mostOutput }

    /// Whether the connection was not closed.
    var isOpen: Bool { place >= 0 }

    /// How much may wait to be sent before no further request is read.
    private static let mostOutput = 256 * 1024
    /// How large a buffer may stay while nothing is in it.
    private static let mostIdle = 16 * 1024

    func begin(_ phase: Phase, now: Int64, for nanoseconds: Int64?) {
        self.phase = phase
        since = now
        deadline = nanoseconds.map { now + $0 } ?? .max
    }

    /// Lets go of what was read.
    func compactInput() {
        if position == input.count {
            if input.capacity > Self.mostIdle { input = [] } else { input.removeAll(keepingCapacity: true) }
        } else if position > 0 {
            input.removeFirst(position)
        }
        position = 0
    }

    /// Sends as much as there is room for; false when the connection is no more.
    func send() -> Bool {
        while sent < output.count {
            switch socket.send(output[sent...]) {
            case .count(let count): sent += count
            case .wouldBlock: return true
            case .broken: return false
            }
        }
        sent = 0
        if output.capacity > Self.mostIdle { output = [] } else { output.removeAll(keepingCapacity: true) }
        return true
    }
}

/// Nanoseconds.
let second: Int64 = 1_000_000_000
