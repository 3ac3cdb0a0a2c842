import BankConnectSession
import Foundation
import TestSupport
import Testing

@Suite struct APIKeyTests {
    static let words = "create --live --link-id L1 --endpoint"

    @Test(arguments: ["0", "a", "e5", "abc", "v2.", "https"])
    func `a short key for a server on this machine leaves the answer as it is`(key: String) throws {
        let tool = try LiveTool()
        try tool.tool.files.write(key, to: "api.key", mode: 0o600)
        let service = try LoopbackService.api()
        let run = try tool.create(service, "--print", "session_id", "--print", "redirect_url")
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.output.contains("***"), "\(run.output)")
    }

    @Test func `the key is found in a file, a descriptor, the environment and the configuration, strongest first`()
        throws
    {
        let service = try LoopbackService.api()
        let tool = try BuiltTool()
        try tool.files.write("file-key\n", to: "f", mode: 0o600)
        try tool.files.write("config-key\r\n", to: "c", mode: 0o600)
        try tool.files.write(#"{"api_key_file": "c"}"#, to: "config.json")
        let create = "bcsession \(Self.words) \(service.endpoint)"
        let runs: [(String, String)] = [
            ("\(create) --api-key-file f", "file-key"),
            ("\(create) --api-key-file - <f", "file-key"),
            ("\(create) --api-key-file /dev/fd/7 7<f", "file-key"),
            ("\(create) --api-key-file <(printf pipe-key)", "pipe-key"),
            ("BCSESSION_API_KEY_FILE=f BCSESSION_API_KEY=env-key \(create)", "file-key"),
            ("BCSESSION_API_KEY=env-key \(create) --config config.json", "env-key"),
            ("\(create) --config config.json", "config-key"),
            (#"\#(create) --set 'api_key="payload-key"'"#, "payload-key"),
            (#"\#(create) --set 'api_key="payload-key"' --api-key-file f"#, "file-key"),
        ]
        for (script, key) in runs {
            let run = try tool.shell(script)
            #expect(run.status == 0, "\(script): \(run.errors)")
            #expect(service.requests.last?.request.head.value(of: "X-Api-Key") == key, "\(script)")
            #expect(!run.errors.contains(key))
        }
        #expect(service.requests.count == runs.count)
    }

    @Test(arguments: [
        ("", 0o600, "is empty"), ("\n", 0o600, "is empty"),
        ("some-test-key \n", 0o600, "is followed by a space or an empty line; remove what follows it"),
        ("some-test-key\n\n", 0o600, "is followed by a space or an empty line; remove what follows it"),
        ("two words", 0o600, "has a character at position 4 that no key has"),
        ("a\nb", 0o600, "has a character at position 2"), ("a\u{0}b", 0o600, "has a character at position 2"),
        ("schlüssel", 0o600, "has a character at position 5"),
        ("\u{FEFF}planted-key", 0o600, "begins with a byte-order mark, which no editor shows"),
        (String(repeating: "k", count: 70_000), 0o600, "larger than 64 KiB"),
        ("secret-key", 0o640, "can be read by others (mode 0640); run: chmod"),
        ("secret-key", 0o604, "can be read by others"),
    ])
    func `a key that is malformed or that others can read is refused`(text: String, mode: Int, reason: String) throws {
        let service = try LoopbackService.api()
        let tool = try BuiltTool()
        try tool.files.write(text, to: "k", mode: mode)
        let run = try tool.shell("bcsession \(Self.words) \(service.endpoint) --api-key-file k")
        #expect(run.status == 9)
        #expect(run.errors.contains(reason), "\(run.errors)")
        #expect(!run.errors.contains("secret-key"))
        #expect(service.connections == 0)
        guard text == "secret-key" else { return }
        let allowed = try tool.shell(
            "bcsession \(Self.words) \(service.endpoint) --api-key-file k --allow-readable-key")
        #expect(allowed.status == 0)
    }

    @Test func `a command in a hint takes a file whose name begins with a hyphen for a file`() throws {
        let tool = try BuiltTool()
        let endpoint = "\(Self.words) http://127.0.0.1:1/x"
        let entry = #"{"time":"2025-12-09T00:00:00Z","session_id":"s","redirect_url":"u"}"#
        for (setup, words) in [
            ("echo planted-key-4c1d9e", "\(endpoint) --api-key-file=-k"),
            ("echo 0123456789abcdef0123", "create --link-id A --signing-key-file=-k"),
            ("echo '\(entry)'", "create --link-id A --record=-k"),
        ] {
            let run = try tool.shell("\(setup) >./-k; chmod 644 ./-k; bcsession \(words); chmod 666 ./-k")
            #expect(run.errors.contains("run: chmod 600 ./-k\n"), "\(run.errors)")
        }
        let verify = try tool.shell("bcsession verify-token --record=-k https://a.finbox.in/?session_id=s")
        #expect(verify.errors.contains("run: chmod 600 ./-k\n"), "\(verify.errors)")
        try tool.files.write("k-of-test-8", to: "-k", mode: 0o600)
        let curl = try tool.shell("bcsession create --as-curl --link-id A --api-key-file=-k")
        #expect(curl.output.contains("cat ./-k;"), "\(curl.output)\(curl.errors)")
        let list = try tool.shell("echo '[]' >./-l; bcsession create --live --api-key-file=-k --batch=-l")
        #expect(list.errors.contains("jq -c '.[]' ./-l |"), "\(list.errors)")
    }

    @Test(.enabled(if: geteuid() == 0, "only root makes files of another user"), arguments: [0o644, 0o640])
    func `nobody is asked to change the mode of another's key`(mode: Int) throws {
        let tool = try BuiltTool()
        try tool.files.write("planted-key-4c1d9e", to: "k", mode: mode)
        let run = try tool.shell(
            "chgrp 65534 k; chmod 755 .; cp \"$TOOL\" tool; cp \"$TOOL-live\" tool-live; "
                + "setpriv --reuid 65534 --regid 65534 --clear-groups ./tool create --as-curl --link-id L1 --api-key-file k"
        )
        #expect(run.status == 9, "\(run.errors)")
        #expect(run.errors.contains("make a copy of your own with mode 0600"), "\(run.errors)")
        #expect(!run.errors.contains("chmod"), "\(run.errors)")
    }

    @Test func `a key that others can read on standard input names no file that there is not`() throws {
        let tool = try BuiltTool()
        try tool.files.write("planted-key-4c1d9e\n", to: "k", mode: 0o644)
        let run = try tool.shell("bcsession \(Self.words) http://127.0.0.1:1/x --api-key-file - <k")
        #expect(run.status == 9)
        #expect(
            run.errors
                == "bcsession: the API key on standard input can be read by others (mode 0644); run chmod 600 on the file "
                + "that standard input is redirected from\n")
    }

    @Test func `without a key nothing is sent, and the message says where to put one`() throws {
        let service = try LoopbackService.api()
        let run = try BuiltTool().shell("bcsession \(Self.words) \(service.endpoint)")
        #expect(run.status == 9)
        #expect(
            run.errors
                == "bcsession: there is no API key; put it into a file of mode 0600 and give --api-key-file FILE\n")
        #expect(service.connections == 0)
    }

    @Test(arguments: [
        ("--config c.json", "", "that c.json:1"),
        ("", "BCSESSION_API_KEY_FILE=planted-key-4c1d9e ", "that BCSESSION_API_KEY_FILE"),
        ("--api-key-file planted-key-4c1d9e", "", "that --api-key-file"),
    ])
    func `a key file that is not there is told with what names it`(words: String, variable: String, origin: String)
        throws
    {
        let tool = try BuiltTool()
        try tool.files.write(#"{"api_key_file": "planted-key-4c1d9e"}"#, to: "c.json")
        let run = try tool.shell("\(variable)bcsession create -n --link-id L1 \(words)")
        #expect(run.status == 9)
        #expect(run.errors.contains("there is no API key file of the name \(origin)"), "\(run.errors)")
        #expect(!run.showsKey)
    }

    @Test(arguments: [
        ("k ", "a space at position 2"), ("k\u{200B}.key", "U+200B at position 2"), ("\u{FEFF}k", "U+FEFF at"),
    ])
    func `a character of a file's name that nobody sees is told`(name: String, place: String) throws {
        let tool = try BuiltTool()
        try tool.files.write(LiveTool.key, to: "k", mode: 0o600)
        try tool.files.write(
            #"{"api_key_file": "\#(name)", "signing_keys": [{"file": "\#(name)"}]}"#, to: "c.json")
        for words in ["-n --api-key-file '\(name)'", "-n --config c.json", "--config c.json"] {
            let run = try tool.shell("bcsession create --link-id L1 \(words)")
            #expect(run.status == 9)
            #expect(run.errors.contains("remove \(place)"), "\(run.errors)")
        }
    }

    @Test(
        arguments: [
            "--api-key planted-key-4c1d9e", "--api-key=planted-key-4c1d9e", "--apikey planted-key-4c1d9e",
            "--api_key=planted-key-4c1d9e", "--X-Api-Key planted-key-4c1d9e", "--API-KEY=planted-key-4c1d9e",
        ])
    func `a key on the command line is refused and not repeated`(words: String) throws {
        let run = try BuiltTool().shell("bcsession create --live --link-id L1 \(words)")
        #expect(run.status == 2)
        #expect(run.errors.contains("can be read by every program on the machine"))
        #expect(run.errors.contains("--api-key-file"))
        #expect(!run.showsKey)
    }

    @Test func `a configuration alone does not send the key to a host that is not FinBox's`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        for endpoint in [service.endpoint, "https://finbox.in.evil.example/bank-connect"] {
            try tool.tool.files.write(#"{"endpoint": "\#(endpoint)"}"#, to: "config.json")
            let run = try tool.tool.shell(
                "bcsession create --live --link-id L1 --api-key-file api.key --config config.json")
            #expect(run.status == 2)
            #expect(run.errors.contains("is not FinBox's; to send the API key there, give --endpoint"))
        }
        #expect(service.connections == 0)
    }

    /// Whatever a command is asked, and whatever a server answers, the key goes to the server and nowhere else.
    @Test func `the key stands in nothing that is written`() throws {
        let key = LiveTool.key
        let echo = try LoopbackService { received, number in
            let said = received.request.head.value(of: "X-Api-Key") ?? ""
            let body =
                [
                    #"{"error": {"code": "\#(said)", "message": "your key \#(said)"}}"#, said,
                    #"{"session_id": "\#(said)", "redirect_url": "https://a.finbox.in/?session_id=\#(said)"}"#,
                ][number % 3]
            return .answer(
                HTTPResponse(
                    status: [400, 503, 200, 302][number % 4], fields: [HTTPField("Location", "http://x/\(said)")],
                    body: Array(body.utf8)))
        }
        let tool = try LiveTool()
        let create = "bcsession create --endpoint \(echo.endpoint) --link-id L1"
        let script = """
            exec >>all 2>&1
            for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
              \(create) --live --api-key-file api.key -v --record ledger --format full
            done
            \(create) --dry-run --api-key-file api.key
            \(create) --as-curl --api-key-file api.key
            BCSESSION_API_KEY=\(key) \(create) --live -v
            BCSESSION_API_KEY=\(key) \(create) --as-curl
            BCSESSION_API_KEY=\(key) \(create) --live --show-config
            \(create) --set 'api_key="\(key)"' --dry-run
            \(create) --set 'api_key="\(key)"' --as-curl
            \(create) --set 'api_key="\(key)"' --live -v --format full
            \(create) --api-key-file api.key --show-config
            for i in 1 2 3 4 5 6; do echo '{"link_id": "L1"}'; done |
              bcsession create --endpoint \(echo.endpoint) --live --batch - --api-key-file api.key --record ledger -v
            (ulimit -f 0; \(create) --live --api-key-file api.key --record full -v)
            bcsession create --live --api-key \(key) --link-id L1
            echo '{"link_id": "L1", "api_key": "\(key)"}' >payload.json
            bcsession validate payload.json
            bcsession validate -f json payload.json
            printf 'POST /bank-connect/v2/session/ HTTP/1.1\\nX-Api-Key: \(key)\\n\\n{}' | bcsession validate --input http -
            """
        _ = try tool.tool.shell(script)
        let all = try tool.tool.files.read("all")
        #expect(echo.requests.count >= 18)
        #expect(all.contains("***"))
        #expect(!all.contains(key), "\(all.split(separator: "\n").filter { $0.contains(key) })")
        #expect(try !tool.tool.files.read("ledger").contains(key))
    }
}
