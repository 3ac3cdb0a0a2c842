import Foundation
import TestSupport
import Testing

/// Files that are not what they seem, change under the reader, or cannot take what is written.
@Suite struct FileFaultTests {
    let tool: BuiltTool

    init() throws {
        tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
    }

    @Test(arguments: [
        "create home", "consents home", "create good.json --signing-key-file home", "verify-token home",
        "validate good.json --organization home", "validate good.json --config home",
    ])
    func `a directory in a file's place is told as one`(command: String) throws {
        let run = try tool.shell("bcsession create good.json >/dev/null 2>&1; bcsession \(command)")
        #expect(try [2, 3, 9].contains(#require(run.status)), "\(run.errors)")
        #expect(run.errors.localizedCaseInsensitiveContains("directory"), "\(run.errors)")
        #expect(run.outputBytes.isEmpty)
    }

    @Test(arguments: ["validate", "create", "consents"])
    func `a device without bytes is an empty payload`(command: String) throws {
        let run = try tool.shell("bcsession \(command) /dev/null")
        #expect(run.status == 1)
        #expect((run.output + run.errors).contains("the text is empty"))
    }

    @Test func `a file that may not grow beyond a limit leaves the old one`() throws {
        try tool.files.write(String(repeating: "{}\n", count: 5_000), to: "many.ndjson")
        let run = try tool.shell(
            """
            echo old > out; trap '' XFSZ; ulimit -f 64
            bcsession validate -q --format json -o out many.ndjson; echo $?
            bcsession validate -q --format json many.ndjson > direct; echo $?; cat out; ls -A
            """)
        #expect(run.output == "74\n74\nold\ndirect\ngood.json\nhome\nmany.ndjson\nout\n")
        #expect(run.errors.contains("cannot write 'out': File too large"))
        #expect(run.errors.contains("cannot write standard output: File too large"))
    }

