// `create`: the command (here) and its `CreateRun`, which creates a session here or at the endpoint (+Live, +Batch),
// or shows the request (+Preview); `CreationAnswer` is what it prints.

import BankConnectSession
import CommandKit

/// The options of `create`.
struct CreateOptions: PayloadCommandOptions {
    /// How the answer is written.
    enum Format: String, FlagValue, CaseIterable {
        case json, full
    }

    /// A part of the answer that can be had alone.
    enum Part: String, FlagValue, CaseIterable {
        case sessionID = "session_id"
        case redirectURL = "redirect_url"
        case token
    }

    var common = CommonOptions()
    var rules = RuleOptions()
    var settings = SettingsOptions()
    var payload = PayloadOptions()
    /// The format that was asked for by name: then a document comes whatever happens.
    var givenFormat: Format?
    var parts: [Part] = []
    var now: Timestamp?
    var signingKeyFiles: [SigningKeyFile] = []
    var record: FilePath?
    var live = LiveOptions()
    var batch = BatchOptions()

    var format: Format { givenFormat ?? .json }

    var fileRoles: [FileRole] {
        FileRole.input(payload.file) + FileRole.input(batch.file) + FileRole.settings(settings.files)
            + FileRole.apiKey(live.apiKeyFile) + FileRole.signingKeys(signingKeyFiles.map(\.path))
            + FileRole.ledger(record)
    }
}

/// Flags that few need, which `--help-all` shows.
private let rareFlags: Set = [
    "logo-url", "journey-mode", "accept-anything", "is-mobile-field-editable", "self-transfer-company",
    "allow-readable-key", "no-validate", "rate", "retry-failed", "retry-unknown", "again", "keep-going", "workflow",
    "fair-use", "banks", "organization", "show-config", "signing-key-file", "color", "now",
]

extension Command {
    /// `create`: creates a session, locally or at the endpoint.
    static func create(_ network: NetworkAccess) -> Command {
        Command(
            "create", summary: "Check a payload and create a session for it.",
            discussion: """
                The session is local: the payload is checked, and answered as the session API would answer it, with a \
                redirect URL whose token 'bcsession verify-token' knows. FinBox knows nothing of it. A payload that \
                the API would refuse is answered with the API's error, and nothing is created.

                With --live the payload is checked first, then posted to the session API; its answer is checked too, \
                and printed. With --batch each line of a file is a payload, and each line of the output gives its \
                outcome, in the same order; with --record and --resume a batch goes on where an earlier run ended, however \
                it ended.

                The payload is FILE, or what the flags say, or FILE with members that flags override.
                """,
            flags: [
                PayloadOptions.flags.nested { $1(&$0.payload) },
                [
                    .list("print", adds: { $0.parts.append($1) }, "PART", "Print only this part, one on each line.")
                        .group(.output).excludes("format"),
                    .value(
                        "format", short: "f", sets: { $0.givenFormat = $1 },
                        default: CreateOptions().format, "FORMAT", "The output format of the answer."
                    )
                    .group(.output),
                    .optional(
                        "record", sets: { $0.record = $1 }, "FILE",
                        "Add a line about the session to the ledger FILE, on disk before anything is printed."
                    ).group(.output),
                    .optional(
                        "now", sets: { $0.now = $1 }, "TIME",
                        "The time at which a local session begins: 2026-11-22T12:00:00+05:30, a day in India, or Unix "
                            + "seconds."
                    ).group(.output).excludes("live", "batch"),
                    .list(
                        "signing-key-file", adds: { $0.signingKeyFiles.append($1) }, "[ID=]FILE",
                        "The key that signs the token: raw, hex: or base64:. The first of several signs. ID names the key "
                            + "in tokens; write a file whose own name holds = as ./NAME."
                    ).group(.keys).environment(SigningKeyFile.variable.name),
                ], LiveOptions.flags.nested { $1(&$0.live) }, BatchOptions.flags.nested { $1(&$0.batch) },
                RuleOptions.flags.nested { $1(&$0.rules) }, SettingsOptions.flags.nested { $1(&$0.settings) },
            ],
            rare: rareFlags,
            operands: PayloadOptions.operands.map { $0.nested { $1(&$0.payload) } },
            exits: [
                .done, .negative, .usage, .unreadable, .refused, .failed, .unreachable, .unknown, .unexpected,
                .credential,
                .cannotWrite,
            ],
            examples: [
                Example("bcsession create --link-id TU-1234", "Create a session for a customer."),
                Example(
                    "bcsession create payload.json --to-date 09/12/2025 \\\n  --print redirect_url",
                    "Override a date of a file, and print the URL alone."),
                Example(
                    "bcsession create --live --api-key-file api.key \\\n  --record sessions.ledger payload.json",
                    "Create a session at FinBox, and record it in a ledger."),
                Example(
                    "bcsession create --live --api-key-file api.key \\\n  --batch payloads.ndjson --record sessions.ledger --resume",
                    "Create a session for each line, or continue such a batch."),
            ]
        ) { (options: CreateOptions, console) in
            try options.checkUse()
            try options.checkPayload(console)
            return try CreateRun(options: options, network: network, console: console).run()
        }
    }
}
