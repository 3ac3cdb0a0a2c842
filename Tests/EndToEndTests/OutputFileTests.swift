import TestSupport
import Testing

/// `--output`: the whole of it, or nothing.
@Suite struct OutputFileTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        try tool.files.write(#"{"link_id": "A", "mode": "fax"}"#, to: "bad.json")
    }

    @Test func `the output goes to the file, byte for byte, and messages stay`() throws {
        let plain = try tool.shell("bcsession validate --format json bad.json")
        let run = try tool.shell("bcsession validate --format json -o out bad.json")
        #expect(run.status == 1)
        #expect(run.outputBytes.isEmpty)
        #expect(run.errors == plain.errors)
        #expect(try tool.files.read("out") == plain.output)
        #expect(try tool.files.names == ["bad.json", "good.json", "home", "out"])
    }

    @Test func `a dash is standard output`() throws {
        #expect(try tool.shell("bcsession consents -o -").output.contains("CC0001"))
        #expect(try !tool.files.names.contains("-"))
    }

    static let live = "create --live --api-key-file key --endpoint http://127.0.0.1:1"

    @Test(arguments: [
        "create same -o same", "create -o same - <same", "create same -o link", "create same -o hard",
        "create --link-id A --signing-key-file same -o same", "create --link-id A --config same -o same",
        "\(live) --link-id A -o key", "\(live) --link-id A --dry-run -o key", "\(live) --link-id A --as-curl -o key",
        "\(live) --batch same --record ledger -o same", "\(live) --batch same --record same",
        "create --link-id A --record new -o ./new", "create --link-id A --banks same -o same",
        "consents same -o same", "consents --organization same -o same", "verify-token same -o same",
        "verify-token x://y --signing-key-file same -o same", "verify-token x://y --record same -o same",
        "sessions --record same -o same", "sessions --record same --config link -o link",
        "serve --port 0 --api-key-file key --address-file key", "serve --port 0 --api-key-file key -o key",
        "serve --port 0 --record same --address-file same", "serve --port 0 --signing-key-file same -o same",
        "serve --port 0 --address-file new -o new", "validate good.json --organization same -o same",
        "validate good.json --banks same --format json=same", "validate good.json --config same -o same",
        "create --link-id A --config names.json -o key", "create --link-id A --config names.json -o same",
        "consents --config names.json -o key --show-config",
        "BCSESSION_SIGNING_KEY_FILE=same verify-token x://y -o same",
        "BCSESSION_API_KEY_FILE=key create --live --endpoint http://127.0.0.1:1 --link-id A -o key",
        "BCSESSION_CONFIG=same consents -o same",
    ])
    func `an output that is also another file of the run is refused, and nothing is read or written`(
        line: String
    ) throws {
        let settings = "{}"
        try tool.files.write(settings, to: "same", mode: 0o600)
        try tool.files.write("planted-key-4c1d9e", to: "key", mode: 0o600)
        try tool.files.write(#"{"api_key_file": "key", "record": "same"}"#, to: "names.json")
        let words =
            line.hasPrefix("BCSESSION")
            ? "env " + line.replacing(" ", with: " \"$TOOL\" ", maxReplacements: 1) : "bcsession " + line
        let run = try tool.shell("ln -s same link; ln same hard; \(words)")
        #expect(run.status == 2, "\(run.errors)")
        #expect(run.errors.contains("' cannot be ") && run.errors.contains(" at once"), "\(run.errors)")
        #expect(try tool.files.read("same") == settings)
        #expect(try tool.files.read("key") == "planted-key-4c1d9e")
        #expect(
            try tool.files.names == ["bad.json", "good.json", "hard", "home", "key", "link", "names.json", "same"])
    }

    @Test func `a device may be input and output at once`() throws {
        let run = try tool.shell("echo '{\"link_id\": \"A\"}' | bcsession create - --banks builtin -o /dev/null")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try tool.shell("bcsession validate --input ndjson /dev/null -o /dev/null").status == 0)
    }

    @Test(arguments: [
        "validate -o out --nope good.json", "validate -o out --today x good.json", "consents -o out gone.json",
        "create -o out gone.json", "create -o out good.json --signing-key-file gone", "verify-token -o out token",
        "verify-token -o out x://y --signing-key-file gone",
    ])
    func `a command that fails leaves the old file as it was`(command: String) throws {
        try tool.files.write("old", to: "out")
        let run = try tool.shell("bcsession \(command)")
        #expect(try #require(run.status) >= 2)
        #expect(try tool.files.read("out") == "old")
        #expect(try tool.files.names == ["bad.json", "good.json", "home", "out"])
    }

    @Test(arguments: [("TERM", 143), ("INT", 130), ("HUP", 129)])
    func `a signal while input is awaited leaves the old file and nothing else`(signal: String, status: Int) throws {
        let run = try tool.shell(
            """
            echo old > out; mkfifo pipe
            (trap - INT; exec "$TOOL" validate -o out pipe) & child=$!
            exec 3>pipe; sleep 0.3; kill -\(signal) $child; wait $child 2>/dev/null; echo $?; cat out; ls -A
            """)
        #expect(run.output == "\(status)\nold\nbad.json\ngood.json\nhome\nout\npipe\n")
    }

    @Test(arguments: [("TERM", 143), ("INT", 130), ("HUP", 129)])
    func `a signal in the middle of a long stream leaves every old file, and none that is half written`(
        signal: String, status: Int
    ) throws {
        let run = try tool.shell(
            """
            for name in a b c; do echo "old $name" > $name; done
            (trap - INT; exec "$TOOL" validate -q --input ndjson --format ndjson=a --format junit=b --format concise \
              -o c - < <(yes '{"link_id": "", "mode": "fax"}')) & child=$!
            for try in $(seq 600); do [ $(ls -A | grep -c '^.tmp-') = 3 ] && break; sleep 0.1; done
            sleep 0.3; kill -\(signal) $child; wait $child 2>/dev/null; echo $?; cat a b c; ls -A
            """)
        #expect(run.output == "\(status)\nold a\nold b\nold c\na\nb\nbad.json\nc\ngood.json\nhome\n")
    }

    @Test func `a signal that the caller ignores does not end a run`() throws {
        let run = try tool.shell(
            """
            mkfifo pipe; trap '' INT TERM HUP
            "$TOOL" validate -q -o out pipe & child=$!
            exec 3>pipe; sleep 0.2; kill -INT $child; kill -TERM $child; kill -HUP $child; sleep 0.2
            cat good.json >&3; exec 3>&-; wait $child; echo $?; ls -A
            """)
        #expect(run.output == "0\nbad.json\ngood.json\nhome\nout\npipe\n")
    }

    @Test func `an output directory missing, or a directory where the output is to be, is told`() throws {
        for target in ["gone/out", "home", "good.json/out"] {
            let run = try tool.shell("bcsession consents -o \(target)")
            #expect(run.status == 74, "\(target)")
            #expect(run.outputBytes.isEmpty)
            #expect(run.errors.hasPrefix("bcsession: cannot create '\(target)': "))
        }
        #expect(try tool.shell("bcsession consents -o /dev/full").status == 74)
    }

    @Test func `a read-only target directory cannot take the output`() throws {
        try tool.files.makeDirectory("closed", mode: 0o555)
        let run = try tool.shell("\(BuiltTool.asAnybody) consents -o closed/out")
        #expect(run.status == 74, "\(run.errors)")
        #expect(run.errors.contains("cannot create 'closed/out': Permission denied"))
    }

    @Test func `a report has the mode that the umask gives, a session is for its owner alone`() throws {
        let run = try tool.shell(
            "umask 022; bcsession consents -o report; bcsession create good.json -o session; stat -c %a report session")
        #expect(run.output == "644\n600\n")
    }

    @Test func `a file that is there keeps its mode`() throws {
        try tool.files.write("old", to: "out", mode: 0o640)
        #expect(try tool.shell("bcsession consents -o out").status == 0)
        #expect(try tool.files.mode(of: "out") == 0o640)
    }

    @Test func `a link stays, and the file behind it is replaced`() throws {
        let run = try tool.shell(
            "echo old > real; ln -s real link; bcsession consents -o link; readlink link; cat real")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("real\n{\n"))
    }

    @Test func `a file that can be written in a directory that cannot is written in place, and -v tells it`() throws {
        try tool.files.makeDirectory("closed")
        for name in ["out", "report"] {
            try tool.files.write("the old content, and more of it", to: "closed/\(name)", mode: 0o666)
        }
        let plain = try tool.shell("bcsession validate --format json good.json")
        let run = try tool.shell(
            """
            chmod 555 closed
            \(BuiltTool.asAnybody) validate -v --format json=closed/report --format ndjson -o closed/out good.json
            echo $?; chmod 755 closed; ls -A closed
            """)
        #expect(run.output == "0\nout\nreport\n", "\(run.errors)")
        for name in ["out", "report"] {
            let told = "'closed/\(name)' was written in place: no file can be made beside it: Permission denied"
            #expect(run.errors.contains(told), "\(run.errors)")
        }
        #expect(try tool.files.read("closed/report") == plain.output)
        #expect(try tool.files.read("closed/out").hasSuffix("\"findings\":[]}\n"))
    }

    @Test func `where no file can be opened any more, the message says so`() throws {
        let run = try tool.shell("(ulimit -n 4; bcsession validate --format json=out good.json)")
        #expect(run.status == 3 && run.errors.hasPrefix("bcsession: cannot open 'good.json': Too many open files\n"))
    }

    @Test func `a reader that goes away ends the run, and no unfinished report is left`() throws {
        let run = try tool.shell(
            """
            yes '{"link_id": "A"}' | head -100000 > many.ndjson; echo old > report
            bcsession validate -q -f ndjson -f sarif=report many.ndjson | head -1 >/dev/null; echo ${PIPESTATUS[0]}
            cat report; ls -A
            """)
        #expect(
            run.output == "141\nold\nbad.json\ngood.json\nhome\nmany.ndjson\nreport\n", "\(run.output)\(run.errors)")
    }
}
