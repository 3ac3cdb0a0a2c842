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
        (["--strict", "validate"], "'--strict' must come after the command; write bcsession validate --strict"),
        (["create", "--lnk-id", "A"], "create has no flag '--lnk-id'; did you mean '--link-id'?"),
        (["create", "--link", "A"], "create has no flag '--link'; did you mean '--link-id'?"),
        (["create", "--ret", "1"], "did you mean '--retry' or '--retry-failed' or '--retry-unknown'?"),
        (["create", "-l", "A"], "create has no flag '-l'; did you mean '--link-id' or '--logo-url' or '--live'?"),
        (["create", "link_id=A"], "there is no file 'link_id=…'; for the flag write --link-id TEXT"),
        (["verify-token", "session_id=A&token=B"], "give --session-id, or the whole link in quotes"),
        (["create"], "there is nothing to create a session from; give --link-id ID, or a FILE"),
        (
            ["--link-id", "A"],
            "--link-id belongs to create, consents, verify-token and sessions: write bcsession create --link-id"
        ),
        (["version"], "there is no command 'version'; write bcsession --version"),
        (["validate", "--json", "x"], "did you mean '--input json' or '--format json'?"),
        (["consents", "--timeline"], "did you mean '--format timeline'?"),
        (["validate", "--no-color", "x"], "did you mean '--color never'?"),
        (["validate", "-format", "json", "x"], "'-format' has one dash too few; write --format FORMAT[=FILE]"),
        (["validate", "-output=x", "y"], "'-output' has one dash too few; write --output FILE"),
        (["consents", "--format", "timel"], "not 'timel'; did you mean 'timeline'?"),
        (["verify-token", "--fair-use", "x"], "--fair-use belongs to"),
        (["validate", "--link-id", "A", "x"], "--link-id belongs to create, consents, verify-token and sessions"),
        (["validate", "--format"], "--format needs a value"),
        (["create", "--link-id", "--mode", "aa"], "--link-id needs a value, but '--mode' begins with '-'"),
        (["create", "--timeout", "-1"], "--timeout takes a number of seconds from 0.1 to 3600, not '-1'"),
        (["create", "--timeout", "--retry"], "but '--retry' begins with '-'; write --timeout SECONDS"),
        (["create", "--api-key-file", "-k $x"], "if that is the value, write --api-key-file='-k $x'"),
        (["create", "--apikey", "X"], "a key on the command line can be read by every program"),
        (["validate", "--X-Api-Key=X"], "create and serve take --api-key-file FILE"),
        (["create", "--endpoint", "https://x/v2"], "end it before /v2; --api-version says which version is used"),
        (["create", "--endpoint", " https://x"], "cannot be the endpoint: it holds a space; remove the space"),
        (["create", "--link-id", "A", "--link-id", "B"], "--link-id was given twice"),
        (["create", "--bank", "a", "--bank-name", "b"], "--bank and --bank-name exclude each other"),
        (["validate", "--format", "jsn", "x"], "not 'jsn'; did you mean 'json'?"),
        (["validate", "--fail-on", "fatal", "x"], "--fail-on takes one of"),
        (["validate", "--disable", "BC999", "x"], "not 'BC999'"),
        (["validate", "--disable", "BC301,bc001", "x"], "--disable cannot be used for BC001"),
        (["validate", "--severity", "BC002=note", "x"], "--severity cannot be used for BC002"),
        (["validate", "--severity", "BC301", "x"], "a rule and its severity"),
        (["validate", "--severity", "BC301=fatal", "x"], "a rule and its severity"),
        (["validate", "--disable", "BC301,,BC302", "x"], "an empty item in 'BC301,,BC302'"),
        (
            ["validate", "--today", "2025-12-09", "x"],
            "--today takes a day of the calendar as DD/MM/YYYY, not '2025-12-09'"
        ),
        (["validate", "--today", "31/02/2025", "x"], "--today takes a day of the calendar as DD/MM/YYYY"),
        (["consents", "--api-version", "3"], "--api-version takes one of v1, v2"),
        (["consents", "--fair-use", "yes"], "--fair-use takes one of"),
        (["create", "--accept-anything=true"], "takes no value, but was given 'true'; write --accept-anything\n"),
        (["create", "--accept-anything=false"], "was given 'false'; write --set accept_anything=false\n"),
        (["validate", "--strict=no", "x"], "was given 'no'; leave --strict out\n"),
        (["create", "a.json", "b.json"], "create takes one FILE, and 'b.json' is one too many"),
        (["create", "--link-id", "A", "--timeout", "5"], "--timeout needs --live; add --live"),
        (["create", "--link-id", "A", "--jobs", "3"], "--jobs needs --batch; add --batch FILE"),
        (["create", "--set", "metadata.names=[]"], "'metadata.names' is part of one; use --name"),
        (["create", "--set", "consents.CC0001.from_date=1"], "use --consent CC0001:from_date=DATE"),
        (["validate", "-f", "sarif=a.sarif,concise", "x"], "one for each --format, not 'sarif=a.sarif,concise'"),
        (["validate"], "there is nothing to check"),
        (["create", "--link-id", "A", "--no-validate"], "--no-validate needs --live; add --live"),
        (["create", "--link-id", "A", "--api-key-file", "k"], "--api-key-file needs --live"),
        (["create", "--link-id", "A", "--endpoint", "http://localhost"], "--endpoint needs --live"),
        (["create", "--link-id", "A", "--retry", "3"], "--retry needs --live"),
        (["create", "--link-id", "A", "--allow-readable-key"], "--allow-readable-key needs --live"),
        (["create", "--link-id", "A", "--live", "--rate", "3/s"], "--rate needs --batch; add --batch FILE"),
        (["verify-token", "x://y", "typo.txt"], "'typo.txt' is not a link, and there is no such file"),
        (["verify-token", "typo.txt"], "'typo.txt' is not a link, and there is no such file"),
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
        (["verify-token", "x://y", "--signing-key-file", "gone"], 9), (["verify-token", "-"], 2),
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

    @Test func `switches of the command may stand before the format`() throws {
        for word in ["-nfjson", "-nqfjson", "-qnvfjson"] {
            #expect(try tool.run("create", word, "--nope").json["error/exit"] == "2")
        }
        // A flag that takes a value takes the rest of the word.
        #expect(tool.run("create", "-ofjson", "--nope").output.isEmpty)
    }

    @Test(arguments: ["create", "validate", "consents", "verify-token", "serve", "explain"])
    func `an API key on the command line is refused and not repeated`(command: String) {
        for words in [["--api-key", "SECRET"], ["--api-key=SECRET"], ["--link-id", "A", "--api-key", "SECRET"]] {
            let run = tool.run([command] + words)
            #expect(run.status == 2)
            #expect(!(run.output + run.errors).contains("SECRET"))
            guard words.count < 4 else { continue }
            #expect(run.errors.contains("can be read by every program on the machine"), "\(run.errors)")
        }
    }

    @Test(arguments: ["create", "validate", "consents"])
    func `an API key in the place of a file is refused and not repeated`(command: String) {
        let run = tool.run(command, "api_key=SECRET")
        #expect(run.status == 2)
        #expect(run.errors.contains("can be read by every program on the machine"), "\(run.errors)")
        #expect(!run.errors.contains("SECRET"))
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
