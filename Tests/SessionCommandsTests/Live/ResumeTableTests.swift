import BankConnectSession
import CommandKit
import Foundation
import TestSupport
import Testing

@testable import SessionCommands

/// What a later run of a batch sends again: every outcome with every flag, and lines that were inserted, removed, moved
/// and doubled between the runs.
@Suite struct ResumeTableTests {
    /// An API that counts what it receives, and answers as it is told.
    private final class CountingService: Transport {
        private let state = Monitor(State())

        private struct State: Sendable {
            var sent: [String] = []
            var answer: @Sendable () -> Result<HTTPResponse, TransportFailure> = CountingService.created
        }

        /// The payloads received since this was last asked, sorted.
        var takeSent: [String] {
            state.withLock { state in
                defer { state.sent = [] }
                return state.sent.sorted()
            }
        }

        func answer(_ answer: @escaping @Sendable () -> Result<HTTPResponse, TransportFailure>) {
            state.withLock { $0.answer = answer }
        }

        func send(
            _ request: HTTPRequest, to origin: String, timeout: Duration
        ) throws(TransportFailure) -> HTTPResponse {
            let answer = state.withLock { state in
                state.sent.append(String(decoding: request.body, as: UTF8.self))
                return state.answer
            }
            return try answer().get()
        }

