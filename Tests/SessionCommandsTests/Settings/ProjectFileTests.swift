import TestSupport
import Testing

/// What a repository says of its payloads in `.bcsession.json`.
@Suite struct ProjectFileTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
        try tool.files.write(#"{"link_id": "A", "lnk": 1}"#, to: "warned.json")
    }

    private func project(_ text: String) throws -> [String] {
        ["--project", try tool.files.write(text, to: ".bcsession.json")]
    }

    private func validate(_ project: String, _ words: String...) throws -> TestTool.Outcome {
        tool.run(["validate"] + (try self.project(project)) + words + [tool.files.path("warned.json")])
    }

    @Test func `it sets what the flags set, and a flag is stronger`() throws {
        #expect(try validate("{}").status == 0)
        #expect(try validate(#"{"validate": {"strict": true}}"#).status == 1)
        #expect(try validate(#"{"validate": {"fail_on": "warning"}}"#).status == 1)
        #expect(try validate(#"{"validate": {"fail_on": "warning"}}"#, "--fail-on", "error").status == 0)
        #expect(try validate(#"{"validate": {"workflow": "redirect"}}"#).status == 1)
        #expect(try validate(#"{"validate": {"workflow": "redirect"}}"#, "--workflow", "iframe").status == 0)
        #expect(try validate(#"{"validate": {"disable": ["BC004"], "strict": true}}"#).status == 0)
        #expect(try validate(#"{"validate": {"severity": {"BC004": "error"}}}"#).status == 1)
        #expect(
            try validate(#"{"validate": {"severity": {"BC004": "error"}}}"#, "--severity", "BC004=note").status == 0)
    }

    @Test func `more warnings than max_warnings are a negative verdict`() throws {
        let run = try validate(#"{"validate": {"max_warnings": 0}}"#)
        #expect(run.status == 1)
        #expect(run.errors.contains("bcsession: 1 warning, and max_warnings allows 0\n"))
        #expect(try validate(#"{"validate": {"max_warnings": 0}}"#, "--max-warnings", "1").status == 0)
    }

    @Test func `severity changes the weight of a finding and not what the API answers`() throws {
        let file = try tool.files.write(#"{"link_id": "A", "mode": "fax"}"#, to: "bad.json")
        let run = tool.run("validate", "--severity", "BC204=warning", "--format", "json", file)
        #expect(run.status == 0)
        #expect(try run.json["results/0/valid"] == "true")
        #expect(try run.json["results/0/findings/0/severity"] == "warning")
        #expect(try run.json["results/0/findings/0/code"] == "INVALID_REQUEST")
        #expect(try run.json["results/0/answer/code"] == "INVALID_REQUEST")
    }

    @Test func `per_file changes files by pattern, the last match wins, and a flag is stronger`() throws {
        try tool.files.makeDirectory("legacy")
        let old = try tool.files.write(#"{"link_id": "A", "aa_journey_code": "BCAA001"}"#, to: "legacy/old.json")
        let text = """
            {"validate": {"per_file": {"*.json": {"disable": ["BC511"]},
            "legacy/*": {"api_version": "v1", "severity": {"BC511": "error"}}}}}
            """
        let words = ["validate"] + (try project(text))
        #expect(tool.run(words + [old]).status == 1)
        #expect(tool.run(words + ["--api-version", "v2", old]).status == 0)
        #expect(tool.run(words + [tool.files.path("warned.json")]).status == 0)
    }

    @Test func `exclude leaves files out, of a walk and of the operands, which is no error`() throws {
        try tool.files.makeDirectory("drafts")
        let draft = try tool.files.write("{", to: "drafts/a.json")
        let words = ["validate"] + (try project(#"{"validate": {"exclude": ["drafts/"]}}"#))
        #expect(tool.run(words + [tool.files.path]).status == 0)
        let run = tool.run(words + [draft])
        #expect(run.status == 0)
        let project = tool.files.path(".bcsession.json")
        #expect(run.errors.contains("bcsession: '\(draft)' is excluded by \(project):1\n"), "\(run.errors)")
        #expect(!run.errors.contains("the input is empty"))
        #expect(tool.run("validate", "--project", "none", draft).status == 1)
    }

    @Test func `an operand that is left out is named with what excludes it, and of many only the first`() throws {
        let file = tool.files.path("warned.json")
        let run = tool.run("validate", "--project", "none", "--exclude", "x", "--exclude", "warn*", file)
        #expect(run.status == 0)
        #expect(run.errors.contains("bcsession: '\(file)' is excluded by --exclude 'warn*'\n"), "\(run.errors)")
        #expect(!run.errors.contains("the input is empty"))
        #expect(tool.run("validate", "-q", "--project", "none", "--exclude", "warn*", file).errors == "")
        let words = ["validate", "--project", "none", "--exclude", "a*"] + (0..<40).map { tool.files.path("a\($0)") }
        let many = tool.run(words + [file])
        #expect(many.errors.contains("35 more operands are excluded\n"), "\(many.errors)")
        #expect(!many.errors.contains("a5'"))
    }

    @Test func `organization and banks are the object or files of the project's directory`() throws {
        let file = try tool.files.write(#"{"link_id": "A", "mode": "online", "bank_name": "hdfc"}"#, to: "bank.json")
        func status(_ text: String) throws -> Int32 { tool.run(["validate"] + (try project(text)) + [file]).status }
        #expect(try status("{}") == 0)
        #expect(try status(#"{"organization": {"modes": ["pdf"]}}"#) == 1)
        try tool.files.write(#"{"modes": ["pdf"]}"#, to: "policy.json")
        #expect(try status(#"{"organization": "policy.json"}"#) == 1)
        try tool.files.write("axis\n", to: "banks.txt")
        #expect(try status(#"{"banks": "banks.txt"}"#) == 1)
        // They are no payloads: the policy would be one with errors.
        let words = ["validate"] + (try project(#"{"organization": "policy.json"}"#))
        #expect(!tool.run(words + ["--format", "concise", tool.files.path]).output.contains("policy.json"))
    }

    @Test func `a file outside of the project's directory is refused, by a link too`() throws {
        let outside = try ScratchDirectory()
        let policy = try outside.write("{}", to: "policy.json")
        // What is not there tells nothing of what is beside it.
        for text in [
            #"{"organization": "\#(policy)"}"#, #"{"organization": "link.json"}"#, #"{"organization": "../nope.json"}"#,
            #"{"organization": "/nope/nope.json"}"#,
        ] {
            _ = try OtherProgram.lines(of: "ln -sf '\(policy)' link.json", in: tool.files)
            let run = try validate(text)
            #expect(run.status == 2)
            #expect(run.errors.contains("which is outside of its directory"), "\(run.errors)")
        }
    }

    @Test(arguments: [
        "endpoint", "client_url", "api_key_file", "signing_keys", "token_scheme", "record",
    ])
    func `what chooses servers and keys is refused, with the reason and the place`(name: String) throws {
        let run = try validate("{\n  \"\(name)\": \"x\"}")
        #expect(run.status == 2)
        let words =
            ".bcsession.json:2:3: error: '\(name)' cannot be set in a project file: anybody who can change the repository"
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test(arguments: [
        (#"{"validate": {"disable": ["BC001"]}}"#, "BC001 cannot be switched off"),
        (#"{"validate": {"severity": {"BC002": "note"}}}"#, "BC002 is always an error"),
        (#"{"validate": {"disable": ["BC999"]}}"#, "'BC999' is not the id of a rule"),
        (#"{"validate": {"exclude": ["!a"]}}"#, "no exclusion can be undone"),
        (#"{"validate": {"max_warnings": -1}}"#, "must be a whole number, 0 or more"),
        (#"{"validate": {"strict": "yes"}}"#, "must be true or false"),
        (#"{"validate": {"disabel": []}}"#, "'disabel' is not a member of validate"),
        (#"{"validat": {}}"#, "'validat' is not a member of the project file"), ("{", "has an error"),
    ])
    func `a mistake in it is an error of the configuration`(text: String, words: String) throws {
        let run = try validate(text)
        #expect(run.status == 2)
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test func `a configuration may say validate too, weaker than the project, without exclude and per_file`() throws {
        let config = try tool.files.write(#"{"validate": {"strict": true, "disable": ["BC307"]}}"#, to: "config.json")
        let file = tool.files.path("warned.json")
        #expect(tool.run("validate", "--project", "none", "--config", config, file).status == 1)
        let project = try project(#"{"validate": {"strict": false}}"#)
        #expect(tool.run(["validate"] + project + ["--config", config, file]).status == 0)
        let shown = tool.run(["validate"] + project + ["--config", config, "--show-config"])
        #expect(shown.output.contains(/strict +false +\(.*\.bcsession\.json:1\)/), "\(shown.output)")
        #expect(shown.output.contains(/disable +BC307 +\(.*config\.json:1\)/), "\(shown.output)")
        try tool.files.write(#"{"validate": {"exclude": ["a"]}}"#, to: "config.json")
        let refused = tool.run("validate", "--project", "none", "--config", config, file)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("exclude is relative to a repository"))
    }
}
