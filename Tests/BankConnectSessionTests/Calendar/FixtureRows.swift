import Foundation

/// The rows of a tab-separated file in Tests/Fixtures, without its comments (lines that begin with `#`).
func fixtureRows(_ name: String) throws -> [[String]] {
    try fixtureText(name).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}

/// The text of a file in Tests/Fixtures.
func fixtureText(_ name: String) throws -> String {
    let fixtures = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")
    return try String(contentsOf: fixtures.appending(path: name), encoding: .utf8)
}
