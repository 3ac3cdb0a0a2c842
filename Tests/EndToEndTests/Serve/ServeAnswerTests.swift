import Foundation
import TestSupport
import Testing

/// What `serve` answers, asked by curl.
@Suite(.enabled(if: OtherProgram.has("curl"))) struct ServeAnswerTests {
    private let tool: BuiltTool

    init() throws { tool = try BuiltTool() }

    @Test func `the first line is the address, and the service ends well`() throws {
        let run = try tool.serving("", "cat out; curl -s $ORIGIN/_bcsession/health")
        #expect(run.output.contains(/^http:\/\/127\.0\.0\.1:\d+\/bank-connect\n\{"status": "ok"\}\nserved 0\n$/))
    }

    @Test func `the address comes as JSON where it is asked for`() throws {
        let run = try tool.serving("--format json", "cat out; echo $SERVER")
        let lines = run.output.split(separator: "\n").map(String.init)
        let json = try ParsedJSON(lines[0])
        #expect(json["schema"] == "bcsession.serve/1")
        #expect(json["address"]?.hasPrefix("http://127.0.0.1:") == true)
        #expect(json["pid"] == lines[1])
    }

    /// A row of the page's tables as its script read them.
    private struct Row: Hashable {
        let code: String
        let message: String
        let status: String
    }

    @Test func `every row of the page can be drawn`() throws {
        let table = try String(
            contentsOfFile: BuiltTool.package + "/Tests/Fixtures/published-errors.tsv", encoding: .utf8)
        var numbers: [String: Int] = [:]
        var script = ""
        var rows: [Row] = []
        for line in table.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let code = cells[2]
            numbers[code, default: 0] += 1
            // The sample names no status.
            rows.append(
                Row(code: code, message: cells[3], status: cells.count > 4 && !cells[4].isEmpty ? cells[4] : "400"))
            script += "post -d '{}' -H 'Prefer: error=\(code)#\(numbers[code] ?? 0)' -w '\\t%{http_code}\\n'\n"
        }
        #expect(rows.count == 46)
        let answers = try tool.serving("", script).output.split(separator: "\n").dropLast()
        #expect(answers.count == rows.count)
        for (answer, row) in zip(answers, rows) {
            let parts = answer.split(separator: "\t")
            let json = try ParsedJSON(String(parts[0]))
            let drawn = Row(
                code: json["error/code"] ?? "", message: json["error/message"] ?? "", status: String(parts[1]))
            #expect(drawn == row)
        }
    }

    @Test func `answers can be asked for by flags, every Nth`() throws {
        let run = try tool.serving(
            "--answer 503/3 --answer MODE_NOT_ENABLED/2 --answer delay=10ms",
            "for i in 1 2 3 4 5 6; do post -d '{\"link_id\": \"a\"}' -o /dev/null -w '%{http_code} '; done\n"
                + "post -d '{}' -H 'Prefer: code=402' -o /dev/null -w '%{http_code}\\n'")
        #expect(run.output == "200 403 503 403 200 503 402\nserved 0\n")
    }

    @Test(arguments: ["code=503/2", "503", "MODE_NOT_ENABLED", "reset/2", "code=99", "respond-async"])
    func `a preference that this service does not take so is answered with what it takes, and others are passed over`(
        preference: String
    ) throws {
        let run = try tool.serving(
            "", "post -d '{\"link_id\": \"a\"}' -H 'Prefer: \(preference)' -w '\\n%{http_code}\\n'")
        if preference == "respond-async" { return #expect(run.output.contains("\n200\n")) }
        #expect(run.output.contains("\n400\n"), "\(run.output)")
        #expect(run.output.contains("but code=503, error=MODE_NOT_ENABLED,"), "\(run.output)")
        #expect(!run.output.contains("with /N"))
    }

    @Test func `connections can be lost in each way`() throws {
        let run = try tool.serving(
            "",
            """
            for way in reset lost; do post -d '{"link_id": "a"}' -H "Prefer: $way" -w '%{exitcode} '; done
            post -m 1 -d '{"link_id": "a"}' -H "Prefer: timeout" -w '%{exitcode}\\n'
            curl -s $ORIGIN/_bcsession/sessions | grep -c '"session_id"'
            curl -s $ORIGIN/_bcsession/requests | grep -c '"status": null'
            """)
        #expect(run.output == "56 52 28\n1\n3\nserved 0\n")
    }

    @Test func `HEAD, OPTIONS, other methods and other paths are answered as the framework does`() throws {
        let run = try tool.serving(
            "",
            """
            ask() { curl -s -o /dev/null -H 'X-Api-Key: a' -w '%{http_code} %header{allow}%header{location}\\n' "$@"; }
            ask -I $ADDRESS/v2/session/; ask -X OPTIONS $ADDRESS/v2/session/; ask -X BREW $ADDRESS/v2/session/
            ask $ORIGIN/nowhere; ask $ADDRESS/v2/session; ask $ORIGIN/v1/session/; ask $ORIGIN/%76%31/session/
            ask --path-as-is $ORIGIN//v1/session/; ask -X PUT $ORIGIN/; ask -X PUT $ORIGIN/_bcsession/requests
            """)
        #expect(
            run.output
                == """
                405 POST, OPTIONS
                200 POST, OPTIONS
                405 POST, OPTIONS
                404 \u{20}
                301 /bank-connect/v2/session/
                405 POST, OPTIONS
                405 POST, OPTIONS
                404 \u{20}
                405 GET, HEAD
                405 GET, HEAD, DELETE
                served 0

                """.replacing(" \u{20}\n", with: " \n"))
    }

    @Test func `a key that is not the right one is refused before anything else`() throws {
        try tool.files.write("right-key-12345\n", to: "key", mode: 0o600)
        let run = try tool.serving(
            "--api-key-file key",
            """
            post -d '{"link_id": 1.5e}' -w '%{http_code}\\n'
            curl -s -H 'Content-Type: application/json' -H 'X-Api-Key: right-key-12345' -d '{"link_id": "a"}' \
            -o /dev/null -w '%{http_code}\\n' $ADDRESS/v2/session/
            curl -s -H 'Content-Type: application/json' -d '{"link_id": "a", "api_key": "right-key-12345"}' \
            -o /dev/null -w '%{http_code}\\n' $ADDRESS/v2/session/
            """)
        #expect(run.output.hasPrefix(#"{"error":{"code":"AUTHENTICATION_CREDENTIALS_NOT_PROVIDED""#))
        #expect(run.output.hasSuffix("401\n200\n200\nserved 0\n"))
    }

    @Test func `strangers' hosts and pages are kept out, and every answer protects itself`() throws {
        let run = try tool.serving(
            "--allow-host tests:99",
            """
            ask() { curl -s -o /dev/null -w '%{http_code} ' "$@"; }
            ask -H 'Host: evil.example' $ORIGIN/; ask -H 'Host: localhost' $ORIGIN/; ask -H 'Host: tests:99' $ORIGIN/
            ask -H 'Origin: https://evil.example' $ORIGIN/_bcsession/sessions
            ask -H 'Origin: null' $ORIGIN/_bcsession/sessions; ask -H "Origin: $ORIGIN" $ORIGIN/_bcsession/sessions
            ask -H 'Sec-Fetch-Site: cross-site' $ORIGIN/_bcsession/sessions
            for path in / /nowhere /_bcsession/health /bank-connect/v2/session/; do
              curl -si --path-as-is "$ORIGIN$path" | tr -d '\\r' | grep -ciE \
                '^(X-Content-Type-Options: nosniff|Cross-Origin-Resource-Policy: same-origin|Cache-Control: no-store|Referrer-Policy: no-referrer)$'
            done | sort | uniq -c
            curl -si -X OPTIONS -H 'Origin: https://evil.example' -H 'Access-Control-Request-Method: POST' \
              $ADDRESS/v2/session/ | grep -ci access-control
            """)
        #expect(run.output.replacing("      4 4", with: "4 4") == "421 421 200 403 403 200 403 4 4\n0\nserved 0\n")
    }

    @Test func `what serve makes, verify-token and create know`() throws {
        try tool.files.write("hex:000102030405060708090a0b0c0d0e0f", to: "signing.key", mode: 0o600)
        try tool.files.write("right-key-12345\n", to: "key", mode: 0o600)
        let run = try tool.serving(
            "--signing-key-file signing.key --record served.ledger",
            """
            bcsession create --live --endpoint $ADDRESS --api-key-file key --link-id TU-1 --print redirect_url >url
            echo "create $?"
            bcsession verify-token --signing-key-file signing.key --client-url $ORIGIN/ - <url >/dev/null; echo "verify $?"
            grep -c "$(sed 's/.*session_id=\\([^&]*\\).*/\\1/' url)" served.ledger
            """)
        #expect(run.output == "create 0\nverify 0\n1\nserved 0\n", "\(run.errors)")
    }

    @Test func `a status or an error may be asked for after a delay, and nothing else beside another`() throws {
        let run = try tool.serving(
            "",
            """
            ask() { post -d '{"link_id": "a"}' -H "Prefer: $1" -o /dev/null -w '%{http_code} %{time_total}\\n'; }
            ask 'delay=1s, code=503'; ask 'error=MODE_NOT_ENABLED, delay=1s'; ask 'code=503, error=MODE_NOT_ENABLED'
            ask 'delay=1s, reset'; ask 'code=404, foo=bar'
            """)
        let answers = run.output.split(separator: "\n").dropLast().map { $0.split(separator: " ") }
        #expect(answers.map { $0[0] } == ["503", "403", "400", "400", "404"])
        #expect(answers.prefix(2).allSatisfy { (Double($0[1]) ?? 0) >= 1 })
    }

    @Test func `two media types are refused as validate refuses them`() throws {
        let run = try tool.serving(
            "", #"post -H 'Content-Type: text/plain' -d '{"link_id": "a"}' -o /dev/null -w '%{http_code}\n'"#)
        #expect(run.output == "415\nserved 0\n")
    }

    @Test func `at all addresses the service answers for numbers, not for names`() throws {
        let run = try tool.serving(
            "--host 0.0.0.0",
            """
            port=${ORIGIN##*:}
            for host in 192.0.2.7:$port [2001:db8::7]:$port 192.0.2.7:1 192.0.2.7 evil.example:$port 0x7f.1:$port; do
              curl -s -o /dev/null -w '%{http_code} ' -H "Host: $host" http://127.0.0.1:$port/_bcsession/health
            done
            """)
        #expect(run.output == "200 200 421 421 421 421 served 0\n")
    }

    @Test func `the page hands the link_id on exactly, whatever characters it has`() throws {
        let linkID = "\u{915}\u{94D}\u{200D}\u{937} \u{202E}a\u{AD}&amp;<\"'>\n"
        try tool.files.write(
            String(decoding: JSONEncoder().encode(["link_id": linkID]), as: UTF8.self), to: "payload.json")
        let run = try tool.serving(
            "",
            """
            url=$(post -d @payload.json | jq -r .redirect_url); curl -s "$url" >page
            python3 -c '
            import html.parser, json
            class Page(html.parser.HTMLParser):
                def handle_starttag(self, tag, attributes):
                    for name, value in attributes:
                        if name == "data-link-id": print(json.dumps({"link_id": value}))
            Page().feed(open("page", newline="").read())'
            """)
        let page = try ParsedJSON(String(try #require(run.output.split(separator: "\n").first)))
        #expect(page["link_id"] == linkID, "\(run.output)")
    }

    @Test func `a token that was changed at its start is said to be another`() throws {
        let run = try tool.serving(
            "",
            """
            url=$(post -d '{"link_id": "a"}' | jq -r .redirect_url); curl -s "${url/token=v2/token=v1}"
            """)
        #expect(run.output.contains("<p>This service made another token for the session.</p>"))
    }

    @Test func `a ledger that is removed meanwhile makes no session`() throws {
        let run = try tool.serving(
            "--record L",
            """
            post -d '{"link_id": "a"}' >answer; rm L; post -d '{"link_id": "a"}' -o /dev/null -w '%{http_code}\\n'
            curl -s $ORIGIN/_bcsession/sessions | jq '.sessions | length'; grep -c 'moved or removed' err
            """)
        #expect(run.output == "500\n1\n1\nserved 0\n")
    }

    @Test func `of a request with many findings a hundred are shown`() throws {
        try tool.files.write(
            #"{"link_id": "a""# + (0..<300).map { #", "p\#($0)": 1"# }.joined() + "}", to: "many.json")
        let run = try tool.serving(
            "",
            "post -d @many.json -o /dev/null; curl -s $ORIGIN/_bcsession/requests | jq '.requests[0].findings | length'"
        )
        #expect(run.output == "100\nserved 0\n")
    }

    @Test func `requests and sessions are told, and no key or token is written`() throws {
        let run = try tool.serving(
            "",
            """
            post -d 'link_id=TU-1&api_key=planted' >form
            post -d '{"link_id": "TU-1", "api_key": "planted",}' -H 'Referer: http://a.example/?token=planted' >form
            curl -s -d '{}' -H 'X-Api-Key: k' "$ADDRESS/v2/session/?api_key=planted&x_api_key=planted" >form
            curl -s "$ORIGIN/token=planted" "$ORIGIN/?session_id=1;token%3Dplanted" >form
            post -d '{"link_id": "TU-1", "api_key": "planted"}' >answer
            url=$(sed 's/.*"redirect_url":"\\([^"]*\\)".*/\\1/' answer); curl -s "$url" >page
            token=${url#*token=}
            cat err; curl -s $ORIGIN/_bcsession/requests >requests
            grep -c planted err requests page; grep -c "$token" err requests page
            """)
        #expect(run.output.contains("POST /bank-connect/v2/session/ 200 "))
        #expect(run.output.contains("&token=*** 200\n"))
        #expect(
            run.output.hasSuffix("err:0\nrequests:0\npage:0\nerr:0\nrequests:0\npage:0\nserved 0\n"), "\(run.output)")
    }
}
