import BankConnectSession
import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

/// What is written to a ledger and found in it again.
@Suite struct LedgerTests {
    let files: ScratchDirectory
    let path: FilePath
    let console = Console.inMemory(toolName: "bcsession")

    init() throws {
        files = try ScratchDirectory()
        path = FilePath(files.path("ledger"))
    }

    private func ledger() throws -> Ledger { try Ledger(path, console, patience: .milliseconds(200)) }

    private func time(_ second: Int64 = 0) throws -> Timestamp {
        try #require(Timestamp(unixSeconds: 1_795_350_896 + second))
    }

    private func session(_ id: String, link: String? = "TU-1234", second: Int64 = 0) throws -> LedgerEntry {
        var outcome = SendOutcome(.created, status: 200)
        outcome.sessionID = id
        outcome.redirectURL = "https://c.example/?session_id=\(id)"
        return LedgerEntry(
            time: try time(second), endpoint: "local", apiVersion: .v2, linkID: link, outcome: outcome,
            expiresAt: try time(second + 1800))
    }

    private func line(_ record: Int, _ text: String = "{}", occurrence: Int? = 1) -> LedgerPayload {
        LedgerPayload(sha256: SHA256.hash(Array(text.utf8)), place: .line(record: record, occurrence: occurrence))
    }

    private func entry(
        _ payload: LedgerPayload, _ outcome: SendOutcome?, at endpoint: String = "https://api.example",
        link: String? = "TU-1"
    ) throws -> LedgerEntry {
        LedgerEntry(
            time: try time(), endpoint: endpoint, apiVersion: .v2, linkID: link, payload: payload, outcome: outcome)
    }

    private func outcome(_ kind: SendOutcome.Kind, _ status: Int? = nil, _ response: String? = nil) -> SendOutcome {
        var outcome = SendOutcome(kind, status: status, response: response.map { Array($0.utf8) })
        // What is read back of an error's body.
        if let response, kind == .refused || kind == .failed {
            let error = ServiceErrorBody(Array(response.utf8))
            (outcome.errorCode, outcome.reason) = (error.code, error.message)
        }
        return outcome
    }

    private func entries() throws -> [LedgerEntry?] {
        var entries: [LedgerEntry?] = []
        var reader = try LedgerReader(path)
        try reader.readOn { line, _ in entries.append(LedgerEntry(line)) }
        return entries
    }

    private func index(_ endpoint: String = "https://api.example", _ version: APIVersion = .v2) throws -> PayloadIndex {
        try PayloadIndex(LedgerReader(path), endpoint: endpoint, version: version)
    }