        @Sendable static func created() -> Result<HTTPResponse, TransportFailure> {
            let id = UUID().uuidString.lowercased()
            return .success(
                HTTPResponse(
                    status: 200,
                    body: Array(
                        #"{"session_id": "\#(id)", "redirect_url": "https://a.finbox.in/?session_id=\#(id)"}"#.utf8)))
        }

        static func status(_ status: Int) -> @Sendable () -> Result<HTTPResponse, TransportFailure> {
            { .success(HTTPResponse(status: status, body: Array(#"{"error": {"message": "no"}}"#.utf8))) }
        }
    }

    private let service = CountingService()
    private var tool: TestTool
    private let base: [String]

    init() throws {
        tool = try TestTool()
        let key = try tool.files.write("key-of-test", to: "api.key", mode: 0o600)
        base = [
            "create", "--live", "--api-key-file", key, "--record", tool.files.path("ledger"), "--batch",
            tool.files.path("batch"), "--jobs", "1", "--endpoint",
        ]
        tool.commands = .bcsession(NetworkAccess { [service] in service })
    }

    private func payload(_ customer: String) -> String { #"{"link_id": "\#(customer)"}"# }

    private func run(
        _ customers: [String], _ flags: [String], endpoint: String = "https://api.example"
    ) throws -> TestTool.Outcome {
        try tool.files.write(customers.map { payload($0) + "\n" }.joined(), to: "batch")
        return tool.run(base + [endpoint] + flags)
    }

    /// The flags that send a line again.
    enum Flags: Int, CaseIterable {
        case resume, retryFailed, retryUnknown

        var words: [String] { ["--resume", "--resume --retry-failed", "--resume --retry-unknown"][rawValue].words }
    }

    /// An answer of the first run, what is printed of it, and the flags of a second run that send the line again.
    struct Row: Sendable, CustomTestStringConvertible {
        var answer: Int?
        var failure = TransportFailure.Stage.notSent
        var outcome: String
        var exit: Int32
        var again: Set<Flags> = []

        var testDescription: String { answer.map { "status \($0)" } ?? failure.rawValue }
    }

    static let always = Set(Flags.allCases)

    static let table: [Row] = {
        var rows = [
            Row(answer: 200, outcome: "created", exit: 0), Row(answer: 401, outcome: "refused", exit: 9, again: always),
            Row(failure: .notSent, outcome: "failed", exit: 6, again: always),
            Row(failure: .unanswered, outcome: "unknown", exit: 7, again: [.retryUnknown]),
            Row(failure: .unreadable, outcome: "unknown", exit: 8, again: [.retryUnknown]),
        ]
        for status in [400, 406, 409, 413, 422] { rows.append(Row(answer: status, outcome: "refused", exit: 4)) }
        for status in [402, 403, 404, 405, 408, 415, 425, 429] {
            rows.append(Row(answer: status, outcome: "refused", exit: 4, again: always))
        }
        for status in [500, 501, 503] {
            rows.append(Row(answer: status, outcome: "failed", exit: 5, again: [.retryFailed]))
        }
        for status in [502, 504, 520, 521, 522, 523, 524] {
            rows.append(Row(answer: status, outcome: "unknown", exit: 7, again: [.retryUnknown]))
        }
        for status in [204, 301, 999] {
            rows.append(Row(answer: status, outcome: "unknown", exit: 8, again: [.retryUnknown]))
        }
        return rows
    }()

    @Test(arguments: table)
    func `each outcome is final or sent again, as the flags say`(row: Row) throws {
        for flags in Flags.allCases {
            try tool.files.write("", to: "ledger", mode: 0o600)
            service.answer {
                if let status = row.answer {
                    return status == 200 ? CountingService.created() : CountingService.status(status)()
                }
                return .failure(TransportFailure(row.failure, "gone"))
            }
            let first = try run(["A"], [])
            #expect(first.status == row.exit)
            let line = try ParsedJSON(try #require(first.lines.first))
            // Where nothing was answered, or nothing that can be read, the member is there and null.
            let status = row.answer.map { String($0) } ?? "null"
            #expect(line["outcome"] == row.outcome)
            #expect(line["status"] == status)
            #expect(line["known"] == "false")
            #expect(service.takeSent == [payload("A")])
            service.answer(CountingService.created)
            let second = try run(["A"], flags.words)
            let isSent = row.again.contains(flags)
            #expect(service.takeSent == (isSent ? [payload("A")] : []), "\(row) \(flags)")
            let again = try ParsedJSON(try #require(second.lines.first))
            #expect(again["outcome"] == (isSent ? "created" : row.outcome))
            #expect(again["known"] == (isSent ? "false" : "true"))
            #expect(again["status"] == (isSent ? "200" : status))
            #expect(second.status == (isSent ? 0 : row.exit))
        }
    }

    @Test func `an intent without an outcome is unknown, and sent again only with --retry-unknown`() throws {
        _ = try run(["A"], [])
        let intent = try #require(try tool.files.read("ledger").split(separator: "\n").first)
        #expect(try ParsedJSON(String(intent))["intent"] == "true")
        try tool.files.write(intent + "\n", to: "ledger", mode: 0o600)
        _ = service.takeSent
        let resumed = try run(["A"], ["--resume", "--retry-failed"])
        #expect(resumed.status == 7)
        #expect(try ParsedJSON(resumed.lines[0])["outcome"] == "unknown")
        #expect(service.takeSent == [])
        #expect(try tool.files.read("ledger").contains(#""outcome":"unknown""#))
        #expect(try run(["A"], ["--resume", "--retry-unknown"]).status == 0)
        #expect(service.takeSent == [payload("A")])
    }

    /// The customers of the first run, and of the second; the second sends what is new alone.
    static let edits: [(String, first: [String], second: [String], sent: [String])] = [
        ("the same", ["A", "B", "C"], ["A", "B", "C"], []),
        ("inserted on top", ["A", "B", "C"], ["N", "A", "B", "C"], ["N"]),
        ("removed", ["A", "B", "C"], ["A", "C"], []), ("reversed", ["A", "B", "C"], ["C", "B", "A"], []),
        ("doubled", ["A", "B"], ["A", "A", "B", "B", "B"], ["A", "B", "B"]),
        ("doubled before", ["A", "A", "B"], ["A", "B", "A"], []), ("halved", ["A", "A", "B"], ["B", "A"], []),
        ("all at once", ["A", "B", "C", "C"], ["C", "N", "C", "B", "C"], ["N", "C"]),
    ]

    @Test(arguments: 0..<edits.count)
    func `lines are known by what they hold, wherever they stand`(index: Int) throws {
        let edit = Self.edits[index]
        #expect(try run(edit.first, []).status == 0)
        #expect(service.takeSent == edit.first.map(payload).sorted())
        let second = try run(edit.second, ["--resume"])
        #expect(second.status == 0)
        #expect(service.takeSent == edit.sent.map(payload).sorted(), "\(edit.0)")
        #expect(try second.lines.map { try ParsedJSON($0)["link_id"] } == edit.second)
        // What is known is what was recorded: no session twice, none lost.
        let ids = try second.lines.compactMap { try ParsedJSON($0)["response/session_id"] }
        #expect(Set(ids).count == edit.second.count)
    }

    @Test(arguments: [(429, []), (401, ["--keep-going"]), (500, ["--retry-failed"])])
    func `of equal lines the one that is left is the one with a session`(status: Int, flags: [String]) throws {
        let count = Monitor(0)
        service.answer {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number > 1 ? CountingService.created() : CountingService.status(status)()
        }
        _ = try run(["X", "X"], flags.filter { $0 == "--keep-going" })
        #expect(service.takeSent.count == 2)
        let second = try run(["X"], ["--resume"] + flags)
        #expect(service.takeSent == [], "\(second.errors)")
        // Both again: the one that was refused is sent, once.
        _ = try run(["X", "X"], ["--resume"] + flags)
        #expect(service.takeSent == [payload("X")])
    }

    @Test func `a ledger that was moved during the run takes no further intent`() throws {
        let ledger = tool.files.path("ledger")
        service.answer {
            try? FileManager.default.moveItem(atPath: ledger, toPath: ledger + ".1")
            return CountingService.created()
        }
        let run = try run(["A", "B", "C"], [])
        #expect(run.status == 74)
        #expect(run.errors.contains("was moved or removed while this run used it"), "\(run.errors)")
        #expect(service.takeSent == [payload("A")])
        // The outcome stands beside its intent.
        #expect(try tool.files.read("ledger.1").contains(#""outcome":"created""#))
    }

    /// What is done to the file when its first line is sent: text is added, cut off, or written over.
    @Test(arguments: ["grown", "cut", "rewritten", "replaced"])
    func `a file that is written to during the run ends it before a line that was read later`(change: String) throws {
        let path = tool.files.path("batch")
        // More than is read at once.
        let customers = (1...5000).map { "A\($0)" }
        let old = Array(customers.map { payload($0) + "\n" }.joined().utf8)
        let other = Array(customers.map { payload("BB" + $0) + "\n" }.joined().utf8)
        service.answer {
            let file = FileHandle(forWritingAtPath: path)
            switch change {
            case "grown" where (try? file?.seekToEnd()) == UInt64(old.count): file?.write(Data(other))
            case "cut": try? file?.truncate(atOffset: 100)
            case "rewritten": file?.write(Data(other))
            case "replaced": try? FileManager.default.removeItem(atPath: path)
            default: break
            }
            return CountingService.created()
        }
        let first = try run(customers, [])
        let sent = service.takeSent
        guard change != "replaced" else {
            // The file that was opened is as it was.
            #expect(first.status == 0 && sent.count == customers.count)
            return
        }
        #expect(first.status == 3)
        #expect(
            first.errors.contains(
                "was changed while it was read: what it holds from line \(sent.count + 1) on was not read"),
            "\(first.errors)")
        #expect(first.errors.contains("--resume"))
        #expect(sent.count > 1 && sent.count < customers.count)
        #expect(Set(sent) == Set(customers.prefix(sent.count).map(payload)))
        // The file is whole again, in part with other lines: each payload is sent once.
        service.answer(CountingService.created)
        let second = customers.suffix(4000) + ["C1", "C2"]
        #expect(try run(Array(second), ["--resume"]).status == 0)
        #expect(service.takeSent == second.map(payload).filter { !sent.contains($0) }.sorted())
    }

    @Test func `a file that is written to once all of it was read ends no run`() throws {
        let path = tool.files.path("batch")
        let old = ["A", "B", "C"].map { payload($0) + "\n" }.joined()
        service.answer {
            try? Data(old.utf8).write(to: URL(filePath: path))
            return CountingService.created()
        }
        let run = try run(["A", "B", "C"], [])
        #expect(run.status == 0, "\(run.errors)")
        #expect(service.takeSent.count == 3)
    }

    @Test func `a run that ends early tells lines that an earlier run has done from those that were not begun`() throws
    {
        #expect(try run(["A", "B", "C", "D"], []).status == 0)
        service.answer(CountingService.status(401))
        _ = try run(["U"], ["--again"])
        let ended = try run(["N", "A", "O", "U", "B", "C"], ["--resume"])
        #expect(ended.status == 9)
        #expect(ended.errors.contains("now: 1 refused; known before: 3 created; not begun: 2 lines"), "\(ended.errors)")
    }

    @Test func `a single request whose payload or customer the ledger knows is warned of before it is sent`() throws {
        let base = self.base.filter { !["--batch", tool.files.path("batch"), "--jobs", "1"].contains($0) }
        let create = base + ["https://api.example", "--print", "session_id"]
        let first = tool.run(create + ["--link-id", "A"])
        #expect(first.errors == "")
        let second = tool.run(create + ["--link-id", "A"])
        #expect(second.status == 0)
        #expect(second.errors.contains("warning: the ledger '"))
        #expect(second.errors.contains("has a session with this payload, created at "), "\(second.errors)")
        #expect(second.errors.contains("session_id '\(first.lines[0])'; this run creates another"))
        let other = tool.run(create + ["--link-id", "A", "--bank-name", "sbi"])
        #expect(other.errors.contains("has a session with this link_id"), "\(other.errors)")
        #expect(tool.run(create + ["--link-id", "A", "-q"]).errors.contains("has a session with this payload"))
        // Nothing of another customer or endpoint, and nothing of what made no session.
        #expect(tool.run(base + ["https://other.example", "--link-id", "A"]).errors == "")
        service.answer(CountingService.status(400))
        _ = tool.run(create + ["--link-id", "B"])
        #expect(!tool.run(create + ["--link-id", "B"]).errors.contains("warning"))
        service.answer { .failure(TransportFailure(.unanswered, "gone")) }
        _ = tool.run(create + ["--link-id", "C"])
        service.answer(CountingService.created)
        let unknown = tool.run(create + ["--link-id", "C"])
        #expect(unknown.status == 0)
        #expect(
            unknown.errors.contains("whose outcome is unknown: a session may exist, and this run may create a second"),
            "\(unknown.errors)")
        // A line of a batch is a request as well.
        _ = try run(["D"], [])
        #expect(tool.run(create + ["--link-id", "D"]).errors.contains("has a session with this"))
    }

    @Test func `a session that another version of the API made at the endpoint is warned of`() throws {
        let single = self.base.filter { !["--batch", tool.files.path("batch"), "--jobs", "1"].contains($0) }
        _ = try run(["A", "B"], [])
        service.answer(CountingService.status(400))
        _ = try run(["C"], [])
        service.answer(CountingService.created)
        let batch = try run(["A", "B", "C"], ["--api-version", "v1"])
        #expect(batch.status == 0)
        #expect(
            batch.errors.contains("2 lines have a link_id with, or possibly with, a session at this endpoint"),
            "\(batch.errors)")
        let create = single + ["https://api.example", "--api-version"]
        let one = tool.run(create + ["v1", "--link-id", "A", "--bank-name", "sbi"])
        #expect(one.errors.contains("has a session with this link_id"), "\(one.errors)")
        #expect(tool.run(create + ["v2", "--link-id", "D"]).errors == "")
        #expect(tool.run(create + ["v1", "--link-id", "D"]).errors.contains("has a session with this"))
        service.answer(CountingService.status(400))
        _ = tool.run(create + ["v1", "--link-id", "E"])
        #expect(!tool.run(create + ["v2", "--link-id", "E"]).errors.contains("warning"))
    }

    @Test func `a definite answer is not lost to another try that has no time for its own`() throws {
        let single = self.base.filter { !["--batch", tool.files.path("batch"), "--jobs", "1"].contains($0) }
        service.answer {
            Machine.sleep(nanoseconds: 600_000_000)
            return .success(HTTPResponse(status: 503, fields: [HTTPField("Retry-After", "0")], body: []))
        }
        let run = tool.run(
            single + ["https://api.example", "--link-id", "A", "--timeout", "1.1", "--retry", "3"])
        #expect(run.status == 5, "\(run.errors)")
        #expect(service.takeSent.count == 1)
    }

    @Test func `blank lines, carriage returns and a byte-order mark do not change a line`() throws {
        #expect(try run(["A", "B"], []).status == 0)
        _ = service.takeSent
        try tool.files.write("\u{FEFF}\(payload("A"))\r\n\n  \n\(payload("B"))", to: "batch")
        #expect(tool.run(base + ["https://api.example", "--resume"]).status == 0)
        #expect(service.takeSent == [])
    }

    @Test func `without --resume a ledger of these lines is refused, and both ways on are named`() throws {
        _ = try run(["A", "B"], [])
        _ = service.takeSent
        let run = try run(["B", "C"], [])
        #expect(run.status == 2)
        #expect(run.errors.contains("already has entries of 1 of these lines; nothing was sent"), "\(run.errors)")
        #expect(run.errors.contains("--resume") && run.errors.contains("--again"))
        #expect(service.takeSent == [])
        // Other lines at this endpoint are another batch, which may use the same ledger.
        #expect(try self.run(["D"], []).status == 0)
    }

    @Test func `with --resume a ledger of other batches is refused, but for an empty one`() throws {
        #expect(try run(["A"], ["--resume"]).status == 0)
        _ = service.takeSent
        let other = try run(["X", "Y"], ["--resume"])
        #expect(other.status == 2)
        #expect(
            other.errors.contains("no entry for these lines") && other.errors.contains("--again"), "\(other.errors)")
        let elsewhere = try run(["A"], ["--resume"], endpoint: "https://other.example")
        #expect(elsewhere.status == 2)
        let version = try run(["A"], ["--resume", "--api-version", "v1"])
        #expect(version.status == 2)
        #expect(
            version.errors.contains(
                "has entries of API v2 at https://api.example, and none of these lines with API v1"),
            "\(version.errors)")
        #expect(version.errors.contains("add --api-version v2 to continue that batch"), "\(version.errors)")
        #expect(service.takeSent == [])
        #expect(try run(["X", "Y"], ["--again"]).status == 0)
        #expect(service.takeSent == [payload("X"), payload("Y")])
    }

    @Test func `--again sends everything, and what it made counts from then on`() throws {
        _ = try run(["A"], [])
        let again = try run(["A"], ["--again"])
        #expect(service.takeSent == [payload("A"), payload("A")])
        let resumed = try run(["A"], ["--resume"])
        #expect(
            try ParsedJSON(resumed.lines[0])["response/session_id"]
                == ParsedJSON(again.lines[0])["response/session_id"])
        #expect(try run(["A"], ["--again", "--resume"]).status == 2)
    }

    @Test func `standard input matches any line of the endpoint`() throws {
        _ = try run(["A"], [])
        _ = service.takeSent
        let words = base.map { $0.hasSuffix("/batch") ? "-" : $0 }
        let run = tool.run(words + ["https://api.example"], input: payload("B"))
        #expect(run.status == 2)
        #expect(run.errors.contains("already has entries of a batch at this endpoint"))
        #expect(tool.run(words + ["https://api.example", "--resume"], input: payload("B")).status == 0)
        #expect(service.takeSent == [payload("B")])
        #expect(tool.run(words + ["https://other.example", "--resume"], input: payload("B")).status == 2)
    }

    @Test func `a line that a local check refused is checked anew`() throws {
        let batch = try tool.files.write(#"{"link_id": "A", "mode": "pdf", "bank_name": "sbi"}"# + "\n", to: "batch")
        let policy = try tool.files.write(#"{"modes": ["aa"]}"#, to: "policy", mode: 0o600)
        let first = tool.run(base + ["https://api.example", "--organization", policy])
        #expect(first.status == 1)
        #expect(service.takeSent == [])
        _ = batch
        #expect(tool.run(base + ["https://api.example", "--resume"]).status == 0)
        #expect(service.takeSent.count == 1)
    }

    @Test(arguments: [(401, 9), (402, 4)])
    func `the first 401 or 402 ends the batch, unless it is to keep going`(status: Int, exit: Int32) throws {
        service.answer(CountingService.status(status))
        let first = try run(["A", "B", "C"], [])
        #expect(first.status == exit)
        #expect(first.lines.count == 1)
        #expect(first.errors.hasSuffix("bcsession: 1 refused; not begun: 2 lines\n"), "\(first.errors)")
        #expect(service.takeSent.count == 1)
        #expect(try run(["A", "B", "C"], ["--resume", "--keep-going"]).status == exit)
        #expect(service.takeSent.count == 3)
        service.answer(CountingService.created)
        let last = try run(["A", "B", "C"], ["--resume"])
        #expect(last.status == 0)
        #expect(service.takeSent.count == 3)
    }

    @Test func `the summary tells apart what was sent now, what was known and what was not begun`() throws {
        _ = try run(["A", "B"], [])
        service.answer(CountingService.status(401))
        let run = try run(["A", "B", "C", "D", "E"], ["--resume"])
        #expect(
            run.errors.hasSuffix("bcsession: now: 1 refused; known before: 2 created; not begun: 2 lines\n"),
            "\(run.errors)")
    }

    @Test func `customers that get a second session are counted in a warning`() throws {
        let first = try run(["A", "B", "A"], [])
        #expect(first.errors.contains("1 line has the link_id of an earlier line of the batch"), "\(first.errors)")
        #expect(first.errors.contains("batch:3"))
        try tool.files.write(
            #"{"link_id": "B", "mode": "aa", "bank_name": "sbi"}"# + "\n" + payload("A") + "\n", to: "batch")
        let second = tool.run(base + ["https://api.example", "--resume"])
        #expect(second.status == 0)
        #expect(second.errors.contains("1 line has a link_id with, or possibly with, a session"), "\(second.errors)")
        #expect(second.errors.contains("batch:1"))
    }

    @Test(arguments: [
        ("[\n{\"link_id\": \"A\"}]\n", "jq -c '.[]' "), ("[{\"link_id\": \"A\"}]", "jq -c '.[]' "),
        ("{\n  \"link_id\": \"A\"\n}\n", "jq -c . "),
    ])
    func `JSON that is not a payload a line is refused with the command that makes lines of it`(
        text: String, command: String
    ) throws {
        try tool.files.write(text, to: "batch")
        let run = tool.run(base + ["https://api.example"])
        #expect(run.status == 2)
        #expect(run.errors.contains(command), "\(run.errors)")
        #expect(service.takeSent == [])
    }
}

extension String {
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
