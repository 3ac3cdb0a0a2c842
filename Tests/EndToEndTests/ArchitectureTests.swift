import Foundation
import Testing

/// Who may know whom, read off the sources.
@Suite struct ArchitectureTests {
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
    }

    static let sources: [Source] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            Source(path: name, text: (try? String(contentsOf: root.appending(path: name), encoding: .utf8)) ?? "")
        }
    }()

    private func sources(in folder: String) -> [Source] {
        Self.sources.filter { $0.path.hasPrefix(folder + "/") }
    }

    @Test func `the core imports nothing`() {
        let core = sources(in: "BankConnectSession")
        #expect(core.count > 50)
        for source in core { #expect(source.imports.isEmpty, "\(source.path)") }
    }

    @Test func `Foundation is imported in one folder, and the C library in another`() {
        for source in Self.sources {
            let isLive = source.path.hasPrefix("BankConnectLive/")
            #expect(
                isLive || source.imports.isDisjoint(with: ["Foundation", "FoundationNetworking", "Dispatch"]),
                "\(source.path)")
            let isPlatform = source.path.hasPrefix("CommandKit/Platform/")
            #expect(isPlatform || source.imports.isDisjoint(with: ["Glibc", "Musl", "Darwin"]), "\(source.path)")
        }
    }

    @Test func `only the helper program knows the network`() {
        for source in Self.sources where source.imports.contains("BankConnectLive") {
            #expect(source.path.hasPrefix("bcsession-live/"), "\(source.path)")
        }
        for source in sources(in: "BankConnectLive") {
            #expect(source.imports.isDisjoint(with: ["CommandKit", "SessionCommands"]), "\(source.path)")
        }
    }

    @Test func `CommandKit knows no session`() {
        let kit = sources(in: "CommandKit")
        #expect(!kit.isEmpty)
        for source in kit { #expect(!source.imports.contains("BankConnectSession"), "\(source.path)") }
    }

    @Test(arguments: ["BankConnectSession/JSON", "BankConnectSession/Calendar"])
    func `reading and calendar know nothing of requests`(folder: String) {
        let files = sources(in: folder)
        #expect(!files.isEmpty)
        for source in files {
            for name in ["SessionRequest", "Parameter.", "Rule", "Finding", "Journey", "Consent", "Organization"] {
                #expect(!source.text.contains(name), "\(source.path) mentions \(name)")
            }
        }
    }

    @Test func `unsafe code stands in few files`() {
        let files = Self.sources.filter { source in
            source.text.split(separator: "\n").contains { line in
                // The word as the compiler asks for it, not in a comment or a text.
                !line.contains("//") && !line.contains("\"") && line.contains(/(?:^ *|[=(] ?|return |in )unsafe \w/)
            }
        }.map(\.path)
        #expect(files.contains { $0.hasPrefix("CommandKit/Platform/") })
        let outside = files.filter {
            !$0.hasPrefix("CommandKit/Platform/") && !$0.hasPrefix("BankConnectSession/Bytes/")
        }
        #expect(outside.isEmpty, "\(outside)")
    }
}
