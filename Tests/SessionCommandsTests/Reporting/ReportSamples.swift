import BankConnectSession
import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

/// The payloads that every format is tried on: those of Tests/Fixtures/reports, and some that no repository could hold.
struct ReportSamples {
    /// Names that want to be commands, markup or separators.
    static let hostileNames = [
        "::error file=x,line=1::y.json", " ::warning::z.json", "##[add-mask]w.json", "##vso[task.complete]v.json",
        "<b>&\"']]>.json", "%0A,line=1%25.json", "line\n::error::feed.json", "return\r::error::.json",
        "\u{1B}[31m\u{202E}\u{FFFE}\u{9B}.json",
    ]

    let scratch: ScratchDirectory
    /// The files in the order of the command line; one of them is not there.
    let files: [String]

    init() throws {
        scratch = try ScratchDirectory()
        var files = try FileSystem.directoryEntries(FilePath(Fixture.path("reports"))).map { name in
            Fixture.path("reports") + "/" + name.displayName
        }.sorted()
        let long = String(repeating: "x", count: 500_000)
        files.append(
            try scratch.write(#"{"link_id": "A", "x": "\#(long)", "mode": "fax", "z": "\#(long)"}"#, to: "long.json"))
        for name in Self.hostileNames { files.append(try scratch.write(#"{"link_id": ""}"#, to: name)) }
        files.append(scratch.path("missing.json"))
        files.append("-")
        self.files = files
    }

    /// What `validate` came to.
    struct Report {
        let status: Int32
        let output: String
        let errors: String
        /// The output with the directories of this machine in it.
        let whole: String
    }

    /// What `validate` writes of all samples in each format.
    static let reports: [Format: Report] = {
        guard let samples = try? ReportSamples() else { return [:] }
        return Dictionary(uniqueKeysWithValues: Format.all.map { ($0, samples.report($0.flags)) })
    }()

    /// The formats of the registry, the text both with and without colour.
    struct Format: Hashable, Sendable, CustomTestStringConvertible {
        static let color = Format(name: "color")
        static let all = ReportFormat.all.map { Format(name: $0.name) } + [color]

        /// The name, which is that of the golden as well.
        let name: String

        var testDescription: String { name }

        var flags: [String] {
            switch name {
            case "text": ["--color", "never"]
            case "color": ["--color", "always"]
            default: ["--format", name]
            }
        }

        /// The report of all samples.
        var report: Report {
            get throws { try #require(ReportSamples.reports[self]) }
        }
    }

    /// What `validate` writes of all samples, the directories of this machine left out.
    private func report(_ flags: [String]) -> Report {
        let input = Array(#"{"mode": "pdf"}"#.utf8)
        var console = Console.inMemory(toolName: "bcsession", input: input, environment: [:])
        console.escape = DisplayText.escape
        let words = ["validate", "--today", "09/12/2025"] + flags + ["--"] + files
        let status = Tool.bcsession.main(words.map { Argument($0) }, console)
        return Report(
            status: status, output: withoutDirectories(console.output.text),
            errors: withoutDirectories(console.messages.text), whole: console.output.text)
    }

    private func withoutDirectories(_ text: String) -> String {
        var text = text
        for directory in [Fixture.path("reports"), scratch.path] {
            text = text.replacing("file://\(directory)/", with: "").replacing("\(directory)/", with: "")
        }
        // What SARIF makes of the fixtures when the tests run in the package's directory.
        return text.replacing("Tests/Fixtures/reports/", with: "")
    }
}
