import BankConnectSession
import CommandKit

extension Topic {
    static let ledger = Topic("ledger", "The file that create --record keeps, and each member of its lines.") {
        Topic.Content(
            LedgerEntry.Member.allCases.map { ($0.rawValue, $0.meaning) },
            closing: """
                A ledger is a file of JSON lines, written by 'create --record FILE' (or "record" in the configuration) \
                and read by 'sessions', 'verify-token --record' and a batch with --resume. Its mode is 0600: a redirect \
                URL lets anybody who has it into the session.

                A request has two lines: an intent, which is on disk before the request leaves, and an outcome, which is \
                on disk before the answer is printed. An intent without an outcome is a request whose end is unknown, \
                because the run was killed or the disk was full. A local session has an outcome alone.

                Lines are added and never changed, under a lock (flock); another run waits for it no longer than \
                --timeout, and then ends with status \(ExitCode.cannotWrite.rawValue) before anything is sent. A line \
                that was cut short is ended and passed over. To begin a new ledger, give a new file name; keep the old \
                one, because --resume and verify-token know only the file that they are given.

                A payload of a batch is identified by endpoint, api_version, sha256 and occurrence, so lines may be \
                inserted, removed and reordered between two runs. Lines of the first edition, which have no schema, are \
                read as well: theirs match by sha256, in the order of their numbers.
                """)
    }

    static let live = Topic("live", "How create --live sends a request, and the exit status of each outcome.") {
        Topic.Content(
            outcomes.map { outcome, text in (String(outcome.exit.rawValue), text) },
            closing: """
                The request is POST ENDPOINT/v2/session/ (v1 with --api-version v1) with the key in X-Api-Key; \
                --dry-run prints it and --as-curl prints it as a curl command. The payload is checked first, and nothing \
                is sent when the check finds an error (--no-validate skips it). Nothing is sent either when flags are \
                given with a FILE that is not a JSON object, and when the payload holds the API key under a name that is \
                not a secret's, such as link_id: it would be shown in answers and in the ledger. --timeout limits all that follows: the \
                waits for a key that comes through a pipe, for the ledger and for the program that sends, the request \
                and its retries; in a batch the program that sends has ten seconds or more to start beside that. \
                --retry N sends again only where nothing was sent, or where the API answers \
                \(SendOutcome.laterStatuses) with Retry-After, and only while twice the time that the slowest attempt \
                took is left.

                The endpoint is https; http is for this machine alone, and there no proxy is used. For https, libcurl's \
                variables count: https_proxy, else all_proxy, and no_proxy. Certificates are checked against the \
                system's store (in Debian's package ca-certificates, /etc/ssl/certs); SSL_CERT_FILE and CURL_CA_BUNDLE \
                are not read, so a private authority is added to that store. Redirects are never followed.

                Status \(ExitCode.unknown.rawValue) and \(ExitCode.unexpected.rawValue) mean that a session may exist: \
                look it up at FinBox before sending the payload again. --print token ends with status \
                \(ExitCode.unexpected.rawValue) too where the session was created and its redirect_url has no token. Status \(ExitCode.unreachable.rawValue) is used \
                only where no byte of the request can have left.

                What sends is another program, bcsession-live, beside bcsession or in ../libexec/bcsession: bcsession \
                starts one process of it for each request under way, hands it the request through a pipe, and ends it \
                when the run ends. bcsession reads the payloads and the key, writes the ledger and handles signals. \
                Ctrl-C while one request is under way ends at once, and the ledger keeps its intent; between two \
                attempts it ends with the outcome of the last one.

                With --record, a ledger that has a session for this payload or its link_id, or may have one, gives a \
                warning before the request is sent. It is sent all the same.
                """)
    }

    static let batch = Topic("batch", "How create --batch runs and resumes, and what each flag sends again.") {
        Topic.Content(
            [
                (
                    "--resume",
                    "what was not sent (\(ExitCode.unreachable.rawValue)), what was refused before sending "
                        + "(checked anew), and status \(SendOutcome.passingText)"
                ),
                ("--retry-failed", "with --resume: also status 500, 501 and 503, and any 5xx not listed below"),
                (
                    "--retry-unknown",
                    "with --resume: also status \(SendOutcome.gatewayText), unexpected "
                        + "answers, lost connections, and intents without outcome: each may have made a session, and may make "
                        + "another"
                ),
                ("--again", "all lines, whatever the ledger has of them"),
                (
                    "nothing",
                    "sessions that were created, and status 400 and any 4xx not listed above, until the line "
                        + "changes"
                ),
            ],
            closing: """
                FILE holds a payload a line (NDJSON); 'jq -c' writes it. Do not write to it during the run: then the run \
                ends with status \(ExitCode.unreadable.rawValue) before a line that was read after the change. Up to --jobs \
                requests are under way at once (fewer while the server answers so quickly that more would be no faster, \
                or where limits on processes, open files or memory leave no room for more: see ulimit -a), begun no \
                faster than --rate. Each line is answered by one line of JSON, in the order of the input: record, \
                link_id, outcome (created, refused, failed or unknown), status, retry_after, known (from the ledger, not \
                sent now), response and exit. A line that was not begun prints nothing; the summary on standard error \
                counts such lines.

                Give --record: with a ledger, a batch that ended early, kill -9 included, goes on with the same command \
                and --resume, and no payload is sent twice. Without --resume a ledger that has entries of these lines is \
                refused before anything is sent, and so is, with --resume, one that has entries of other batches only. \
                'help ledger' says how lines are matched. The last outcome of a line counts: one with an unknown outcome \
                that --retry-unknown sends again, and that is refused then, is a refused one.

                The first 401 or 402 ends the batch, unless --keep-going is given. After a 429 no request begins \
                until its Retry-After is over. Ctrl-C, SIGTERM and SIGHUP let the requests under way be answered and \
                recorded; a second signal, a tenth of a second later or more, ends at once, and leaves their intents. \
                With -o FILE and no ledger it loses all results: FILE is written at the end.

                The exit status is the most serious of the lines': \(ExitCode.gravity); a signal's own \
                (\(ExitCode.hungUp.rawValue), \(ExitCode.interrupted.rawValue), \(ExitCode.terminated.rawValue)) when one \
                ended the run. 'help live' says which outcome has which status.
                """)
    }

    /// An outcome of each kind, and what it means.
    private static let outcomes: [(SendOutcome, String)] = [
        (
            SendOutcome(.created),
            "a session was created: status 200 or 201, with a session_id and a redirect_url that agree"
        ),
        (SendOutcome(.invalid), "the payload has errors and was not sent"),
        (SendOutcome(.refused, status: 400), "the API refused the request (any other 4xx); no session was created"),
        (SendOutcome(.failed, status: 500), "the API failed (5xx, but \(SendOutcome.gatewayText))"),
        (SendOutcome(.notSent), "the server could not be reached, and nothing was sent"),
        (
            SendOutcome(.unanswered),
            "the request was sent, in part or as a whole, and no answer came in time, or a gateway answered "
                + "\(SendOutcome.gatewayText): a session may exist"
        ),
        (
            SendOutcome(.unexpected),
            "the answer is unexpected, such as a redirect, HTML, or an untrusted redirect_url: a session may exist"
        ),
        (SendOutcome(.withoutKey), "there is no usable API key, or the API refused it (401)"),
    ]
}
