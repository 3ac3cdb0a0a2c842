import PlainText
import TestSupport
import Testing

@testable import SessionCommands

/// Keys planted wherever a key can stand, and every byte searched that the tool writes; what counts as a secret.
@Suite struct SecretTests {
    static let secret = "PLANTEDsecret0123456789"

    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test(arguments: [
        ["create", "--live", "--link-id", "A", "--endpoint", "https://user:\(secret)@api.example"],
        ["create", "--live", "--link-id", "A", "--endpoint", "https://user:\(secret)/x@api.example"],
        ["create", "--live", "--link-id", "A", "--endpoint", "user:\(secret)@api.example"],
        ["serve", "--port", "0", "--client-url", "https://user:\(secret)@api.example/"],
    ])
    func `a URL with a password is refused without repeating it`(words: [String]) {
        let run = tool.run(words)
        #expect(run.status == 2)
        #expect(run.errors.contains("***@api.example"), "\(run.errors)")
        #expect(!(run.output + run.errors).contains(Self.secret))
    }

    @Test func `a directory that no signing key can be made in is said to be for it`() throws {
        var tool = tool
        try tool.files.write("", to: "file")
        tool.environment["XDG_STATE_HOME"] = tool.files.path("file/state")
        let run = tool.run("create", "--link-id", "A")
        #expect(run.status == 74)
        #expect(run.errors.contains("the signing key cannot be kept: "), "\(run.errors)")
        #expect(run.errors.contains("--signing-key-file FILE"), "\(run.errors)")
    }

    /// Payloads with an API key, valid ones and others.
    static let payloads = [
        #"{"link_id": "A", "api_key": "\#(secret)"}"#,
        #"{"link_id": "A", "api_key": "\#(secret)", "mode": "fax", "note": 1}"#,
        #"{"link_id": "A", "api\u005fkey": "\#(secret)", "mode": "fax"}"#,
        #"{"link_id": "A", "api_key": ["\#(secret)"], "mode": "fax"}"#,
        #"{"link_id": "A", "api_key": {"value": "\#(secret)"}, "mode": "fax"}"#,
        #"{"link_id": "A", "api_key": "\#(secret)", "api_key": "\#(secret)"}"#,
        #"{"link_id": "A", "api_key": "\#(secret)", "mode": fax}"#,
        #"{"link_id": "A", "api_key": "\#(secret)", "mode": "fa"#,
        #"{"link_id": "A", "api_key": "\#(secret)\n", "mode": "fax"}"#,
    ]

    static let commands = [
        ["validate"], ["validate", "--format", "concise"], ["validate", "--format", "json"],
        ["validate", "--strict", "--color", "always"], ["create"], ["create", "-v", "--format", "full"],
        ["create", "--print", "redirect_url"],
        ["consents", "-v"], ["consents", "--format", "full"], ["consents", "--format", "table"],
    ]

    @Test(arguments: payloads, commands)
    func `an API key in a payload is in nothing that is written`(payload: String, command: [String]) throws {
        let path = try tool.files.write(payload, to: "payload.json")
        let run = tool.run(command + [path])
        #expect(run.status <= 1)
        #expect(!run.output.contains(Self.secret), "\(run.output)")
        #expect(!run.errors.contains(Self.secret), "\(run.errors)")
    }