    @Test func `a key file changed between stat and read is judged by what is read`() throws {
        try tool.files.write("hex:" + String(repeating: "11", count: 32), to: "safe", mode: 0o600)
        try tool.files.write("hex:" + String(repeating: "22", count: 32), to: "open", mode: 0o644)
        let run = try tool.shell(
            """
            ln -s safe key; ln -s safe s; ln -s open o
            (while :; do cp -P o n; mv -T n key; cp -P s n; mv -T n key; done) 2>/dev/null & swapping=$!
            for round in $(seq 40); do
              bcsession create good.json -q --signing-key-file key --print redirect_url >> urls 2>/dev/null; echo $?
            done | sort -u
            kill $swapping; wait $swapping 2>/dev/null
            bcsession verify-token -q --signing-key-file safe urls > verdicts; echo "all safe: $?"
            """)
        // Each run found the key that others can read, or signed with the one that they cannot.
        #expect(
            run.output.split(separator: "\n").allSatisfy { ["0", "9", "all safe: 0"].contains($0) }, "\(run.output)")
        #expect(run.output.hasSuffix("all safe: 0\n"))
    }

    /// Whether a process here may have a file system of its own.
    static let canMount = (try? BuiltTool().shell("unshare -rm mount -t tmpfs none /mnt").status) == 0

    @Test(
        .enabled(if: canMount, "needs namespaces for users and mounts"),
        arguments: [
            "validate -q --input ndjson --format json -o small/out many.ndjson",
            "validate -q --input ndjson --format ndjson=small/out many.ndjson",
            "verify-token -q --format ndjson -o small/out urls",
            "create -q long.json --format full -o small/out",
        ])
    func `ENOSPC half-way: status 74, the old file stays, and nothing is left over`(command: String) throws {
        try tool.files.write(String(repeating: "{}\n", count: 5_000), to: "many.ndjson")
        try tool.files.write((0..<5_000).map { "https://x.finbox.in/\($0)\n" }.joined(), to: "urls")
        let long = String(repeating: "x", count: 200_000)
        try tool.files.write(#"{"link_id": "A", "note": "\#(long)"}"#, to: "long.json")
        let run = try tool.shell(
            """
            bcsession create good.json >/dev/null 2>&1; mkdir small
            unshare -rm bash -c 'mount -t tmpfs -o size=64k none small; echo old >small/out; head -c 24000 urls >small/filler
              "$0" $1 >direct; echo $?; cat small/out; ls -A small; wc -c <direct' "$TOOL" '\(command)'
            """)
        #expect(run.output == "74\nold\nfiller\nout\n0\n")
        #expect(run.errors.contains("No space left on device"), "\(run.errors)")
    }

    @Test(.enabled(if: canMount, "needs namespaces for users and mounts"))
    func `ENOSPC half-way through a ledger's line: nothing is created, and the next line is whole`() throws {
        let run = try tool.shell(
            """
            bcsession create good.json >/dev/null 2>&1; mkdir small
            unshare -rm bash -c 'mount -t tmpfs -o size=64k none small; umask 077
              "$0" create -q --link-id Z --record small/ledger >/dev/null
              head -c $((4000 - $(wc -c <small/ledger))) /dev/zero | tr "\\0" x >>small/ledger
              echo >>small/ledger; head -c 65536 /dev/zero >small/filler 2>/dev/null
              "$0" create -q --link-id A --record small/ledger; echo $?; rm small/filler
              "$0" create -q --link-id B --record small/ledger --print session_id >told; echo $?
              tail -n 1 small/ledger | jq -r .session_id | cmp - told && echo same' "$TOOL"
            """)
        #expect(run.output == "74\n0\nsame\n")
        #expect(run.errors.contains("No space left on device; nothing was created"), "\(run.errors)")
    }

    @Test func `a 0-column terminal counts as one of 80`() throws {
        try tool.files.write(#"{"\#(String(repeating: "x", count: 300))": 1, "mode": "fax"}"#, to: "long.json")
        let run = try tool.shell(
            """
            cat >typed <<'END'
            unset COLUMNS; stty cols $1
            "$TOOL" validate --color never long.json; "$TOOL" consents --today 09/12/2025 --format timeline; "$TOOL" --help
            END
            export TOOL; for columns in 0 80 40; do
              script -qec "bash typed $columns" /dev/null >$columns.txt </dev/null || echo "ended with $?"
            done
            wc -l <0.txt | grep -q '^[1-9][0-9]' && cmp 0.txt 80.txt && ! cmp -s 0.txt 40.txt && echo same
            """)
        #expect(run.output == "same\n", "\(run.errors)")
    }

    @Test(.enabled(if: getuid() == 0, "only root can give a file away"))
    func `a key file owned by another user is refused`() throws {
        try tool.files.write("0123456789abcdef", to: "key", mode: 0o600)
        let run = try tool.shell("chown 65534 key && bcsession create good.json --signing-key-file key")
        #expect(run.status == 9)
        #expect(run.outputBytes.isEmpty)
        #expect(run.errors.contains("'key' belongs to another user"))
        let live = try tool.shell(
            "bcsession create --live --link-id A --endpoint http://127.0.0.1:1/x --api-key-file key")
        #expect(live.status == 9)
        #expect(live.errors.contains("the API key 'key' belongs to another user"))
    }

    @Test func `files that come and go during a walk are told or passed over`() throws {
        let run = try tool.shell(
            """
            mkdir d; for number in $(seq 200); do cp good.json d/$number.json; done
            (while :; do rm -f d/1*.json; for number in $(seq 100 120); do cp good.json d/$number.json; done; done) &
            churning=$!
            for round in 1 2 3 4 5; do bcsession validate -q --format ndjson d > list; echo $?; done | sort -u
            kill $churning; wait $churning 2>/dev/null; jq -s 'all(.valid or (has("error")))' list >/dev/null || echo bad
            """)
        #expect(run.output.split(separator: "\n").allSatisfy { ["0", "1", "3"].contains($0) }, "\(run.output)")
    }

    @Test(arguments: [("TERM", 143), ("INT", 130)])
    func `a signal while tokens are awaited leaves the old file`(signal: String, status: Int) throws {
        let run = try tool.shell(
            """
            bcsession create good.json >/dev/null 2>&1; echo old > out; mkfifo pipe
            (trap - INT; exec "$TOOL" verify-token -o out - <pipe) & child=$!
            exec 3>pipe; sleep 0.3; kill -\(signal) $child; wait $child 2>/dev/null; echo $?; cat out; ls -A
            """)
        #expect(run.output == "\(status)\nold\ngood.json\nhome\nout\npipe\n")
    }

    @Test func `variables of empty strings and non-UTF-8 values end no run badly`() throws {
        let names = [
            "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LANG",
            "LC_ALL", "LC_CTYPE", "TERM", "TZ", "PATH", "BCSESSION_API_KEY", "http_proxy", "no_proxy",
        ]
        let plain = try tool.shell("bcsession validate good.json && bcsession consents --today 09/12/2025")
        for name in names {
            for value in ["$'\\xff\\xfe'", "''", "$'a\\nb'"] where name != "CLICOLOR_FORCE" || value == "''" {
                let run = try tool.shell(
                    "export \(name)=\(value); bcsession validate good.json && bcsession consents --today 09/12/2025")
                #expect(run.status == 0, "\(name)=\(value): \(run.errors)")
                #expect(run.outputBytes == plain.outputBytes, "\(name)=\(value)")
            }
        }
        for name in ["BCSESSION_TODAY", "BCSESSION_CONFIG"] {
            #expect(try tool.shell("export \(name)=$'\\xff'; bcsession validate good.json").status == 2, "\(name)")
            #expect(try tool.shell("export \(name)=; bcsession validate good.json").status == 0, "\(name)")
        }
    }
}
