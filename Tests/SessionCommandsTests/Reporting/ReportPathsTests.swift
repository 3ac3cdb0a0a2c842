import CommandKit
import TestSupport
import Testing

@testable import SessionCommands

/// Names of files as readers of reports open them.
@Suite struct ReportPathsTests {
    private static let directory = FileSystem.workingDirectory()?.displayName ?? ""

    private func paths(_ environment: [String: String] = [:]) -> ReportPaths {
        ReportPaths(Environment(environment))
    }

    @Test(arguments: [
        ("a.json", "a.json"), ("./a.json", "a.json"), ("././a//b.json", "a/b.json"), ("x/../a.json", "a.json"),
        ("a b%.json", "a%20b%25.json"), ("a:b?#[]@.json", "a%3Ab%3F%23%5B%5D%40.json"), ("é.json", "%C3%A9.json"),
        ("/no/such/a b.json", "file:///no/such/a%20b.json"), ("\n\u{1}", "%0A%01"), ("-", "stdin"),
    ])
    func `a URI is relative to the working directory`(name: String, uri: String) {
        var paths = paths()
        #expect(paths.uri(of: SourceName(FilePath(name))) == uri)
    }

    @Test func `an absolute name in the working directory becomes relative, one outside keeps its root`() {
        var paths = paths()
        #expect(paths.name(of: SourceName(FilePath(Self.directory + "/x/y.json"))) == "x/y.json")
        #expect(paths.name(of: SourceName(FilePath(Self.directory + "x/y.json"))) == Self.directory + "x/y.json")
        #expect(paths.uri(of: SourceName("/x/y.json")) == "file:///x/y.json")
        #expect(paths.name(of: SourceName("/x/y.json")) == "/x/y.json")
    }

    @Test(arguments: ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE"])
    func `below the root that the runner names, a name is relative to that`(variable: String) throws {
        let scratch = try ScratchDirectory()
        let file = try scratch.write("", to: "a.json")
        var paths = paths([variable: scratch.path])
        #expect(paths.name(of: SourceName(FilePath(file))) == "a.json")
        #expect(paths.name(of: SourceName("b.json")) == "b.json")
        var other = self.paths([variable: "/no/such"])
        #expect(other.name(of: SourceName(FilePath(file))) == file)
        var relative = self.paths([variable: "."])
        #expect(relative.name(of: SourceName("b.json")) == "b.json")
    }

    @Test func `two names that are not UTF-8 stay two, in text and in URIs`() {
        var paths = paths()
        let names = [UInt8(0xFE), 0xFF].map { SourceName(FilePath(bytes: [0x61, $0, 0x62])) }
        #expect(names.map(\.text) == ["a\\xFEb", "a\\xFFb"])
        #expect(names.map { paths.uri(of: $0) } == ["a%FEb", "a%FFb"])
        #expect(names.map { paths.name(of: $0) } == ["a\\xFEb", "a\\xFFb"])
    }
}
