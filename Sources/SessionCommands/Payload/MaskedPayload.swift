import BankConnectSession
import PlainText

/// A payload as it may be shown: secrets are masked, whatever name they stand under, at any depth, and in texts too.
///
/// The service reads one spelling of the API key, at the top. A key that stands under another, at another depth or a
/// second time is a mistake of whoever wrote the payload, and a secret all the same.
enum MaskedPayload {
    /// Writes a value of a document; all of it, if no other is named.
    static func write(_ value: JSONTape.Index = 0, of document: JSONDocument, to writer: inout JSONWriter) {
        let secrets = masks(of: document, from: value)
        writer.copy(value, of: document) { secrets[$0]?.text }
    }

    /// The text that a document was read from, with stars for the values of keys, and every other byte as it was.
    static func masked(_ document: JSONDocument, in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var end = 0
        // In the order of the text; no secret stands inside another.
        for (index, mask) in masks(of: document).sorted(by: { $0.key < $1.key }) {
            let range = document[index].range
            result += text[end..<range.lowerBound]
            result += mask.text.utf8
            end = range.upperBound
        }
        return result + text[end...]
    }

    /// The secrets of a document that are long enough to be looked for in other texts.
    static func secrets(of document: JSONDocument) -> [String] {
        masks(of: document).compactMap { index, mask in
            guard mask.text == stars, document[index].kind == .string else { return nil }
            let text = document.decodedBytes(of: index)
            guard text.count >= APIKey.leastLength, text.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// The member that holds the first secret, by name; nil where there is none, or it is in no member.
    static func firstName(in document: JSONDocument) -> String? {
        masks(of: document).min { $0.key < $1.key }?.value.member.map { document.text(of: $0) }
    }

    private static let stars = "\"***\""

    /// What is shown instead of a value that holds a secret.
    private struct Mask {
        /// JSON.
        let text: String
        /// The name of the innermost member around it; nil where there is none.
        let member: JSONTape.Index?
    }

    /// The masks of the values that hold secrets.
    private static func masks(of document: JSONDocument, from value: JSONTape.Index = 0) -> [JSONTape.Index: Mask] {
        var masks: [JSONTape.Index: Mask] = [:]
        // A list of values still to be looked at, instead of recursion.
        var pending: [(value: JSONTape.Index, member: JSONTape.Index?)] = [(value, nil)]
        while let (index, member) = pending.popLast() {
            switch document[index].kind {
            case .object:
                for (name, value) in document.tape.members(of: index) {
                    if SecretScanner.isSecretName(document.decodedBytes(of: name)) {
                        masks[value] = Mask(text: stars, member: name)
                    } else {
                        pending.append((value, name))
                    }
                }
            case .array: pending += document.tape.elements(of: index).map { ($0, member) }
            case .string:
                guard let masked = SecretScanner.masked(document.decodedBytes(of: index)) else { continue }
                var writer = JSONWriter()
                writer.string(String(decoding: masked, as: UTF8.self))
                masks[index] = Mask(text: writer.text, member: member)
            default: break
            }
        }
        return masks
    }
}
