import TestSupport
import Testing

/// The API page's own examples.
@Suite struct ScenarioTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test(arguments: 1...3)
    func `each scenario of the page is valid`(number: Int) {
        let run = tool.run("validate", Fixture.path("payloads/scenario-\(number).json"))
        #expect(run.status == 0)
        #expect(!run.output.contains("error"))
        #expect(!run.output.contains("warning"))
        #expect(run.errors.contains("1 payload: valid"))
    }

    @Test(arguments: 1...3)
    func `each scenario of the page creates a session`(number: Int) throws {
        let run = tool.run("create", Fixture.path("payloads/scenario-\(number).json"))
        #expect(run.status == 0)
        #expect(try run.json.names() == ["redirect_url", "session_id"])
    }

    @Test func `the first scenario gets the page's sample of consents, byte for byte`() throws {
        let payload = try tool.files.write(#"{"link_id": "UX-2827"}"#, to: "payload.json")
        let run = tool.run("consents", "--today", "09/12/2025", payload)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                {
                  "consents": {
                    "CC0001": {
                      "from_date": "09/10/2024",
                      "to_date": "09/12/2025",
                      "consent_expiry": "10/12/2025"
                    }
                  }
                }

                """)
    }

    @Test func `the second scenario goes straight to the mobile number`() throws {
        let run = tool.run("create", "--format", "full", Fixture.path("payloads/scenario-2.json"))
        let json = try run.json
        #expect(json["resolved/entry_screen"] == "aa_mobile_number")
        #expect(json["resolved/from_date"] == "01/01/2025")
        #expect(json["resolved/counted_months/0"] == "2025-01")
        #expect(json.count(at: "resolved/counted_months") == 12)
    }

    @Test func `the third scenario keeps the user's dates and the generated expiry`() throws {
        let run = tool.run("consents", "--format", "full", Fixture.path("payloads/scenario-3.json"))
        let json = try run.json
        #expect(json["consents/CC0001/from_date"] == #"{"source":"user","value":"01/10/2025"}"#)
        #expect(json["consents/CC0001/to_date"] == #"{"source":"user","value":"09/12/2025"}"#)
        #expect(json["consents/CC0001/consent_expiry"] == #"{"source":"template","value":"10/12/2025"}"#)
    }

    @Test(
        arguments: zip(
            ["BCAA001", "BCAA002", "BCAA003", "BCAA004"],
            [
                ["CC0001 CT001"], ["CC0002 CT003"], ["CC0003 CT001", "CC0004 CT003"],
                ["CC0005 CT001", "CC0006 CT003", "CC0007 CT035"],
            ]))
    func `each journey has the consents and templates of the page`(journey: String, expected: [String]) throws {
        let run = tool.run("consents", "--link-id", "A", "--aa-journey-code", journey, "--format", "full")
        let json = try run.json
        #expect(json["journey"] == journey)
        let consents = json.names(at: "consents").map { "\($0) \(json["consents/\($0)/template"] ?? "")" }
        #expect(consents == expected)
    }
}
