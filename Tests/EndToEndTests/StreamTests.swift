import TestSupport
import Testing

/// The tool on streams as shells make them.
@Suite struct StreamTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        try tool.files.write(#"{"link_id": "A", "mode": "fax"}"#, to: "bad.json")
    }

    /// Command lines that write something to standard output.
    static let writers = [
        "validate bad.json", "validate --format json good.json", "consents good.json", "create good.json", "--help",
        "help create", "--version", "verify-token x://y",
    ]

    @Test func `the built tool knows its version`() throws {
        let run = try tool.run("--version")
        #expect(run.status == 0)
        #expect(run.output.wholeMatch(of: /bcsession \d+\.\d+\.\d+\n/) != nil)
    }

    @Test(arguments: writers)
    func `a full device and closed stdout end with 74 and one message`(command: String) throws {
        #expect(try tool.shell("bcsession create good.json").status == 0)
        for (target, reason) in [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")] {
            let run = try tool.shell("bcsession \(command) \(target)")
            #expect(run.status == 74, "\(command) \(target)")
            #expect(run.errors.hasSuffix("cannot write standard output: \(reason)\n"))
        }
    }

    @Test(arguments: writers)
    func `a full or closed standard error changes nothing`(command: String) throws {
        #expect(try tool.shell("bcsession create good.json").status == 0)
        let plain = try tool.shell("bcsession \(command)")
        for target in ["2>/dev/full", "2>&-"] {
            let run = try tool.shell("bcsession \(command) \(target)")
            #expect(run.status == plain.status)
            #expect(run.outputBytes.isEmpty == false)
        }
    }

    @Test func `a broken pipe ends the tool as SIGPIPE does, without a word, with SIGPIPE default and ignored`() throws
    {
        let line = #"{"link_id": "", "mode": "fax"}"#
        let payloads = (0..<200).map { index in "p\(index).json" }
        for name in payloads { try tool.files.write(String(repeating: "\n", count: 300) + line, to: name) }
        let script = "set -o pipefail; bcsession validate p*.json p*.json p*.json p*.json | head -c 1 >/dev/null"
        let run = try tool.shell(script)
        #expect(run.status == 141)
        #expect(!run.errors.contains("cannot write"))
        let ignored = try tool.shell("trap '' PIPE; \(script)")
        #expect(ignored.status == 141)
        #expect(!ignored.errors.contains("cannot write"))
    }

    @Test func `closed stdin is told with status 3; stdin may be empty, a file or a pipe`() throws {
        for command in ["validate", "consents", "create", "verify-token"] {
            let closed = try tool.shell("bcsession create good.json >/dev/null 2>&1; bcsession \(command) - <&-")
            #expect(closed.status == 3, "\(command)")
            #expect(closed.errors.contains("cannot read standard input: Bad file descriptor"))
            let empty = try tool.shell("bcsession \(command) - </dev/null")
            #expect(empty.status == (command == "verify-token" ? 2 : 1), "\(command)")
        }
        for script in ["bcsession validate - < good.json", "cat good.json | bcsession validate -"] {
            #expect(try tool.shell(script).status == 0)
        }
        #expect(try tool.shell("bcsession consents --link-id A <&-").status == 0)
    }

    @Test func `FIFOs and process substitution are files like others`() throws {
        let run = try tool.shell(
            """
            mkfifo pipe
            cat good.json > pipe & bcsession validate pipe && bcsession validate <(cat good.json) <(cat good.json) \
            && bcsession create <(cat good.json) --signing-key-file <(echo 0123456789abcdef)
            """)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("2 payloads: 0 invalid"))
    }

    @Test func `create and verify-token fit together in a pipe on a new machine`() throws {
        let run = try tool.shell(
            """
            bcsession create good.json --print redirect_url | bcsession verify-token - &&
            bcsession create --link-id B | sed -n 's/.*"redirect_url": "\\(.*\\)"/\\1/p' > urls &&
            bcsession verify-token "$(cat urls)" && bcsession verify-token urls
            """)
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n").filter { $0.contains("valid as a local link: ") }.count == 3)
        let failed = try tool.shell("bcsession create bad.json --print redirect_url | bcsession verify-token -")
        #expect(failed.status == 2)
        let nothing = try tool.shell("bcsession create gone.json --print redirect_url | bcsession verify-token -")
        #expect(nothing.status == 2)
    }

    @Test func `a file that may not be read is told with status 3`() throws {
        try tool.files.write("{}", to: "secret.json", mode: 0)
        let run = try tool.shell("\(BuiltTool.asAnybody) validate secret.json")
        #expect(run.status == 3, "\(run.errors)")
        #expect(run.errors.contains("cannot open 'secret.json': Permission denied"))
    }
}
