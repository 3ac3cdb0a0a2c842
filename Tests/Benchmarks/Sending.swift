import BankConnectSession
import CommandKit
import SessionCommands
import TestSupport

/// Times `create --live --batch` against a server of this process, beside URLSession with nothing around it.
enum Sending {
    private static let session =
        #"{"session_id": "b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c", "redirect_url": "#
        + #""https://bankconnectclient.finbox.in/?session_id=b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c"}"#

    /// The three ways, each with so many requests under way.
    static func measure(_ folder: FilePath, _ count: Int, jobs: Int, samples: Int) throws -> [Measurement] {
        let answer = HTTPResponse(status: 200, body: Array(session.utf8))
        let service = try LoopbackService { _, _ in .answer(answer) }
        let pool = WorkerPool(program: folder.appending("bcsession-live"))
        let batch = folder.appending("benchmark-batch.ndjson")
        let key = folder.appending("benchmark-api.key")
        let ledger = folder.appending("benchmark-ledger")
        try save((1...count).flatMap { Array("{\"link_id\": \"L\($0)\"}\n".utf8) }[...], batch)
        try save(Array("benchmark-key\n".utf8)[...], key)
        defer { for path in [batch, key, ledger] { try? FileSystem.remove(path) } }
        let words = [
            "create", "--live", "--config", "none", "--api-key-file", key.displayName, "--endpoint", service.endpoint,
            "--batch", batch.displayName, "--jobs", String(jobs), "--quiet",
        ]
        return [
            .sessions("URLSession alone, \(jobs) jobs", count, samples: samples) {
                Threads.run(jobs) { _ in
                    for _ in 0..<(count / jobs) { send(through: pool, to: service) }
                }
            },
            .sessions("batch, \(jobs) jobs", count, samples: samples) { run(folder, words) },
            .sessions("batch with a ledger, \(jobs) jobs", count, samples: samples) {
                try? FileSystem.remove(ledger)
                run(folder, words + ["--record", ledger.displayName])
            },
        ]
    }

    private static func send(through pool: WorkerPool, to service: LoopbackService) {
        let head = HTTPRequestHead(
            method: "POST", path: "/bank-connect/v2/session/",
            fields: [HTTPField("Content-Type", "application/json"), HTTPField("Connection", "close")])
        let request = HTTPRequest(head: head, body: Array(#"{"link_id": "L1"}"#.utf8))
        let origin = "http://127.0.0.1:\(service.port)"
        if (try? pool.send(request, to: origin, timeout: .seconds(30)))?.status != 200 { print("a request failed") }
    }

    private static func run(_ folder: FilePath, _ words: [String]) {
        let tool = folder.appending("bcsession").displayName
        let script = #"exec "$0" "$@" > /dev/null"#
        if (try? OtherProgram.status(of: "/bin/sh", ["-c", script, tool] + words)) != 0 {
            print("\(tool) failed: build it and bcsession-live first")
        }
    }
}
