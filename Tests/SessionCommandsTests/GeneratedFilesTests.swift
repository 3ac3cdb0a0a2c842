import Foundation
import SessionCommands
import Testing

@Suite struct GeneratedFilesTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: GeneratedFiles.all.map(\.name))
    func `a generated file is what the declarations make of it`(name: String) throws {
        let text = GeneratedFiles.all.first { $0.name == name }?.text
        let committed = try? String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
        #expect(committed == text, "run: swift run bcsession generate .")
    }

    @Test func `no file of an earlier version is left over`() throws {
        let names = Set(GeneratedFiles.all.map(\.name))
        for directory in ["man", "completions"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: directory).path) {
                #expect(names.contains("\(directory)/\(name)"))
            }
        }
    }
}
