import CommandKit

/// The exit statuses of the tool: one table for all commands.
enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    case negative = 1
    case usage = 2
    case unreadable = 3
    case credential = 9
    case internalError = 70
    case cannotWrite = 74
    case interrupted = 130
    case brokenPipe = 141
    case terminated = 143

    /// When the tool ends with it.
    var meaning: String {
        switch self {
        case .done: "done: the payload or token is valid, the session is created"
        case .negative: "a negative verdict: findings at the gate, a payload refused, a token not valid"
        case .usage: "the command line, the configuration or a policy is wrong; nothing was done"
        case .unreadable: "an input cannot be read; text that is not JSON is a finding instead"
        case .credential: "a key is missing, malformed or unsafe to use"
        case .internalError: "an internal error: please report it"
        case .cannotWrite: "the output cannot be written"
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
        case .credential: "credential"
        case .internalError: "internal"
        case .cannotWrite: "output"
        case .interrupted, .brokenPipe, .terminated: "signal"
        }
    }

    /// Which of two results of one run decides its exit status: 74 over 70 over 3 over 1 over 0.
    func combined(with other: ExitCode) -> ExitCode {
        rawValue >= other.rawValue ? self : other
    }
}

/// What stops a command: the exit status, and what to tell.
struct CommandFailure: Error, Sendable {
    /// The exit status.
    var code: ExitCode
    /// What is wrong, one clause.
    var message: String
    /// What to do, one clause.
    var hint: String?
    /// Lines that say more, told before the message: one for each error of a file.
    var details: [String] = []

    /// A failure of its parts.
    init(_ code: ExitCode, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message and what to do.
    var description: String { hint.map { "\(message); \($0)" } ?? message }
}
