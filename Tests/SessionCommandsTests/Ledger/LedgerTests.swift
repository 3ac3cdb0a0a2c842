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

    private func session(_ id: String?, link: String? = "TU-1234", second: Int64 = 0) throws -> RecordedSession {
        let time = try #require(Timestamp(unixSeconds: 1_795_350_896 + second))
        return RecordedSession(
            time: time, sessionID: id, linkID: link, redirectURL: id.map { "https://c.example/?session_id=\($0)" },
            expiresAt: Timestamp(unixSeconds: time.unixSeconds + 1800), endpoint: "local")
    }

    private func line(_ record: Int, _ text: String = "{}") -> BatchLine {
        BatchLine(record: record, sha256: SHA256.hash(Array(text.utf8)))
    }

    private func outcome(
        _ record: Int, _ result: BatchOutcome.Result, _ session: RecordedSession, response: String? = nil
    ) -> LedgerEntry {
        .outcome(
            BatchOutcome(
                line: line(record), result: result, session: session, response: response.map { Array($0.utf8) },
                exit: result == .created ? 0 : 7))
    }

    private func entries() throws -> [LedgerEntry?] {
        var entries: [LedgerEntry?] = []
        var reader = try LedgerReader(path)
        try reader.readOn { line, _ in entries.append(LedgerEntry(line)) }
        return entries
    }

    @Test func `entries of every kind are read as they were written`() throws {
        let hostile = try session("b91f", link: "\"\n\u{1B}[2J\u{202E}\\日本")
        let written: [LedgerEntry] = [
            .session(try session("a")), .session(hostile), .session(try session("b", link: nil)),
            .intent(line(7), time: try session("a").time),
            outcome(7, .created, try session("c"), response: #"{"a":1}"#),
            outcome(8, .refused, try session(nil), response: #"{"error":{"code":"X"}}"#),
            outcome(9, .failed, try session(nil), response: "<html>\n502</html>"),
            outcome(10, .unknown, try session(nil)),
        ]
        let ledger = try Ledger(path, console)
        for entry in written { try ledger.append(entry) }
        #expect(try entries() == written)
        #expect(try files.read("ledger").split(separator: "\n").count == written.count)
    }

    @Test(arguments: [#""5""#, #""null""#, #""{}""#, #""\"5\"""#, "5", "<html>", "{}"])
    func `a response is read as what it was, a string that holds JSON too`(response: String) throws {
        let entry = outcome(7, .failed, try session(nil), response: response)
        try Ledger(path, console).append(entry)
        #expect(try entries() == [entry])
    }

    @Test(arguments: [#""time":"never","#, "", #""time":7,"#])
    func `a line that is no entry does not hide what is known of a line of a batch`(time: String) throws {
        let sent = outcome(7, .created, try session("c"))
        try Ledger(path, console).append(sent)
        let digest = line(7).sha256.hex
        let damaged = try files.read("ledger") + "{\(time)\"record\":7,\"sha256\":\"\(digest)\",\"intent\":true}\n"
        try files.write(damaged, to: "ledger", mode: 0o600)
        var index = try LedgerIndex(path, of: .batchLines)
        #expect(try index.lastEntry(of: line(7)) == sent)
    }

    @Test func `a response over many lines takes one`() throws {
        try Ledger(path, console).append(
            outcome(1, .created, try session("a"), response: "{\n  \"a\": [\n1 ]\n}"),
            .intent(line(2), time: session("a").time))
        #expect(try files.read("ledger").split(separator: "\n").count == 2)
        #expect(try files.read("ledger").contains(#""response":{"a":[1]},"exit":0}"#))
    }

    @Test func `sessions are found by id, the first entry of each, and those added later`() throws {
        let ledger = try Ledger(path, console)
        try ledger.append(.session(session("a")), .session(session("b")), .session(session("a", second: 60)))
        var index = try LedgerIndex(path, of: .sessions)
        #expect(try index.session("a") == session("a"))
        #expect(try index.session("b") == session("b"))
        #expect(try index.session("c") == nil)
        try ledger.append(outcome(1, .created, try session("c")), outcome(2, .refused, try session(nil)))
        #expect(try index.session("c") == session("c"))
    }

    @Test func `the last entry about a line of a batch says how far it came`() throws {
        let ledger = try Ledger(path, console)
        let time = try session("a").time
        try ledger.append(.session(session("a")), .intent(line(1), time: time), .intent(line(2), time: time))
        try ledger.append(outcome(2, .unknown, try session(nil)), outcome(3, .created, try session("c")))
        try ledger.append(.intent(line(3, "other"), time: time))
        var index = try LedgerIndex(path, of: .batchLines)
        #expect(try index.lastEntry(of: line(1)) == .intent(line(1), time: time))
        #expect(try index.lastEntry(of: line(2)) == outcome(2, .unknown, session(nil)))
        #expect(try index.lastEntry(of: line(3)) == outcome(3, .created, session("c")))
        #expect(try index.lastEntry(of: line(3, "other")) == .intent(line(3, "other"), time: time))
        #expect(try index.lastEntry(of: line(4)) == nil)
        try ledger.append(.intent(line(2), time: time))
        try index.refresh()
        #expect(try index.lastEntry(of: line(2)) == .intent(line(2), time: time))
    }

    @Test func `a ledger cut at any byte keeps its whole lines, and takes new ones`() throws {
        let written: [LedgerEntry] = [
            .session(try session("a")), .intent(line(7), time: try session("a").time),
            outcome(7, .created, try session("c"), response: #"{"a":1}"#),
        ]
        let ledger = try Ledger(path, console)
        for entry in written { try ledger.append(entry) }
        let text = Array(try files.read("ledger").utf8)
        var ends = text.indices.filter { text[$0] == 0x0A }
        // A line that lacks nothing but its end is whole.
        ends = ends.map { $0 - 1 }
        for length in 0...text.count {
            try files.write(Array(text[..<length]), to: "ledger", mode: 0o600)
            let whole = ends.filter { $0 < length }.count
            #expect(try entries() == Array(written[..<whole]), "\(length)")
            var index = try LedgerIndex(path, of: .sessions)
            try Ledger(path, console).append(.session(session("new")))
            #expect(try entries() == Array(written[..<whole]) + [.session(session("new"))], "\(length)")
            #expect(try index.session("new") == session("new"), "\(length)")
        }
    }

    @Test func `lines that are no entries are passed over and counted`() throws {
        try files.write("\n[]\nnot json\n{}\n\u{0}\u{0}\n\n{\"time\":\"x\"}\n", to: "ledger", mode: 0o600)
        try Ledger(path, console).append(.session(session("a")))
        var index = try LedgerIndex(path, of: .sessions)
        #expect(index.damagedCount == 3)
        #expect(try index.session("a") == session("a"))
    }

    @Test func `a ledger that is held lets nobody else write or hold it`() throws {
        let held = try Ledger(path, console)
        try held.hold()
        let error = #expect(throws: CommandFailure.self) { try Ledger(path, console).hold() }
        #expect(error?.code == .cannotWrite)
        #expect(error?.description.contains("is in use by another run") == true)
    }

    @Test func `threads share one ledger, and every line is whole`() throws {
        let ledger = try Ledger(path, console)
        let sessions = try (0..<80).map { try session("\($0)") }
        Threads.run(4) { thread in
            for index in 0..<20 {
                #expect(throws: Never.self) { try ledger.append(.session(sessions[thread * 20 + index])) }
            }
        }
        let found = try entries().compactMap { $0?.session?.sessionID.flatMap(Int.init) }
        #expect(found.sorted() == Array(0..<80))
    }

    @Test func `lines longer than a read are entries, and one beyond all bounds is no ledger's`() throws {
        let long = outcome(1, .failed, try session("a"), response: String(repeating: "x", count: 1_000_000))
        try Ledger(path, console).append(long, .session(session("b")), long)
        #expect(try entries() == [long, .session(session("b")), long])
        try files.write([UInt8](repeating: 0x20, count: 20_000_000), to: "blank")
        let error = #expect(throws: CommandFailure.self) {
            _ = try LedgerIndex(FilePath(files.path("blank")), of: .sessions)
        }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("is no ledger") == true)
    }
}
