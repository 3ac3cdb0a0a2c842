import TestSupport
import Testing

/// Names of files as attackers and old systems write them.
@Suite struct FileNameTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
    }

    @Test func `a name that is not UTF-8 opens the file of that name, and no other`() throws {
        let run = try tool.shell(
            #"""
            name=$'not\xffutf.json'
            echo '{"link_id": ""}' > "$name"
            echo '{"link_id": "A"}' > $'not\xef\xbf\xbdutf.json'
            bcsession validate "$name"
            """#)
        #expect(run.status == 1)
        #expect(run.output.hasPrefix(#"not\xFFutf.json:1:13: error"#))
    }

    @Test func `a flag's file may have such a name too, a text may not`() throws {
        let run = try tool.shell(
            #"""
            key=$'k\xff'
            (umask 077; echo 0123456789abcdef > "$key")
            bcsession create --link-id A --signing-key-file "$key" -o $'out\xfe' && ls out*
            bcsession create --link-id $'\xff'
            """#)
        #expect(run.status == 2)
        #expect(run.errors.contains("--link-id was given '\u{FFFD}', which is not UTF-8"))
        #expect(run.outputBytes == Array("out".utf8) + [0xFE, 0x0A])
    }

    @Test func `words of the grammar that are not UTF-8 are usage errors`() throws {
        for words in [[[0xFF]], [Array("create".utf8), [0x2D, 0x2D, 0xFF]], [Array("create".utf8), [0x2D, 0xFF]]] {
            let run = try tool.run(bytes: words)
            #expect(run.status == 2)
            #expect(run.errors.contains("not UTF-8"))
        }
    }

    @Test func `a name that begins with a dash stands behind two`() throws {
        try tool.files.write(#"{"link_id": "A"}"#, to: "-x.json")
        #expect(try tool.shell("bcsession validate -- -x.json").status == 0)
        #expect(try tool.shell("bcsession validate ./-x.json").status == 0)
        let run = try tool.shell("bcsession validate -x.json")
        #expect(run.status == 2)
        #expect(run.errors.contains("put '--' before an operand that begins with '-'"))
    }

    @Test(arguments: ["::error::x", "##[error]x", "\u{1B}[31mred", "a\n::error::b", "a\rb", "\u{202E}x"])
    func `no line begins with a name that a CI runner or a terminal would obey`(name: String) throws {
        try tool.files.write("{", to: name)
        for command in [
            "validate", "validate --format concise", "consents", "create",
            "verify-token --session-id c91f4b1c-9a2f-4ad7-8f0e-0123456789ab",
        ] {
            let run = try tool.shell(
                #"bcsession create --link-id A >/dev/null 2>&1; bcsession \#(command) -- "$NAME" 2>&1"#,
                environment: ["NAME": name])
            #expect(run.status == (command.hasPrefix("verify-token") ? 2 : 1))
            #expect(!run.output.contains("\u{1B}"))
            #expect(!run.output.contains("\r"))
            #expect(!run.output.contains("\u{202E}"))
            #expect(!run.output.split(separator: "\n").contains { $0.hasPrefix("::") || $0.hasPrefix("##[") })
        }
    }
}
