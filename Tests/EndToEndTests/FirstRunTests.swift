import TestSupport
import Testing

/// New machines, and several runs at once.
@Suite struct FirstRunTests {
    @Test func `first runs that start together agree on one key`() throws {
        let tool = try BuiltTool()
        let run = try tool.shell(
            """
            for round in $(seq 20); do
              export XDG_STATE_HOME=$PWD/state$round
              for run in 1 2; do bcsession create --link-id A --print redirect_url > url$run 2>err$run & done
              wait
              bcsession verify-token url1 url2 > verdicts || { echo "round $round"; cat verdicts err1 err2; exit 1; }
              [ "$(cat err1 err2 | grep -c 'made the signing key')" = 1 ] || { cat err1 err2; exit 1; }
              [ "$(ls -A state$round/bcsession)" = signing.key ] || { ls -A state$round/bcsession; exit 1; }
              [ "$(stat -c %a state$round/bcsession/signing.key)" = 600 ] || exit 1
            done
            """)
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func `a umask that hides nothing does not open the key`() throws {
        let tool = try BuiltTool()
        let run = try tool.shell(
            "umask 0; bcsession create --link-id A >/dev/null; stat -c %a home/.local/state/bcsession/signing.key")
        #expect(run.output == "600\n")
    }

    @Test func `a symlinked key file is judged by the key`() throws {
        let tool = try BuiltTool()
        try tool.files.write("0123456789abcdef", to: "key", mode: 0o644)
        let run = try tool.shell("ln -s key link; bcsession create --link-id A --signing-key-file link")
        #expect(run.status == 9)
        #expect(run.errors.contains("run: chmod 600 link"))
        #expect(try tool.shell("chmod 600 link; bcsession create --link-id A --signing-key-file link").status == 0)
    }

    @Test func `standard input that nobody named is named`() throws {
        let tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "p.json")
        let create = try tool.shell("bcsession create -q <p.json")
        #expect(create.status == 2)
        #expect(create.errors.contains("nothing to create a session from; to read standard input, give - as FILE"))
        let consents = try tool.shell("bcsession consents <p.json")
        #expect(consents.status == 0)
        #expect(
            consents.errors == "bcsession: standard input was not read; give - as FILE to read a payload from it\n")
        let piped = try tool.shell("{ cat p.json; sleep 1; } | { sleep 0.5; bcsession consents; }")
        #expect(piped.errors.contains("standard input was not read"))
        // A loop keeps its list, and is told nothing in every round.
        let loop = "while read -r name; do bcsession create --link-id \"$name\" -q --print session_id; done"
        let ids = try tool.shell("printf 'A\\nB\\nC\\n' | \(loop) 2>errors; cat errors >&2")
        #expect(ids.output.split(separator: "\n").count == 3)
        #expect(!ids.errors.contains("standard input"))
        #expect(try tool.shell("bcsession consents </dev/null").errors.isEmpty)
    }

    @Test func `a session's time can be given`() throws {
        let tool = try BuiltTool()
        let run = try tool.run(
            "create", "--link-id", "A", "--session-expiry", "30", "--now", "2026-11-22T12:00:00Z", "--format", "full")
        #expect(run.status == 0, "\(run.errors)")
        let answer = try ParsedJSON(run.output)
        #expect(answer["resolved/expires_at"] == "2026-11-22T12:30:00Z")
        #expect(answer["response/redirect_url"]?.contains(".1795348800.1795350600.") == true)
        let live = try tool.run("create", "--live", "--link-id", "A", "--now", "0")
        #expect(live.status == 2)
    }

    @Test func `HOME unset is status 9 with what to do`() throws {
        let tool = try BuiltTool()
        let run = try tool.run("create", "--link-id", "A", environment: ["HOME": nil])
        #expect(run.status == 9)
        #expect(run.outputBytes.isEmpty)
        #expect(run.errors.contains("give --signing-key-file FILE"))
    }

    @Test(arguments: [
        ["TZ": "Nowhere/Nothing"], ["TZ": ":"], ["LC_ALL": "C"], ["LC_ALL": "xx_YY.bogus"], ["LANG": ""],
        ["LANG": "xx_YY"], ["LANG": "C", "LC_CTYPE": "C"],
        ["TERM": "dumb"], ["COLUMNS": "abc"], ["COLUMNS": "0"], ["NO_COLOR": ""], ["LANGUAGE": "hi_IN"],
    ])
    func `TZ bogus, locale C, LANG unknown, NO_COLOR empty and COLUMNS=abc change nothing`(
        environment: [String: String]
    ) throws {
        let tool = try BuiltTool()
        let path = try tool.files.write(#"{"link_id": "日本", "mode": "fäx"}"#, to: "bad.json")
        for words in [["validate", path], ["consents", "--today", "09/12/2025"], ["--help"], ["help", "files"]] {
            let plain = try tool.run(bytes: words.map { Array($0.utf8) })
            let run = try tool.run(bytes: words.map { Array($0.utf8) }, environment: environment.mapValues { $0 })
            #expect(run.status == plain.status)
            #expect(run.output == plain.output)
            #expect(run.errors == plain.errors)
        }
    }
}
