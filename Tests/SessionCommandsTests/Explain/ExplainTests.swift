import BankConnectSession
import CommandKit
import SessionCommands
import TestSupport
import Testing

@Suite struct ExplainTests {
    static let kinds = ["rules", "errors", "journeys", "consents", "templates", "parameters", "banks"]

    /// Runs the tool and gives its exit status and what it wrote.
    private func explain(_ words: Argument...) -> (status: Int32, output: String, messages: String) {
        let console = Console.inMemory(toolName: "bcsession")
        let status = Tool.bcsession.main(["explain"] + words, console)
        return (status, console.output.text, console.messages.text)
    }

    private func subjects(of kind: String) -> [String] {
        explain("--list", Argument(kind)).output.split(separator: "\n").compactMap { line in
            // Identifiers of two banks hold a space; columns are two spaces apart.
            line.split(separator: "  ", maxSplits: 1).first.map(String.init)
        }
    }

    @Test(arguments: kinds)
    func `every subject that a list names can be explained`(kind: String) {
        let subjects = subjects(of: kind)
        #expect(!subjects.isEmpty)
        for subject in subjects {
            let result = explain(Argument(subject))
            #expect(result.status == 0, "\(subject): \(result.messages)")
            #expect(result.output.hasPrefix("\(subject): "))
        }
    }

    @Test(arguments: kinds)
    func `an explanation in JSON is one document that names kind and subject`(kind: String) throws {
        for subject in subjects(of: kind) {
            let result = explain("--format", "json", Argument(subject))
            let document = try JSONDocument(Array(result.output.utf8))
            let members = document.tape.members(of: 0).map { document.text(of: $0.name) }
            #expect(members.starts(with: ["schema", "kind", "id", "title", "text"]))
            let id = document.tape.members(of: 0).first { document.isString($0.name, "id") }
            #expect(id.map { document.text(of: $0.value) } == subject)
        }
    }

    @Test func `lists have every rule, code, template, journey, consent and parameter`() {
        #expect(subjects(of: "rules").count == Rule.all.count)
        #expect(subjects(of: "errors") == ServiceError.codes)
        #expect(subjects(of: "templates").count == 15)
        #expect(subjects(of: "journeys").count == 4)
        #expect(subjects(of: "consents").count == 7)
        #expect(subjects(of: "parameters") == Parameter.allCases.map(\.name))
        #expect(subjects(of: "banks").count == 346)
    }

    @Test(arguments: ["State Bank of India", "state bank of india", "sbi"])
    func `a bank is found by its full name too`(name: String) {
        #expect(explain(Argument(name)).output.hasPrefix("SBI: State Bank of India\n"))
    }

    @Test func `case does not matter`() {
        #expect(explain("bc301").output == explain("BC301").output)
        #expect(explain("Hdfc").output == explain("HDFC").output)
    }

    @Test func `a contradiction of the page is told with the code`() {
        let text = explain("MODE_NOT_ENABLED").output
        #expect(text.contains("contradicts itself"))
        #expect(text.contains("403"))
    }

    @Test func `accept_anything is said to make no finding less serious`() {
        let words = explain("accept_anything").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("no finding becomes less serious"))
    }

    @Test(arguments: [
        ("link_id", "required      always"), ("api_key", "required      in the payload or as the X-Api-Key header"),
        ("mode", "required      no"), ("metadata", "members       names, employer_names, companies_for_self_transfer"),
        ("to_date", "BC303"), ("bank_name", "BC205"), ("consents", "BC604"), ("redirect_url", "BC110"),
    ])
    func `a parameter is explained with when it is required, its members, and every rule that reads it`(
        name: String, line: String
    ) {
        #expect(explain(Argument(name)).output.contains(line))
    }

    @Test func `an unknown subject is a usage error with the nearest one`() {
        let result = explain("BC3O1")
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.messages.contains("did you mean 'BC301'?"))
    }

    @Test(arguments: [
        ("aa", "'aa' is a value of mode; see 'bcsession explain mode'"),
        ("PDF", "'pdf' is a value of mode; see 'bcsession explain mode'"),
        ("multi_pdf", "'multi_pdf' is a value of journey_mode; see 'bcsession explain journey_mode'"),
        ("BCAA01", "did you mean 'BCAA001'?"), ("kotak mahindra", "did you mean 'KOTAK'?"),
        ("icicci", "did you mean 'ICICI'?"), ("BCAA005", "--list KIND lists"), ("CC0009", "--list KIND lists"),
        ("hdcf", "--list KIND lists"), ("SBIN", "--list KIND lists"), ("xyz", "--list KIND lists"),
    ])
    func `no suggestion is better than another thing's name`(subject: String, hint: String) {
        let result = explain(Argument(subject))
        #expect(result.status == 2)
        #expect(result.messages.contains(hint), "\(result.messages)")
    }

    @Test func `nothing to explain, and too much, are usage errors`() {
        #expect(explain().status == 2)
        #expect(explain("--list", "rules", "BC301").status == 2)
    }
}
