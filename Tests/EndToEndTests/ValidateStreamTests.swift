import TestSupport
import Testing

/// Streams of payloads, a line each, through the built tool.
@Suite struct ValidateStreamTests {
    /// Lines that a stream is made of: good ones, bad ones of several kinds, and some that are no payloads.
    static let pool = [
        #"{"link_id": "A"}"#, #"{"link_id": "TU-1234", "redirect_url": "https://example.com/done"}"#,
        #"{"link_id": "A", "from_date": "01/01/2025", "to_date": "30/09/2025"}"#, #"{"link_id": "", "mode": "fax"}"#,
        #"{"mode": "fax"}"#, #"{"link_id": "日本語", "mobile_number": "९८७"}"#, "not json", #"{"link_id": "A", }"#,
        #"{"link_id": "A", "session_expiry": 4, "banana": null, "logo_url": null}"#, "[]", "{", "\u{FEFF}{}",
        #"{"link_id": "\#(String(repeating: "x", count: 3000))"}"#, #"{"link_id": "A", "link_id": "B"}"#,
        #"{"link_id": "A", "consents": {"CC0001": {"from_date": "31/02/2025"}}}"#, "{\"link_id\": \"A\"}\r",
    ]

    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
    }

    /// The command line; `$1` and so on are the inputs.
    private static let validate = "bcsession validate -q --today 09/12/2025 --input ndjson --format ndjson"

    /// The result of each line of the pool when it is checked alone, cut where its number stands.
    private func pieces() throws -> [[[UInt8]]] {
        try Self.pool.map { line in
            try tool.files.write(line, to: "one")
            let result = try tool.shell("\(Self.validate) - <one").output
            return result.replacing(/"(record|line|end_line)":1,/) { "\"\($0.1)\":\u{0}," }.utf8
                .split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        }
    }

    /// What a stream of lines of the pool is answered with.
    private func results(_ lines: [Int], _ pieces: [[[UInt8]]]) -> [UInt8] {
        var results: [UInt8] = []
        for (index, line) in lines.enumerated() {
            let number = Array(String(index + 1).utf8)
            results += pieces[line].joined(separator: number)
        }
        return results
    }

    private func text(_ lines: some Sequence<Int>) -> [UInt8] {
        lines.flatMap { Array(Self.pool[$0].utf8) + [0x0A] }
    }

    private func randomLines(_ count: Int) -> [Int] {
        var generator = SplitMix64(seed: TestSeed.value)
        return (0..<count).map { _ in Int.random(in: Self.pool.indices, using: &generator) }
    }

    @Test func `twenty thousand lines are answered in their order, each as if it were alone`() throws {
        let lines = randomLines(20_000)
        try tool.files.write(text(lines), to: "in")
        let run = try tool.shell("\(Self.validate) - <in")
        #expect(run.status == 1)
        #expect(try run.outputBytes == results(lines, pieces()), "\(TestSeed.label)")
    }

    @Test(arguments: ["in", "pipe", "<(cat in)", "- <pipe", "- < <(cat in)"])
    func `a stream may come from a file, a FIFO or a pipe`(input: String) throws {
        let lines = randomLines(5_000)
        try tool.files.write(text(lines), to: "in")
        let run = try tool.shell(
            """
            set -o pipefail; mkfifo pipe; [[ '\(input)' == *pipe ]] && cat in >pipe &
            \(Self.validate) \(input) | sed 's/"source":"[^"]*"/"source":"<stdin>"/'
            """)
        #expect(run.status == 1)
        #expect(try run.outputBytes == results(lines, pieces()), "\(TestSeed.label)")
    }

    @Test func `a stream cut anywhere between lines gives the same results`() throws {
        let lines = randomLines(5_000)
        let pieces = try pieces()
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<3 {
            let cuts = [0, lines.count] + (0..<6).map { _ in Int.random(in: 0...lines.count, using: &generator) }
            let parts = zip(cuts.sorted(), cuts.sorted().dropFirst()).map { Array(lines[$0..<$1]) }
            var expected: [UInt8] = []
            for (index, part) in parts.enumerated() {
                try tool.files.write(text(part), to: "part\(index)")
                expected += results(part, pieces)
            }
            let run = try tool.shell("\(Self.validate) part? | sed 's/\"source\":\"part.\"/\"source\":\"<stdin>\"/'")
            #expect(run.outputBytes == expected, "\(TestSeed.label)")
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
            #expect(run.errors.hasPrefix("bcsession: 0 payloads: 0 invalid"))
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
        for format in ["ndjson", "text", "concise", "github", "sarif"] {
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
