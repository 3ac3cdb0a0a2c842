import CommandKit
import Foundation
import SessionCommands
import Testing

@Suite struct GeneratedFilesTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: GeneratedFiles.all(of: Tool.bcsession.spec).map(\.name))
    func `a generated file is what the declarations make of it`(name: String) throws {
        let text = GeneratedFiles.all(of: Tool.bcsession.spec).first { $0.name == name }?.text
        let committed = try? String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
        #expect(committed == text, "run: swift run bcsession generate .")
    }

    @Test func `the tables of README are what the declarations make of them`() throws {
        let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme == ReadmeTables.fill(readme, of: Tool.bcsession.spec), "run: swift run bcsession generate .")
        let lines = readme.split(separator: "\n")
        for table in ReadmeTables.all(of: Tool.bcsession.spec) {
            #expect(lines.filter { $0 == ReadmeTables.start(table.name) }.count == 1, "\(table.name)")
            #expect(table.lines.count > 3)
        }
        #expect(lines.filter { $0 == ReadmeTables.end }.count == ReadmeTables.all(of: Tool.bcsession.spec).count)
    }

    @Test func `a table that was changed by hand is corrected, and nothing else is touched`() {
        let text = "a\n<!-- table: commands -->\nby hand\n<!-- end -->\nb\n\n<!-- end -->\n"
        let filled = ReadmeTables.fill(text, of: Tool.bcsession.spec)
        #expect(filled.hasPrefix("a\n<!-- table: commands -->\n| command | does |\n|---|---|\n| `create`"))
        #expect(filled.hasSuffix(" |\n<!-- end -->\nb\n\n<!-- end -->\n"))
        #expect(!filled.contains("by hand"))
        #expect(ReadmeTables.fill(filled, of: Tool.bcsession.spec) == filled)
    }

    @Test func `no file of an earlier version is left over`() throws {
        let names = Set(GeneratedFiles.all(of: Tool.bcsession.spec).map(\.name))
        for directory in ["man", "completions"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: directory).path) {
                #expect(names.contains("\(directory)/\(name)"))
            }
        }
    }
}
