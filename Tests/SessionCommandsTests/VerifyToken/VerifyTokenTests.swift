import TestSupport
import Testing

/// Verdicts about sessions that `create` made.
@Suite struct VerifyTokenTests {
    let tool: TestTool
    let session: (url: String, id: String, token: String)

    init() throws {
        tool = try TestTool()
        session = tool.session()
    }

    /// The reasons of a verdict.
    private func reasons(_ words: String...) throws -> String? {
        let run = tool.run(["verify-token", "--strict", "--format", "json"] + words)
        #expect(run.status == (try run.json["results/0/verdict"] == "cannot_tell" ? 10 : 1))
        #expect(try run.json["results/0/valid"] == "false")
        return try run.json["results/0/reasons"]
    }

    /// Another character that may stand in the same place.
    private func changed(_ character: Character) -> Character {
        character == "0" ? "1" : "0"
    }

    @Test func `what create made is valid`() {
        let run = tool.run("verify-token", session.url)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let heading = "valid as a local link: signed by this tool; FinBox does not know sessions made locally"
        #expect(run.output.hasPrefix("\(heading)\n  session \(session.id)\n  signed with key "))
        #expect(run.output.hasSuffix(", scheme bcsession\n"))
        #expect(tool.run("verify-token", session.token, "--session-id", session.id).status == 0)
    }

    @Test func `any changed character of the session is a bad signature`() throws {
        for index in session.id.indices {
            var id = session.id
            id.replaceSubrange(index...index, with: [changed(id[index])])
            let url = session.url.replacing(session.id, with: id)
            let expected = session.id[index] == "-" ? #"["malformed"]"# : #"["bad_signature"]"#
            #expect(try reasons(url) == expected, "\(id)")
        }
    }

    @Test func `any changed character of the token is not valid`() throws {
        for index in session.token.indices {
            var token = session.token
            token.replaceSubrange(index...index, with: [changed(token[index])])
            let found = try reasons(token, "--session-id", session.id) ?? ""
            #expect(found != "[]", "\(token)")
            #expect(!found.isEmpty)
        }
    }

    @Test func `any shortened or lengthened token is not valid`() throws {
        for length in 1..<session.token.count {
            _ = try reasons(String(session.token.prefix(length)), "--session-id", session.id)
        }
        for tail in ["=", "A", ".", ".x", " ", "\n", "\t", "%20", "+", "\u{200B}"] {
            _ = try reasons(session.token + tail, "--session-id", session.id)
        }
    }

    @Test func `the clock decides at the second`() throws {
        let json = try tool.run("verify-token", "--format", "json", session.url).json
        let issued = try #require(json["results/0/issued_at"])
        let expires = try #require(json["results/0/expires_at"])
        #expect(tool.run("verify-token", session.url, "--now", issued).status == 0)
        #expect(try reasons(session.url, "--now", expires) == #"["expired"]"#)
        #expect(try reasons(session.url, "--now", "2020-01-01T00:00:00Z") == #"["issued_in_future"]"#)
        #expect(try reasons(session.url, "--now", "4102444800") == #"["expired"]"#)
    }

    @Test func `leeway is for tokens of the future alone`() throws {
        let parts = session.token.split(separator: ".")
        let (issued, expires) = (try #require(Int(parts[2])), try #require(Int(parts[3])))
        #expect(expires - issued == 3_600)
        let url = session.url
        #expect(tool.run("verify-token", url, "--now", String(issued - 60)).status == 0)
        #expect(tool.run("verify-token", url, "--now", String(issued - 61)).status == 1)
        #expect(tool.run("verify-token", url, "--now", String(issued - 1), "--leeway", "0").status == 1)
        #expect(tool.run("verify-token", url, "--now", String(issued - 300), "--leeway", "300").status == 0)
        #expect(tool.run("verify-token", url, "--now", String(expires), "--leeway", "300").status == 1)
    }

    @Test func `the session's life is session_expiry`() throws {
        let parts = tool.session("--session-expiry", "5").token.split(separator: ".")
        #expect(try #require(Int(parts[3])) - #require(Int(parts[2])) == 300)
    }

    @Test func `another key does not know the token, and both together do`() throws {
        let other = try tool.files.write("another key of 16 bytes", to: "other.key", mode: 0o600)
        let own = tool.files.path("state/bcsession/signing.key")
        #expect(try reasons(session.url, "--signing-key-file", other) == #"["unknown_key"]"#)
        let run = tool.run("verify-token", session.url, "--signing-key-file", other, "--signing-key-file", own)
        #expect(run.status == 0)
    }

    @Test func `another session than the one asked about is a mismatch`() throws {
        #expect(
            try reasons(session.url, "--session-id", "c91f4b1c-9a2f-4ad7-8f0e-0123456789ab") == #"["session_mismatch"]"#
        )
        #expect(tool.run("verify-token", session.url, "--session-id", session.id).status == 0)
    }