    @Test func `entries of every kind are read as they were written`() throws {
        var slow = outcome(.refused, 429, #"{"detail":"wait"}"#)
        slow.retryAfter = 7
        let written: [LedgerEntry] = [
            try session("a"), try session("b91f", link: "\"\n\u{1B}[2J\u{202E}\\日本"), try session("b", link: nil),
            try entry(line(7), nil), try entry(line(7), outcome(.created, 200, #"{"a":1}"#)),
            try entry(LedgerPayload(sha256: line(1).sha256, place: .single(request: "0f")), nil),
            try entry(line(8), outcome(.refused, 400, #"{"error":{"code":"X"}}"#)),
            try entry(line(9), outcome(.refused, 401, #"{"error":{"code":"X"}}"#)), try entry(line(9), slow),
            try entry(line(9), outcome(.failed, 502, "<html>\n502</html>")),
            try entry(line(9), outcome(.failed, 500, "<html>500</html>")),
            try entry(line(10), outcome(.unanswered)), try entry(line(10), outcome(.unexpected, 200, "{}")),
            try entry(line(10), outcome(.notSent)), try entry(line(10), outcome(.invalid, 400, "{}")),
            try entry(line(10), outcome(.withoutKey)),
        ]
        let ledger = try ledger()
        for entry in written { try ledger.append(entry) }
        #expect(try entries() == written)
        let lines = try files.read("ledger").split(separator: "\n")
        #expect(lines.count == written.count)
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"schema":"bcsession.ledger/2","time":"#) })
    }

    @Test(arguments: [#""5""#, #""null""#, #""{}""#, #""\"5\"""#, "5", "<html>", "{}"])
    func `a response is read as what it was, a string that holds JSON too`(response: String) throws {
        let written = try entry(line(7), outcome(.failed, 500, response))
        try ledger().append(written)
        #expect(try entries() == [written])
    }

    @Test(arguments: [#""time":"never","#, "", #""time":7,"#])
    func `a line that is no entry does not hide what is known of a line of a batch`(time: String) throws {
        let sent = try entry(line(7), outcome(.created, 200))
        try ledger().append(sent)
        let digest = line(7).sha256
        let damaged = try files.read("ledger") + "{\(time)\"record\":7,\"sha256\":\"\(digest)\",\"intent\":true}\n"
        try files.write(damaged, to: "ledger", mode: 0o600)
        var index = try index()
        #expect(try index.lastEntry(of: digest, occurrence: 1) == sent)
    }

    @Test func `a response over many lines takes one`() throws {
        try ledger().append(
            entry(line(1), outcome(.created, 200, "{\n  \"a\": [\n1 ]\n}")), entry(line(2), nil))
        #expect(try files.read("ledger").split(separator: "\n").count == 2)
        #expect(try files.read("ledger").contains(#""response":{"a":[1]},"exit":0}"#))
    }

    @Test func `sessions are found by id, the first entry of each, and those added later`() throws {
        let ledger = try ledger()
        try ledger.append(session("a"), session("b"), session("a", second: 60))
        var index = try LedgerIndex(path)
        #expect(try index.session("a") == session("a"))
        #expect(try index.session("b") == session("b"))
        #expect(try index.session("c") == nil)
        try ledger.append(session("c"), entry(line(2), outcome(.refused, 400)))
        #expect(try index.session("c") == session("c"))
    }

    @Test func `the last entry about a line says how far it came, whatever the line's number`() throws {
        let ledger = try ledger()
        try ledger.append(session("a"), entry(line(1), nil), entry(line(2, occurrence: 2), nil))
        try ledger.append(entry(line(9, occurrence: 2), outcome(.unanswered)))
        var index = try index()
        let digest = line(1).sha256
        #expect(try index.lastEntry(of: digest, occurrence: 1) == entry(line(1), nil))
        #expect(try index.lastEntry(of: digest, occurrence: 2) == entry(line(9, occurrence: 2), outcome(.unanswered)))
        #expect(try index.lastEntry(of: digest, occurrence: 3) == nil)
        #expect(index.batchEntryCount == 3)
    }

    @Test func `entries of another endpoint or version say nothing of this one`() throws {
        try ledger().append(entry(line(1), nil), entry(line(1), outcome(.created, 200)))
        #expect(try index("https://other.example").isEmpty)
        #expect(try index("https://other.example").batchEntryCount == 2)
        #expect(try index("https://api.example", .v1).isEmpty)
        #expect(try !index().isEmpty)
    }

    @Test func `lines of the first edition match by their bytes, in order of occurrence`() throws {
        let digest = line(1).sha256
        func old(_ record: Int, _ rest: String) -> String {
            #"{"time":"2026-11-22T12:00:00Z","record":\#(record),"sha256":"\#(digest)",\#(rest)}"# + "\n"
        }
        let created = #""session_id":"a","link_id":"L","redirect_url":"u","expires_at":null,"#
        let end = #""endpoint":"https://api.example","outcome":"created","response":{},"exit":0"#
        try files.write(
            old(5, #""intent":true"#) + old(5, created + end) + old(9, #""intent":true"#), to: "ledger", mode: 0o600)
        var index = try index()
        #expect(try index.lastEntry(of: digest, occurrence: 1)?.sessionID == "a")
        let second = try #require(try index.lastEntry(of: digest, occurrence: 2))
        #expect(second.outcome == nil)
        #expect(try index.lastEntry(of: digest, occurrence: 3) == nil)
        #expect(index.mayHaveSession("L"))
        // The outcome names the endpoint that its intent was for.
        var other = try self.index("https://other.example")
        #expect(try other.lastEntry(of: digest, occurrence: 1) == nil)
    }

    @Test func `a ledger cut at any byte keeps its whole lines, and takes new ones`() throws {
        let written = [
            try session("a"), try entry(line(7), nil), try entry(line(7), outcome(.created, 200, #"{"a":1}"#)),
        ]
        let ledger = try ledger()
        for entry in written { try ledger.append(entry) }
        let text = Array(try files.read("ledger").utf8)
        var ends = text.indices.filter { text[$0] == 0x0A }
        // A line that lacks nothing but its end is whole.
        ends = ends.map { $0 - 1 }
        for length in 0...text.count {
            try files.write(Array(text[..<length]), to: "ledger", mode: 0o600)
            let whole = ends.filter { $0 < length }.count
            #expect(try entries() == Array(written[..<whole]), "\(length)")
            var index = try LedgerIndex(path)
            try self.ledger().append(session("new"))
            #expect(try entries() == Array(written[..<whole]) + [session("new")], "\(length)")
            #expect(try index.session("new") == session("new"), "\(length)")
        }
    }

    @Test func `to a ledger that was cut short meanwhile, only outcomes are added, and the run is told`() throws {
        let ledger = try ledger()
        try ledger.append(entry(line(1), nil))
        try ledger.append(entry(line(1), outcome(.notSent)))
        #expect(ledger.loss == nil)
        let kept = try files.read("ledger").split(separator: "\n").first.map(String.init) ?? ""
        for text in ["", kept + "\n"] {
            try files.write(text, to: "ledger", mode: 0o600)
            let intent = #expect(throws: CommandFailure.self) { try ledger.append(entry(line(2), nil)) }
            #expect(intent?.code == .cannotWrite)
            #expect(intent?.message.contains("was cut short while this run used it") == true)
            #expect(try files.read("ledger") == text)
            #expect(ledger.loss != nil)
        }
        #expect(throws: CommandFailure.self) { try ledger.append(entry(line(1), outcome(.notSent))) }
        #expect(try entries().count == 2)
    }

    @Test func `lines that are no entries are skipped and counted`() throws {
        try ledger().append(session("a"))
        let text = try files.read("ledger")
        try files.write(
            "\n[]\nnot json\n{}\n\u{0}\u{0}\n\n{\"time\":\"x\"}\n" + text, to: "ledger", mode: 0o600)
        var index = try LedgerIndex(path)
        #expect(index.damagedCount == 5)
        #expect(try index.session("a") == session("a"))
    }

    @Test(arguments: [
        "garbage\n", "{\"link_id\":\"a\"}\n",
        #"{"record":1,"link_id":"L","outcome":"created","response":{"session_id":"a"},"exit":0}"# + "\n", "\u{0}\u{0}",
    ])
    func `a file that is no ledger is refused with status 2, and left as it is`(text: String) throws {
        try files.write(text, to: "ledger", mode: 0o600)
        let error = #expect(throws: CommandFailure.self) { try ledger() }
        #expect(error?.code == .usage)
        #expect(error?.description.contains("is not a ledger") == true)
        #expect(try files.read("ledger") == text)
    }

    @Test func `a ledger that is held alone lets nobody else write or hold it; shared, others that share it`() throws {
        let held = try ledger()
        try held.hold(.alone)
        for attempt in [
            { try ledger().hold(.alone) }, { try ledger().hold(.withOthers) }, { try ledger().append(session("a")) },
        ] {
            let error = #expect(throws: CommandFailure.self) { try attempt() }
            #expect(error?.code == .cannotWrite)
            #expect(error?.description.contains("is in use by another run") == true)
        }
        #expect(try files.read("ledger") == "")
        let other = FilePath(files.path("other"))
        let (first, second) = try (0..<2).map { _ in try Ledger(other, console, patience: .zero) }.pair
        try first.hold(.withOthers)
        try second.hold(.withOthers)
        try first.append(session("a"))
        try second.append(session("b"))
        #expect(throws: CommandFailure.self) { try Ledger(other, console, patience: .zero).hold(.alone) }
    }

    @Test func `threads share one ledger, and every line is whole`() throws {
        let ledger = try ledger()
        let sessions = try (0..<80).map { try session("\($0)") }
        Threads.run(4) { thread in
            for index in 0..<20 {
                #expect(throws: Never.self) { try ledger.append(sessions[thread * 20 + index]) }
            }
        }
        let found = try entries().compactMap { $0?.sessionID.flatMap(Int.init) }
        #expect(found.sorted() == Array(0..<80))
    }

    @Test func `lines longer than a read are entries, and one beyond all bounds is no ledger's`() throws {
        let long = try entry(line(1), outcome(.failed, 500, String(repeating: "x", count: 1_000_000)))
        let short = try session("b")
        try ledger().append(long, short, long)
        #expect(try entries().map { $0?.payload } == [long.payload, nil, long.payload])
        #expect(try entries().map { $0?.outcome?.response } == [long.outcome?.response, nil, long.outcome?.response])
        try files.write([UInt8](repeating: 0x20, count: 20_000_000), to: "blank")
        let error = #expect(throws: CommandFailure.self) { _ = try LedgerIndex(FilePath(files.path("blank"))) }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("is no ledger") == true)
    }
}

extension [Ledger] {
    /// The two of a list of two.
    fileprivate var pair: (Ledger, Ledger) { (self[0], self[1]) }
}
