import TestSupport
import Testing

/// Configuration, organization policy and bank list.
@Suite struct SettingsTests {
    var tool: TestTool

    init() throws {
        tool = try TestTool()
        // The usual configuration is looked for in a home without one.
        tool.environment["XDG_CONFIG_HOME"] = tool.files.path("config")
    }

    @Test func `a policy has one error for each thing that is wrong, with its place, and exit status 2`() throws {
        let policy = try tool.files.write(
            """
            {
              "plan": "gold",
              "consents": {
                "CT001": {"history": {"unit": "WEEK", "value": 6}, "life": {"unit": "DAY", "value": -1}},
                "CT999": {},
                "CC0001": {"from_date": "31/02/2025"},
                "CC0001": {}
              }
            }
            """, to: "policy.json")
        let run = tool.run("consents", "--organization", policy)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        let places = run.errors.split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /.*policy\.json:(\d+:\d+): error: .*/)?.1
        }
        #expect(places == ["2:11", "4:35", "4:89", "5:5", "6:29", "7:5"])
    }

    @Test func `an organization's lengths are its own, and the other dates stay the template's`() throws {
        let policy = try tool.files.write(
            """
            {"consents": {"CT001": {"history": {"unit": "MONTH", "value": 6}},
                          "CC0004": {"life": {"unit": "YEAR", "value": 2}}}}
            """, to: "policy.json")
        let run = tool.run(
            "consents", "--organization", policy, "--format", "full", "--aa-journey-code", "BCAA003", "--consent",
            "CC0004:from_date=01/12/2025")
        #expect(run.status == 0)
        let json = try run.json
        #expect(json["consents/CC0003/from_date/value"] == "09/06/2025")
        #expect(json["consents/CC0003/from_date/source"] == "organization")
        #expect(json["consents/CC0003/to_date/source"] == "template")
        #expect(json["consents/CC0003/consent_expiry/source"] == "template")
        #expect(json["consents/CC0004/from_date/source"] == "user")
        #expect(json["consents/CC0004/consent_expiry/value"] == "09/12/2027")
        #expect(json["consents/CC0004/consent_expiry/source"] == "organization")
        #expect(json["consents/CC0004/to_date/value"] == "09/12/2027")
    }

    @Test func `a date of the organization's beyond a bound is reported at its policy`() throws {
        let policy = try tool.files.write(
            "{\n  \"consents\": {\"CC0002\": {\"life\": {\"unit\": \"YEAR\", \"value\": 9}}}\n}", to: "policy.json")
        let run = tool.run("consents", "--organization", policy, "--aa-journey-code", "BCAA002")
        #expect(run.status == 0)
        #expect(run.errors.contains("policy.json:2:35: warning: CC0002: consent_expiry 09/12/2034 is later than"))
    }

    @Test(arguments: ["json", "ndjson"])
    func `a finding about the policy has the policy's lines and name`(format: String) throws {
        let policy = try tool.files.write(
            "{\n  \"consents\": {\"CC0001\": {\"life\": {\"unit\": \"YEAR\", \"value\": 9}}}\n}", to: "policy.json")
        let payload = try tool.files.write(#"{"link_id": "a"}"#, to: "payload.ndjson")
        let json = try tool.run("validate", "--organization", policy, "--format", format, payload).json
        let finding = format == "json" ? "results/0/findings/0" : "findings/0"
        #expect(json["\(finding)/rule"] == "BC607")
        #expect(json["\(finding)/line"] == "2")
        #expect(json["\(finding)/source"] == policy)
    }

    @Test func `create and validate use the organization's modes and plan`() throws {
        let policy = try tool.files.write(#"{"modes": ["pdf"], "plan": "expired"}"#, to: "policy.json")
        let payload = try tool.files.write(
            #"{"link_id": "a", "mode": "online", "bank_name": "hdfc"}"#, to: "payload.json")
        let created = tool.run("create", "--organization", policy, payload)
        #expect(created.status == 1)
        #expect(try created.json["error/code"] == "PAYMENT_REQUIRED")
        let checked = tool.run("validate", "--organization", policy, "--format", "concise", payload)
        #expect(checked.output.contains("error[MODE_NOT_ENABLED]"))
        // A payload alone is no request: the plan is nothing to check it for.
        #expect(!checked.output.contains("PAYMENT_REQUIRED"))
    }

    @Test func `an unknown bank is an error of the built-in table only where it is said to be complete`() {
        let words = ["create", "--link-id", "a", "--bank", "zzz", "-q"]
        #expect(tool.run(words).status == 0)
        #expect(tool.run(words + ["--banks", "builtin"]).output.contains("INVALID_BANK_NAME"))
    }

    @Test func `banks replace the built-in table`() throws {
        let banks = try tool.files.write("newbank\n", to: "banks.txt")
        let known = tool.run("create", "--banks", banks, "--link-id", "a", "--bank", "NewBank", "-q")
        #expect(known.status == 0)
        let unknown = tool.run("create", "--banks", banks, "--link-id", "a", "--bank", "hdfc", "-q")
        #expect(try unknown.json["error/code"] == "INVALID_BANK_NAME")
    }

    @Test func `a configuration's keys sign and verify, by their ids, and rotate`() throws {
        try tool.files.write("hex:" + String(repeating: "ab", count: 32), to: "new.key", mode: 0o600)
        try tool.files.write("hex:" + String(repeating: "cd", count: 32), to: "old.key", mode: 0o600)
        let old = try tool.files.write(
            #"{"signing_keys": [{"id": "2025-11", "file": "old.key"}]}"#, to: "old.json")
        let both = try tool.files.write(
            #"{"signing_keys": [{"id": "2026-11", "file": "new.key"}, {"id": "2025-11", "file": "old.key"}]}"#,
            to: "both.json")
        let new = try tool.files.write(
            #"{"signing_keys": [{"id": "2026-11", "file": "new.key"}]}"#, to: "new.json")
        let url = tool.session("--config", old).url
        #expect(url.contains("token=v2.2025-11."))
        #expect(tool.run("verify-token", "--config", both, url).output.contains("signed with key 2025-11"))
        let withdrawn = tool.run("verify-token", "--config", new, "--format", "json", url)
        #expect(withdrawn.status == 1)
        #expect(try withdrawn.json["results/0/reasons"] == #"["unknown_key"]"#)
        #expect(tool.session("--config", both).url.contains("token=v2.2026-11."))
    }

    @Test func `the configuration is looked up by flag, then environment, then home`() throws {
        func config(_ name: String, _ client: String) throws -> String {
            try tool.files.write(#"{"client_url": "https://\#(client).example/"}"#, to: name)
        }
        var tool = tool
        try tool.files.makeDirectory("config/bcsession")
        _ = try config("config/bcsession/config.json", "home")
        let create = ["create", "--link-id", "a", "-q", "--print", "redirect_url"]
        #expect(tool.run(create).output.hasPrefix("https://home.example/"))
        tool.environment["BCSESSION_CONFIG"] = try config("environment.json", "environment")
        #expect(tool.run(create).output.hasPrefix("https://environment.example/"))
        let flag = try config("flag.json", "flag")
        #expect(tool.run(create + ["--config", flag]).output.hasPrefix("https://flag.example/"))
        #expect(tool.run(create + ["--config", "none"]).output.hasPrefix("https://bankconnectclient.finbox.in/"))
    }

    @Test func `a configuration with a key inside, an unknown member or no file is refused`() throws {
        let secret = "planted-secret-value-1234"
        let inline = try tool.files.write(#"{"api_key": "\#(secret)"}"#, to: "inline.json")
        let unknown = try tool.files.write(#"{"endpont": "https://a.example"}"#, to: "unknown.json")
        for config in [inline, unknown, tool.files.path("missing.json")] {
            let run = tool.run("create", "--link-id", "a", "--config", config)
            #expect(run.status == 2)
            #expect(!run.errors.contains(secret))
            #expect(run.output.isEmpty)
        }
        #expect(tool.run("create", "--link-id", "a", "--config", unknown).errors.contains("endpoint"))
    }

    @Test func `show-config tells each value with its source and creates nothing`() throws {
        let config = try tool.files.write(
            "{\n\"api_version\": \"v1\",\n\"api_key_file\": \"api.key\"\n}", to: "config.json")
        let run = tool.run("create", "--config", config, "--fair-use", "refuse", "--show-config")
        #expect(run.status == 0)
        #expect(run.output.contains(/api_version +v1 +\(.*config\.json:2\)/))
        #expect(run.output.contains(/api_key_file +.*api\.key +\(.*config\.json:3\)/))
        #expect(run.output.contains(/signing_keys +made on first use +\(default\)/))
        #expect(run.output.contains(/fair_use +refuse +\(--fair-use\)/))
        #expect(run.output.contains(/today +09\/12\/2025 +\(BCSESSION_TODAY\)/))
        #expect(run.output.contains(/banks +346 banks +\(default\)/))
        #expect(!run.output.contains("session_id"))
    }

    @Test func `show-config tells of the keys in force, wherever they are named, and shows none`() throws {
        let config = try tool.files.write(
            #"{"api_key_file": "api.key", "signing_keys": [{"file": "c.key"}]}"#, to: "config.json")
        var tool = tool
        func shown(_ words: String...) -> String {
            let run = tool.run([words[0], "--config", config, "--show-config"] + words.dropFirst())
            #expect(run.status == 0)
            return run.output
        }
        for command in ["create", "verify-token"] {
            #expect(shown(command).contains(/signing_key +\(id from the key\) .*c\.key +\(.*config\.json:1\)/))
        }
        tool.environment["BCSESSION_SIGNING_KEY_FILE"] = "e.key"
        tool.environment["BCSESSION_API_KEY"] = "secret"
        for command in ["create", "verify-token"] {
            #expect(shown(command).contains(/signing_key +\(id from the key\) e\.key +\(BCSESSION_SIGNING_KEY_FILE\)/))
            let flags = shown(command, "--signing-key-file", "a=f.key", "--signing-key-file", "g.key")
            #expect(flags.contains(/signing_key +a f\.key +\(--signing-key-file\)/))
            #expect(flags.contains(/signing_key +\(id from the key\) g\.key +\(--signing-key-file\)/))
            #expect(!flags.contains("e.key"))
        }
        let create = shown("create")
        #expect(create.contains(/api_key +\*\*\* +\(BCSESSION_API_KEY\)/))
        #expect(!create.contains("api.key") && !create.contains("secret"))
    }
}
