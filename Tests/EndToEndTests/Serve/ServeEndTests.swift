import TestSupport
import Testing

/// How `serve` begins and ends.
@Suite(.enabled(if: OtherProgram.has("curl"))) struct ServeEndTests {
    private let tool: BuiltTool

    init() throws { tool = try BuiltTool() }

    @Test(arguments: [("TERM", 0), ("INT", 130), ("HUP", 129)])
    func `a signal ends the service when what is under way is answered`(signal: String, status: Int) throws {
        let run = try tool.serving(
            "--answer delay=1s",
            """
            trap '' INT
            post -d '{"link_id": "a"}' -o answer -w '%{http_code}\\n' &
            until grep -q POST err; do sleep 0.05; done
            kill -\(signal) $SERVER; wait %2
            wait $SERVER; echo "ended $?"; grep -c session_id answer
            """)
        #expect(run.output.hasPrefix("200\nended \(status)\n1\n"), "\(run.output) \(run.errors)")
    }

    @Test func `a port in use is said so`() throws {
        let run = try tool.serving(
            "", "bcsession serve --port ${ORIGIN##*:} 2>&1; echo $?; bcsession serve --port 70000 2>&1 | head -1")
        #expect(
            run.output.contains(
                /port \d+ of 127\.0\.0\.1 is in use; give --port N, or --port 0 for one that is free\n2\n/))
        #expect(run.output.contains("70000 is no port"))
    }

    @Test func `another address is warned of, even if quiet`() throws {
        let run = try tool.serving("-q --host 0.0.0.0", "cat err; cat out")
        #expect(run.output.contains("warning: other machines can reach this service"))
        #expect(run.output.contains("http://0.0.0.0:"))
    }

    @Test func `nobody needs to read standard error`() throws {
        let run = try tool.shell(
            """
            mkfifo pipe; sleep 60 <pipe & HOLDER=$!
            "$TOOL" serve --port 0 --address-file address 2>pipe >out & SERVER=$!
            until [ -s address ]; do sleep 0.05; done
            for i in $(seq 40); do
              curl -s -o /dev/null -w '%{http_code}\\n' "$(cat address)/[1-100]/$(printf 'x%.0s' $(seq 300))"
            done | sort | uniq -c
            kill $SERVER $HOLDER; wait $SERVER; echo "served $?"
            """)
        #expect(run.output.hasSuffix("4000 404\nserved 0\n"), "\(run.output) \(run.errors)")
    }

    @Test func `the machine's configuration and clock do not matter`() throws {
        try tool.files.write(#"{"client_url": "https://other.example/"}"#, to: "config.json")
        let run = try tool.shell(
            """
            mkdir -p home/.config/bcsession && cp config.json home/.config/bcsession/config.json
            "$TOOL" serve --port 0 --address-file address --now 2025-12-09T10:00:00Z 2>err >out & SERVER=$!
            until [ -s address ]; do sleep 0.05; done
            curl -s -H 'Content-Type: application/json' -H 'X-Api-Key: a' -d '{"link_id": "a", "session_expiry": 30}' \
              $(cat address)/v2/session/ >answer
            grep -c '"redirect_url":"http://127.0.0.1:' answer; grep -c '\\.1765274400\\.1765276200\\.' answer
            kill $SERVER; wait $SERVER
            """)
        #expect(run.output == "1\n1\n")
    }

    @Test func `sessions are recorded, and a ledger that cannot be one is refused`() throws {
        let run = try tool.serving(
            "--record ledger",
            """
            post -d '{"link_id": "a"}' -o /dev/null -w '%{http_code}\\n'
            curl -s $ORIGIN/_bcsession/sessions | grep -c '"session_id"'; grep -c '"session_id"' ledger
            """)
        #expect(run.output.hasPrefix("200\n1\n1\n"))
        let full = try tool.shell("\"$TOOL\" serve --port 0 --record /dev/full 2>&1; echo $?")
        #expect(full.output.hasSuffix("\n74\n"), "\(full.output)")
    }
}
