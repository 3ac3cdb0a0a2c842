import BankConnectSession
import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct BatchTests {
    /// Payloads of so many customers, a line each.
    static func lines(_ count: Int) -> String {
        (1...count).map { #"{"link_id": "L\#($0)"}"# }.joined(separator: "\n") + "\n"
    }

    /// The value of a member on each line.
    static func values(_ member: String, _ text: String) throws -> [String?] {
        try text.split(separator: "\n").map { try ParsedJSON(String($0))[member] }
    }

    /// The customers that a server saw, one for each request.
    static func customers(_ service: LoopbackService) throws -> [String] {
        try service.requests.compactMap { try ParsedJSON(String(decoding: $0.request.body, as: UTF8.self))["link_id"] }
    }

    @Test func `a ledger that is cut short during a batch ends it with status 74`() throws {
        let tool = try LiveTool()
        let ledger = tool.tool.files.path("L")
        let service = try LoopbackService.api { _, number in
            if number == 4 { try? FileHandle(forWritingAtPath: ledger)?.truncate(atOffset: 0) }
            return nil
        }
        try tool.tool.files.write(Self.lines(12), to: "batch.ndjson")
        let run = try tool.tool.shell(
            "bcsession create --live --api-key-file api.key --endpoint \(service.endpoint) --batch batch.ndjson "
                + "--record L --jobs 1")
        #expect(run.status == 74)
        #expect(service.requests.count == 4)
        #expect(run.errors.contains("the ledger 'L' was cut short while this run used it"), "\(run.errors)")
        #expect(run.output.split(separator: "\n").count == 4)
    }

    @Test(arguments: ["", " -q"])
    func `one session for two customers is told, with both lines`(words: String) throws {
        let id = LiveAnswerTests.id
        let service = try LoopbackService { _, number in
            .answer(
                HTTPResponse(
                    status: 200,
                    body: Array(#"{"session_id": "\#(id)", "redirect_url": "\#(LiveAnswerTests.url)"}"#.utf8)))
        }
        let tool = try LiveTool()
        try tool.tool.files.write(Self.lines(3), to: "b.ndjson")
        let run = try tool.tool.shell(
            "bcsession create --live --api-key-file api.key --endpoint \(service.endpoint) --batch b.ndjson\(words)")
        #expect(run.status == 0)
        #expect(
            run.errors.contains(
                "warning: 2 lines have the session_id of an earlier line with another link_id; the first is b.ndjson:2, "
                    + "with that of b.ndjson:1"), "\(run.errors)")
    }

    @Test func `that a customer may have a second session is told to those who ask for quiet too`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        let words = "create --live --api-key-file api.key --endpoint \(service.endpoint) --link-id A --record L -q"
        #expect(try tool.tool.shell("bcsession \(words)").errors == "")
        let run = try tool.tool.shell("bcsession \(words)")
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("bcsession: warning: the ledger 'L' "), "\(run.errors)")
    }

    @Test func `each line gets a session, and results stand in the order of the lines`() throws {
        let service = try LoopbackService.api { received, number in
            if number % 5 == 0 { usleep(60_000) }
            return nil
        }
        let tool = try LiveTool()
        let run = try tool.create(at: service.endpoint, "--batch", "-", "--jobs", "8", input: Self.lines(60))
        #expect(run.status == 0)
        #expect(try Self.values("record", run.output) == (1...60).map { String($0) })
        #expect(try Self.values("link_id", run.output) == (1...60).map { "L\($0)" })
        #expect(try Self.values("outcome", run.output) == Array(repeating: "created", count: 60))
        #expect(Set(try Self.values("response/session_id", run.output)).count == 60)
        #expect(try Self.customers(service).count == 60)
        #expect(run.errors == "bcsession: 60 created\n")
    }

    /// A server may answer, keep the connection, and close it at the very moment that it is used again.
    @Test func `each line has a connection of its own, whatever the server says of it`() throws {
        let service = try LoopbackService { _, number in
            let id = "00000000-0000-4000-8000-\(String(repeating: "0", count: 12 - String(number).count))\(number)"
            let url = "https://bankconnectclient.finbox.in/?session_id=\(id)&token=t"
            let body = #"{"session_id": "\#(id)", "redirect_url": "\#(url)"}"#
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            return .bytes(Array((head + body).utf8), then: .never)
        }
        let run = try LiveTool().create(
            at: service.endpoint, "--batch", "-", "--jobs", "2", "--timeout", "10", input: Self.lines(30))
        #expect(run.errors == "bcsession: 30 created\n")
        #expect(service.connections == 30)
        #expect(try Set(Self.customers(service)).count == 30)
    }

    @Test func `lines that are wrong are told, the others are created, and the gravest decides`() throws {
        let service = try LoopbackService.api { received, _ in
            let body = String(decoding: received.request.body, as: UTF8.self)
            if body.contains("L3") { return .answer(HTTPResponse(status: 503, body: [])) }
            if body.contains("L4") { return .bytes([]) }
            return nil
        }
        let input =
            "{\"link_id\": \"L1\"}\r\n\n{\"link_id\": 1.5e3}\n{oops\n{\"link_id\": \"L3\"}\n{\"link_id\": \"L4\"}"
        let tool = try LiveTool()
        let run = try tool.create(at: service.endpoint, "--batch", "-", input: input)
        #expect(run.status == 7)
        #expect(try Self.values("record", run.output) == ["1", "3", "4", "5", "6"])
        #expect(try Self.values("outcome", run.output) == ["created", "created", "refused", "failed", "unknown"])
        #expect(try Self.values("exit", run.output) == ["0", "0", "1", "5", "7"])
        #expect(run.errors.contains("<stdin>:4: not sent: "))
        #expect(run.errors.contains("1 empty line skipped"))
    }

    @Test func `a ledger of another endpoint is refused, and nothing is sent`() throws {
        let tool = try LiveTool()
        let batch = try tool.tool.files.write(Self.lines(5), to: "batch.ndjson")
        let ledger = tool.tool.files.path("ledger")
        let dead = try tool.create(at: "http://127.0.0.1:1/bank-connect", "--batch", batch, "--record", ledger)
        #expect(dead.status == 6)
        #expect(try tool.tool.files.mode(of: "ledger") == 0o600)
        let service = try LoopbackService.api()
        let run = try tool.create(at: service.endpoint, "--batch", batch, "--record", ledger, "--resume")
        #expect(run.status == 2)
        #expect(service.connections == 0)
    }

    @Test func `standard input from a file is read once, whatever the ledger holds`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        // More than is read at once.
        try tool.tool.files.write(Self.lines(6000), to: "batch.ndjson")
        let words = "create --live --api-key-file api.key --endpoint \(service.endpoint) --batch - --record ledger -q"
        let first = try tool.tool.shell("head -n 3 batch.ndjson | bcsession \(words)")
        #expect(first.status == 0, "\(first.errors)")
        let run = try tool.tool.shell("head -n 3200 batch.ndjson >part; bcsession \(words) --resume <part | wc -l")
        #expect(run.output == "3200\n", "\(run.errors)")
        #expect(service.requests.count == 3200)
    }

    @Test func `help names each member of a ledger's lines, and what is sent again`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        let ledger = tool.tool.files.path("ledger")
        _ = try tool.create(service, "--record", ledger)
        _ = try tool.create(at: service.endpoint, "--batch", "-", "--record", ledger, "--again", input: Self.lines(1))
        let help = try tool.tool.run("help", "ledger", environment: ["COLUMNS": "100"]).output
        let rows = Set(help.split(separator: "\n").compactMap { $0.split(separator: " ").first.map { String($0) } })
        for line in try tool.tool.files.read("ledger").split(separator: "\n") {
            let names = try ParsedJSON(String(line)).names()
            #expect(!names.isEmpty && rows.isSuperset(of: names), "\(names)")
        }
        let batch = try tool.tool.run("help", "batch", environment: ["COLUMNS": "100"]).output
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(batch.contains("status 401 to 405, 408, 415, 425 and 429 --retry-failed"))
        #expect(batch.contains("also status 500, 501 and 503"))
        #expect(batch.contains("also status 502, 504 and 520 to 524, unexpected answers, lost connections"))
        #expect(batch.contains("74 over 70 over 7 over 8 over 5 over 6 over 9 over 4 over 3 over 1"))
    }

    @Test func `a line that changed is another line`() throws {
        let tool = try LiveTool()
        let service = try LoopbackService.api()
        let ledger = tool.tool.files.path("ledger")
        let first = try tool.tool.files.write(Self.lines(3), to: "batch.ndjson")
        _ = try tool.create(at: service.endpoint, "--batch", first, "--record", ledger)
        try tool.tool.files.write(Self.lines(3).replacing("L2", with: "M2"), to: "batch.ndjson")
        let run = try tool.create(at: service.endpoint, "--batch", first, "--record", ledger, "--resume")
        #expect(run.status == 0)
        #expect(try Self.customers(service).sorted() == ["L1", "L2", "L3", "M2"])
    }

    @Test func `the server closes in the middle of every tenth answer: those are unknown, all others are right`() throws
    {
        let session = LiveAnswerTests.id
        let service = try LoopbackService.api { _, number in
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n{\"session_id\": \"\(session)"
            return number % 10 == 0 ? .bytes(Array(head.utf8)) : nil
        }
        let tool = try LiveTool()
        let batch = try tool.tool.files.write(Self.lines(300), to: "batch.ndjson")
        let ledger = tool.tool.files.path("ledger")
        let run = try tool.create(at: service.endpoint, "--batch", batch, "--record", ledger, "--jobs", "8")
        #expect(run.status == 7)
        let outcomes = try Self.values("outcome", run.output)
        #expect(outcomes.count == 300)
        #expect(outcomes.count { $0 == "unknown" } == 30)
        #expect(outcomes.count { $0 == "created" } == 270)
        // Those that are unknown are left alone, until somebody says otherwise.
        let resumed = try tool.create(at: service.endpoint, "--batch", batch, "--record", ledger, "--resume")
        #expect(try Self.values("outcome", resumed.output) == outcomes)
        #expect(service.requests.count == 300)
        let retried = try tool.create(
            at: service.endpoint, "--batch", batch, "--record", ledger, "--resume", "--retry-unknown")
        #expect(try Self.values("outcome", retried.output).count { $0 == "created" } >= 297)
        #expect(service.requests.count == 330)
    }

    @Test func `whatever moment a batch is killed at, no session is lost and none is made twice`() throws {
        let count = 2000
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(Self.lines(count), to: "batch.ndjson")
        let words =
            "create --live --api-key-file '\(tool.keyFile)' --endpoint \(service.endpoint) --batch batch.ndjson "
            + "--record ledger --resume --jobs 8"
        var random = SplitMix64(seed: TestSeed.value)
        for _ in 0..<20 {
            let pause = Double(Int.random(in: 20...600, using: &random)) / 1000
            _ = try tool.tool.shell(
                "\"$TOOL\" \(words) >out 2>err & sleep \(pause); kill -9 $!; wait; true")
        }
        let run = try tool.tool.shell("bcsession \(words)")
        let outcomes = try Self.values("outcome", run.output)
        #expect(outcomes.count == count, "\(TestSeed.label): \(run.errors.suffix(500)), status \(run.status ?? -1)")
        #expect(run.status == 0 || run.status == 7)
        var requests: [String: Int] = [:]
        for customer in try Self.customers(service) { requests[customer, default: 0] += 1 }
        for (index, outcome) in outcomes.enumerated() {
            let sent = requests["L\(index + 1)"] ?? 0
            #expect(sent == 1 || outcome == "unknown" && sent == 0, "line \(index + 1): \(sent), \(outcome ?? "none")")
        }
        // The ledger: whole lines but where a process was killed in one, an intent and an outcome for each line.
        var intents: [String: Int] = [:]
        var ends: [String: Int] = [:]
        for line in try tool.tool.files.read("ledger").split(separator: "\n") {
            guard let entry = try? ParsedJSON(String(line)), let record = entry["record"] else { continue }
            if entry["intent"] != nil { intents[record, default: 0] += 1 } else { ends[record, default: 0] += 1 }
        }
        #expect(intents.count == count)
        #expect(ends.count == count)
        #expect(intents.values.allSatisfy { $0 == 1 })
        #expect(ends.values.allSatisfy { $0 == 1 })
    }

    @Test func `an interrupt ends a batch when what is under way is answered`() throws {
        let service = try LoopbackService.api { _, _ in
            usleep(300_000)
            return nil
        }
        let tool = try LiveTool()
        try tool.tool.files.write(Self.lines(200), to: "batch.ndjson")
        let run = try tool.tool.shell(
            """
            "$TOOL" create --live --api-key-file '\(tool.keyFile)' --endpoint \(service.endpoint) \
              --batch batch.ndjson --record ledger --jobs 4 >out 2>err & sleep 1; pkill -TERM -P $$ -f bcsession
            wait $!; echo "status $?"
            """)
        #expect(run.output == "status 143\n")
        let outcomes = try Self.values("outcome", try tool.tool.files.read("out"))
        #expect(!outcomes.isEmpty)
        #expect(outcomes.allSatisfy { $0 == "created" })
        #expect(service.requests.count == outcomes.count)
    }

    @Test func `a reader that goes away loses no session`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(Self.lines(400), to: "batch.ndjson")
        let words =
            "create --live --api-key-file '\(tool.keyFile)' --endpoint \(service.endpoint) --batch batch.ndjson"
        let run = try tool.tool.shell(
            """
            bcsession \(words) --record ledger 2>err | head -n 3 >out; echo "${PIPESTATUS[0]}"
            grep -c '"outcome":"created"' ledger
            """)
        let lines = run.output.split(separator: "\n")
        #expect(lines.first == "141")
        #expect(lines.last == "\(service.requests.count)")
        #expect(service.requests.count < 400)
    }

    @Test func `a line is answered as it comes`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        let run = try tool.tool.shell(
            """
            (echo '{"link_id": "L1"}'; sleep 5; echo '{"link_id": "L2"}') |
              bcsession create --live --api-key-file '\(tool.keyFile)' --endpoint \(service.endpoint) --batch - >out &
            sleep 4; grep -c created out; wait; grep -c created out
            """)
        #expect(run.output == "1\n2\n")
    }

    @Test func `no more requests begin than the rate allows`() throws {
        let service = try LoopbackService.api()
        var run: BuiltTool.Ending?
        let took = try ContinuousClock().measure {
            run = try LiveTool().create(
                at: service.endpoint, "--batch", "-", "--rate", "10/s", "--jobs", "4", input: Self.lines(11))
        }
        #expect(run?.status == 0)
        #expect(took >= .seconds(1))
    }

    @Test(arguments: [
        ("--batch b", "--batch needs --live"),
        ("--live --resume", "--resume needs --batch"),
        ("--live --batch b --resume", "need the ledger of the earlier run"),
        ("--live --batch b --record l --retry-unknown", "--retry-unknown needs --resume"),
        ("--live --batch b --link-id A", "--batch takes whole payloads"),
        ("--live --batch b p.json", "--batch takes whole payloads"),
        ("--live --batch - --api-key-file -", "standard input can be read only once"),
        ("--live --batch b --print token", "--print"),
        ("--live --batch b --record b", "cannot be the ledger"),
        ("--live --rate 0", "--rate"), ("--live --jobs 65", "--jobs"), ("--live --timeout nan", "--timeout"),
        ("--live --timeout 1e3", "--timeout"), ("--live --timeout 0.01", "--timeout"), ("--live --retry -1", "--retry"),
    ])
    func `what does not go together is refused before anything is done`(words: String, message: String) throws {
        let tool = try BuiltTool()
        try tool.files.write("{}", to: "b")
        let run = try tool.shell("bcsession create \(words)")
        #expect(run.status == 2)
        #expect(run.errors.contains(message), "\(run.errors)")
    }
}
