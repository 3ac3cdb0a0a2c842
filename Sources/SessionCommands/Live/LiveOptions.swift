import BankConnectSession
import CommandKit
import PlainText

/// The options of `create` that concern the network.
struct LiveOptions: Sendable {
    var isLive = false
    var apiKeyFile: FilePath?
    var allowsReadableKey = false
    var endpoint: Endpoint?
    var timeout = TimeLimit(seconds: 30)
    var retries = RetryCount(0)
    var skipsValidation = false
    var showsRequest = false
    var showsCurl = false

    /// Whether the request is shown instead of being sent.
    var isPreview: Bool { showsRequest || showsCurl }

    /// Refuses flags of the network for a local session: whoever gave them forgot `--live`, and would take a URL that
    /// FinBox knows nothing of for a real one.
    func check(showsConfig: Bool) throws(UsageError) {
        guard !isLive, !isPreview, !showsConfig else { return }
        let given = [
            ("api-key-file", apiKeyFile != nil), ("allow-readable-key", allowsReadableKey),
            ("endpoint", endpoint != nil),
            ("timeout", timeout.argument != Self().timeout.argument), ("retry", retries.count > 0),
            ("no-validate", skipsValidation),
        ]
        guard let flag = given.first(where: \.1)?.0 else { return }
        throw UsageError(
            "--\(flag) needs --live", flag: flag, hint: "add --live; without it the session is local")
    }
}

/// How long creating one session may take, retries included.
struct TimeLimit: FlagValue {
    /// What fits: more than a round trip, less than anyone waits for.
    static let bounds: ClosedRange<Double> = 0.1...3600

    let duration: Duration
    let argument: String

    init(seconds: Int) {
        duration = .seconds(seconds)
        argument = String(seconds)
    }

    /// Reads decimal seconds such as `30` or `2.5`: no sign, no exponent, no other spelling of a number.
    init?(argument: String) {
        let parts = argument.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ (1...6).contains($0.count) }),
            parts.joined().allSatisfy({ $0 &- 0x30 < 10 }), let seconds = Double(argument),
            Self.bounds.contains(seconds)
        else { return nil }
        duration = .milliseconds(Int64(seconds * 1000))
        self.argument = argument
    }

    static var expectation: String { "a number of seconds from 0.1 to 3600" }
}

/// The end of the time in which something is to be done.
struct Deadline: Sendable {
    private let end: Int64

    init(after time: Duration) {
        end = Machine.monotonicNanoseconds() + Int64(time / .nanoseconds(1))
    }

    /// What is left of the time, at least a nanosecond.
    var rest: Duration { .nanoseconds(max(1, end - Machine.monotonicNanoseconds())) }
}

/// How often a request is made once more.
struct RetryCount: FlagValue {
    let count: Int

    init(_ count: Int) { self.count = count }

    init?(argument: String) {
        guard let count = Int(argument: argument), (0...100).contains(count) else { return nil }
        self.count = count
    }

    var argument: String { String(count) }
    static var expectation: String { "a whole number from 0 to 100" }
}

extension Endpoint: FlagValue {
    /// Reads an address; why one does not serve, the flag itself tells.
    package init?(argument: String) {
        guard let endpoint = try? Endpoint(argument) else { return nil }
        self = endpoint
    }

    /// The address.
    package var argument: String { text }

    /// An address.
    package static var expectation: String { "an https URL, or an http one of this machine" }
}

extension FlagGroup {
    static let live = FlagGroup("Live")
    static let batch = FlagGroup("Batch")
}

extension LiveOptions {
    /// The flags of the network.
    static var flags: [Flag<Self>] {
        [
            .toggle(
                "live", sets: { $0.isLive = $1 },
                "Create the session at the endpoint, over the network, instead of locally."
            ).group(.live).excludes("signing-key-file"),
            .optional(
                "api-key-file", sets: { $0.apiKeyFile = $1 }, "FILE",
                "The API key, alone in a file that only you can read; \(APIKey.variable.name) may hold the key itself."
            ).group(.live).environment(APIKey.fileVariable.name),
            .toggle(
                "allow-readable-key", sets: { $0.allowsReadableKey = $1 },
                "Accept a key file that others can read: for secrets that are mounted into a container."
            ).group(.live),
            .custom(
                "endpoint", "URL", "The URL of the session API; hosts that are not FinBox's must be given here."
            ) { text, options throws(UsageError) in
                do throws(Endpoint.Fault) {
                    options.endpoint = try Endpoint(text)
                } catch {
                    throw UsageError(
                        "'\(SecretScanner.masked(url: text))' cannot be the endpoint: \(error.explanation)",
                        hint: error.hint(version: "--api-version"))
                }
            }.group(.live).defaultText(Settings.standardEndpoint),
            .value(
                "timeout", sets: { $0.timeout = $1 }, default: Self().timeout, "SECONDS",
                "The time limit for creating a session, retries included."
            ).group(.live),
            .value(
                "retry", sets: { $0.retries = $1 }, default: Self().retries, "N",
                "Try up to N times more, but only where nothing was sent, or where the API asks for it (Retry-After)."
            ).group(.live),
            .toggle(
                "no-validate", sets: { $0.skipsValidation = $1 }, "Send the payload without checking it first."
            ).group(.live),
            .toggle(
                "dry-run", short: "n", sets: { $0.showsRequest = $1 },
                "Print the request that --live would send, the key masked, and send nothing."
            ).group(.live).excludes("as-curl", "print", "format"),
            .toggle(
                "as-curl", sets: { $0.showsCurl = $1 },
                "Print that request as a curl command, which reads the key from its file."
            ).group(.live).excludes("print", "format"),
        ]
    }
}
