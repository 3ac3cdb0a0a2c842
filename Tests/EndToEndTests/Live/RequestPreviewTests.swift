import BankConnectSession
import TestSupport
import Testing

@Suite struct RequestPreviewTests {
    static let payload = "{\r\n  \"link_id\" : \"it's L1 \\u00e9 é\",\n\t\"mode\": \"pdf\", \"bank_name\": \"sbi\" }\n"

    @Test func `a dry run prints the request as it is sent, and sends nothing`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(Self.payload, to: "p.json")
        let words = "--api-key-file api.key --endpoint \(service.endpoint) p.json"
        let shown = try tool.tool.shell("bcsession create --dry-run \(words)")
        #expect(shown.status == 0)
        #expect(shown.errors == "")
        #expect(service.connections == 0)
        #expect(try tool.tool.shell("bcsession create --live \(words)").status == 0)
        let sent = try #require(service.requests.first)
        let parts = shown.output.split(separator: "\r\n\r\n", maxSplits: 1)
        #expect(parts[1] == Self.payload)
        #expect(Array(parts[1].utf8) == sent.request.body)
        let shownLines = parts[0].split(separator: "\r\n").map { String($0).replacing("***", with: LiveTool.key) }
        #expect(Set(shownLines) == Set(sent.head.split(separator: "\r\n").map(String.init)))
    }

    @Test(
        arguments: [
            "k\u{1B}[31m\u{202E}", "k\n::error::x", "k\n\n", "##[error]k", "-k %d\\033", "it's k\u{200B}",
            "$(id)\u{7}`id`",
        ])
    func `a curl command names a key file without a character that must not be shown`(name: String) throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(LiveTool.key, to: name, mode: 0o600)
        try tool.tool.files.write(name + ".", to: "name")
        let run = try tool.tool.shell(
            "name=$(cat name); bcsession create --as-curl --api-key-file=\"${name%.}\" --endpoint \(service.endpoint) "
                + "--link-id A >curl.sh && sh curl.sh")
        #expect(run.status == 0, "\(run.errors)")
        let script = try tool.tool.files.read("curl.sh")
        #expect(!script.unicodeScalars.contains { $0 != "\n" && DisplayText.isUnsafe($0) }, "\(script)")
        #expect(!script.contains("\n::") && !script.contains("##["), "\(script)")
        #expect(service.requests.first?.request.head.value(of: "X-Api-Key") == LiveTool.key)
    }

    @Test func `a dry run is what validate reads`() throws {
        let tool = try BuiltTool()
        let run = try tool.shell(
            "BCSESSION_API_KEY=key-of-9 bcsession create --dry-run --link-id L1 | bcsession validate --input http -")
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `real curl sends the request that the tool sends`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        try tool.tool.files.write(Self.payload, to: "p.json")
        let words = "--api-key-file api.key --endpoint \(service.endpoint) p.json"
        let run = try tool.tool.shell("bcsession create --as-curl \(words) >curl.sh && sh curl.sh")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try ParsedJSON(run.output)["session_id"] != nil)
        let script = try tool.tool.files.read("curl.sh")
        #expect(!script.contains(LiveTool.key))
        #expect(try tool.tool.shell("bcsession create --live \(words)").status == 0)
        #expect(service.requests.count == 2)
        let (curl, ours) = (service.requests[0], service.requests[1])
        #expect(curl.request.body == ours.request.body)
        #expect(curl.request.body == Array(Self.payload.utf8))
        #expect(Set(curl.head.split(separator: "\r\n")) == Set(ours.head.split(separator: "\r\n")))
    }

    @Test func `curl and the tool send the same path, or the endpoint is refused`() throws {
        let service = try LoopbackService.api()
        let tool = try LiveTool()
        var refused = ""
        for code in UInt8(0x21)..<0x7F {
            let sign = String(decoding: [code], as: UTF8.self)
            try tool.tool.files.write("\(service.endpoint)/x\(sign)y", to: "endpoint")
            let words = #"--api-key-file api.key --endpoint "$(cat endpoint)" --link-id A"#
            let run = try tool.tool.shell(
                "bcsession create --as-curl \(words) >curl.sh && sh curl.sh && bcsession create --live \(words)")
            if run.status == 2 {
                refused += sign
            } else {
                let paths = service.requests.suffix(2).map(\.request.head.path)
                #expect(paths.count == 2 && paths[0] == paths[1] && paths[0].contains("x\(sign)y"), "\(sign): \(paths)")
            }
        }
        #expect(refused == "\"#%<>?[\\]^`{|}")
    }

    @Test(arguments: [
        (#"{"link_id": "A", "password": "p"}"#, "'password'"), (#"{"link_id": "A", "api_key": "k"}"#, "'api_key'"),
        (#"{"link_id": "A", "metadata": {"clientSecret": "s"}}"#, "'clientSecret'"),
        (#"{"link_id": "A", "note": "token=abcdefgh"}"#, "'note'"),
    ])
    func `the curl command says which member holds a secret`(payload: String, name: String) throws {
        let tool = try LiveTool()
        try tool.tool.files.write(payload, to: "p.json")
        let run = try tool.tool.shell("bcsession create --as-curl --api-key-file api.key --no-validate p.json")
        #expect(run.status == 9)
        #expect(run.errors.contains("\(name) holds a secret"), "\(run.errors)")
        #expect(run.errors.contains("a file") == (name == "'api_key'"), "\(run.errors)")
    }

    @Test func `the key of the environment stays in the environment`() throws {
        let service = try LoopbackService.api()
        let tool = try BuiltTool()
        let run = try tool.shell(
            """
            export BCSESSION_API_KEY='\(LiveTool.key)'
            bcsession create --as-curl --endpoint \(service.endpoint) --link-id L1 >curl.sh && sh curl.sh && cat curl.sh
            """)
        #expect(run.status == 0)
        #expect(!run.showsKey)
        #expect(service.requests.first?.request.head.value(of: "X-Api-Key") == LiveTool.key)
    }

    @Test func `a payload with errors is not shown as a request`() throws {
        for flag in ["--dry-run", "--as-curl"] {
            let run = try BuiltTool().run("create", flag, "--link-id", "")
            #expect(run.status == 1)
            #expect(try ParsedJSON(run.output)["error/code"] == "INVALID_REQUEST")
        }
    }
}
