import BankConnectSession
import Foundation
import TestSupport
import Testing

/// What a payload may do that nobody meant it to do.
@Suite struct LivePayloadTests {
    static let key = "SEKRETKEY-0123456789"
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
        try tool.files.write(Self.key, to: "k", mode: 0o600)
    }

    private func create(_ endpoint: String, _ words: String) throws -> BuiltTool.Ending {
        try tool.shell("bcsession create --live --api-key-file k --endpoint \(endpoint) \(words)")
    }

    @Test(
        arguments: [
            #"{"link_id":"CUST-A","mode":"pdf",}"#, "\u{FEFF}{\"link_id\":\"CUST-A\"}", "[1]", #""CUST-A""#,
            #"{"link_id":"CUST-A"} {"link_id":"CUST-A"}"#, "", "link_id=CUST-A",
        ],
        [
            "--link-id CUST-B --mode aa", "--set 'x=1'", "--name A", "--consent CC0001:to_date=09/12/2025",
            "-n --link-id CUST-B", "--as-curl --link-id CUST-B",
        ])
    func `flags that cannot be put into the file's text are not dropped: nothing is sent`(
        file: String, words: String
    ) throws {
        let service = try LoopbackService.api()
        try tool.files.write(file, to: "bad.json")
        let run = try create(service.endpoint, "--no-validate --record L bad.json \(words)")
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(run.errors.contains("'bad.json' is not a JSON object, so --"), "\(run.errors)")
        #expect(service.connections == 0)
        #expect(!FileManager.default.fileExists(atPath: tool.files.path("L")))
    }

    @Test(
        arguments: [
            #"{"link_id":"a","api_key":"SEKRETBODY-1234",}"#, #"{"link_id":"a","api_key":"SEKRETBODY-1234""#,
            "{'link_id':'a','api_key':'SEKRETBODY-1234'}", "link_id=a&api_key=SEKRETBODY-1234",
            #"{"link_id":"a"} {"api_key":"SEKRETBODY-1234"}"#, "{\"api_key\":\"no\nSEKRETBODY-1234\"}",
            "{'api_key':'no\nSEKRETBODY-1234'}", "{\"api_key\":[\"no\",\n\"SEKRETBODY-1234\"],}",
            "{\"x\":\"\u{7F}\u{0}\",\"api_key\":\"SEKRETBODY-1234\"}", #"{"api\u005fkey":"SEKRETBODY-1234",}"#,
        ])
    func `a key in a payload that is not JSON is not shown`(payload: String) throws {
        try tool.files.write(payload, to: "q")
        for flag in ["-n", "--as-curl"] {
            let run = try create("http://127.0.0.1:9", "--no-validate \(flag) q")
            #expect(!(run.output + run.errors).contains("SEKRETBODY"))
            #expect(run.status == (flag == "-n" ? 0 : 9), "\(run.errors)")
            #expect(run.errors.contains("secret"))
        }
    }

    @Test func `a key behind a byte that is not UTF-8 is not shown`() throws {
        let run = try tool.shell(
            #"printf '{"x":"\377","api_key":"SEKRETBODY-1234"}' >q; "#
                + "bcsession create --live --api-key-file k --no-validate -n q")
        #expect(run.status == 0)
        #expect(!run.output.contains("SEKRETBODY"))
        #expect(run.errors.contains("shown as ***"))
    }

    @Test(
        arguments: [
            "--link-id \(key)", "--link-id A --mode \(key)", "--link-id A --set 'x=[{\"y\":\"a \(key) b\"}]'",
            "--link-id A --set '\(key)=1'", "--no-validate --link-id \(key) --set 'x-api-key=\"\(key)\"'",
            "--link-id A --set 'x=\"SEKRETKEY\\u002d0123456789\"'",
        ])
    func `a payload that holds the API key where it would be shown is refused`(words: String) throws {
        let service = try LoopbackService.api()
        for flag in ["", "-n", "--as-curl", "--format full"] {
            let run = try create(service.endpoint, "--record L \(words) \(flag)")
            #expect(run.status == 9)
            #expect(!(run.output + run.errors).contains(Self.key))
            #expect(run.errors.contains("the payload holds the API key itself"), "\(run.errors)")
        }
        #expect(service.connections == 0)
        #expect(!FileManager.default.fileExists(atPath: tool.files.path("L")))
    }

    @Test func `a line of a batch that holds the API key is not sent, and shown nowhere`() throws {
        let service = try LoopbackService.api()
        try tool.files.write(
            #"{"link_id":"\#(Self.key)"}"# + "\n" + #"{"link_id":"A","mode":"\#(Self.key)"}"# + "\n"
                + #"{"link_id":"B"}"# + "\n", to: "b.nd")
        let run = try create(service.endpoint, "--record L --batch b.nd")
        #expect(run.status == 9)
        #expect(!(run.output + run.errors + (try tool.files.read("L"))).contains(Self.key))
        #expect(service.connections == 1)
        #expect(run.output.split(separator: "\n").count == 3)
    }

    @Test func `the API key may stand in api_key and under other names of secrets`() throws {
        let service = try LoopbackService.api()
        try tool.files.write(
            #"{"link_id":"A","api_key":"\#(Self.key)","headers":{"X-Api-Key":"\#(Self.key)"}}"#, to: "p.json")
        let run = try create(service.endpoint, "p.json --format full")
        #expect(run.status == 0, "\(run.errors)")
        #expect(!(run.output + run.errors).contains(Self.key))
    }

    /// A session as the API answers it, with these parameters behind its id.
    private func session(_ parameters: String) throws -> LoopbackService {
        try LoopbackService { _, _ in
            let id = "d6958cdc-d91c-4b10-a2dd-458cbed39576"
            let url = "https://bankconnectclient.finbox.in/?session_id=\(id)\(parameters)"
            return .answer(
                HTTPMessage.Response(
                    status: 200, fields: [HTTPField("Content-Type", "application/json")],
                    body: Array(#"{"session_id":"\#(id)","redirect_url":"\#(url)"}"#.utf8)))
        }
    }

    @Test(
        arguments: [
            "t%0a11111111-1111-4111-8111-111111111111", "t%00z", "t%e2%80%ae", "t%1b%5b31m", "t%e2%80%8b", "t%ff",
            "t%zz",
        ])
    func `a token that cannot be printed as it is makes the answer unexpected`(token: String) throws {
        let service = try session("&token=\(token)")
        let run = try create(service.endpoint, "--link-id A --print token --print session_id")
        #expect(run.status == 8)
        #expect(run.output == "")
        #expect(run.errors.contains("the token in the redirect_url"), "\(run.errors)")
    }

    @Test func `a token that only needs its percent-encoding is printed decoded`() throws {
        let service = try session("&token=a%2Bb%3d+c")
        let run = try create(service.endpoint, "--link-id A --print token")
        #expect(run.status == 0)
        #expect(run.output == "a+b=+c\n")
    }

    @Test(arguments: ["", "&token="])
    func `without a token --print token prints nothing, and says so`(parameters: String) throws {
        let service = try session(parameters)
        let run = try create(service.endpoint, "--link-id A --record L --print session_id --print token")
        #expect(run.status == 8)
        #expect(run.output == "")
        #expect(
            run.errors.contains("the redirect_url has no token to print") && run.errors.contains("d6958cdc"),
            "\(run.errors)")
        #expect(try tool.files.read("L").contains(#""outcome":"created""#))
        #expect(try create(service.endpoint, "--link-id A --print session_id").status == 0)
    }
}
