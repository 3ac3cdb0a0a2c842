import Foundation

/// The rows of a tab-separated file in Tests/Fixtures, without its comments (lines that begin with `#`).
func fixtureRows(_ name: String) throws -> [[String]] {
    let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")
    let text = try String(contentsOf: fixtures.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}
