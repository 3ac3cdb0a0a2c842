import Foundation

/// A source of the package.
struct Source: Sendable {
    /// The path below `Sources`.
    let path: String
    let text: String

    /// The modules that it imports.
    var imports: Set<String> {
        Set(
            text.split(separator: "\n").compactMap {
                $0.firstMatch(of: /^(?:package |public |@testable )?import (\w+)/)?.1
            }.map(String.init))
    }

    /// All sources of the package.
    static let all: [Source] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            Source(path: name, text: (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? "")
        }
    }()

    /// The sources of a folder below `Sources`.
    static func all(in folder: String) -> [Source] { all.filter { $0.path.hasPrefix(folder + "/") } }
}
