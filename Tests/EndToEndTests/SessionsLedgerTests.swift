import TestSupport
import Testing

/// `sessions` on ledgers of any length: a million lines in the long form.
@Suite struct SessionsLedgerTests {
    static let lineCount = TestSeed.isLong ? 1_000_000 : 50_000

    @Test(.enabled(if: OtherProgram.has("python3"), "python3 is not installed"))
    func `a long ledger with torn lines and killed runs is read in constant memory`() throws {
        let tool = try BuiltTool()
        // Each tenth request has no outcome, as after kill -9; each thousandth line is torn and was gone on below.
        try tool.files.write(
            """
            import hashlib, json, resource, subprocess, sys
            count, tool = int(sys.argv[1]), sys.argv[2]
            def write(name, count):
                with open(name, "w") as file:
                    for n in range(count // 2):
                        base = {"schema": "bcsession.ledger/2", "time": "2026-11-22T12:00:00Z", "endpoint": "https://a/b",
                                "api_version": "v2", "link_id": f"L-{n}", "record": n + 1,
                                "sha256": hashlib.sha256(str(n).encode()).hexdigest(), "occurrence": 1}
                        file.write(json.dumps(base | {"intent": True}, separators=(",", ":")) + "\\n")
                        if n % 10_000 == 9: continue
                        outcome = base | {"session_id": f"{n:08x}-9a2f-4ad7-8f0e-0123456789ab", "outcome": "created",
                                          "redirect_url": f"https://bankconnectclient.finbox.in/?session_id={n:08x}-9a2f-4ad7-8f0e-0123456789ab&token=abc",
                                          "status": 200, "expires_at": None, "response": None, "exit": 0}
                        line = json.dumps(outcome, separators=(",", ":"))
                        file.write(line + "\\n")
                        if n % 1000 == 500: file.write(line[:100] + "\\n")
            peaks = []
            for name, lines in [("short", count // 50), ("long", count)]:
                write(name, lines)
                run = subprocess.run([tool, "sessions", "--record", name, "--format", "ndjson"], capture_output=True)
                rows = run.stdout.splitlines()
                print(run.returncode, len(rows) == lines // 2, rows[-1].count(b'"unknown"') if lines > 20000 else 1)
                peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            one = subprocess.run([tool, "sessions", "--record", "long", "--link-id", f"L-{count // 2 - 1}", "--format", "ndjson"], capture_output=True)
            print(one.returncode, one.stdout.count(b"\\n"), one.stdout.count(f'"L-{count // 2 - 1}"'.encode()))
            print(peaks[1] <= 48 * 1024 and peaks[1] <= peaks[0] * 3 // 2, peaks)
            """, to: "run.py")
        let run = try tool.shell("python3 run.py \(Self.lineCount) \"$TOOL\"")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 4, "\(run.errors)")
        #expect(lines.prefix(2) == ["0 True 1", "0 True 1"], "\(run.output)")
        #expect(lines.dropFirst(2).first == "0 1 1", "\(run.output)")
        #expect(lines.last?.hasPrefix("True") == true, "\(run.output)")
    }
}
