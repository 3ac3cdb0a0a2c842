import TestSupport
import Testing

@Suite struct UsageErrorTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    /// Wrong command lines, each with a part of what is said.
    static let mistakes: [(words: [String], message: String)] = [
        (["creat"], "there is no command 'creat'; did you mean 'create'?"),
        (["--strict", "validate"], "'--strict' stands before the command; write bcsession validate --strict"),
        (["create", "--lnk-id", "A"], "create has no flag '--lnk-id'; did you mean '--link-id'?"),
        (["create", "--link"], "create has no flag '--link'"),
        (["verify-token", "--strict", "x"], "--strict belongs to validate"),
        (["validate", "--link-id", "A", "x"], "--link-id belongs to create, consents and verify-token"),
        (["validate", "--format"], "--format needs a value"),
        (["create", "--link-id", "--mode", "aa"], "--link-id needs a value, but '--mode' begins with '-'"),
        (["create", "--link-id", "A", "--link-id", "B"], "--link-id was given twice"),
        (["create", "--bank", "a", "--bank-name", "b"], "--bank and --bank-name exclude each other"),
        (["validate", "--format", "jsn", "x"], "not 'jsn'; did you mean 'json'?"),
        (["validate", "--fail-on", "fatal", "x"], "--fail-on takes one of"),
        (["validate", "--disable", "BC999", "x"], "not 'BC999'"),
        (["validate", "--disable", "BC301,,BC302", "x"], "an empty item in 'BC301,,BC302'"),
        (["validate", "--today", "2025-12-09", "x"], "--today takes a day as DD/MM/YYYY, not '2025-12-09'"),
        (["validate", "--today", "31/02/2025", "x"], "--today takes a day as DD/MM/YYYY"),
        (["consents", "--api-version", "3"], "--api-version takes one of v1, v2"),
        (["consents", "--fair-use", "yes"], "--fair-use takes one of"),
        (["create", "--accept-anything=true"], "--accept-anything takes no value"),
        (["create", "a.json", "b.json"], "create has no use for 'b.json'"),
        (["validate"], "there is nothing to check"),
        (["validate", ""], "the FILE is an empty word"),
        (["validate", "-", "-"], "standard input can be read only once"),
        (["verify-token"], "there is nothing to verify"),
        (["validate", "-o", "", "x"], "--output was given an empty value"),
        (["validate", "-x.json"], "put '--' before an operand that begins with '-'"),
        (["help", "nothing"], "there is no command or help topic 'nothing'"),
    ]

    @Test(arguments: mistakes.indices)
    func `a wrong command line is told on standard error alone, with status 2`(index: Int) {
        let (words, message) = Self.mistakes[index]
        let run = tool.run(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("bcsession: "))
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.contains("--help'.\n"))
    }

    /// Command lines that end in each of the ways that commands can.
    static let endings: [(words: [String], status: Int32)] = [
        (["validate"], 2), (["validate", "--nope", "x"], 2), (["validate", "gone"], 3), (["validate", "-"], 1),
        (["consents", "--nope"], 2), (["consents", "gone"], 3), (["consents", "-"], 1), (["consents"], 0),
        (["create", "--nope"], 2), (["create", "gone"], 3), (["create", "-"], 1), (["create", "--link-id", "A"], 0),
        (["create", "--link-id", "A", "--signing-key-file", "gone"], 9), (["create", "--set", "a"], 2),
        (["create", "--link-id", "A", "--print", "token"], 2),
        (["verify-token", "--nope"], 2), (["verify-token", "token"], 2), (["verify-token", "x://y"], 1),
        (["verify-token", "x://y", "--signing-key-file", "gone"], 9), (["verify-token", "-"], 1),
        (["consents", "-o", "/gone/for/good"], 74),
    ]

    /// The ways to ask for JSON.
    static let spellings = [["--format", "json"], ["--format=json"], ["-f", "json"], ["-fjson"], ["-qfjson"]]

    @Test(arguments: endings.indices, spellings)
    func `with format json there is exactly one document on standard output however a command ends`(
        index: Int, format: [String]
    ) throws {
        let (words, status) = Self.endings[index]
        _ = tool.session()
        let run = tool.run([words[0]] + format + words.dropFirst())
        #expect(run.status == status)
        // Nothing can be said of output where output cannot be written.
        guard status != 74 else { return }
        let json = try run.json
        if status >= 2, json["schema"] == "bcsession.error/1" {
            #expect(json.names() == ["error", "schema"])
            #expect(json["error/exit"] == String(status))
            #expect(try #require(json["error/message"]).isEmpty == false)
        }
    }

    @Test func `with ndjson each line is a document, the error's too`() throws {
        _ = tool.session()
        for words in [["--nope"], ["x"], ["x://y", "--signing-key-file", "gone"]] {
            let run = tool.run(["verify-token", "--format", "ndjson"] + words)
            #expect(run.lines.count == 1)
            #expect(try ParsedJSON(run.output)["schema"] == "bcsession.error/1")
        }
    }

    @Test func `a format behind the end of flags is an operand`() {
        let run = tool.run("create", "--nope", "--", "--format", "json")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
    }

    @Test(arguments: [
        ["--help"], ["-h"], ["help"], ["help", "create"], ["create", "--help"], ["validate", "-h"],
        ["help", "exit-codes"], ["help", "environment"], ["help", "files"], ["verify-token", "--nope", "--help"],
        ["--version"], ["help", "--json"],
    ])
    func `help and version go to standard output, with status 0`(words: [String]) {
        let run = tool.run(words)
        #expect(run.status == 0)
        #expect(!run.output.isEmpty)
        #expect(run.errors.isEmpty)
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 130 } || words.last == "--json")
    }

    @Test func `the tool alone tells its commands on standard error, with status 2`() {
        let run = tool.run()
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("Usage: bcsession COMMAND"))
    }
}
