import TestSupport
import Testing

/// Several signing keys with ids on the command line, and how one follows another.
@Suite struct KeyRotationTests {
    let tool: TestTool
    let old: String
    let new: String

    init() throws {
        tool = try TestTool()
        old = try tool.files.write("the old key of sixteen bytes", to: "old.key", mode: 0o600)
        new = try tool.files.write("the new key of sixteen bytes", to: "new.key", mode: 0o600)
    }

    private func verify(_ url: String, _ keys: String...) throws -> (key: String?, reasons: String?) {
        let flags = keys.flatMap { ["--signing-key-file", $0] }
        let json = try tool.run(["verify-token", "--format", "json", url] + flags).json
        return (json["results/0/key"], json["results/0/reasons"])
    }

    @Test func `tokens of the old key verify while it is listed, and say unknown_key after`() throws {
        let before = tool.session("--signing-key-file", "2026-10=\(old)")
        let after = tool.session(
            "--signing-key-file", "2026-11=\(new)", "--signing-key-file", "2026-10=\(old)")
        #expect(before.token.hasPrefix("v2.2026-10."))
        #expect(after.token.hasPrefix("v2.2026-11."))
        for url in [before.url, after.url] {
            let both = try verify(url, "2026-11=\(new)", "2026-10=\(old)")
            #expect(both.reasons == "[]")
            #expect(both.key == (url == before.url ? "2026-10" : "2026-11"))
        }
        #expect(try verify(before.url, "2026-11=\(new)").reasons == #"["unknown_key"]"#)
        #expect(try verify(after.url, "2026-11=\(new)").reasons == "[]")
    }

    @Test func `the right signature under another id, and another secret under the id, are refused`() throws {
        let session = tool.session("--signing-key-file", "a=\(old)")
        #expect(try verify(session.url, "b=\(old)").reasons == #"["unknown_key"]"#)
        #expect(try verify(session.url, old).reasons == #"["unknown_key"]"#)
        let run = tool.run("verify-token", "--signing-key-file", "b=\(old)", session.url)
        #expect(run.output.contains("unknown key 'a': The token names a key that is not here"))
        #expect(try verify(session.url, "a=\(new)").reasons == #"["bad_signature"]"#)
    }

    @Test func `what stands before the first equals sign is an id only when it can be one`() throws {
        let odd = try tool.files.write("a key of sixteen bytes and more", to: "a=b", mode: 0o600)
        // The path begins with a slash, which no id holds.
        let plain = tool.session("--signing-key-file", odd)
        #expect(try verify(plain.url, odd).reasons == "[]")
        let named = tool.session("--signing-key-file", "k_1-x=\(odd)")
        #expect(named.token.hasPrefix("v2.k_1-x."))
        #expect(try verify(named.url, "k_1-x=\(odd)").key == "k_1-x")
    }

    @Test func `an id without a file, and a file that is not there, are told`() throws {
        let run = tool.run("create", "--link-id", "A", "--signing-key-file", "2026-11=\(tool.files.path("gone"))")
        #expect(run.status == 9)
        #expect(run.errors.contains("cannot read the signing key '\(tool.files.path("gone"))'"))
        for word in ["2026-11=", "=", String(repeating: "i", count: 33) + "=\(old)"] {
            let run = tool.run("create", "--link-id", "A", "--signing-key-file", word)
            #expect(run.status == 9)
            // The word may be the key itself.
            #expect(run.errors.contains("there is no signing key file of the name that --signing-key-file gives"))
            #expect(!run.errors.contains(word))
        }
    }
}