    @Test func `--session-id is taken in capital letters, and refused where it is no session's id`() throws {
        for words in [[session.token], [session.url]] {
            #expect(tool.run(["verify-token", "--session-id", session.id.uppercased()] + words).status == 0)
        }
        let ledger = tool.files.path("ledger")
        let made = tool.session("--record", ledger)
        #expect(tool.run("sessions", "--record", ledger, "--session-id", made.id.uppercased()).status == 0)
        for word in ["nope", String(made.id.prefix(8)), made.token, made.id + "x"] {
            for words in [
                ["verify-token", made.token], ["verify-token", made.url], ["sessions", "--record", ledger],
            ] {
                let run = tool.run(words + ["--session-id", word])
                #expect(run.status == 2, "\(run.output)\(run.errors)")
                #expect(run.errors.contains("give all 36 characters of the id, as in "), "\(run.errors)")
                #expect(!run.errors.contains(made.token))
            }
        }
    }

    @Test func `a URL says what it lacks and what it has twice`() throws {
        let base = "https://bankconnectclient.finbox.in/"
        #expect(try reasons("\(base)?session_id=\(session.id)") == #"["missing_token"]"#)
        #expect(try reasons("\(base)?token=\(session.token)") == #"["missing_session_id"]"#)
        #expect(try reasons(base) == #"["missing_session_id","missing_token"]"#)
        #expect(try reasons("\(session.url)&token=x") == #"["repeated_parameter"]"#)
        #expect(try reasons("\(session.url)&%74oken=x") == #"["repeated_parameter"]"#)
    }

    @Test func `other parameters, fragment and one percent-encoding do not matter`() throws {
        let encoded = session.token.replacing(".", with: "%2E")
        for url in [
            "\(session.url)#done", "\(session.url)&lang=en",
            "HTTPS://BankConnectClient.finbox.in:443?token=\(session.token)&session_id=\(session.id)",
            "https://uat.finbox.in/x/?token=\(session.token)&session_id=\(session.id)",
            session.url.replacing(session.token, with: encoded),
        ] {
            #expect(tool.run("verify-token", url).status == 0, "\(url)")
        }
        let twice = session.token.replacing(".", with: "%252E")
        #expect(tool.run("verify-token", "--strict", session.url.replacing(session.token, with: twice)).status == 10)
        #expect(tool.run("verify-token", session.url.replacing(session.token, with: twice)).status == 0)
    }

    @Test func `a token of another scheme cannot be judged, and the verdict names the scheme`() {
        let run = tool.run("verify-token", "a1b2c3d4e5f6", "--session-id", session.id)
        #expect(run.status == 10)
        #expect(run.output.hasPrefix("CANNOT TELL: nothing is wrong with it, but nothing here proves it\n"))
        #expect(run.output.contains("\n  not checked: the token, whose scheme FinBox does not publish"))
    }

    @Test func `a URL that a shell cut at its ampersand is told about quotes, one in a file is not`() {
        let cut = String(session.url.prefix { $0 != "&" })
        #expect(tool.run("verify-token", cut).output.contains("Was the link in quotes?"))
        #expect(!tool.run("verify-token", "-", input: cut).output.contains("Was the link in quotes?"))
    }

    @Test func `text says in words how long ago a session expired`() {
        let parts = session.token.split(separator: ".")
        let expires = Int(parts[3]) ?? 0
        let run = tool.run("verify-token", session.url, "--now", String(expires + 7_200))
        #expect(run.output.contains("  - expired 2 hours ago, at "))
        #expect(run.output.contains(" IST on "))
    }
}
