// `verify-token`: the command (here) starts a `VerificationRun` over `VerificationInput`s. `LinkTextSource` cuts one
// into pieces, `TokenVerificationWorker`s judge the links of these, with a `SessionLookup` in the ledger, and write
// each `VerdictReport` as JSON or as `VerdictText`; `VerdictWriter` puts them in order.

import BankConnectSession
import CommandKit

/// The options of `verify-token`.
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
    var isStrict = false
    var isTokenList = false
    var showsLink = false
    var requiresRecord = false
    var clientURL: String?
    var record: FilePath?

    var fileRoles: [FileRole] {
        inputs.flatMap { FileRole.input($0) } + FileRole.settings(settings.files)
            + FileRole.signingKeys(signingKeyFiles.map(\.path)) + FileRole.ledger(record)
    }
}

extension Timestamp: FlagValue {
    /// Reads RFC 3339 with any offset, a day in India, or Unix seconds.
    package init?(argument: String) {
        self.init(moment: argument)
    }

    /// The time in RFC 3339.
    package var argument: String { description }

    /// A time.
    package static var expectation: String {
        "a time such as 2026-11-22T12:00:00+05:30, a day such as 2026-11-22, or Unix seconds"
    }
}

extension Command {
    /// `verify-token`: checks redirect URLs and tokens.
    static var verifyToken: Command {
        Command(
            "verify-token", summary: "Check a redirect link or token, and say what is wrong with it.",
            discussion: """
                An INPUT with :// in it is a link. - is standard input. An existing file may hold a list of links, the \
                output of create, or a whole mail. Anything else is a token and needs --session-id. Links that a mail \
                program, a chat or a person damaged are repaired, and each repair is named.

                FinBox does not publish how it makes tokens, so a FinBox link is valid only when the ledger of \
                'create --live --record' has the same link. Without a ledger the answer is "cannot tell" (status 10), \
                unless something is wrong with the link.
                """,
            flags: [
                [
                    .optional(
                        "session-id", sets: { $0.sessionID = $1 }, "ID", "The session that the token must be for."
                    ).group(.keys),
                    .optional(
                        "link-id", sets: { $0.linkID = $1 }, "ID", "The link_id that the session must belong to."
                    ).group(.keys),
                    .list(
                        "signing-key-file", adds: { $0.signingKeyFiles.append($1) }, "[ID=]FILE",
                        "A key that tokens may be signed with: raw, hex: or base64:. ID is the name that tokens give it; "
                            + "write a file whose own name holds = as ./NAME."
                    ).group(.keys).environment(SigningKeyFile.variable.name),
                    .toggle(
                        "inspect", sets: { $0.isInspection = $1 },
                        "Show what a token says of itself, without a key: nothing of it is verified."
                    ).group(.keys).excludes("signing-key-file"),
                    .optional(
                        "record", sets: { $0.record = $1 }, "FILE",
                        "Judge each link by the ledger that 'bcsession create --live --record FILE' wrote."
                    ).group(.keys),
                    .toggle(
                        "require-record", sets: { $0.requiresRecord = $1 },
                        "A link whose session is not in the ledger is not valid."
                    ).group(.keys),
                    .optional(
                        "client-url", sets: { $0.clientURL = $1 }, "URL",
                        "Where links lead, instead of FinBox's client; a server on this machine too."
                    ).group(.keys),
                    .optional(
                        "now", sets: { $0.now = $1 }, "TIME",
                        "The time to judge by: 2026-11-22T12:00:00+05:30, a day in India, or Unix seconds."
                    ).group(.keys),
                    .value(
                        "leeway", sets: { $0.leeway = $1 }, default: VerifyTokenOptions().leeway, "SECONDS",
                        "How far ahead of the clock a token may have been issued."
                    ).group(.keys),
                    .toggle(
                        "strict", sets: { $0.isStrict = $1 }, "Judge each link exactly as given; repair nothing."
                    ).group(.checks),
                    .toggle(
                        "tokens", sets: { $0.isTokenList = $1 },
                        "Read each line of a file as a token of the session of --session-id."
                    ).group(.checks),
                    .toggle(
                        "show-link", sets: { $0.showsLink = $1 },
                        "Show links whole: anybody who has one can open the session."
                    ).group(.output),
                    .value(
                        "format", short: "f", sets: { $0.format = $1 }, default: VerifyTokenOptions().format, "FORMAT",
                        "How to write verdicts."
                    )
                    .group(.output),
                ], SettingsOptions.configFlags.nested { $1(&$0.settings) },
            ],
            operands: [.any("INPUT", adds: { $0.inputs.append($1) }, "A link in quotes, a token, a file, or -.")],
            exits: [.done, .negative, .usage, .unreadable, .credential, .cannotTell, .cannotWrite],
            examples: [
                Example(
                    "bcsession create --link-id TU-1234 --print redirect_url |\n  bcsession verify-token -",
                    "Check what create made."),
                Example(
                    "bcsession verify-token --record sessions.ledger mail.eml",
                    "Check the links in a customer's mail against the ledger."),
                Example(
                    "bcsession verify-token --format ndjson links.txt",
                    "Check a file with one link on each line; verdicts for programs."),
            ]
        ) { (options: VerifyTokenOptions, console) in
            guard options.leeway >= 0, options.leeway <= 86_400 else {
                throw UsageError(
                    "--leeway is \(options.leeway)", flag: "leeway", hint: "write 0 to 86400 seconds")
            }
            try Ledger.checkName(options.record)
            try PayloadInput.checkStandardInput(
                options.inputs + options.signingKeyFiles.map(\.path) + options.settings.files)
            var settings = try Settings(options.settings, console).with(options.signingKeyFiles)
            if let url = options.clientURL { settings = try settings.with(clientURL: url) }
            if let record = options.record { settings.record = .init(record, "--record") }
            var options = options
            options.sessionID = try SessionID.argument(options.sessionID)
            if let code = try options.showConfig(settings, console) { return code }
            if options.requiresRecord, settings.record == nil {
                throw UsageError(
                    "--require-record needs a ledger, and none is named", flag: "require-record",
                    hint: "give --record FILE, or set \"record\" in the configuration")
            }
            return try console.withOutput(options.common) { [options] output in
                try VerificationRun(options, settings, console, output).run()
            }
        }
    }
}

extension Topic {
    /// What `verify-token` says of links and tokens.
    static let tokens = Topic("tokens", "The verdicts of verify-token and the meaning of each reason.") {
        Topic.Content(
            TokenVerdict.Reason.allCases.map { ($0.rawValue, $0.explanation) },
            closing: """
                A link is valid (status 0) when no check failed and a signature or the ledger proves it, \
                not valid (1) when a check failed, and undecided (10) otherwise: FinBox does not publish how its \
                tokens are made. The ledger is used only if it is a regular file of yours or root's that neither group nor \
                others can write to, in a directory where not everybody can replace it. What it has of local sessions \
                proves nothing.

                A list and a mail may hold a link more than once: equal links of an input have one verdict, in every \
                format, and a note counts the others. Lines are joined where a mail program marked the break: = at \
                the end, > before both, or 60 columns without a space. In a list of values with commas, put the link \
                in quotes.

                Tokens of this tool's own scheme are v2.KEYID.ISSUED.EXPIRES.MAC: times in Unix seconds, and HMAC-SHA-256 \
                in unpadded base64url over the lines bankconnect-redirect-token, v2, KEYID, session_id, ISSUED and \
                EXPIRES. token_scheme in the configuration describes another one.
                """)
    }
}
