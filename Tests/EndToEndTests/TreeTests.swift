import TestSupport
import Testing

/// Trees of files as they are found on disks, walked by the built tool.
@Suite struct TreeTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
    }

    private func sources(_ script: String) throws -> [String] {
        let run = try tool.shell("set -e\n" + script + " | jq -r .source")
        return run.output.split(separator: "\n").map(String.init)
    }

    private static let good = #"'{"link_id": "A"}'"#

    @Test func `what cannot be looked at is unreadable, and all else is checked`() throws {
        let run = try tool.shell(
            """
            mkdir -p g/sub h/closed h/open
            for name in g/ok.json h/closed/a.json h/open/b.json; do echo \(Self.good) >$name; done
            echo '{"bank_name": "zz"}' >g/sub/bad.json
            chmod 755 g/sub h/open; chmod 444 g; chmod 000 h/closed
            \(BuiltTool.asAnybody) validate --format ndjson g h | jq -c '[.source, .valid, .error.kind]'
            status=${PIPESTATUS[0]}; chmod 755 g h/closed; exit $status
            """)
        #expect(run.status == 3)
        #expect(
            run.output == """
                ["g/ok.json",false,"input"]
                ["g/sub",false,"input"]
                ["h/closed",false,"input"]
                ["h/open/b.json",true,null]

                """, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("3 inputs unreadable"))
    }

    @Test func `what is found in place of a project file, or named by it, is an error, and no pipe is waited for`()
        throws
    {
        let run = try tool.shell(
            """
            mkdir tree; echo '{}' >outside; cd tree; echo \(Self.good) >a.json; mkfifo policy
            for make in 'ln -s nowhere .bcsession.json' 'mkfifo .bcsession.json' 'mkdir .bcsession.json' \\
              'echo {\\"organization\\":\\"policy\\"} >.bcsession.json' 'ln -s ../outside .bcsession.json' \\
              'echo {\\"organization\\":\\"/dev/zero\\"} >.bcsession.json'; do
              rm -rf .bcsession.json; eval "$make"; timeout 60 "$TOOL" validate a.json; echo $?
            done
            """)
        #expect(run.output == "2\n2\n2\n2\n2\n2\n", "\(run.output)\(run.errors)")
    }

    @Test func `an exclusion covers a file however its name is written`() throws {
        let run = try tool.shell(
            """
            mkdir sub; echo '{}' >sub/a.json
            for name in sub/a.json "$PWD/sub/a.json" ./sub/a.json sub/../sub/a.json; do
              bcsession validate --exclude '/sub/*.json' "$name"; echo $?
            done
            """)
        #expect(run.output == "0\n0\n0\n0\n", "\(run.output)\(run.errors)")
    }

    @Test func `pipes, sockets and links to directories are passed over on a walk`() throws {
        let run = try tool.shell(
            """
            mkdir -p d/real; echo \(Self.good) >d/real/a.json; ln -s real d/link.json; mkfifo d/pipe.json
            python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("d/socket.json")'
            timeout 60 "$TOOL" validate --format ndjson d | jq -r .source; exit ${PIPESTATUS[0]}
            """)
        #expect(run.status == 0)
        #expect(run.output == "d/real/a.json\n")
    }

    @Test func `a file is checked once, whatever it is called`() throws {
        #expect(
            try sources(
                """
                mkdir d; echo \(Self.good) >1.json; ln -s 1.json 2.json; ln 1.json d/3.json; echo \(Self.good) >d/4.json
                bcsession validate --format ndjson 1.json 1.json ./1.json 2.json d d/4.json
                """) == ["1.json", "d/4.json"])
    }

    @Test func `what tools keep is passed over, and a file that is named is checked whatever its name`() throws {
        #expect(
            try sources(
                """
                mkdir -p d/.git d/node_modules/x
                for name in .git/a.json node_modules/x/b.json .hidden.json package.json package-lock.json \\
                  tsconfig.base.json c.json; do echo \(Self.good) >d/$name; done
                bcsession validate --format ndjson d d/package.json
                """) == ["d/c.json", "d/package.json"])
    }

    @Test func `exclude is relative to the directory that is named`() throws {
        #expect(
            try sources(
                """
                mkdir -p d/drafts d/sub/drafts; for name in a.json drafts/b.json sub/drafts/c.json sub/d.json; do
                echo \(Self.good) >d/$name; done
                bcsession validate --format ndjson --exclude /drafts --exclude 'sub/d.*' d
                """) == ["d/a.json", "d/sub/drafts/c.json"])
    }

    @Test(arguments: [
        "bcsession validate -f ndjson d >d/b.ndjson", "bcsession validate -f ndjson d/in.ndjson >>d/in.ndjson",
        "bcsession validate -f ndjson=d/in.ndjson d", "bcsession validate -o d/in.ndjson d/in.ndjson",
    ])
    func `an output that is an input is refused before anything is written`(command: String) throws {
        let run = try tool.shell("mkdir d; echo \(Self.good) >d/in.ndjson; \(command)")
        #expect(run.status == 2)
        #expect(run.errors.contains("is also the input 'd/"))
        #expect(try tool.files.read("d/in.ndjson") == "{\"link_id\": \"A\"}\n")
    }

    @Test(arguments: [
        ("json=out --format sarif=./out", "would write to the same file"),
        ("json=out --format sarif=link", "would write to the same file"),
        ("json=new/../r.json --format sarif=r.json", "would write to the same file"),
        ("json=dangling --format sarif=new/made", "would write to the same file"),
    ])
    func `two outputs that are one file are refused`(formats: String, words: String) throws {
        let run = try tool.shell(
            """
            echo \(Self.good) >a.json; mkdir new; echo old >out; ln out link; ln -s new/made dangling
            bcsession validate --format \(formats) a.json
            """)
        #expect(run.status == 2)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(try tool.files.read("out") == "old\n")
    }

    @Test func `empty inputs are told of`() throws {
        let run = try tool.shell(
            """
            mkdir empty; echo \(Self.good) >a.json; : >none.ndjson
            bcsession validate none.ndjson; echo $?; bcsession validate empty a.json; echo $?
            bcsession validate empty; echo $?
            """)
        #expect(run.output == "0\n0\n2\n")
        #expect(run.errors.contains("the input is empty: there was no payload to check\n"))
        #expect(run.errors.contains("warning: there is no file to check in 'empty', which was searched for *.json"))
    }

    @Test func `verbose names each input with its result`() throws {
        let run = try tool.shell(
            """
            echo \(Self.good) >a.json; printf '{}\\n{"link_id":"A"}\\n' >b.ndjson
            bcsession validate -v -f concise a.json b.ndjson gone.json
            """)
        #expect(run.status == 3)
        for line in [
            "bcsession: a.json: 1 payload: valid\n", "bcsession: b.ndjson: 2 payloads: 1 invalid, 1 error\n",
            "bcsession: gone.json: 0 payloads: 0 invalid, 1 input unreadable\n",
        ] {
            #expect(run.errors.contains(line), "\(run.errors)")
        }
    }

    @Test func `standard input goes by the name that it is given, and members are repeated`() throws {
        let run = try tool.shell(
            """
            printf '{"link_id":"TU-1","mode":"fax"}\\n{"link_id":2}\\n[]\\n' |
              bcsession validate -q --stdin-filename part/7.ndjson --echo link_id --echo api_key -f ndjson - |
              jq -c '[.source, .record, .echo]'
            """)
        #expect(
            run.output == """
                ["part/7.ndjson",1,{"link_id":"TU-1"}]
                ["part/7.ndjson",2,{"link_id":2}]
                ["part/7.ndjson",3,null]

                """, "\(run.output)\(run.errors)")
    }

    @Test func `the project file is that of the repository, from any directory of it, without a home`() throws {
        let run = try tool.shell(
            """
            mkdir -p repo/.git repo/a/b outside; echo '{"link_id": "A", "lnk": 1}' >repo/a/b/x.json
            echo '{"validate": {"strict": true}}' >repo/.bcsession.json
            cp repo/a/b/x.json outside; echo '{"validate": {"strict": true}}' >.bcsession.json
            unset HOME
            for directory in repo repo/a repo/a/b; do
              (cd $directory; bcsession validate -v -q "$OLDPWD/repo/a/b/x.json" >/dev/null; echo $?); done
            (cd outside; bcsession validate -q x.json >/dev/null; echo $?)
            (cd repo/a; bcsession validate -v x.json b 2>&1 | grep 'project file')
            """)
        #expect(run.output.hasPrefix("1\n1\n1\n0\n"), "\(run.output)\(run.errors)")
        #expect(run.output.contains("bcsession: project file: "))
        #expect(run.output.hasSuffix("/repo/.bcsession.json\n"))
    }
}
