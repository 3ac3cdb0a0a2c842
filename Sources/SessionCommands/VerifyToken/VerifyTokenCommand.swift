import BankConnectSession
import CommandKit

/// What `verify-token` is told on the command line.
struct VerifyTokenOptions: SettingsCommandOptions {
    /// How verdicts are written.
    enum Format: String, FlagValue, CaseIterable {
        case text, json, ndjson
    }

    var common = CommonOptions()
    var settings = SettingsOptions()
    var inputs: [FilePath] = []
    var sessionID: String?
    var linkID: String?
    var signingKeyFiles: [SigningKeyFile] = []
    var now: Timestamp?
    var leeway = Int(TokenVerifier.defaultLeeway)
    var format = Format.text
    var isInspection = false
    var record: FilePath?
}

extension Timestamp: FlagValue {
    /// Reads Unix seconds, or RFC 3339 in UTC.
    package init?(argument: String) {
        self.init(argument)
    }

    /// The time in RFC 3339.
    package var argument: String { description }

    /// A time.
    package static var expectation: String { "a time such as 2026-11-22T12:00:00Z, or Unix seconds" }
}

extension Command {
    /// `verify-token`: checks redirect URLs and tokens.
    static var verifyToken: Command {
        Command(
            "verify-token", summary: "Check the token of a redirect URL, and say why it is not valid.",
            discussion: """
                An INPUT with :// is a redirect URL; - is standard input and an existing file is read, a URL or token \
                a line; anything else is a token and needs --session-id.

                FinBox does not publish how its own tokens are made. A verdict is about tokens of the scheme that it \
                names: a token of FinBox's cannot be judged here.
                """,
            options: VerifyTokenOptions(),
            flags: [
                .optional(
                    "session-id", sets: { $0.sessionID = $1 }, "ID", "The session that the token must be for."
                ).group(.keys),
                .optional("link-id", sets: { $0.linkID = $1 }, "ID", "The session's link_id, for schemes that use it.")
                    .group(.keys),
                .list(
                    "signing-key-file", adds: { $0.signingKeyFiles.append($1) }, "[ID=]FILE",
                    "A key that tokens may be signed with: raw, hex: or base64:. ID is the name that tokens give it; "
                        + "write a file whose own name holds = as ./NAME."
                ).group(.keys).environment(SigningKeys.variable.name),
                .toggle(
                    "inspect", sets: { $0.isInspection = $1 },
                    "Show what a token says of itself, without a key: nothing of it is verified."
                ).group(.keys).excludes("signing-key-file"),
                .optional(
                    "record", sets: { $0.record = $1 }, "FILE",
                    "Look each session up in the ledger that 'bcsession create --record FILE' wrote."
                ).group(.keys),
                .optional("now", sets: { $0.now = $1 }, "TIME", "The time to judge by, such as 2026-11-22T12:00:00Z.")
                    .group(.keys),
                .value(
                    "leeway", sets: { $0.leeway = $1 }, default: VerifyTokenOptions().leeway, "SECONDS",
                    "How far ahead of the clock a token may have been issued."
                ).group(.keys),
                .value(
                    "format", short: "f", sets: { $0.format = $1 }, default: VerifyTokenOptions().format, "FORMAT",
                    "How to write verdicts."
                )
                .group(.output),
            ] + VerifyTokenOptions.configFlags + VerifyTokenOptions.commonFlags,
            operands: [.any("INPUT", adds: { $0.inputs.append($1) }, "A redirect URL, a token, a file of them, or -.")],
            exits: [.done, .negative, .usage, .unreadable, .credential, .cannotWrite].map(\ExitCode.status),
            examples: [
                Example(
                    "bcsession create --link-id TU-1234 --print redirect_url | bcsession verify-token -",
                    "Check what create made."),
                Example(
                    "bcsession verify-token --format ndjson urls.txt",
                    "Check the redirect URLs of a file, a line each; verdicts for programs."),
                Example(
                    "bcsession verify-token --record sessions.ledger urls.txt",
                    "Check them, and tell from the ledger of create whose sessions they are."),
            ]
        ) { options, console in
            let console = console.configured(by: options.common)
            guard options.leeway >= 0, options.leeway <= 86_400 else {
                throw UsageError(
                    "--leeway is \(options.leeway)", flag: "leeway", hint: "write 0 to 86400 seconds")
            }
            try Ledger.checkName(options.record, apartFrom: options.inputs + [options.common.output])
            try PayloadInput.checkStandardInput(
                options.inputs + options.signingKeyFiles.map(\.path) + options.settings.files)
            let settings = try Settings(options.settings, console).with(options.signingKeyFiles)
            if options.settings.showsConfig {
                return try console.withOutput(options.common) { output in
                    try output.write(SettingsView(settings: settings).text)
                    return .done
                }.rawValue
            }
            try VerificationInput.check(options, settings)
            let code = try console.withOutput(options.common) { output in
                try VerificationRun(options, settings, console, output).run()
            }
            return code.rawValue
        }
    }
}
