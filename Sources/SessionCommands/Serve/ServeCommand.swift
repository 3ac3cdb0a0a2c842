import BankConnectSession
import CommandKit

/// The options of `serve`.
struct ServeOptions: SettingsCommandOptions {
    /// How the address is written.
    enum Format: String, FlagValue, CaseIterable {
        case text, json
    }

    var common = CommonOptions()
    var settings = SettingsOptions()
    var port = 8080
    var host: String?
    var allowedHosts: [String] = []
    var apiKeyFile: FilePath?
    var signingKeyFiles: [SigningKeyFile] = []
    var clientURL: String?
    var workflow: Workflow?
    var record: FilePath?
    var answers: [ForcedAnswer] = []
    var today: CalendarDate?
    var now: Timestamp?
    var addressFile: FilePath?
    var format = Format.text

    var fileRoles: [FileRole] {
        FileRole.settings(settings.files) + FileRole.apiKey(apiKeyFile)
            + FileRole.signingKeys(signingKeyFiles.map(\.path)) + FileRole.ledger(record)
            + FileRole.addressFile(addressFile)
    }
}

extension FlagGroup {
    static let address = FlagGroup("Address")
    static let answers = FlagGroup("Answers")
}

extension Command {
    /// `serve`: the session API on a port of this machine.
    static var serve: Command {
        Command(
            "serve", summary: "Run a local server that answers as the session API, for tests.",
            discussion: """
                Point the base URL of the program under test to http://127.0.0.1:PORT/bank-connect. Requests are \
                answered as the API would answer them; sessions are local, and FinBox does not know them. The \
                redirect_url of a session leads to a page of this service. It shows what the customer is asked for and \
                has a button for each way to leave.

                The first line of the output is the address, written when connections are accepted. Standard error \
                gets one line for each request. SIGTERM and SIGINT end the service after the running requests are \
                answered.

                A request asks for an error with the header 'Prefer: code=503' or 'Prefer: error=MODE_NOT_ENABLED'; \
                error=INVALID_REQUEST#4 is the fourth row of that code in 'bcsession explain INVALID_REQUEST'. \
                --answer does the same for programs that cannot send the header: a status, a code, delay=2s, reset (the \
                connection is reset, and nothing is made), lost (the session is made, and the connection closed) or \
                timeout (no answer until the client leaves), with /N after it for every Nth request; the first that \
                matches is used.

                GET /_bcsession/requests and /_bcsession/sessions show what was received and what was made, DELETE \
                clears them, and /_bcsession/health answers when the service is ready. The last 1,000 requests are \
                kept, up to 64 MiB of them, and shown with up to 100 findings each; what was dropped is counted. No \
                configuration is read unless --config names one, so a test does not depend on the machine. Tokens are \
                signed with the key of create and verify-token, which is made on first use; --signing-key-file names \
                another.
                """,
            flags: [
                [
                    .value(
                        "port", sets: { $0.port = $1 }, default: ServeOptions().port, "N",
                        "The port; 0 means any free port."
                    ).group(.address),
                    .optional(
                        "host", sets: { $0.host = $1 }, "ADDRESS",
                        "The address to listen on, instead of 127.0.0.1 and ::1; 0.0.0.0 lets other machines connect."
                    ).group(.address),
                    .list(
                        "allow-host", adds: { $0.allowedHosts.append($1) }, "NAME",
                        "Another host name (with a port if needed) that clients may use, such as a container's."
                    ).group(.address),
                    .optional(
                        "address-file", sets: { $0.addressFile = $1 }, "FILE", "Write the address to FILE as well."
                    ).group(.address),
                    .list(
                        "answer", adds: { $0.answers.append($1) }, "ANSWER",
                        "Answer all requests with this: a status, an error code, delay=2s, reset, lost or timeout; /N "
                            + "behind it is for every Nth request."
                    ).group(.answers),
                    .optional(
                        "workflow", sets: { $0.workflow = $1 }, "WORKFLOW",
                        "How the customer reaches BankConnect; with redirect, redirect_url is required."
                    ).group(.answers),
                    .optional(
                        "client-url", sets: { $0.clientURL = $1 }, "URL",
                        "The start of redirect URLs, instead of the service's own page."
                    ).group(.answers),
                    .optional(
                        "today", sets: { $0.today = $1 }, "DD/MM/YYYY",
                        "The day to use as today; the default is the date in India (UTC+05:30)."
                    ).group(.answers).environment(todayVariable.name),
                    .optional(
                        "now", sets: { $0.now = $1 }, "TIME",
                        "The time to use as now, such as 2026-11-22T12:00:00Z."
                    ).group(.answers),
                    .optional(
                        "api-key-file", sets: { $0.apiKeyFile = $1 }, "FILE",
                        "A file with the only valid API key; without it any key is accepted."
                    ).group(.keys),
                    .list(
                        "signing-key-file", adds: { $0.signingKeyFiles.append($1) }, "[ID=]FILE",
                        "The key that signs tokens: raw, hex: or base64:. The first of several signs."
                    ).group(.keys).environment(SigningKeyFile.variable.name),
                    .optional(
                        "record", sets: { $0.record = $1 }, "FILE",
                        "Add a line about each session to the ledger FILE, on disk before the session is answered."
                    ).group(.output),
                    .value(
                        "format", short: "f", sets: { $0.format = $1 }, default: ServeOptions().format, "FORMAT",
                        "The output format of the address."
                    ).group(.output),
                ], SettingsOptions.flags.nested { $1(&$0.settings) },
            ],
            exits: [.done, .usage, .credential, .cannotWrite, .hungUp, .interrupted],
            examples: [
                Example("bcsession serve --port 0", "Use a free port, and print the address."),
                Example(
                    "curl -d @payload.json -H 'Content-Type: application/json' \\\n"
                        + "  -H 'X-Api-Key: any' http://127.0.0.1:8080/bank-connect/v2/session/",
                    "Create a session there."),
                Example(
                    "bcsession serve --answer 503/3 --answer lost/10",
                    "Fail every third request, and drop the answer of every tenth."),
            ]
        ) { (options: ServeOptions, console) in
            try ServeRun(options, console).run()
        }
    }
}
