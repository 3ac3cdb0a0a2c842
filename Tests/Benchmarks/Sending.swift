import BankConnectSession
import CommandKit
import SessionCommands
import TestSupport

/// Times `create --live --batch` against a server of this process, beside curl and beside URLSession with nothing around
/// it.
enum Sending {
    private static let session =
        #"{"session_id": "b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c", "redirect_url": "#
        + #""https://bankconnectclient.finbox.in/?session_id=b91fbb03-ab37-4b10-9b3b-b3ab4f3b3d1c"}"#

    /// Lines, the milliseconds after which the server answers, and the requests under way.
    private static let loads = [(64, 1000, 4), (64, 1000, 16), (2000, 0, 1), (2000, 0, 4), (2000, 0, 16)]

    /// All ways by turns, for each load.
    static func measure(_ folder: FilePath, samples: Int) throws -> [Measurement] {
        try loads.flatMap { count, delay, jobs in try measure(folder, count, delay, jobs, samples: samples) }
    }

    private static func measure(
        _ folder: FilePath, _ count: Int, _ delay: Int, _ jobs: Int, samples: Int
    ) throws -> [Measurement] {
        let answer = HTTPResponse(status: 200, body: Array(session.utf8))
        let service = try LoopbackService { _, _ in
            Machine.sleep(nanoseconds: Int64(delay) * 1_000_000)
            return .answer(answer)
        }
        let pool = WorkerPool(program: folder.appending("bcsession-live"))
        defer { pool.end() }
        let batch = folder.appending("benchmark-batch.ndjson")
        let key = folder.appending("benchmark-api.key")
        let ledger = folder.appending("benchmark-ledger")
        let requests = folder.appending("benchmark-requests")
        try save((1...count).flatMap { Array("{\"link_id\": \"L\($0)\"}\n".utf8) }[...], batch)
        try save(Array("benchmark-key\n".utf8)[...], key)
        let request = "url = \"\(service.endpoint)/v2/session/\"\noutput = \"/dev/null\"\n"
        try save(Array(String(repeating: request, count: count).utf8)[...], requests)
        defer { for path in [batch, key, ledger, requests] { try? FileSystem.remove(path) } }
        let words = [
            "create", "--live", "--config", "none", "--api-key-file", key.displayName, "--endpoint", service.endpoint,
            "--batch", batch.displayName, "--jobs", String(jobs), "--quiet",
        ]
        let curl = [
            "--silent", "--parallel", "--parallel-immediate", "--parallel-max", String(jobs), "--header",
            "Content-Type: application/json",
            "--header", "X-Api-Key: benchmark-key", "--data", #"{"link_id": "L1"}"#, "--config", requests.displayName,
        ]
        let load = "\(count) sessions at \(delay) ms, \(jobs) jobs"
        return Measurement.wholeRuns(
            // A wait is the same each time.
            samples: delay == 0 ? samples : 1,
            [
                ("\(load): curl --parallel", { run("/usr/bin/curl", curl) }),
                (
                    "\(load): URLSession alone",
                    {
                        Threads.run(jobs) { _ in
                            for _ in 0..<(count / jobs) { send(through: pool, to: service) }
                        }
                    }
                ),
                ("\(load): batch", { run(folder.appending("bcsession"), words) }),
                (
                    "\(load): batch with a ledger",
                    {
                        try? FileSystem.remove(ledger)
                        run(folder.appending("bcsession"), words + ["--record", ledger.displayName])
                    }
                ),
            ])
    }

    private static func send(through pool: WorkerPool, to service: LoopbackService) {
        let head = HTTPRequestHead(
            method: "POST", path: "/bank-connect/v2/session/",
            fields: [HTTPField("Content-Type", "application/json"), HTTPField("Connection", "close")])
        let request = HTTPRequest(head: head, body: Array(#"{"link_id": "L1"}"#.utf8))
        let origin = "http://127.0.0.1:\(service.port)"
        if (try? pool.send(request, to: origin, timeout: .seconds(30)))?.status != 200 { print("a request failed") }
    }

    private static func run(_ program: FilePath, _ words: [String]) {
        let script = #"exec "$0" "$@" > /dev/null"#
        if Program.status(of: "/bin/sh", ["-c", script, program.displayName] + words) != 0 {
            print("\(program.displayName) failed: build it and bcsession-live, and install curl")
        }
    }
}
