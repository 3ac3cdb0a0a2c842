import Foundation
import Testing

/// The same payloads through every format, byte for byte.
///
/// `RECORD_GOLDENS=1 swift test --filter ReportGoldenTests` writes the goldens anew, and fails.
@Suite struct ReportGoldenTests {
    @Test(arguments: ReportSamples.Format.all)
    func `a report is byte for byte what it was`(format: ReportSamples.Format) throws {
        let report = try format.report
        #expect(report.status == 3)
        try compare(withoutRules(report.output), with: "\(format.name).txt")
        try compare(report.errors, with: format == .color ? "messages-color.txt" : "messages.txt")
    }

    @Test func `each golden is that of a format`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let messages = ["messages.txt", "messages-color.txt"]
        #expect(Set(names) == Set(ReportSamples.Format.all.map { "\($0.name).txt" } + messages))
    }

    /// A SARIF log without the rules' texts and numbers, which have tests of their own and change with the rules; and GitLab's
    /// issues without the hashes of paths, of which some are this machine's.
    private func withoutRules(_ text: String) -> String {
        text.replacing(#/"rules": \[.*?\n          \]/#.dotMatchesNewlines(), with: #""rules": […]"#)
            .replacing(#/"ruleIndex":[0-9]+/#, with: #""ruleIndex":…"#)
            .replacing(#/"fingerprint":"[0-9a-f]{32}/#, with: #""fingerprint":"…"#)
    }

    private func compare(_ text: String, with file: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(file)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: url)
            Issue.record("\(file) was recorded")
            return
        }
        let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        guard text != expected else { return }
        let (lines, wanted) = (text.split(separator: "\n"), expected.split(separator: "\n"))
        let first = zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }
        Issue.record(
            """
            \(file) differs\(first.map { " in line \($0.offset + 1):\n\($0.element.0)\nwas\n\($0.element.1)" } ?? " in length")
            RECORD_GOLDENS=1 records it anew
            """)
    }
}
