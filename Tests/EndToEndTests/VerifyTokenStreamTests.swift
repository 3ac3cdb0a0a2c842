import TestSupport
import Testing

/// Streams of URLs and tokens, one a line, through the built tool.
@Suite struct VerifyTokenStreamTests {
    let tool: BuiltTool
    let url: String

    init() throws {
        tool = try BuiltTool()
        url = try tool.run("create", "-q", "--link-id", "A", "--print", "redirect_url").output
            .trimmingSuffix(while: \.isNewline)
    }

    @Test(arguments: ["in", "- <in", "<(cat in)"])
    func `lines are answered in their order, each as if it were alone`(input: String) throws {
        // Enough for many reads, so that several threads have something to do.
        let client = "https://bankconnectclient.finbox.in/"
        let pool = [url, client + "?", "", client + "?token=v2.a.1.2.x\r", url + "&token=x", "zz zz"]
        let reasons = [
            "", "missing_session_id,missing_token", nil, "malformed,missing_session_id", "repeated_parameter", nil,
        ]
        var generator = SplitMix64(seed: TestSeed.value)
        let lines = (0..<4_000).map { _ in Int.random(in: pool.indices, using: &generator) }
        // Equal links are judged once, so each has a number of its own.
        let text = lines.enumerated().map { index, line in
            pool[line].isEmpty || line == 5 ? pool[line] : pool[line].replacing("/?", with: "/\(index)?")
        }
        try tool.files.write(text.joined(separator: "\n") + "\n" + url, to: "in")
        let run = try tool.shell(
            "bcsession verify-token --format ndjson \(input) | jq -r '\"\\(.record) \\(.reasons | join(\",\"))\"'")
        var expected = lines.enumerated().compactMap { index, line in reasons[line].map { "\(index + 1) \($0)" } }
        expected.append("\(lines.count + 1) ")
        #expect(run.output.split(separator: "\n").map(String.init) == expected, "\(TestSeed.label)")
    }

    @Test(arguments: ["text", "ndjson"])
    func `each line is answered before the next is sent`(format: String) throws {
        let run = try tool.shell(
            """
            coproc TOOL { exec "$TOOL" verify-token --format \(format) -; }
            for number in 1 2 3; do
              echo '\(url)&n='$number >&"${TOOL[1]}"
              IFS= read -r -t 5 answer <&"${TOOL[0]}" || exit 98
              echo "$answer"
              while IFS= read -r -t 0.2 answer <&"${TOOL[0]}"; do :; done
            done
            """)
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        for (index, line) in lines.enumerated() {
            #expect(
                line.contains(
                    format == "text"
                        ? "<stdin>:\(index + 1): valid"
                        : "\"record\":\(index + 1),\"kind\":\"link\",\"verdict\":\"valid\""))
        }
    }

    @Test(arguments: ["text", "json", "ndjson"])
    func `a reader that goes away ends a stream without end, and a full device is told`(format: String) throws {
        let run = try tool.shell(
            """
            seq 1 1000000000 | awk -v url='\(url)' '{ print url "&n=" $1 }' |
              bcsession verify-token --format \(format) - | head -3 >/dev/null
            echo "${PIPESTATUS[2]}"
            yes '\(url)' | head -1000 | bcsession verify-token --format \(format) - >/dev/full
            echo "${PIPESTATUS[2]}"
            """)
        #expect(run.output == "141\n74\n")
        #expect(run.errors == "bcsession: cannot write standard output: No space left on device\n")
    }

    @Test(arguments: ["text", "json", "ndjson"])
    func `memory is flat, whatever the length of the stream`(format: String) throws {
        let links = (0..<1_000).map { "\(url)&n=\($0)\n" }
        try tool.files.write(links.joined(), to: "block")
        var peaks: [Int] = []
        for blocks in [2, 30] {
            // The peak is read while the tool waits for more: every line before that was read.
            let run = try tool.shell(
                """
                mkfifo in\(blocks)
                "$TOOL" verify-token --format \(format) - <in\(blocks) >/dev/null &
                exec 3>in\(blocks)
                for ((n = 0; n < \(blocks); n++)); do cat block; done >&3
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

    @Test func `what create records, verify-token finds at once, on a new machine`() throws {
        let run = try tool.shell(
            """
            export HOME="$PWD/new"; mkdir new
            for n in 1 2 3; do bcsession create -q --link-id "TU-$n" --record ledger --print redirect_url; done |
              bcsession verify-token --record ledger --format ndjson - | jq -r '"\\(.valid) \\(.ledger.link_id)"'
            """)
        #expect(run.output == "true TU-1\ntrue TU-2\ntrue TU-3\n", "\(run.errors)")
    }

    @Test func `runs that record at the same time lose nothing`() throws {
        let run = try tool.shell(
            """
            for n in {1..8}; do
              for m in {1..5}; do bcsession create -q --link-id "$n-$m" --record ledger --print session_id; done &
            done >told
            wait
            diff <(sort told) <(jq -r .session_id ledger | sort) && wc -l <ledger
            stat -c %a ledger
            """)
        #expect(run.output == "40\n600\n", "\(run.errors)")
    }

    @Test func `a session is told only when the disk has its line, a full one stops it`() throws {
        let run = try tool.shell(
            """
            bcsession create -q --link-id A --record ledger --print session_id >told
            size=$(stat -c %s ledger)
            (ulimit -f $(( (size + 1023) / 1024 )); trap '' XFSZ
             for n in {1..9}; do
               bcsession create -q --link-id A --record ledger --print session_id >>told || { echo "$?"; break; }
             done)
            bcsession create -q --link-id B --record ledger --print session_id >>told
            diff told <(jq -rR 'fromjson? | .session_id' ledger) && echo same
            """)
        #expect(run.output == "74\nsame\n", "\(run.errors)")
        #expect(run.errors.contains("File too large; nothing was created"))
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
