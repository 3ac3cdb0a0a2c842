import TestSupport
import Testing

/// Where the signing key comes from, and which files are refused.
@Suite struct SigningKeyFileTests {
    var tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    private func key(_ text: String = "0123456789abcdef", mode: Int = 0o600) throws -> String {
        try tool.files.write(text, to: "signing.key", mode: mode)
    }

    @Test func `the first run makes a key that only its owner can read, and says so once`() throws {
        let first = tool.run("create", "--link-id", "A")
        let second = tool.run("create", "--link-id", "A")
        #expect(first.errors.contains("made the signing key"))
        #expect(!second.errors.contains("made the signing key"))
        #expect(try tool.files.mode(of: "state/bcsession/signing.key") == 0o600)
        #expect(try tool.files.mode(of: "state/bcsession") == 0o700)
        #expect(try tool.files.read("state/bcsession/signing.key").wholeMatch(of: /hex:[0-9a-f]{64}\n/) != nil)
    }

    @Test(arguments: ["", "relative/state"])
    mutating func `with XDG_STATE_HOME empty or XDG relative the key lies below HOME`(state: String) throws {
        tool.environment["XDG_STATE_HOME"] = state
        tool.environment["HOME"] = tool.files.path("home")
        #expect(tool.run("create", "--link-id", "A").status == 0)
        #expect(try tool.files.mode(of: "home/.local/state/bcsession/signing.key") == 0o600)
        #expect(try tool.files.names == ["home"])
    }

    @Test(arguments: [nil, "", "relative/home"])
    mutating func `without any place for a key there is no session`(home: String?) throws {
        tool.environment["XDG_STATE_HOME"] = nil
        tool.environment["HOME"] = home
        for command in [["create", "--link-id", "A"]] {
            let run = tool.run(command)
            #expect(run.status == 9)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("give --signing-key-file FILE"))
        }
    }

    @Test func `verifying makes no key`() throws {
        let id = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
        let token = "v2.2026-11.1795350896.4102444800.\(String(repeating: "A", count: 43))"
        for query in ["session_id=\(id)", "session_id=\(id)&token=3fX9", "session_id=\(id)&token=\(token)"] {
            let run = tool.run("verify-token", "https://bankconnectclient.finbox.in/?\(query)", "--now", "1795350900")
            #expect(run.status == 10, "\(query) \(run.output)\(run.errors)")
        }
        let link = "https://bankconnectclient.finbox.in/?session_id=\(id)&token=\(token)"
        let expired = tool.run("verify-token", link, "--now", "2200-01-01")
        #expect(expired.status == 1)
        #expect(expired.output.hasPrefix("NOT VALID: expired"))
        #expect(try tool.files.names.isEmpty)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601])
    func `a key of mode 0644, 0640 or the like is refused, with the command that mends it`(mode: Int) throws {
        let path = try key(mode: mode)
        for command in [["create", "--link-id", "A"], ["verify-token", "https://example.com/?token=x"]] {
            let run = tool.run(command + ["--signing-key-file", path])
            #expect(run.status == 9)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("(mode 0\(String(mode, radix: 8))); run: chmod 600 \(path)\n"))
        }
    }

    @Test(arguments: [0o600, 0o400])
    func `a key of mode 0600 or 0400 serves`(mode: Int) throws {
        #expect(tool.run("create", "--link-id", "A", "--signing-key-file", try key(mode: mode)).status == 0)
    }

    @Test func `the command that mends a mode survives a shell`() throws {
        let path = try tool.files.write("0123456789abcdef", to: "it's a key; rm -r", mode: 0o644)
        let run = tool.run("create", "--link-id", "A", "--signing-key-file", path)
        #expect(run.errors.contains("run: chmod 600 '\(tool.files.path(#"it'\''s a key; rm -r"#))'"))
    }

    @Test(arguments: [
        ("", "has 0 bytes and needs at least 16"), ("short", "has 5 bytes"), ("hex:zz", "hexadecimal"),
        ("hex:00", "has 1 byte"), ("base64:!", "base64"), ("\u{FEFF}0123456789abcdef", "byte-order mark"),
        ("0123456789abcdef\u{0}", "NUL"),
    ])
    func `a file that holds no key is refused without showing it`(text: String, reason: String) throws {
        let run = tool.run("create", "--link-id", "A", "--signing-key-file", try key(text))
        #expect(run.status == 9)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(reason), "\(run.errors)")
    }

    @Test func `a directory and a huge key file are refused`() throws {
        let directory = try tool.files.makeDirectory("directory")
        let huge = try tool.files.write(String(repeating: "k", count: 70_000), to: "huge", mode: 0o600)
        for (path, reason) in [(directory, "it is a directory"), (huge, "larger than 64 KiB")] {
            let run = tool.run("create", "--link-id", "A", "--signing-key-file", path)
            #expect(run.status == 9)
            #expect(run.errors.contains(reason))
        }
    }

    @Test mutating func `the environment's key serves both commands, and the flag is stronger`() throws {
        let path = try key()
        let other = try tool.files.write("another key of 16 bytes", to: "other.key", mode: 0o600)
        tool.environment["BCSESSION_SIGNING_KEY_FILE"] = path
        let session = tool.session()
        #expect(tool.run("verify-token", session.url).status == 0)
        #expect(tool.run("verify-token", session.url, "--signing-key-file", other).status == 1)
        let both = tool.run("verify-token", session.url, "--signing-key-file", other, "--signing-key-file", path)
        #expect(both.status == 0)
        #expect(try !tool.files.names.contains("state"))
    }

    @Test mutating func `an empty variable for the key counts as none, a missing file does not`() throws {
        tool.environment["BCSESSION_SIGNING_KEY_FILE"] = ""
        #expect(tool.run("create", "--link-id", "A").status == 0)
        tool.environment["BCSESSION_SIGNING_KEY_FILE"] = tool.files.path("gone")
        let run = tool.run("create", "--link-id", "A")
        #expect(run.status == 9)
        #expect(run.errors.contains("cannot read the signing key"))
    }

    @Test func `the line end of a CRLF key file, or of one with LF, is not part of the key`() throws {
        let plain = try key()
        let session = tool.session("--signing-key-file", plain)
        for end in ["\n", "\r\n"] {
            let path = try tool.files.write("0123456789abcdef\(end)", to: "line.key", mode: 0o600)
            #expect(tool.run("verify-token", session.url, "--signing-key-file", path).status == 0)
        }
    }

    @Test func `standard input cannot be both the key and what the key is for`() {
        for command in [["create", "-"], ["verify-token", "-"]] {
            let run = tool.run(command + ["--signing-key-file", "-"], input: "0123456789abcdef")
            #expect(run.status == 2)
            #expect(run.errors.contains("standard input can be read only once"))
        }
    }
}
