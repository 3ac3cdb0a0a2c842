import TestSupport
import Testing

/// Streams of payloads, a line each, through the built tool.
@Suite struct ValidateStreamTests {
    /// Lines that a stream is made of: good ones, bad ones of several kinds, and some that are no payloads; each with
    /// what the API's page says of it: whether it is valid, the answer's code, and the rules that are broken.
    static let pool: [(line: String, result: String)] = [
        (#"{"link_id": "A"}"#, "true,null,[]"),
        (#"{"link_id": "TU-1234", "redirect_url": "https://example.com/done"}"#, "true,null,[]"),
        (#"{"link_id": "A", "from_date": "01/01/2025", "to_date": "30/09/2025"}"#, "true,null,[]"),
        (#"{"link_id": "", "mode": "fax"}"#, #"false,"INVALID_REQUEST",["BC102","BC204"]"#),
        (#"{"mode": "fax"}"#, #"false,"INVALID_REQUEST",["BC101","BC204"]"#),
        (#"{"link_id": "日本語", "mobile_number": "९८७"}"#, #"false,"INVALID_MOBILE_NUMBER",["BC401"]"#),
        ("not json", #"false,"INVALID_REQUEST",["BC001"]"#),
        (#"{"link_id": "A", }"#, #"false,"INVALID_REQUEST",["BC001"]"#),
        (
            #"{"link_id": "A", "session_expiry": 4, "banana": null, "logo_url": null}"#,
            #"false,"INVALID_SESSION_EXPIRY",["BC403","BC004","BC006"]"#
        ),
        ("[]", #"false,"INVALID_REQUEST",["BC002"]"#), ("{", #"false,"INVALID_REQUEST",["BC001"]"#),
        ("\u{FEFF}{}", #"false,"INVALID_REQUEST",["BC001"]"#),
        (
            #"{"link_id": "\#(String(repeating: "x", count: 3000))"}"#,
            #"false,"INVALID_REQUEST",["BC103"]"#
        ),
        (#"{"link_id": "A", "link_id": "B"}"#, #"false,"INVALID_PARAMETER_COUNT",["BC003"]"#),
        (
            #"{"link_id": "A", "consents": {"CC0001": {"from_date": "31/02/2025"}}}"#,
            #"false,"INVALID_DATE_FORMAT",["BC603"]"#
        ),
        ("{\"link_id\": \"A\"}\r", "true,null,[]"),
    ]

    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
    }

    /// The command line before its inputs, and what is looked at of each result behind them.
    private static let validate = "bcsession validate -q --today 09/12/2025 --input ndjson --format ndjson"
    private static let results = "jq -c '[.record, .valid, .answer.code, [.findings[].rule]]'"

    /// What a stream of lines of the pool is answered with, a line each.
    private func results(_ lines: [Int]) -> String {
        lines.enumerated().map { "[\($0.offset + 1),\(Self.pool[$0.element].result)]\n" }.joined()
    }

    private func text(_ lines: some Sequence<Int>) -> [UInt8] {
        lines.flatMap { Array(Self.pool[$0].line.utf8) + [0x0A] }
    }

    private func randomLines(_ count: Int) -> [Int] {
        var generator = SplitMix64(seed: TestSeed.value)
        return (0..<count).map { _ in Int.random(in: Self.pool.indices, using: &generator) }
    }

    @Test func `twenty thousand lines are answered in their order, each for itself`() throws {
        let lines = randomLines(20_000)
        try tool.files.write(text(lines), to: "in")
        let run = try tool.shell("set -o pipefail; \(Self.validate) - <in | tee out | \(Self.results)")
        #expect(run.status == 1)
        #expect(run.output == results(lines), "\(TestSeed.label)")
        // A finding is at its own line, and the whole is what the same lines are in a file each.
        let places = try tool.shell("jq -c 'select(any(.findings[]; .line != .end_line or .line < 1))' out")
        #expect(places.output == "")
        let numbers = try tool.shell("jq -c 'select(any(.findings[]; .line) and .record != .findings[0].line)' out")
        #expect(numbers.output == "")
    }

    @Test(arguments: ["in", "pipe", "<(cat in)", "- <pipe", "- < <(cat in)"])
    func `a stream may come from a file, a FIFO or a pipe`(input: String) throws {
        let lines = randomLines(5_000)
        try tool.files.write(text(lines), to: "in")
        let run = try tool.shell(
            """
            set -o pipefail; mkfifo pipe; [[ '\(input)' == *pipe ]] && cat in >pipe &
            \(Self.validate) \(input) | \(Self.results)
            """)
        #expect(run.status == 1)
        #expect(run.output == results(lines), "\(TestSeed.label)")
    }

    @Test func `a stream cut anywhere between lines gives the same results`() throws {
        let lines = randomLines(5_000)
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<3 {
            let cuts = [0, lines.count] + (0..<6).map { _ in Int.random(in: 0...lines.count, using: &generator) }
            let parts = zip(cuts.sorted(), cuts.sorted().dropFirst()).map { Array(lines[$0..<$1]) }
            for (index, part) in parts.enumerated() { try tool.files.write(text(part), to: "part\(index)") }
            let run = try tool.shell("\(Self.validate) part? | \(Self.results)")
            #expect(run.output == parts.map(results).joined(), "\(TestSeed.label)")
        }
    }

    @Test func `line ends of every kind, empty lines and a last line without an end`() throws {
        try tool.files.write("\n{\"link_id\": \"A\"}\r\n\r\n \t\n{\"mode\": \"pdf\"}\n\n{}", to: "in.ndjson")
        let run = try tool.shell("bcsession validate --format ndjson in.ndjson | jq -c '[.record, .valid]'")
        #expect(run.output == "[2,true]\n[5,false]\n[7,false]\n")
        #expect(run.errors == "bcsession: 3 payloads: 2 invalid, 3 errors, 4 empty lines passed over\n")
    }

    @Test func `a stream of nothing is no mistake`() throws {
        for input in ["", "\n", " \r\n\t\n"] {
            let run = try tool.shell("bcsession validate --input ndjson --format ndjson -", input: input)
            #expect(run.status == 0)
            #expect(run.output == "")
            #expect(run.errors.contains("bcsession: the input is empty: there was no payload to check\n"))
            #expect(run.errors.contains("bcsession: 0 payloads: 0 invalid"))
        }
    }

    @Test func `a line of five megabytes is one payload among others`() throws {
        let long = #"{"link_id": "A", "z": ""# + String(repeating: "y", count: 5_000_000) + #"", "mode": "fax"}"#
        let small = #"{"link_id": "A"}"#
        try tool.files.write([small, long, small, long].joined(separator: "\n"), to: "in.ndjson")
        let run = try tool.shell(
            "bcsession validate --format ndjson in.ndjson | jq -c '[.record, .valid, .findings[].column]'")
        #expect(run.output == "[1,true]\n[2,false,18,5000035]\n[3,true]\n[4,false,18,5000035]\n")
        let text = try tool.shell("bcsession validate in.ndjson").output
        #expect(text.split(separator: "\n").filter { $0.hasPrefix(" ") }.map(\.count).max() == 80)
    }

    @Test(arguments: [("ndjson", "fax"), ("concise", "fax"), ("text", "fax"), ("ndjson", "pdf")])
    func `each line is answered before the next is sent`(format: String, mode: String) throws {
        let run = try tool.shell(
            """
            coproc TOOL { exec "$TOOL" validate -q --input ndjson --format \(format) -; }
            for number in 1 2 3; do
              echo '{"link_id": "A", "bank_name": "sbi", "mode": "\(mode)"}' >&"${TOOL[1]}"
              IFS= read -r -t 5 answer <&"${TOOL[0]}" || exit 98
              echo "$answer"
              while IFS= read -r -t 0.2 answer <&"${TOOL[0]}"; do :; done
            done
            """)
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        for (index, line) in lines.enumerated() {
            #expect(line.contains(format == "ndjson" ? "\"record\":\(index + 1)," : "<stdin>:\(index + 1):"))
        }
    }

    @Test func `a reader that goes away ends a stream without end`() throws {
        // github and sarif, whose worst findings come first, write nothing before the end.
        for format in ["ndjson", "text", "concise", "gitlab"] {
            let run = try tool.shell(
                """
                yes '{"link_id": "", "mode": "fax"}' | bcsession validate --input ndjson --format \(format) - | head -2
                echo "${PIPESTATUS[1]}"
                """)
            #expect(run.output.hasSuffix("\n141\n"))
            #expect(!run.errors.contains("cannot write"))
        }
    }

    @Test func `memory is flat, whatever the length of the stream`() throws {
        // Mostly long lines, because the build that is tested may be slow with short ones.
        let short = #"{"link_id": "A", "redirect_url": "https://example.com/done", "mode": "fax"}"# + "\n"
        let long = #"{"link_id": "A", "z": "\#(String(repeating: "y", count: 60_000))"}"#
        try tool.files.write(String(repeating: short, count: 20) + long, to: "block")
        var peaks: [Int] = []
        for megabytes in [5, 100] {
            // The peak is read while the tool waits for more: every line before that was read.
            let run = try tool.shell(
                """
                mkfifo in\(megabytes)
                "$TOOL" validate -q --input ndjson --format ndjson - <in\(megabytes) >/dev/null &
                exec 3>in\(megabytes)
                yes "$(<block)" | head -n \(megabytes * 1_000_000 / (long.utf8.count + 20 * short.utf8.count) * 21) >&3
                sleep 0.5
                sed -n 's/VmHWM:[^0-9]*\\([0-9]*\\) kB/\\1/p' /proc/$!/status
                exec 3>&-
                wait $!
                """)
            peaks.append(try #require(Int(run.output.split(separator: "\n").first ?? "")))
        }
        #expect(peaks[1] <= 32 * 1024, "\(peaks) KiB")
        #expect(peaks[1] <= peaks[0] * 5 / 4, "\(peaks) KiB")
    }
}
