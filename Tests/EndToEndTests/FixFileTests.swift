import Foundation
import TestSupport
import Testing

/// Files whose fixes are applied or shown, by the built tool, and read by the real `patch` and `git apply`.
@Suite struct FixFileTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
    }

    private static let bad = #"{"link_id": "A ", "mode": "ONLINE"}"#
    private static let good = #"{"link_id": "A", "mode": "online"}"#

    @Test func `a file is replaced with its mode, and one without fixes is not touched`() throws {
        let run = try tool.shell(
            """
            printf '%s' '\(Self.bad)' >bad.json; chmod 640 bad.json
            printf '%s' '\(Self.good)' >good.json; chmod 444 good.json; touch -d 2001-01-01 good.json
            bcsession validate --fix bad.json good.json; echo $?
            cat bad.json; echo; stat -c '%a %n' *.json; stat -c %y good.json; ls -A | grep tmp
            """)
        #expect(
            run.output.hasPrefix("0\n\(Self.good)\n640 bad.json\n444 good.json\n2001-01-01 00:00:00"), "\(run.output)")
        #expect(run.errors == "bcsession: 2 payloads: 0 invalid, 2 fixed\n", "\(run.errors)")
        #expect(!run.output.contains(".tmp"))
    }

    @Test func `a link that is named has its file replaced, and a link that a walk finds is left alone`() throws {
        let run = try tool.shell(
            """
            mkdir outside d; echo '\(Self.bad)' | tee outside/a.json outside/b.json >outside/c.json
            ln -s ../outside/a.json d/a.json; ln -s outside/b.json named.json
            ln -s ../outside/c.json d/c.json
            bcsession validate --fix d named.json outside/c.json >/dev/null 2>messages; echo $?
            grep -c ONLINE outside/?.json; stat -c %F d/a.json named.json; grep 'is a link' messages
            """)
        #expect(
            run.output == """
                1
                outside/a.json:1
                outside/b.json:0
                outside/c.json:0
                symbolic link
                symbolic link
                bcsession: warning: 'd/a.json' is a link that was found in a directory, so its file is not fixed; name the \
                file itself

                """, "\(run.output)")
    }

    @Test(.enabled(if: getuid() == 0, "only root gives files to others"))
    func `what cannot be replaced as it is stays, is named, and ends with 74`() throws {
        let run = try tool.shell(
            """
            mkdir open closed sticky
            for name in open/readonly open/others closed/in; do echo '\(Self.bad)' >$name.json; done
            echo '\(Self.bad)' >open/stream.ndjson
            chmod 777 open; chmod 755 closed; chmod 444 open/readonly.json; chmod 666 open/others.json closed/in.json
            chown 65534 open/readonly.json; chmod 644 open/stream.ndjson
            sums=$(md5sum open/*.json closed/*.json)
            \(BuiltTool.asAnybody) validate --fix open closed >report; echo $?
            echo "$sums" | md5sum -c --quiet && echo same; ls -A open closed | grep tmp
            cat open/stream.ndjson
            """)
        let lines = run.output.split(separator: "\n")
        #expect(lines == ["74", "same", Substring(Self.bad)], "\(run.output)")
        for (name, reason) in [
            ("open/readonly.json", "cannot write 'open/readonly.json': Permission denied"),
            ("open/others.json", "cannot keep owner and mode of 'open/others.json': Operation not permitted"),
            ("closed/in.json", "cannot replace 'closed/in.json': Permission denied"),
            ("open/stream.ndjson", "cannot write 'open/stream.ndjson': Permission denied"),
        ] {
            #expect(run.errors.contains("'\(name)' is not fixed: \(reason)"), "\(run.errors)")
        }
        #expect(run.errors.contains("fixable with --fix"), "\(run.errors)")
    }

    @Test(.enabled(if: getuid() == 0, "only root gives files to others"))
    func `owner and group are kept`() throws {
        let run = try tool.shell(
            """
            echo '\(Self.bad)' >a.json; cp a.json b.ndjson; chown 65534:12 a.json b.ndjson; chmod 4750 a.json b.ndjson
            bcsession validate -q --fix a.json b.ndjson; stat -c '%u:%g %a' a.json b.ndjson; grep -c online a.json b.ndjson
            """)
        #expect(run.output == "65534:12 4750\n65534:12 4750\na.json:1\nb.ndjson:1\n", "\(run.output)\(run.errors)")
    }

    @Test func `a file with hard links stays, is named, and ends with 74`() throws {
        let run = try tool.shell(
            """
            echo '\(Self.bad)' | tee a.json c.json >b.ndjson; ln a.json a.txt; ln b.ndjson b.txt
            bcsession validate --fix a.json b.ndjson c.json >/dev/null; echo $?
            grep -c ONLINE ?.*; stat -c %h a.json b.ndjson
            """)
        #expect(run.output == "74\na.json:1\na.txt:1\nb.ndjson:1\nb.txt:1\nc.json:0\n2\n2\n", "\(run.output)")
        for name in ["a.json", "b.ndjson"] {
            let message = "'\(name)' is not fixed: it has 2 names (hard links), and only this one would get the change"
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }

    @Test(.enabled(if: OtherProgram.has("patch") && OtherProgram.has("git"), "patch or git is not installed"))
    func `the change of a byte-order mark is in the diff`() throws {
        let run = try tool.shell(
            """
            for name in a b; do printf '\\357\\273\\277%s\\n' '\(Self.good)' >$name.json; done
            printf '\\357\\273\\277%s\\n' '\(Self.good)' >c.ndjson
            bcsession validate --diff . >diff; echo $?; git apply -p0 diff; cat ?.*json
            """)
        #expect(run.output == "1\n" + String(repeating: "\(Self.good)\n", count: 3), "\(run.output)")
        #expect(!run.errors.contains("left out"), "\(run.errors)")
    }

    @Test func `a file that another program changed in the meantime is left to it`() throws {
        // The pipe holds the run up between the two files.
        let run = try tool.shell(
            """
            mkfifo pipe; yes '\(Self.bad)' | head -n 20000 >a.ndjson
            bcsession validate --fix --format ndjson=pipe a.ndjson 2>messages & run=$!
            exec 3<pipe; read -r first <&3; echo other >>a.ndjson; cat <&3 >/dev/null; wait $run; echo $?
            tail -n 1 a.ndjson; head -n 1 a.ndjson; cat messages; ls -A | grep tmp
            """)
        #expect(run.output.hasPrefix("74\nother\n\(Self.bad)\n"), "\(run.output)\(run.errors)")
        #expect(run.output.contains("'a.ndjson' is not fixed: another program has changed the file in the meantime"))
    }

    @Test func `standard input comes out fixed, and the report goes to standard error`() throws {
        let json = try tool.run("validate", "--fix", "-", input: Self.bad + "\n")
        #expect(json.output == Self.good + "\n" && json.status == 0)
        #expect(json.errors == "bcsession: 1 payload: valid, 2 fixed\n")
        let rest = try tool.run("validate", "--fix", "-", input: #"{"link_id": "A ", "to_date": "1/2/2025"}"#)
        #expect(rest.output == #"{"link_id": "A", "to_date": "1/2/2025"}"# && rest.status == 1)
        #expect(
            rest.errors.contains("<stdin>:1:29: error[INVALID_DATE_FORMAT]: to_date is '1/2/2025'"), "\(rest.errors)")
        let lines = try tool.run(
            "validate", "-q", "--fix", "--input", "ndjson", "-", input: "\(Self.bad)\r\n\n{\n\(Self.good)")
        #expect(lines.output == "\(Self.good)\r\n\n{\n\(Self.good)" && lines.status == 1)
        let broken = try tool.run("validate", "--fix", "-", input: "{'link_id'")
        #expect(broken.output == "{'link_id'" && broken.status == 1)
        let file = try tool.run(
            "validate", "-q", "--fix", "--format", "json=\(tool.files.path("report"))", "-", input: Self.bad)
        #expect(file.output == Self.good)
        #expect(try tool.files.read("report").contains(#""fixed": 2"#))
        for words in [
            ["--fix", "--format", "json", "-"], ["--diff", "--format", "concise", "-"], ["--fix", "--diff", "-"],
        ] {
            #expect(try tool.run(bytes: (["validate"] + words).map { Array($0.utf8) }).status == 2)
        }
        #expect(try tool.run("validate", "--unsafe-fixes", "-").errors.contains("add --fix or --diff"))
    }

    @Test func `a stream is fixed line by line in constant memory`() throws {
        let run = try tool.shell(
            """
            yes '\(Self.good)' | head -n 400000 >a.ndjson; echo '\(Self.bad)' >>a.ndjson
            yes '\(Self.good)' | head -n 100000 >>a.ndjson
            sed 's/"A "/"A"/; s/ONLINE/online/' a.ndjson >b.ndjson
            command time -f %M -o memory "$TOOL" validate -q --fix --format ndjson=/dev/null a.ndjson; cmp a.ndjson b.ndjson && cat memory
            """)
        let memory = try #require(Int(run.output.split(separator: "\n").last ?? ""), "\(run.output)\(run.errors)")
        #expect(memory < 120_000)
    }

    @Test func `a request keeps its length right`() throws {
        let run = try tool.shell(
            """
            printf 'POST /v2/session/ HTTP/1.1\\r\\nX-Api-Key: k\\r\\nContent-Type: application/json\\r\\nContent-Length: 17\\r\\n\\r\\n{"link_id": "A "}' >a.http
            printf '### first\\nPOST /v2/session/ HTTP/1.1\\nX-Api-Key: k\\nContent-Type: application/json\\n\\n{"LINK_ID": "A"}\\n\\n### second\\nPOST /v2/session/ HTTP/1.1\\nX-Api-Key: k\\nContent-Type: application/json\\nContent-Length: 18\\n\\n{"link_id": "A",}\\n' >b.http
            bcsession validate -q --fix a.http b.http && cat a.http b.http
            """)
        #expect(
            run.output
                == "POST /v2/session/ HTTP/1.1\r\nX-Api-Key: k\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n"
                + #"{"link_id": "A"}"#
                + "### first\nPOST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n"
                + #"{"link_id": "A"}"# + "\n\n### second\nPOST /v2/session/ HTTP/1.1\nX-Api-Key: k\n"
                + "Content-Type: application/json\nContent-Length: 17\n\n" + #"{"link_id": "A"}"# + "\n",
            "\(run.output)\(run.errors)")
    }

    // MARK: - Diffs

    /// Files of every kind that a diff must get right.
    private static let files: [(name: String, text: String)] = [
        ("one.json", bad), ("line.json", bad + "\n"), ("crlf.json", "{\r\n  \"LINK_ID\": \"A\"\r\n,\r\n}\r\n"),
        ("a name.json", "{\n\n\n\n\"link_id\": \"A\",\n\"mode\": \"PDF\"\n\n\n\n\n\n\n\n\n, \"bank\" : \" hdfc\"\n}"),
        ("d/é \"quoted\".json", "{\n\"link_id\":\n\"A\",\n\"link_id\":\n\"A\"\n}\n"), ("-x.json", bad),
        ("d/many.ndjson", (0..<40).map { $0 % 9 == 0 ? bad : good }.joined(separator: "\n")),
        ("d/all.ndjson", String(repeating: bad + "\n", count: 12)),
        ("comment.json", "// a\n{\n/* b\n*/\"link_id\": \"A\" // c\n\n\n\n\n\n\n\n}\n# d\n"),
        ("deep.json", "[\n[\n[ 1,\n],\n],\n\n\n\n\n\n\n\n\n[ 2, ]\n]"),
        ("request.http", "POST /v2/session/ HTTP/1.1\nContent-Type: application/json\nContent-Length: 35\n\n\(bad)"),
    ]

    @Test(.enabled(if: OtherProgram.has("patch") && OtherProgram.has("git"), "patch or git is not installed"))
    func `patch and git take every diff, and make what the fixes make`() throws {
        for directory in ["patch", "git", "fix"] {
            try tool.files.makeDirectory(directory)
            try tool.files.makeDirectory("\(directory)/d")
            for file in Self.files { try tool.files.write(file.text, to: "\(directory)/\(file.name)") }
        }
        let run = try tool.shell(
            """
            (cd patch && bcsession validate --diff --unsafe-fixes -o ../diff -- *.json . >/dev/null; echo $?)
            (cd patch && patch -s -p0 <../diff) && (cd git && git apply -p0 --whitespace=nowarn ../diff)
            (cd fix && bcsession validate -q --fix --unsafe-fixes -- *.json . >/dev/null)
            diff -r patch fix && diff -r git fix && echo same; stat -c %a diff
            find patch -name '*.orig' -o -name '*.rej'
            (cd fix && bcsession validate -q --diff --unsafe-fixes -- *.json . 2>/dev/null)
            """)
        #expect(run.output == "1\nsame\n600\n", "\(run.output)\(run.errors)")
    }

    @Test func `a diff changes nothing, and ends with 1 if it has something to show`() throws {
        let run = try tool.shell(
            """
            echo '\(Self.bad)' >a.json; echo '\(Self.good)' >b.json; echo '{}' >c.json
            bcsession validate -q --diff a.json 2>/dev/null; echo $?
            bcsession validate -q --diff b.json 2>/dev/null; echo $?
            bcsession validate -q --diff c.json 2>/dev/null; echo $?; cat a.json
            bcsession validate --diff a.json 2>&1 >/dev/null | tail -n 1
            """)
        #expect(
            run.output == """
                --- a.json
                +++ a.json
                @@ -1,1 +1,1 @@
                -\(Self.bad)
                +\(Self.good)
                1
                0
                1
                \(Self.bad)
                bcsession: 1 payload: valid, 2 fixed by the diff

                """, "\(run.output)\(run.errors)")
    }

    @Test(.enabled(if: OtherProgram.has("patch"), "patch is not installed"))
    func `what shows a secret, or text that is obeyed, is left out and named, and the rest can still be applied`()
        throws
    {
        let gap = String(repeating: "\n", count: 8)
        let texts = [
            "secret":
                "{\"link_id\": \"A \",\(gap)\"api_key\": \"s3cret\",\n\"mode\": \"ONLINE\",\(gap)\"mobile_number\": \"98765 43210\", \"x\": 1}\n",
            "value":
                "{\"link_id\": \"A \",\(gap)\"api_key\":\n\n\n\n\"s3cret\",\n\"mode\": \"ONLINE\",\(gap)\"mobile_number\": \"98765 43210\"}\n",
            "obeyed":
                "{\"link_id\": \"A \",\(gap)\"x\": \"##[group]\",\n\"mode\": \"ONLINE\",\(gap)\"mobile_number\": \"98765 43210\"}\n",
            "bidi":
                "{\"link_id\": \"A \",\(gap)\"x\": \"\u{202E}\",\n\"mode\": \"ONLINE\",\(gap)\"mobile_number\": \"98765 43210\"}\n",
        ]
        for (name, text) in texts { try tool.files.write(text, to: "\(name).json") }
        let run = try tool.shell(
            """
            for name in secret value obeyed bidi; do
              bcsession validate -q --diff $name.json >$name.diff 2>$name.err; echo $?
              patch -s -p0 <$name.diff && bcsession validate -q --diff -o $name.whole $name.json 2>/dev/null
              patch -s -p0 <$name.whole && bcsession validate -q --diff $name.json 2>/dev/null; echo $?
            done
            cat *.diff; cat *.whole | grep -c s3cret; stat -c %a *.whole
            """)
        #expect(!run.output.contains("s3cret") && !run.output.contains("##[") && !run.output.contains("\u{202E}"))
        for (name, words) in [
            ("secret", "a secret"), ("value", "a secret"), ("obeyed", "text that a terminal"),
            ("bidi", "characters that cannot be seen"),
        ] {
            let errors = try tool.files.read("\(name).err")
            #expect(errors.contains("\(name).json:") && errors.contains("left out of the diff"), "\(errors)")
            #expect(errors.contains(words), "\(errors)")
            #expect(try tool.files.read("\(name).diff").components(separatedBy: "\n@@").count == 3)
            #expect(try tool.files.read("\(name).json").contains(#""online""#))
        }
        #expect(run.output.contains("600"))
    }

    @Test func `what a diff leaves out is reported as it is, and counts as not fixed`() throws {
        let gap = String(repeating: "\n", count: 9)
        try tool.files.write(#"{"linkId": "x", "api_key": "s3cret"}"# + "\n", to: "whole.json")
        try tool.files.write(
            #"{"linkId": "x","# + gap + #""api_key": "s3cret", "Bank_Name": "axis"}"# + "\n", to: "part.json")
        try tool.files.write(
            #"{"linkId": "x", "api_key": "s3cret"}"# + "\n" + String(repeating: #"{"link_id": "y"}"# + "\n", count: 9)
                + #"{"linkId": "z"}"# + "\n", to: "lines.ndjson")
        try tool.files.write(
            #"{"linkId": "v"}"# + "\n" + #"{"link_id": "w", "metadata": {"token": "s3cret"}}"# + "\n"
                + String(repeating: #"{"link_id": "y"}"# + "\n", count: 9) + #"{"linkId": "z"}"# + "\n",
            to: "beside.ndjson")
        try tool.files.write(
            "POST /v2/session/ HTTP/1.1\nX-Api-Key: s3cret\nContent-Type: application/json\n\n"
                + #"{"linkId": "x"}"# + "\n", to: "request.http")
        for (name, isPart) in [
            ("whole.json", false), ("part.json", true), ("lines.ndjson", true),
            ("beside.ndjson", true), ("request.http", false),
        ] {
            let run = try tool.shell(
                """
                bcsession validate -q --diff -f json=diff.json \(name) >\(name).diff 2>/dev/null; echo $?
                patch -s -p0 <\(name).diff
                bcsession validate -q -f json=after.json \(name); jq .results after.json >after
                jq .results diff.json >diff; cmp diff after && jq -r .summary.fixed diff.json
                """)
            // The two fixes that are shown, of which one is left out.
            #expect(run.output == "1\n\(isPart ? 1 : 0)\n", "\(name) \(run.output)")
        }
    }

    @Test func `offsets in the report of fixed lines are those of the fixed file`() throws {
        let lines = (0..<5_000).map { index in
            index % 3 == 0 ? #"{"link_id": "a   "}"# : #"{"link_id": "\#(index)", "journey_code": "BCAA001"}"#
        }
        try tool.files.write(lines.joined(separator: "\n") + "\n", to: "lines.ndjson")
        let run = try tool.shell(
            """
            bcsession validate -q --fix -f ndjson=fixed lines.ndjson; bcsession validate -q -f ndjson=after lines.ndjson
            cmp fixed after && wc -l <after
            """)
        #expect(run.output == "5000\n", "\(run.output)")
    }

    @Test func `a diff for a device or a pipe is one for a log`() throws {
        try tool.files.write(#"{"linkId": "x", "api_key": "s3cret"}"# + "\n", to: "a.json")
        let run = try tool.shell("bcsession validate -q --diff -o /dev/stdout a.json | cat")
        #expect(!(run.output + run.errors).contains("s3cret"))
    }
}
