import BankConnectSession
import TestSupport
import Testing

/// A file that is refused: each marked span draws one error, which says what is given here.
struct PolicyErrorCase: Sendable, CustomTestStringConvertible {
    let marked: MarkedText
    /// For each error, words of its message or hint.
    let words: [String]
    let testDescription: String

    init(_ text: String, _ words: String...) {
        marked = MarkedText(text)
        self.words = words
        testDescription = text
    }

    /// Reads the file and compares.
    func check<Value>(
        _ read: ([UInt8]) throws(PolicyErrors) -> Value, at location: SourceLocation = #_sourceLocation
    ) {
        do {
            _ = try read(marked.bytes)
            Issue.record("nothing was refused", sourceLocation: location)
        } catch {
            #expect(error.all.map(\.range) == marked.spans, "\(error)", sourceLocation: location)
            for (found, words) in zip(error.all, words) {
                #expect("\(found.message); \(found.hint)".contains(words), sourceLocation: location)
            }
            for found in error.all {
                #expect(!found.message.isEmpty && !found.hint.isEmpty, sourceLocation: location)
                for text in [found.message, found.hint] {
                    #expect(!text.hasSuffix("."), sourceLocation: location)
                    #expect(DisplayText.escape(text) == text, sourceLocation: location)
                }
            }
        }
    }
}

/// The errors of a text; empty when it is read.
func policyErrors<Value>(_ text: [UInt8], _ read: ([UInt8]) throws(PolicyErrors) -> Value) -> [PolicyError] {
    do {
        _ = try read(text)
        return []
    } catch {
        return error.all
    }
}
