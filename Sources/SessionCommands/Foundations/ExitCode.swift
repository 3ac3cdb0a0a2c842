// What all commands share: exit statuses and failures (here), `CommonOptions` and the way to declare a command,
// `ErrorDocument` for JSON, `PayloadInput` and the names of sources, `GlobPattern`, the version.

import BankConnectSession
import CommandKit

/// The exit statuses of the tool: one table for all commands.
enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    case negative = 1
    case usage = 2
    case unreadable = 3
    case refused = 4
    case failed = 5
    case unreachable = 6
    case unknown = 7
    case unexpected = 8
    case credential = 9
    case cannotTell = 10
    case internalError = 70
    case cannotWrite = 74
    case hungUp = 129
    case interrupted = 130
    case brokenPipe = 141
    case terminated = 143

    /// When the tool ends with it.
    var meaning: String {
        switch self {
        case .done: "success: the payload or link is valid, the session is created"
        case .negative:
            """
            a negative verdict: an invalid payload, a diff that is not empty, a payload refused before sending, a link \
            that is not valid, no session found
            """
        case .usage: "the command line, the configuration or a policy is wrong; nothing was done"
        case .unreadable: "an input cannot be read (text that is not JSON is a finding, so 1)"
        case .refused: "the API refused the request (4xx other than 401); no session was created"
        case .failed: "the API failed (5xx)"
        case .unreachable: "the server could not be reached: nothing was sent"
        case .unknown: "the connection was lost or timed out after sending: a session may exist"
        case .unexpected: "unexpected answer: a redirect, not JSON, or parts that do not agree"
        case .credential: "a key is missing, malformed, unsafe to use, or refused by the API (401)"
        case .cannotTell: "cannot tell: nothing is wrong with the link, but nothing proves it (verify-token)"
        case .internalError: "an internal error: please report it"
        case .cannotWrite: "the output cannot be written"
        case .hungUp: "ended by SIGHUP (the terminal was closed)"
        case .interrupted: "ended by SIGINT (Ctrl-C)"
        case .brokenPipe: "the reader of the output went away (SIGPIPE)"
        case .terminated: "ended by SIGTERM"
        }
    }

    /// The status as help shows it.
    var status: ExitStatus { ExitStatus(rawValue, meaning) }

    /// A name for programs that read JSON.
    var kind: String {
        switch self {
        case .done: "done"
        case .negative: "negative"
        case .usage: "usage"
        case .unreadable: "input"
        case .refused: "refused"
        case .failed: "failed"
        case .unreachable: "network"
        case .unknown: "unknown"
        case .unexpected: "answer"
        case .credential: "credential"
        case .cannotTell: "cannot_tell"
        case .internalError: "internal"
        case .cannotWrite: "output"
        case .hungUp, .interrupted, .brokenPipe, .terminated: "signal"
        }
    }

    /// Results of which a run can have several, the gravest last.
    private static let byGravity: [ExitCode] = [
        .done, .cannotTell, .negative, .unreadable, .refused, .credential, .unreachable, .failed, .unexpected, .unknown,
        .internalError, .cannotWrite,
    ]

    /// The statuses of which a run can have several, the gravest first: `74 over 70 over …`.
    static var gravity: String { byGravity.reversed().map { String($0.rawValue) }.joined(separator: " over ") }

    /// Which of two results of one run decides its exit status: the graver.
    func combined(with other: ExitCode) -> ExitCode {
        if self == other { return self }
        func gravity(_ code: ExitCode) -> Int { Self.byGravity.firstIndex(of: code) ?? Self.byGravity.count }
        return gravity(self) >= gravity(other) ? self : other
    }

    /// The status of a process that a person, a terminal or a supervisor ended by a signal; nil for signals that tell of
    /// a fault of its own.
    init?(signal: Int32) {
        switch 128 + signal {
        case Self.hungUp.rawValue: self = .hungUp
        case Self.interrupted.rawValue: self = .interrupted
        case Self.terminated.rawValue: self = .terminated
        case Self.brokenPipe.rawValue: self = .brokenPipe
        default: return nil
        }
    }
}

extension SendOutcome {
    /// The exit status that the outcome alone ends with.
    var exit: ExitCode {
        switch kind {
        case .created: .done
        case .refused: status == 401 ? .credential : .refused
        case .failed: mayHaveMadeSession ? .unknown : .failed
        case .unexpected: .unexpected
        case .unanswered: .unknown
        case .notSent: .unreachable
        case .invalid: .negative
        case .withoutKey: .credential
        }
    }
}

/// What stops a command: the exit status, and what to say.
package struct CommandFailure: Error, Sendable {
    /// The exit status.
    var code: ExitCode
    /// What is wrong, one clause.
    var message: String
    /// What to do, one clause.
    var hint: String?
    /// Lines that say more, written before the message: one for each error of a file.
    var details: [String] = []
    /// Whether standard output is left alone: nothing is said there, not even in JSON.
    var sparesOutput = false

    /// A failure of its parts.
    init(_ code: ExitCode, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message and what to do.
    var description: String { hint.map { "\(message); \($0)" } ?? message }
}
