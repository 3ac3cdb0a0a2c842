import BankConnectSession
import CommandKit

/// Options that all commands understand alike.
struct CommonOptions: Sendable {
    var isQuiet = false
    var isVerbose = false
    var color = ColorChoice.auto
    var output: FilePath?
}

/// The options of a command; its stored defaults are the defaults.
protocol CommandOptions: Sendable {
    init()
    var common: CommonOptions { get set }
}

extension FlagGroup {
    static let request = FlagGroup("Request")
    static let consents = FlagGroup("Consents")
    static let metadata = FlagGroup("Metadata")
    static let checks = FlagGroup("Checks")
    static let keys = FlagGroup("Keys and clock")
    static let output = FlagGroup("Output")
}

extension CommandOptions {
    /// The flags that every command has.
    static var commonFlags: [Flag<Self>] {
        [
            .optional(
                "output", short: "o", sets: { $0.common.output = $1 }, "FILE",
                "Write the output to FILE, all of it or nothing."
            ).group(.output),
            .value("color", sets: { $0.common.color = $1 }, default: Self().common.color, "WHEN", "When to use colour.")
                .group(.output),
            .toggle(
                "quiet", short: "q", sets: { $0.common.isQuiet = $1 },
                "Print no notes or summaries on standard error."
            ).group(.output),
            .toggle("verbose", short: "v", sets: { $0.common.isVerbose = $1 }, "Print more on standard error.")
                .group(.output),
            refusedKey,
        ]
    }

    /// No command takes a key as a word: said in so many words, and without repeating the key.
    private static var refusedKey: Flag<Self> {
        .custom("api-key", "KEY", "Refused: 'create --live' reads the key from --api-key-file FILE.") {
            _, _ throws(UsageError) in
            throw UsageError(
                "a key on the command line can be read by every program on the machine", flag: "api-key",
                hint: "put it into a file of mode 0600 and give create --api-key-file FILE")
        }.hidden()
    }
}

extension Console {
    /// The console as the common options want it.
    func configured(by options: CommonOptions) -> Console {
        var console = self
        console.isQuiet = options.isQuiet
        console.isVerbose = options.isVerbose
        console.color = options.color
        return console
    }

    /// Runs `body` with the stream that `--output` names, which takes the file's place only when `body` ends well.
    ///
    /// A file that is there keeps its mode; a new one has `mode`, as far as the umask lets it.
    func withOutput(
        _ options: CommonOptions, mode: UInt32 = 0o666, _ body: (OutputStream) throws -> ExitCode
    ) throws -> ExitCode {
        guard let path = options.output, !path.isStandardStream else {
            let code = try body(output)
            try output.flush()
            return code
        }
        let file = try ReplacementFile(keepingModeOf: path, orNew: mode)
        let code = try body(file.output)
        try commit(file)
        return code
    }
}
