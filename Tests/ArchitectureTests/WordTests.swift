import Foundation
import Testing

/// The words that users read.
///
/// Engineers in a hurry, most of whom did not grow up with English, stumbled over these. What the tool prints stands in
/// string literals of its sources, and is looked at there, so that no message is missed.
@Suite struct WordTests {
    /// What no text for users holds, and what to write.
    static let words: [(pattern: String, instead: String)] = [
        ("gates?", "limit, exit status"), ("told", "reported, shown"), ("tells? (more|of|apart)", "shows, says"),
        ("stands?|stood", "is"), ("mend(s|ed|ing)?", "correct, fix, repair"), ("bounds?", "limit"),
        ("lies|lay", "is"), ("whoever|whosoever", "anybody who"), ("nobody", "not … anybody"), ("hence|thus", "so"),
        ("a second time", "duplicate"), ("no use for", "does not take"),
        ("stronger", "overrides"), ("hands? out", "gives"), ("ill served", "(what goes wrong)"),
        ("vouch(es)?", "proves"),
        ("but for", "except"), ("of late|wherefore|upon|thereof", "(plain words)"),
    ]

    /// Literals that hold such a word and are not read as a sentence: names in documents and test data.
    static let names: Set = ["bounds", "stand-in"]

    @Test(arguments: Source.all.map(\.path))
    func `no text of a source holds a word that readers stumble over`(path: String) throws {
        let source = try #require(Source.all.first { $0.path == path })
        for literal in SwiftTokens.literals(of: source.text) where !Self.names.contains(literal) {
            for word in Self.words {
                let regex = try Regex("\\b(?:\(word.pattern))\\b").ignoresCase()
                #expect(
                    literal.firstMatch(of: regex) == nil, "write \(word.instead): \(literal.replacing("\n", with: " "))"
                )
            }
        }
    }

    @Test func `README holds no such word`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        for word in Self.words {
            let match = text.firstMatch(of: try Regex("\\b(?:\(word.pattern))\\b").ignoresCase())
            #expect(match == nil, "write \(word.instead): \(match.map { String(text[$0.range]) } ?? "")")
        }
    }

    @Test func `literals are read with their interpolations and escapes passed over`() {
        let source = ##"let a = "x \(b("y")) z"; let c = #"q\#(d)"# // "no""##
        #expect(SwiftTokens.literals(of: source) == ["y", "x … z", "q…"])
    }
}
