import BankConnectSession
import Foundation
import TestSupport
import Testing

@testable import SessionCommands

@Suite struct SchemaCommandTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test func `a payload for V2 is described where nothing else is asked for`() throws {
        let schema = try tool.run("schema").json
        #expect(schema["title"] == "Session request, API V2")
        #expect(tool.run("schema").output == tool.run("schema", "payload", "--api-version", "v2").output)
    }

    @Test(arguments: SchemaDocument.Subject.allCases)
    func `every schema has words for people, and is one document`(subject: SchemaDocument.Subject) throws {
        let run = tool.run("schema", subject.rawValue)
        #expect(run.status == 0 && run.errors.isEmpty)
        let document = try run.json
        let place = subject == .openapi ? "info/" : ""
        for words in ["title", "description"] { #expect(document[place + words]?.isEmpty == false) }
    }

    @Test func `every parameter, with its other spelling, is described by its row`() throws {
        for version in APIVersion.allCases {
            let schema = try tool.run("schema", "payload", "--api-version", version.rawValue).json
            for parameter in Parameter.allCases {
                let text = try #require(schema["properties/\(parameter.name)/description"])
                #expect(text.hasPrefix(parameter.row.summary), "\(parameter.name)")
                if let alias = parameter.row.alias { #expect(schema["properties/\(alias)/deprecated"] == "true") }
            }
        }
    }

    @Test func `--api-version is refused where it would change nothing`() {
        let run = tool.run("schema", "openapi", "--api-version", "v1")
        #expect(run.status == 2 && run.errors.contains("openapi holds both versions"))
        #expect(tool.run("schema", "nothing").status == 2)
    }

    @Test func `the OpenAPI document has every row of the error tables and the page's scenarios`() throws {
        let document = try tool.run("schema", "openapi").json
        var rows: Set<String> = []
        for status in Set(ServiceError.all.map(\.status)) {
            let path = "components/responses/error\(status)/content/application~1json/examples"
            for name in document.names(at: path) {
                let (code, message) = ("error/code", "error/message")
                rows.insert(
                    "\(status) \(document["\(path)/\(name)/value/\(code)"] ?? "") "
                        + "\(document["\(path)/\(name)/value/\(message)"] ?? "")")
            }
        }
        #expect(rows == Set(ServiceError.all.map { "\($0.status) \($0.code) \($0.message)" }))
        for number in 1...3 {
            let shown = try #require(document["components/examples/scenario-\(number)/value"])
            let page = try String(contentsOfFile: Fixture.path("payloads/scenario-\(number).json"), encoding: .utf8)
            #expect(try ParsedJSON(shown)[""] == ParsedJSON(page)[""])
        }
    }
}
