import TestSupport
import Testing

@testable import SessionCommands

/// Patterns of file names, as git itself reads them.
@Suite struct GlobPatternTests {
    private static let patterns = [
        "*.json", "a.json", "/a.json", "sub/a.json", "/sub", "sub/", "sub", "sub/*", "sub/**", "**/a.json",
        "a/**/b.json",
        "**/sub/*.json", "a?.json", "[ab].json", "[!a].json", "[^a].json", "[a-c].json", "[]x].json", "\\*.json", "*a*",
        "a[.json", "?.json", "**/deep/**", "*", "a/*/b.json", "**", "a**b.json", "[\\]].json", "x/../a.json",
        "[[:lower:]].json", "[[:upper:][:digit:]].json", "[^[:alpha:]].json", "a[[:upper:]]b.json", "[[:nope:]].json",
        "[[:punct:]].json", "[[:alpha:]", "[a[:digit:]b].json",
    ]

    private static let paths = [
        "a.json", "b.json", "c.json", "ab.json", "sub/a.json", "sub/deep/a.json", "a/b.json", "a/x/b.json",
        "a/x/y/b.json", "*.json", "a[.json", "].json", "x.json", "other/sub/c.json", "aXb.json", "deep/a/b",
        "sub/deep/deep/x.txt", "axb.json", "1.json", "A.json", "-.json",
    ]

    @Test(
        .enabled(if: OtherProgram.has("git"), "git is not installed"), arguments: patterns)
    func `a pattern matches what git ignores by it`(pattern: String) throws {
        let scratch = try ScratchDirectory()
        try scratch.write(pattern + "\n", to: "pattern")
        try scratch.write(Self.paths.joined(separator: "\0") + "\0", to: "paths")
        let ignored = try OtherProgram.lines(
            of: """
                mkdir repo && cd repo && git init -q . && cp ../pattern .gitignore
                git -c core.excludesFile=/dev/null check-ignore --no-index --stdin -z <../paths | tr '\\0' '\\n'
                """, in: scratch)
        let glob = try #require(GlobPattern(pattern))
        let covered = Self.paths.filter { glob.covers($0.split(separator: "/").map { Array($0.utf8) }) }
        #expect(covered == ignored)
    }

    @Test(arguments: ["", "/", "!a.json"])
    func `a pattern that names nothing, or undoes another, is none`(pattern: String) {
        #expect(GlobPattern(pattern) == nil)
    }

    @Test func `a pattern of many stars takes no longer than the product of the lengths`() throws {
        let glob = try #require(GlobPattern(String(repeating: "*a", count: 50) + "b"))
        #expect(!glob.covers([[UInt8](repeating: 0x61, count: 4_000)]))
        let deep = try #require(GlobPattern(String(repeating: "**/a/", count: 50) + "b"))
        #expect(!deep.covers(Array(repeating: [0x61], count: 200)))
    }
}
