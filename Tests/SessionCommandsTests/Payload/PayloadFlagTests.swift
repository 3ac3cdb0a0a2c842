import TestSupport
import Testing

/// Payloads from flags, and from a file with flags over it.
@Suite struct PayloadFlagTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test func `flags build the payload`() throws {
        let run = tool.run(
            "create", "--format", "full", "--link-id", "A \"quoted\" Ä", "--bank", "hdfc", "--session-expiry", "30",
            "--accept-anything", "--mobile-number", "9876543210", "--from-date=01/06/2025", "--to-date=01/12/2025",
            "--redirect-url", "https://example.com/?a=b", "--set", #"program_id={"deep": [1, 2.50]}"#)
        let json = try run.json
        #expect(run.status == 0)
        #expect(json["request/link_id"] == "A \"quoted\" Ä")
        #expect(json["request/bank_name"] == "hdfc")
        #expect(json["request/session_expiry"] == "30")
        #expect(json["request/accept_anything"] == "true")
        #expect(json["request/mobile_number"] == "9876543210")
        #expect(json["request/redirect_url"] == "https://example.com/?a=b")
        #expect(run.output.contains("2.50"))
    }

    @Test(arguments: [
        (#"x="\ud800""#, "at character 2: half of a surrogate pair alone"),
        ("x=[1,2", "at character 5: the text ends where ',' or ']'"),
        (#"x={"é": 1,}"#, "at character 8: a comma before"), ("x=axis", "; strings need double quotes"),
        ("x=", "; strings need double quotes"),
    ])
    func `what is wrong with a value of --set is said, and where`(value: String, message: String) {
        let run = tool.run("create", "--link-id", "A", "--set", value)
        #expect(run.status == 2)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.contains("strings need double quotes") == message.hasPrefix(";"))
    }

    @Test func `flags replace a member of another kind, and the payload has it once`() throws {
        let path = try tool.files.write(#"{"link_id": "A", "consents": null, "metadata": "x"}"#, to: "p.json")
        let run = tool.run(
            "create", path, "--consent", "CC0001:to_date=09/12/2025", "--name", "N", "--format", "full")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json["request/consents/CC0001/to_date"] == "09/12/2025")
        #expect(try run.json["request/metadata/names"] == #"["N"]"#)
    }

    @Test func `a switch given twice is one member`() throws {
        let run = tool.run(
            "create", "--link-id", "A", "--accept-anything", "--accept-anything", "--format", "full")
        #expect(run.status == 0)
        #expect(try run.json["request"] == #"{"accept_anything":true,"link_id":"A"}"#)
    }

    @Test func `metadata's flags fill its arrays`() throws {
        let run = tool.run(
            "create", "--format", "full", "--link-id", "A", "--name", "AYUSH PATIL", "--name", "A. PATIL",
            "--employer-name", "ACME", "--self-transfer-company", "PATIL & SONS")
        let json = try run.json
        #expect(json["request/metadata/names"] == #"["AYUSH PATIL","A. PATIL"]"#)
        #expect(json["request/metadata/employer_names"] == #"["ACME"]"#)
        #expect(json["request/metadata/companies_for_self_transfer"] == #"["PATIL & SONS"]"#)
    }

    @Test func `a consent's flag sets its dates over those of the file`() throws {
        let run = tool.run(
            "consents", "--format", "full", Fixture.path("payloads/scenario-3.json"), "--consent",
            "CC0001:from_date=01/11/2025,consent_expiry=20/12/2025")
        let json = try run.json
        #expect(run.status == 0)
        #expect(json["consents/CC0001/from_date/value"] == "01/11/2025")
        #expect(json["consents/CC0001/to_date/value"] == "09/12/2025")
        #expect(json["consents/CC0001/consent_expiry"] == #"{"source":"user","value":"20/12/2025"}"#)
    }

    @Test func `a flag replaces the file's member, in either spelling, and all else stays`() throws {
        let payload = try tool.files.write(
            #"{"link_id": "A", "bank": "hdfc", "precise": 12345678901234567890.10, "text": "\u00e9é"}"#, to: "a.json")
        let run = tool.run("create", "--format", "full", payload, "--bank-name", "icici", "--link-id", "B")
        let json = try run.json
        #expect(json.names(at: "request") == ["bank_name", "link_id", "precise", "text"])
        #expect(json["request/bank_name"] == "icici")
        #expect(json["request/link_id"] == "B")
        #expect(run.output.contains("12345678901234567890.10"))
    }

    @Test func `a finding in a flag's value names the flag and no line`() throws {
        let payload = try tool.files.write("{\n  \"link_id\": \"A\",\n  \"mobile_number\": \"1\"\n}", to: "a.json")
        let run = tool.run("consents", "--format", "full", payload, "--mode", "fax")
        #expect(run.errors.contains("--mode: error[INVALID_REQUEST]: mode is 'fax'"))
        #expect(run.errors.contains("\(payload):3:20: error[INVALID_MOBILE_NUMBER]"))
        let json = try run.json
        let index = try #require((0..<2).first { json["findings/\($0)/rule"] == "BC204" })
        #expect(json["findings/\(index)/flag"] == "--mode")
        #expect(json["findings/\(index)/line"] == "null")
    }

    @Test func `a payload of flags alone is not a file`() {
        let run = tool.run("create", "--mode", "aa")
        #expect(run.status == 1)
        #expect(run.errors.contains("<arguments>: error[INVALID_REQUEST]: link_id is missing"))
    }

    @Test(arguments: ["note={", "note=", "note=text", "note='a'", "note=1 2", "note", "=1", "api_key=planted-secret"])
    func `a value of set that is not JSON is a usage error that names the flag and does not repeat it`(
        value: String
    ) {
        let run = tool.run("create", "--link-id", "A", "--set", value)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("bcsession: --set was given"))
        #expect(run.errors.contains("--set NAME=JSON"))
        #expect(!run.errors.contains("planted-secret"))
    }

    @Test(arguments: [
        "CC0001", "CC0001:", ":from_date=01/01/2025", "CC0001:from_date", "CC0001:=01/01/2025",
        "CC0001:from_date=01/01/2025,", "CC0001:from_date=01/01/2025,to_date",
    ])
    func `a malformed consent is a usage error that shows the whole value and the form`(value: String) {
        let run = tool.run("create", "--link-id", "A", "--consent", value)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("bcsession: '\(value)' is not CODE:MEMBER=DATE,…"))
        #expect(run.errors.contains("write --consent CC0001:from_date="))
    }

    @Test func `a well-formed consent with a wrong date is a finding`() {
        let run = tool.run("create", "--link-id", "A", "--consent", "CC0001:from_date=2025-01-01")
        #expect(run.status == 1)
        #expect(run.errors.contains("--consent: error[INVALID_DATE_FORMAT]"))
    }
}
