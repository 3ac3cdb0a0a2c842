import Foundation
import TestSupport
import Testing

/// Programs in other languages, and a browser, against `serve`.
@Suite struct ServeClientTests {
    private let tool: BuiltTool

    init() throws { tool = try BuiltTool() }

    private static let hasHTTPX =
        (try? OtherProgram.lines(of: "python3 -c 'import requests, httpx, pytest'", in: ScratchDirectory())) != nil

    @Test(.enabled(if: hasHTTPX || ProcessInfo.processInfo.environment["CI"] != nil))
    func `Python's requests and httpx`() throws {
        let run = try tool.serving("", "python3 '\(BuiltTool.clients)/clients.py' $ADDRESS 2>&1")
        #expect(run.output == "requests ok\nhttpx ok\nserved 0\n")
    }

    @Test(.enabled(if: OtherProgram.has("node"))) func `Node's fetch`() throws {
        let run = try tool.serving("", "node '\(BuiltTool.clients)/client.mjs' $ADDRESS 2>&1")
        #expect(run.output == "fetch ok\nserved 0\n")
    }

    /// The first block of README in a language that starts the server.
    private static func recipe(_ language: String) throws -> String {
        let text = try String(contentsOfFile: BuiltTool.package + "/README.md", encoding: .utf8)
        let blocks = text.components(separatedBy: "```\(language)\n").dropFirst()
        let recipes = blocks.map { $0.components(separatedBy: "```")[0] }.filter { $0.contains("\"serve\"") }
        return try #require(recipes.first)
    }

    /// The tool by its name, as README has it.
    private static let path = "mkdir -p bin && ln -sf \"$TOOL\" bin/bcsession && export PATH=\"$PWD/bin:$PATH\"\n"

    @Test(.enabled(if: hasHTTPX || ProcessInfo.processInfo.environment["CI"] != nil))
    func `README's recipe for pytest`() throws {
        try tool.files.write(try Self.recipe("python"), to: "test_sessions.py")
        let run = try tool.shell(Self.path + "python3 -m pytest -q -p no:cacheprovider test_sessions.py 2>&1")
        #expect(run.output.contains("1 passed"), "\(run.output)")
    }

    @Test(.enabled(if: OtherProgram.has("node"))) func `README's recipe for Node`() throws {
        try tool.files.write(try Self.recipe("js"), to: "sessions.test.mjs")
        let run = try tool.shell(Self.path + "node --test sessions.test.mjs 2>&1")
        #expect(run.status == 0 && run.output.contains("pass 1"), "\(run.output)")
    }

    // Not in CI, where a Java would have to be installed for this alone.
    @Test(.enabled(if: (try? OtherProgram.lines(of: "javac -version", in: ScratchDirectory())) != nil))
    func `Java's HttpClient`() throws {
        let run = try tool.serving("", "java '\(BuiltTool.clients)/Client.java' $ADDRESS 2>&1")
        #expect(run.output == "HttpClient ok\nserved 0\n")
    }

    @Test(.enabled(if: OtherProgram.has("chromium")))
    func `a customer, a lender and strangers in a browser`() throws {
        let run = try tool.serving("--today 09/12/2025", "python3 '\(BuiltTool.clients)/page.py' $ADDRESS 2>&1")
        #expect(run.output.hasSuffix("\nserved 0\n") && !run.output.contains("NOT: "), "\(run.output)")
        #expect(run.output.components(separatedBy: "ok: ").count > 70, "\(run.output)")
    }

    @Test func `thousands of requests are answered as validate predicts and create answers`() throws {
        let count = ProcessInfo.processInfo.environment["BCSESSION_LONG"] == nil ? 2_000 : 20_000
        let run = try tool.serving(
            "--today 09/12/2025",
            "python3 '\(BuiltTool.clients)/differential.py' \"$TOOL\" $ADDRESS \(count) \(TestSeed.value % 1_000_000) . 2>&1"
        )
        #expect(run.output.contains("\(count) requests, 0 differ"), "\(run.output)")
    }
}
