import TestSupport
import Testing

@Suite struct ConsentsCommandTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test func `flags alone need no link_id`() throws {
        let run = tool.run("consents", "--aa-journey-code", "BCAA002")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try run.json.names() == ["consents"])
    }

    @Test func `a file does need one`() throws {
        let run = tool.run("consents", "-", input: "{}")
        #expect(run.status == 1)
        #expect(run.errors.contains("link_id is missing"))
        #expect(try run.json["consents/CC0001/to_date"] == "09/12/2025")
    }

    @Test func `json is the page's object and nothing else`() throws {
        let json = try tool.run("consents", "--aa-journey-code", "BCAA004").json
        #expect(json.names() == ["consents"])
        #expect(json.names(at: "consents") == ["CC0005", "CC0006", "CC0007"])
        #expect(json.names(at: "consents/CC0007") == ["consent_expiry", "from_date", "to_date"])
        #expect(
            json["consents/CC0006"]
                == #"{"consent_expiry":"09/12/2030","from_date":"09/06/2025","to_date":"09/12/2030"}"#)
        #expect(
            json["consents/CC0007"]
                == #"{"consent_expiry":"09/12/2033","from_date":"08/12/2025","to_date":"09/12/2033"}"#)
    }

    @Test func `full adds template, sources, bounds and findings`() throws {
        let run = tool.run(
            "consents", "--format", "full", "--consent", "CC0001:from_date=01/01/2020", "--today", "09/12/2025")
        let json = try run.json
        #expect(run.status == 0)
        #expect(json.names() == ["consents", "findings", "journey", "schema", "today"])
        #expect(json["schema"] == "bcsession.consents/1")
        #expect(json["today"] == "09/12/2025")
        #expect(
            json["consents/CC0001/bounds"]
                == #"{"earliest_from_date":"09/10/2024","latest_consent_expiry":"09/01/2026"}"#)
        #expect(json["findings/0/rule"] == "BC607")
    }

    @Test func `a table has a line a consent and says who decided`() {
        let run = tool.run(
            "consents", "--format", "table", "--aa-journey-code", "BCAA003", "--consent",
            "CC0003:from_date=01/10/2025")
        #expect(
            run.output == """
                CONSENT  TEMPLATE  FROM        TO          EXPIRY      DECIDED BY
                CC0003   CT001     01/10/2025  09/12/2025  10/12/2025  user, template, template
                CC0004   CT003     09/06/2025  09/12/2030  09/12/2030  template

                """)
    }

    @Test func `fair use warns, refuses or corrects`() throws {
        let words = ["consents", "--format", "full", "--consent", "CC0001:from_date=01/01/2020", "--fair-use"]
        for (policy, status, date) in [
            ("warn", 0, #"{"source":"user","value":"01/01/2020"}"#),
            ("refuse", 1, #"{"source":"user","value":"01/01/2020"}"#),
            ("correct", 0, #"{"source":"corrected","value":"09/10/2024"}"#),
        ] as [(String, Int32, String)] {
            let run = tool.run(words + [policy])
            #expect(run.status == status, "\(policy)")
            #expect(try run.json["consents/CC0001/from_date"] == date)
            #expect(run.errors.contains("(BC607)"))
        }
    }

    @Test func `fair use that refuses lets create make nothing`() throws {
        let words = ["create", "--link-id", "A", "--consent", "CC0001:from_date=01/01/2020", "--fair-use", "refuse"]
        let run = tool.run(words)
        #expect(run.status == 1)
        #expect(try run.json.names() == ["error"])
    }

    @Test func `what can be planned is printed beside the errors`() throws {
        let run = tool.run("consents", "--link-id", "A", "--mode", "fax", "--consent", "CC0001:to_date=tomorrow")
        #expect(run.status == 1)
        #expect(try run.json["consents/CC0001/to_date"] == "09/12/2025")
        #expect(run.errors.contains("mode is 'fax'"))
        #expect(run.errors.contains("to_date is 'tomorrow'"))
    }

    @Test func `an unknown journey has no consents`() throws {
        let run = tool.run("consents", "--aa-journey-code", "BCAA009")
        #expect(run.status == 1)
        #expect(try run.json["consents"] == "{}")
        #expect(run.errors.contains("BCAA001, BCAA002, BCAA003, BCAA004"))
    }

    @Test(arguments: ["28/02/2026", "29/02/2024", "31/03/2026", "31/12/2025"])
    func `the same day gives the same bytes`(today: String) {
        let words = ["consents", "--today", today, "--aa-journey-code", "BCAA004", "--format", "full"]
        #expect(tool.run(words).output == tool.run(words).output)
    }
}