    /// Keys that excerpts of text reports do not recognise yet.
    static let unrecognised = [
        (#"{"link_id": "A", "api\u005fkey": "\#(secret)"}"#, ["--mode", "fax"]),
        (#"{"link_id": "A", "api_key": ["\#(secret)"]}"#, ["--mode", "fax"]),
        (#"{"link_id": "A", "api_key": {"value": "\#(secret)"}}"#, ["--mode", "fax"]),
        (#"{"link_id": "A", "api_key": ["\#(secret)"], "mode": fax}"#, []),
        (#"{"link_id": "A", "api\u005fkey": "\#(secret)", "mode": fax}"#, []),
        (#"{"link_id": "A", "apiKey": "\#(secret)", "mode": "fax"}"#, []),
        (#"{"link_id": "A", "api_key": 1234567890123, "mode": "fax"}"#, []),
    ]

    @Test(arguments: unrecognised)
    func `an API key that is hard to recognise is not shown either`(payload: String, flags: [String]) {
        let run = tool.run(["create"] + flags + ["-"], input: payload)
        #expect(!run.errors.contains(Self.secret), "\(run.errors)")
        #expect(!run.errors.contains("1234567890123"), "\(run.errors)")
    }

    @Test(arguments: ["API_KEY", "apiKey", "x-api-key", "X-Api-Key"])
    func `a key under another spelling or at another depth is masked in full`(name: String) throws {
        for payload in [
            #"{"link_id": "A", "\#(name)": "\#(Self.secret)"}"#,
            #"{"link_id": "A", "metadata": {"\#(name)": "\#(Self.secret)"}}"#,
            #"{"link_id": "A", "list": [{"\#(name)": ["\#(Self.secret)"]}]}"#,
        ] {
            let run = tool.run("create", "--format", "full", "-q", "-", input: payload)
            #expect(!run.output.contains(Self.secret), "\(run.output)")
            #expect(run.output.contains(#"": "***""#))
        }
    }

    @Test(arguments: ["raw:", "", "hex:"])
    func `a signing key is in nothing that is written, whether it serves or not`(prefix: String) throws {
        let path = try tool.files.write(prefix + Self.secret, to: "signing.key", mode: 0o600)
        let url = tool.session("--signing-key-file", path).url
        for command in [
            ["create", "--link-id", "A", "-v"], ["create", "--link-id", "A", "--format", "full"],
            ["verify-token", "-v", "https://example.com/?session_id=a&token=v2.x"],
            ["verify-token", "--format", "json", url.isEmpty ? "x://y" : url],
        ] {
            let run = tool.run(command + ["--signing-key-file", path])
            #expect(!run.output.contains(Self.secret))
            #expect(!run.errors.contains(Self.secret))
        }
    }

    /// Each command that shows settings, with a key where the name of its file is meant.
    @Test func `a key given where its file is meant is not shown`() throws {
        let config = try tool.files.write(
            #"{"api_key_file": "\#(Self.secret)", "signing_keys": [{"file": "\#(Self.secret)"}]}"#, to: "config.json")
        var tool = tool
        tool.environment["BCSESSION_API_KEY_FILE"] = Self.secret
        tool.environment["BCSESSION_SIGNING_KEY_FILE"] = Self.secret
        let live = ["create", "--live", "--link-id", "A"]
        for words in [
            ["create", "--show-config"], ["create", "--show-config", "--api-key-file", Self.secret],
            ["create", "--show-config", "--signing-key-file", Self.secret],
            ["create", "--show-config", "--signing-key-file", "a=" + Self.secret],
            ["validate", "--show-config", "--config", config], ["consents", "--show-config", "--config", config],
            ["verify-token", "--show-config"], ["sessions", "--show-config", "--config", config],
            ["serve", "--show-config", "--config", config],
        ] {
            let run = tool.run(words)
            #expect(run.status == 0, "\(words) \(run.errors)")
            #expect(run.output.contains("not shown because it may be the key itself"), "\(words) \(run.output)")
            #expect(!(run.output + run.errors).contains(Self.secret), "\(words) \(run.output)\(run.errors)")
        }
        #expect(!tool.run(live).errors.contains(Self.secret))
        tool.environment = ["XDG_STATE_HOME": tool.files.path("state")]
        for words in [live, ["create", "--link-id", "A"]] {
            let run = tool.run(words + ["--config", config])
            #expect(run.status == 9)
            #expect(run.errors.contains("key file of the name that "), "\(run.errors)")
            #expect(!(run.output + run.errors).contains(Self.secret), "\(words) \(run.output)\(run.errors)")
        }
    }

    @Test(arguments: ["api_key=", "x=1&token=", "X-Api-Key:", "client_secret="])
    func `a secret in the query of a URL is not shown`(name: String) throws {
        let query = "?\(name)\(Self.secret)"
        let config = try tool.files.write(#"{"client_url": "https://finbox.in/\#(query)"}"#, to: "config.json")
        for (words, shown) in [
            (["create", "--live", "--link-id", "A", "--endpoint", "https://api.example/ok" + query], "/ok?"),
            (["serve", "--port", "0", "--client-url", "api.example/ok" + query], "/ok?"),
            (["create", "--show-config", "--config", config], "https://finbox.in/?"),
        ] {
            let run = tool.run(words)
            let all = run.output + run.errors
            #expect(!all.contains(Self.secret), "\(all)")
            #expect(all.contains(shown) == (run.status == 0) || all.contains(shown), "\(all)")
        }
    }

    @Test func `a key given for its file is not repeated beyond its own words`() {
        // A person who gives the key itself names a file that does not exist; the message has to name that.
        let run = tool.run("create", "--link-id", "A", "--api-key=\(Self.secret)")
        #expect(run.status == 2)
        #expect(!run.errors.contains(Self.secret))
    }

    @Test func `a verdict never repeats a token`() throws {
        let session = tool.session()
        let list = try tool.files.write("\(session.url)\n\(session.token)\n", to: "tokens.txt")
        for format in ["text", "json", "ndjson"] {
            let inputs = [
                [session.url], ["--session-id", session.id, session.token], [list],
                ["--session-id", "c91f4b1c-9a2f-4ad7-8f0e-0123456789ab", list],
            ]
            for words in inputs {
                let run = tool.run(["verify-token", "--format", format] + words)
                #expect(!run.output.contains(session.token))
                #expect(!run.output.contains(session.token.suffix(20)))
                #expect(!run.errors.contains(session.token.suffix(20)))
            }
        }
    }

    static let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
    static let host = "https://bankconnectclient.finbox.in/"

    /// Links whose token, `q0yX3kLr8sVb`, is where no token should be, or has another name.
    static let misplaced = [
        "\(host)?session_id=\(id);token=q0yX3kLr8sVb", "\(host)?session_id=\(id)?token=q0yX3kLr8sVb",
        "\(host)?session_id=\(id)&TOKEN=q0yX3kLr8sVb", "\(host)?session_id=\(id)&token%3Dq0yX3kLr8sVb",
        "\(host)?session_id=\(id)#token=q0yX3kLr8sVb", "\(host)?session_id=\(id)&token%253Dq0yX3kLr8sVb",
        "\(host)?session_id=\(id)&redirect=https://x.example/?token=q0yX3kLr8sVb",
        "\(host)?session_id=\(id)&redirect=https%3A%2F%2Fx.example%2F%3Ftoken%3Dq0yX3kLr8sVb",
        "\(host)?session_id=\(id)q0yX3kLr8sVb", "\(host)?session_id=\(id)&tokenq0yX3kLr8sVb",
        "\(host)?session_id=\(id)&q0yX3kLr8sVb", "\(host)?session_id=q0yX3kLr8sVb",
        "\(host)?session_id=\(id)&token=a&Token=q0yX3kLr8sVb", "\(host)?session_id=\(id)&token=a#token=q0yX3kLr8sVb",
        "https://finbox.in%2F%3Ftoken%3Dq0yX3kLr8sVb", "https://evil.example%3Ftoken%3Dq0yX3kLr8sVb/",
        "https://evil.example:token=q0yX3kLr8sVb/?session_id=\(id)", "\(host)token=q0yX3kLr8sVb?session_id=\(id)",
    ]

    @Test(arguments: misplaced, ["text", "json", "ndjson"])
    func `a token is shown from no place of a link, with --show-link alone`(link: String, format: String) throws {
        for (words, input) in [
            ([link], ""), (["-"], "see \(link) now\n"), ([link + "."], ""), (["--inspect", link], ""),
        ] {
            let run = tool.run(["verify-token", "--format", format] + words, input: input)
            #expect(!(run.output + run.errors).contains("q0yX3kLr8sVb"), "\(run.output)\(run.errors)")
        }
        let ledger = try tool.files.write(
            #"{"schema":"bcsession.ledger/2","time":"2026-11-22T10:50:00Z","session_id":"\#(Self.id)","#
                + #""redirect_url":"\#(link)","endpoint":"https://apis.bankconnect.finbox.in/","outcome":"created"}"#
                + "\n",
            to: "sessions", mode: 0o600)
        let format = format == "text" ? "table" : format
        let listed = tool.run("sessions", "--record", ledger, "--format", format)
        #expect(listed.status == 0 && !listed.output.contains("q0yX3kLr8sVb"), "\(listed.output)")
        #expect(
            tool.run("sessions", "--record", ledger, "--format", format, "--show-link").output.contains("q0yX3kLr8sVb"))
    }

    @Test func `a token without its session is not repeated by the refusal`() {
        let session = tool.session()
        let run = tool.run("verify-token", "--format", "json", session.token)
        #expect(run.status == 2)
        #expect(!(run.output + run.errors).contains(session.token))
    }

    @Test(arguments: ReportSamples.Format.all)
    func `no report shows an API key`(format: ReportSamples.Format) throws {
        let run = try format.report
        #expect(!run.output.contains("s3cret"))
        #expect(!run.output.contains("13371337"))
        #expect(!run.errors.contains("s3cret"))
    }

    @Test(arguments: [
        "api_key", "apiKey", "API-KEY", "X-Api-Key", "my_api_key", "Authorization", "authorization", "secret",
        "clientSecret", "client_secret", "password", "DB_PASSWORD", "accessToken", "token", "secret-key", "api.key",
        "api_ky", "api_kye", "api_kyy", "pi_key", "aip_key", "x_api_ky", "X-Ap-Key", "ap\u{456}_key", "apikex", "pwd",
        "jwt", "bearer",
    ])
    func `names of secrets are recognised in any case style`(name: String) {
        #expect(SecretScanner.isSecretName(Array(name.utf8)))
    }

    @Test(arguments: [
        "link_id", "bank_name", "mode", "redirect_url", "aa_journey_code", "session_expiry", "metadata", "key", "a_pk",
        "api", "monkey", "appkeyed",
    ])
    func `names of parameters are none`(name: String) {
        #expect(!SecretScanner.isSecretName(Array(name.utf8)))
    }

    @Test(arguments: [
        "X-Api-Ky: ", "X-Key: ", "Auth:", "X-Api-Secrt:\t", "X-Key : ", "X-Key ", "Cookie ", "X-Otp: 1,\n ",
    ])
    func `a header that may hold the key is masked, and so is a line that should be one`(start: String) {
        for end in ["\n", "\r\n"] {
            let head = [
                "POST /v2/session/ HTTP/1.1", "Content-Type: application/json", "Host: shown", start + Self.secret,
            ]
            let request = head.joined(separator: end) + end + end + #"{"link_id": "A ", "mode": "PDF"}"#
            for words in [["--format", "text"], ["--diff"], ["--format", "json"], ["--fix"]] {
                let run = tool.run(["validate", "--input", "http"] + words + ["-"], input: request)
                let report = words == ["--fix"] ? run.errors : run.output + run.errors
                #expect(!report.contains(Self.secret), "\(words) \(report)")
            }
        }
    }

    @Test(arguments: [
        #"{"link_id":"a",“token”:“s3cret”}"#, #"{"link_id":"a","token" "s3cret"}"#,
        #"{"link_id":"a","token";"s3cret"}"#,
        #"{"link_id":"a","token" /*c*/ : "s3cret","mode":"PDF"}"#, #"{"link_id":"a","password"："s3cret"}"#,
        "{\"link_id\":\"a\",\"token\"\u{A0}:\"s3cret\"}", #"{"link_id":"a",«token»:«s3cret»}"#,
    ])
    func `the value of a secret is masked whatever is wrong with the JSON at its name`(payload: String) {
        for words in [["--format", "text"], ["--diff", "--unsafe-fixes"]] {
            let run = tool.run(["validate"] + words + ["-"], input: payload)
            #expect(!(run.output + run.errors).contains("s3cret"), "\(run.output)\(run.errors)")
        }
    }

    @Test(arguments: ["_", "-.", "\\u005f", "token[", "a_", "\u{456}"])
    func `a long run of what names are joined by is gone through once`(piece: String) {
        let payload = #"{"link_id": "A ", "note": ""# + String(repeating: piece, count: 200_000) + "\"}"
        #expect(tool.run("validate", "-", input: payload).status == 0)
        #expect(tool.run("validate", "-", input: payload + "}").status == 1)
    }

    @Test func `a parameter of a URL that is called key is shown`() {
        let run = tool.run("validate", "-", input: #"{"link_id": "A", "logo_url": "x.example/?key=shown"}"#)
        #expect(run.output.contains("?key=shown"))
    }

    /// Values that are secret by their own form, in JSON.
    static let secretValues = [
        "https://u:\(secret)@x.example/", #"https:\/\/u:\#(secret)@x.example"#, "https://\(secret)@x.example/",
        "https://u:a/\(secret)@x.example/", "https://u:a#\(secret)@x.example/", "https://u:a b\(secret)@x.example/",
        #"https://u:a\"\#(secret)@x.example/"#, "https://u:a@\(secret)@x.example/", "//u:\(secret)@x.example",
        "u:\(secret)@x.example", "https:u:\(secret)@x.example", "https:/u:\(secret)@x.example/",
        "postgres://u:\(secret)@x.example/db", "see https://y.example/ and https://u:\(secret)@x.example/",
        "https://y.example/?next=https%3A%2F%2Fu%3A\(secret)%40x.example", "https%253A%252F%252Fu%253A\(secret)%2540x",
        #"https://u:\#(secret)\u0040x.example/"#, "https://u:%2F\(secret)@x.example/",
        "Bearer \(secret)", "bearer  \(secret)", "send Bearer \(secret) with it", "Basic \(secret)==",
        "Token \(secret)", "Bearer%20\(secret)", "https://x.example/?a%3Db%26token%3D\(secret)",
        "https://x.example/?a%253Db%2526token%253D\(secret)", "https://x.example/?token%5B%5D=\(secret)",
        "https://x.example/?a[token]=\(secret)", "https://x.example/?j=%7B%22token%22%3A%22\(secret)%22%7D",
        "eyJhbGciOiJIUzI1NiJ9.\(secret).x",
    ]

    static let reports =
        ReportFormat.all.map { ["--format", $0.name] } + [
            ["--diff"], ["--diff", "--unsafe-fixes"], ["--fix", "--unsafe-fixes"],
            ["--echo", "note", "--format", "ndjson"],
        ]

    @Test(arguments: secretValues, reports)
    func `a value that is secret by its form is in no report, whichever finding is beside it`(
        value: String, words: [String]
    ) throws {
        for payload in [
            #"{"link_id": "A", "note": "\#(value)", "mode": "fax", "Bank_Name": "axis",}"#,
            #"{"link_id": "A", "note": "\#(value)", "mode": "fax", "Bank_Name": "axis"}"#,
            #"{"link_id": " A", "redirect_url": "\#(value)", "logo_url": "\#(value) "}"#,
            #"{"link_id": "A ", "mode": "\#(value)", "bank_name": "\#(value)", "from_date": "\#(value)"}"#,
            #"{"link_id": "A", "\#(value)": {"\#(value)": 1, "api key": 2}, "aa_journey_code": "\#(value)"}"#,
            #"{"link_id": "A", "consents": {"\#(value)": {"\#(value)": "\#(value)"}}, "metadata": ["\#(value)"]}"#,
            #"{"link_id": "A", "is_mobile_field_editable": "\#(value)", "session_expiry": "\#(value)"}"#,
            #"{"link_id": "A" "note": "\#(value)"}"#, #"{"link_id": "A", "mode": ["\#(value)"]}"#,
        ] {
            let run = tool.run(["validate"] + words + ["-"], input: payload)
            let report = words.contains("--fix") ? run.errors : run.output + run.errors
            #expect(!report.contains(Self.secret), "\(payload) \(report)")
        }
    }

    @Test(arguments: [
        "https://x.example/@user", "https://maps.example/@12.9,77.5,15z", "https://x.example:8080/a@b.c", "a@b.example",
        "https://x.example/?mail=a@b.c", "12:30", "bearer", "Basic information", "a token expired", "TU-1",
        "01/06/2025", "team:7@app",
    ])
    func `a value that only looks like it is shown`(value: String) {
        #expect(SecretScanner.masked(value) == value)
    }

    @Test func `no view of a payload shows the value of a secret`() throws {
        let key = try tool.files.write("key-of-test", to: "api.key", mode: 0o600)
        let payload = try tool.files.write(
            #"{"link_id":"a","Authorization":"Bearer s3cret1","my_api_key":"s3cret2","note":"password=s3cret3"}"#,
            to: "p.json")
        let wrong = try tool.files.write(#"{"link_id":"A","mode":"api_key=s3cret4"}"#, to: "w.json")
        for words in [
            ["create", payload, "--format", "full"], ["create", payload, "--dry-run", "--api-key-file", key],
            ["create", wrong], ["validate", wrong], ["validate", "-f", "json", wrong],
            ["validate", "-f", "sarif", wrong],
            ["validate", "-f", "junit", wrong], ["validate", "-f", "github", wrong],
            ["validate", "-f", "ndjson", payload],
        ] {
            let run = tool.run(words)
            #expect(!(run.output + run.errors).contains("s3cret"), "\(words) \(run.output) \(run.errors)")
        }
        #expect(tool.run("create", payload, "--format", "full").output.contains(#""Authorization": "***""#))
    }
}
