import BankConnectSession
import CommandKit

/// What `serve` is told on the command line.
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
}

extension FlagGroup {
    static let address = FlagGroup("Address")
    static let answers = FlagGroup("Answers")
}

extension Command {
    /// `serve`: the session API on a port of this machine.
    static var serve: Command {
        Command(
            "serve", summary: "Answer as the session API on a port of this machine, for tests.",
            discussion: """
                Point the base URL of the program under test to http://127.0.0.1:PORT/bank-connect. Requests are \
                answered as the API would answer them; sessions are local, and FinBox does not know them. The \
                redirect_url of a session leads to a page of this service, which shows what the customer is asked for \
                and has a button for each way to leave.

                The first line of the output is the address, written once connections are accepted. A request a line \
                follows on standard error. SIGTERM and SIGINT end the service when what is under way is answered.

                A request asks for an error by the header 'Prefer: code=503' or 'Prefer: error=MODE_NOT_ENABLED'; \
                error=INVALID_REQUEST#4 is the fourth row of that code in 'bcsession explain INVALID_REQUEST'. \
                --answer does the same for programs that cannot send the header: a status, a code, delay=2s, reset (the \
                connection is reset, and nothing made), lost (the session is made, and the connection closed) or \
                timeout (no answer until the client leaves), with /N behind it for every Nth request; the first that \
                matches counts.

                GET /_bcsession/requests and /_bcsession/sessions say what came and what was made, DELETE forgets it, \
                and /_bcsession/health says when the service is ready. No configuration is read unless --config names \
                one, so that a test depends on nothing of the machine.
                """,
            options: ServeOptions(),
            flags: [
                .value(
                    "port", sets: { $0.port = $1 }, default: ServeOptions().port, "N",
                    "The port; 0 lets the system choose one."
                ).group(.address),
                .optional(
                    "host", sets: { $0.host = $1 }, "ADDRESS",
                    "The address to listen at, instead of 127.0.0.1 and ::1; 0.0.0.0 lets other machines in."
                ).group(.address),
                .list(
                    "allow-host", adds: { $0.allowedHosts.append($1) }, "NAME",
                    "Another name, perhaps with a port, by which clients may reach the service, such as a container's."
                ).group(.address),
                .optional(
                    "address-file", sets: { $0.addressFile = $1 }, "FILE", "Write the address to FILE as well."
                ).group(.address),
                .list(
                    "answer", adds: { $0.answers.append($1) }, "ANSWER",
                    "Answer so, whatever the request: a status, an error code, delay=2s, reset, lost or timeout; /N "
                        + "behind it is for every Nth request."
                ).group(.answers),
                .optional(
                    "workflow", sets: { $0.workflow = $1 }, "WORKFLOW",
                    "How the customer reaches BankConnect; with redirect, redirect_url is required."
                ).group(.answers),
                .optional(
                    "client-url", sets: { $0.clientURL = $1 }, "URL",
                    "Where redirect URLs lead, instead of the service's own page."
                ).group(.answers),
                .optional(
                    "today", sets: { $0.today = $1 }, "DD/MM/YYYY",
                    "The day to use as today; the default is the date in India (UTC+05:30)."
                ).group(.answers).environment(todayVariable.name),
                .optional(
                    "now", sets: { $0.now = $1 }, "TIME",
                    "The time at which sessions are made and links judged, such as 2026-11-22T12:00:00Z."
                ).group(.answers),
                .optional(
                    "api-key-file", sets: { $0.apiKeyFile = $1 }, "FILE",
                    "The file of the only API key that is right; without it any key will do."
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
                    "How to write the address."
                ).group(.output),
            ] + ServeOptions.configFlags + ServeOptions.organizationFlags + ServeOptions.commonFlags,
            exits: [.done, .usage, .credential, .cannotWrite, .interrupted].map(\ExitCode.status),
            examples: [
                Example("bcsession serve --port 0", "Serve at a port that is free, and print the address."),
                Example(
                    "curl -d @payload.json -H 'Content-Type: application/json' -H 'X-Api-Key: any' "
                        + "http://127.0.0.1:8080/bank-connect/v2/session/",
                    "Create a session there."),
                Example(
                    "bcsession serve --answer 503/3 --answer lost/10",
                    "Fail every third request, and lose the answer to every tenth."),
            ]
        ) { options, console in
            try ServeRun(options, console.configured(by: options.common)).run().rawValue
        }
    }
}
