import BankConnectSession
import CommandKit

/// Options that all commands understand alike.
struct CommonOptions: Sendable {
    var isQuiet = false
    var isVerbose = false
    var color = ColorChoice.auto
    var output: FilePath?
    /// The file of `--output`, which is written when all of it is there; nil where standard output is written to.
    var outputFile: FilePath? { output.flatMap { $0.isStandardStream ? nil : $0 } }
}

/// The options of a command; its stored defaults are the defaults.
protocol CommandOptions: Sendable {
    init()
    var common: CommonOptions { get set }
    /// The files that the command line names, but for the output.
    var fileRoles: [FileRole] { get }
}

extension CommandOptions {
    var fileRoles: [FileRole] { [] }

    /// Refuses an output that is another file of the run as well, and a ledger likewise; `others` are files that the
    /// command line does not name.
    func checkFiles(_ console: Console, _ others: [FileRole] = []) throws(UsageError) {
        try FileRole.check(fileRoles + others + FileRole.output(common.output), console)
    }
}

extension FlagGroup {
    static let request = FlagGroup("Request")
    static let consents = FlagGroup("Consents")
    static let metadata = FlagGroup("Metadata")
    static let checks = FlagGroup("Checks")
    static let keys = FlagGroup("Keys and clock")
    static let output = FlagGroup("Output")
}

extension CommonOptions {
    /// The flags that every command has.
    static var flags: [Flag<Self>] {
        [
            .optional(
                "output", short: "o", sets: { $0.output = $1 }, "FILE",
                "Write the output to FILE, all of it or nothing."
            ).group(.output),
            .value("color", sets: { $0.color = $1 }, default: Self().color, "WHEN", "When to use colour.")
                .group(.output),
            .toggle(
                "quiet", short: "q", sets: { $0.isQuiet = $1 },
                "Print only errors on standard error, and warnings that must be read."
            ).group(.output),
            .toggle("verbose", short: "v", sets: { $0.isVerbose = $1 }, "Print more on standard error.")
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
                hint: "put it into a file of mode 0600; create and serve take --api-key-file FILE")
        }.hidden()
    }
}

extension Array {
    /// The flags of a part of the options, as flags of the whole: `CommonOptions.flags.nested { $1(&$0.common) }`.
    ///
    /// Here and not beside `Flag`: the compiler then knows the types, which would have to be made at each start.
    func nested<Part, Whole>(in part: @escaping Flag<Whole>.Part<Part>) -> [Flag<Whole>]
    where Element == Flag<Part> {
        map { $0.nested(in: part) }
    }
}

extension Command {
    /// Declares a command of this tool, with the common flags behind its own.
    ///
    /// Its console is as these say, and it ends with a status of our table. Only `--help-all` shows the rare flags.
    init<Options: CommandOptions>(
        _ name: String, summary: String, discussion: String = "",
        flags: @autoclosure @escaping @Sendable () -> [[Flag<Options>]] = [],
        rare: @autoclosure @escaping @Sendable () -> Set<String> = [],
        operands: @autoclosure @escaping @Sendable () -> [Operand<Options>] = [],
        exits: @autoclosure @escaping @Sendable () -> [ExitCode],
        examples: @autoclosure @escaping @Sendable () -> [Example] = [],
        run: @escaping @Sendable (_ options: Options, _ console: Console) throws -> ExitCode
    ) {
        self.init(
            name, summary: summary, discussion: discussion, options: Options(),
            flags: Self.table(flags(), rare: rare()), operands: operands(), exits: exits().map(\.status),
            examples: examples()
        ) { options, console in
            try options.checkFiles(console)
            return try run(options, console.configured(by: options.common)).rawValue
        }
    }

    private static func table<Options: CommandOptions>(
        _ flags: [[Flag<Options>]], rare: Set<String>
    ) -> [Flag<Options>] {
        let flags = flags.flatMap { $0 } + CommonOptions.flags.nested { $1(&$0.common) }
        return rare.isEmpty ? flags : flags.map { rare.contains($0.spec.long) ? $0.advanced() : $0 }
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
    /// A file that is there keeps its mode, unless that is not wanted; a new one has `mode`, as far as the umask lets it.
    /// What `mustBeSeen` goes to standard error when it cannot take the file's place.
    func withOutput(
        _ options: CommonOptions, mode: UInt32 = 0o666, keepsMode: Bool = true, mustBeSeen: Bool = false,
        _ body: (OutputStream) throws -> ExitCode
    ) throws -> ExitCode {
        guard let path = options.outputFile else {
            let code = try body(output)
            try output.flush()
            return code
        }
        let file =
            try keepsMode
            ? ReplacementFile(keepingModeOf: path, orNew: mode) : ReplacementFile(path, mode: mode)
        let code = try body(file.output)
        do throws(SystemError) {
            try commit(file)
        } catch {
            if mustBeSeen {
                self.error("the output follows, because it could not be written to \(file.output.name)")
                try? file.output.copyContent(to: messages)
            }
            throw error
        }
        return code
    }
}
