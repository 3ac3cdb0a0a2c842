import Foundation
import FuzzProperties
import TestSupport
import Testing

/// The fuzzer's properties over its corpus, and over mutations of it; a failure prints the seed.
@Suite struct FuzzReplayTests {
    private static let corpora = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpus")

    /// The inputs of a property's corpus, by the names of their files.
    private static func corpus(_ property: FuzzProperty) throws -> [(name: String, input: [UInt8])] {
        let folder = corpora.appending(path: property.name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, Array(try Data(contentsOf: folder.appending(path: name))))
        }
    }

    @Test(arguments: FuzzProperty.all)
    func `every input of the corpus keeps its property`(property: FuzzProperty) throws {
        let corpus = try Self.corpus(property)
        #expect(corpus.count >= 5)
        for (name, input) in corpus {
            #expect(throws: Never.self, "Corpus/\(property)/\(name)") { try property.check(input) }
        }
    }

    @Test(arguments: FuzzProperty.all)
    func `fixes keep their properties over every corpus`(property: FuzzProperty) throws {
        for (name, input) in try Self.corpus(property) {
            #expect(throws: Never.self, "Corpus/\(property)/\(name)") {
                try FuzzProperty.checkFixes(of: input)
                try FuzzProperty.checkFixes(of: Array(input.dropFirst()))
            }
        }
    }

    @Test(arguments: FuzzProperty.all)
    func `thousands of changed inputs keep their property`(property: FuzzProperty) throws {
        var mutation = Mutation(of: try Self.corpus(property).map(\.input), seed: TestSeed.value)
        // Printed before, because an input that brings the process down leaves no time for it.
        print("\(property): \(TestSeed.label)")
        for _ in 0..<(property.isSlow ? 400 : TestSeed.isLong ? 100_000 : 2_000) {
            let input = mutation.next()
            do {
                try property.check(input)
            } catch {
                let text = input.map {
                    (0x20..<0x7F).contains($0) ? String(Unicode.Scalar($0)) : "\\x\(String($0, radix: 16))"
                }
                Issue.record("\(error); \(TestSeed.label); input: \(text.joined())")
                return
            }
        }
    }

    @Test func `every corpus is that of a property`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpora.path)
        #expect(names.sorted() == FuzzProperty.all.map(\.name).sorted())
    }
}
