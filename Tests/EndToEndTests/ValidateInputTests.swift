import TestSupport
import Testing

/// What `validate` takes as its inputs, where it puts its reports, and what it exits with.
@Suite struct ValidateInputTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        try tool.files.write(#"{"link_id": "A", "mode": "fax"}"#, to: "bad.json")
        try tool.files.write("{\"link_id\": \"A\"}\n{}\n", to: "stream.ndjson")
    }

    @Test(arguments: [
        ("good.json", 0), ("good.json bad.json", 1), ("bad.json good.json", 1), ("good.json missing.json", 3),
        ("missing.json bad.json", 3), ("bad.json missing.json good.json", 3), ("missing.jsonl bad.json", 3),
        ("bad.json missing.json >/dev/full", 74), ("--format junit=/dev/full bad.json missing.json", 74),
        ("--format text=no/such/dir/x bad.json missing.json", 74), ("-o no/such/dir/x good.json", 74),
        ("--nonsense missing.json", 2), ("good.json --format ndjson stream.ndjson missing.json", 3),
    ])
    func `the gravest of several endings is the exit status`(arguments: String, status: Int32) throws {
        #expect(try tool.shell("bcsession validate \(arguments)").status == status)
    }

    @Test func `several reports are written at once, each whole`() throws {
        let run = try tool.shell(
            """
            bcsession validate --format sarif=a.sarif --format junit=a.xml --format concise --format ndjson=a.ndjson \\
              --format json=a.json --format github=a.txt -o a.concise good.json bad.json missing.json stream.ndjson
            """)
        #expect(run.status == 3)
        #expect(run.output == "")
        #expect(try tool.files.read("a.concise").split(separator: "\n").count == 2)
        #expect(try tool.files.read("a.ndjson").split(separator: "\n").count == 5)
        #expect(try tool.files.read("a.txt").split(separator: "\n").count == 4)
        #expect(try ParsedJSON(tool.files.read("a.json")).count(at: "results") == 5)
        #expect(try ParsedJSON(tool.files.read("a.sarif")).count(at: "runs/0/results") == 2)
        #expect(try tool.files.read("a.xml").hasSuffix("</testsuites>\n"))
        #expect(try tool.files.names.filter { $0.hasPrefix("a.") }.count == 6)
    }

    @Test(arguments: ["no/such/dir/report.sarif", "good.json/report.sarif", "home"])
    func `a report that cannot be made leaves everything else as it was`(path: String) throws {
        try tool.files.write("old", to: "old.txt")
        let run = try tool.shell("bcsession validate --format text=old.txt --format sarif=\(path) bad.json")
        #expect(run.status == 74)
        #expect(run.errors.hasPrefix("bcsession: cannot create '\(path)': "))
        #expect(try tool.files.read("old.txt") == "old")
        #expect(try tool.files.names == ["bad.json", "good.json", "home", "old.txt", "stream.ndjson"])
    }

    @Test func `a file is not output and report at once`() throws {
        try tool.files.write("old", to: "r")
        let run = try tool.shell("bcsession validate --format sarif=r -o r bad.json")
        #expect(run.status == 2)
        #expect(
            run.errors.hasPrefix("bcsession: --output and --format sarif would write to the same file 'r';"),
            "\(run.errors)")
        #expect(try tool.files.read("r") == "old")
    }

    @Test(arguments: [
        "-f json=a -f sarif=./a", "-f json=old.txt -f sarif=link", "-f json=/dev/stdout -f text", "-f json=a -o ./a",
    ])
    func `two outputs that are one file are refused before anything is written`(flags: String) throws {
        let run = try tool.shell(
            "echo old >old.txt; ln -s old.txt link; bcsession validate \(flags) bad.json | cat; exit ${PIPESTATUS[0]}")
        #expect(run.status == 2)
        #expect(run.errors.contains(" would write to the same file "), "\(run.errors)")
        #expect(run.output == "")
        #expect(try !tool.files.names.contains("a"))
    }

    @Test func `a report keeps the mode of the file that it replaces, and a new one is for all to read`() throws {
        let run = try tool.shell(
            """
            umask 022; touch old; chmod 640 old
            bcsession validate --format sarif=old --format junit=new bad.json; stat -c '%a' old new
            """)
        #expect(run.output == "640\n644\n")
    }

    @Test func `a report that breaks off leaves the old one`() throws {
        try tool.files.write("old", to: "old.txt")
        let run = try tool.shell("bcsession validate --format text=old.txt --format concise bad.json >/dev/full")
        #expect(run.status == 74)
        #expect(run.errors.contains("cannot write standard output: No space left on device"))
        #expect(try tool.files.read("old.txt") == "old")
    }

    @Test func `directories are walked in one order, and links to directories not at all`() throws {
        let run = try tool.shell(
            """
            mkdir -p d/b/deep d/a d/.hidden d/c.json elsewhere
            for name in d/z.json d/b/2.json d/b/10.jsonl d/b/deep/x.http d/a/q.NDJSON d/.hidden/h.json d/c.json/i.json \\
              d/readme.txt elsewhere/no.json; do echo '{"link_id": "A"}' >"$name"; done
            ln -s ../elsewhere d/linked; ln -s .. d/a/up; ln -s ../good.json d/link.json; ln -s nowhere d/dangling.json
            for try in 1 2 3; do bcsession validate --format ndjson d | jq -r .source >list$try; done
            cat list1 && cmp list1 list2 && cmp list2 list3
            """)
        #expect(run.status == 0)
        let order = run.output.split(separator: "\n").map(String.init)
        #expect(Set(order).count == 8)
        #expect(!order.contains { $0.contains("hidden") })
        #expect(!order.contains { $0.contains("elsewhere") || $0.contains("linked") || $0.contains("/up") })
        #expect(order.contains("d/link.json"))
        #expect(order.contains("d/c.json/i.json"))
        #expect(order.contains("d/dangling.json"))
        #expect(!order.contains("d/readme.txt"))
    }

    @Test(arguments: ["empty", "empty empty2", "texts"])
    func `directories without payloads are a usage error`(directories: String) throws {
        let run = try tool.shell(
            "mkdir empty empty2 texts; touch texts/readme.txt; bcsession validate --format json \(directories)")
        #expect(run.status == 2)
        #expect(try ParsedJSON(run.output)["error/exit"] == "2")
        #expect(run.errors.contains("*.json, *.ndjson, *.jsonl, *.http"))
        #expect(try tool.shell("bcsession validate empty good.json").status == 0)
    }

    @Test func `requests, FIFOs and process substitution are inputs like others`() throws {
        let head = "POST /bank-connect/v2/session/ HTTP/1.1\r\nX-Api-Key: k\r\nContent-Type: application/json\r\n\r\n"
        try tool.files.write(head + #"{"link_id": "A"}"#, to: "good.http")
        try tool.files.write(head.replacing("POST", with: "GET") + #"{"link_id": ""}"#, to: "bad.http")
        let run = try tool.shell(
            """
            mkfifo pipe
            bcsession validate good.http || exit 97
            cat good.json >pipe & bcsession validate pipe || exit 96
            bcsession validate <(cat good.json) <(cat good.json) || exit 95
            bcsession validate --input http - <good.http || exit 94
            bcsession validate --input ndjson <(cat stream.ndjson) >/dev/null && exit 93
            bcsession validate --format concise bad.http
            """)
        #expect(run.status == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("bad.http:1:1: error[METHOD_NOT_ALLOWED] ") == true)
        #expect(lines.last?.hasPrefix("bad.http:5:13: error[INVALID_REQUEST] ") == true)
    }

    @Test func `names that a CI runner or a terminal would obey begin no line`() throws {
        let names = [
            "::error::x.json", " ::error::x.json", "##[add-mask]x.json", "a\n::error::b.json", "\u{1B}[2J.json",
        ]
        for name in names {
            try tool.files.write("{\"link_id\": \"\"}", to: name)
            for format in ["text", "concise"] {
                let run = try tool.shell(
                    #"bcsession validate -q --format \#(format) -- "$NAME""#, environment: ["NAME": name])
                #expect(run.status == 1)
                #expect(!run.output.contains("\u{1B}"))
                for line in run.output.split(separator: "\n") {
                    #expect(!line.drop { $0.isWhitespace }.hasPrefix("::"))
                    #expect(!line.contains("##["))
                }
            }
        }
    }

    @Test func `a file called as standard input is shown stays a file`() throws {
        try tool.files.write("{}", to: "<stdin>")
        let run = try tool.shell(
            "bcsession validate -q --format github '<stdin>'; bcsession validate --format github - <good.json")
        #expect(run.output.contains("\n::error file=<stdin>,line=1,"))
        #expect(run.output.hasSuffix("::notice title=bcsession validate::1 payload: valid\n"))
        #expect(try tool.shell("bcsession validate -f github - <bad.json").output.contains("\n::error line=1,"))
        #expect(try tool.shell("bcsession validate -f sarif '<stdin>'").output.contains(#""uri":"%3Cstdin%3E""#))
    }

    @Test func `lines fit the columns that are there, and any number will do`() throws {
        try tool.files.write(#"{"\#(String(repeating: "x", count: 300))": 1, "mode": "fax"}"#, to: "long.json")
        for (columns, widest) in [("0", 80), ("1", 26), ("40", 40), ("120", 120), ("abc", 80), ("-5", 80)] {
            let run = try tool.shell("bcsession validate -q long.json", environment: ["COLUMNS": columns])
            let frames = run.output.split(separator: "\n").filter { $0.firstMatch(of: /^ +[0-9]* \|/) != nil }
            #expect(frames.count == 6)
            #expect(frames.allSatisfy { $0.count <= widest }, "\(columns)")
        }
    }
}
