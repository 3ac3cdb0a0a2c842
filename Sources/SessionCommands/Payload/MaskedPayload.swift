import BankConnectSession
import CommandKit
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

    /// The text of a payload, with stars for the values of keys, and every other byte as it was.
    ///
    /// Of a text that is not JSON, all counts as a key that may be one.
    static func masked(_ request: SessionRequest, in text: [UInt8]) -> [UInt8] {
        guard request.syntaxError != nil else { return masked(request.document, in: text) }
        var result: [UInt8] = []
        var end = 0
        for range in secretRanges(ofOther: text) {
            result += text[end..<range.lowerBound] + "***".utf8
            end = range.upperBound
        }
        return result + text[end...]
    }

    private static func secretRanges(ofOther text: [UInt8]) -> [Range<Int>] {
        SecretScanner(bytes: text, text: 0..<text.count, crossesLines: true).ranges()
    }

    /// The text that a document was read from, with stars for the values of keys, and every other byte as it was.
    private static func masked(_ document: JSONDocument, in text: [UInt8]) -> [UInt8] {
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

    /// The secrets of a payload that are long enough to be looked for in other texts.
    static func secrets(of request: SessionRequest, in text: [UInt8]) -> [String] {
        let document = request.document
        let secrets =
            request.syntaxError != nil
            ? secretRanges(ofOther: text).map { Array(text[$0]) }
            : masks(of: document).filter { $1.text == stars && document[$0].kind == .string }.keys
                .map { document.decodedBytes(of: $0) }
        return secrets.compactMap { text in
            guard text.count >= APIKey.leastLength, text.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Why a payload cannot be sent in which the API key stands under a name that is no secret's: it would be shown in
    /// messages, in the answer and in the ledger; nil for any other payload.
    static func failure(showing key: APIKey, _ request: SessionRequest, _ text: [UInt8]) -> CommandFailure? {
        // A key that is not masked is found by chance.
        guard key.mask != nil else { return nil }
        let secret = Array(key.secret.utf8)
        let shown = masked(request, in: text)
        var place = ""
        if request.syntaxError == nil, let document = try? JSONDocument(shown) {
            func holdsKey(_ nodes: Range<JSONTape.Index>) -> Bool {
                nodes.contains {
                    document[$0].kind == .string && Self.text(document.decodedBytes(of: $0), holds: secret)
                }
            }
            guard holdsKey(0..<document.tape.count) else { return nil }
            if document[0].kind == .object {
                let member = document.tape.members(of: 0).first { holdsKey($1..<document.tape.next(after: $1)) }
                place = member.map { " in '\(document.text(of: $0.name))'" } ?? ""
            }
        } else {
            guard Self.text(shown, holds: secret) else { return nil }
        }
        return CommandFailure(
            .credential, "the payload holds the API key itself\(place), where it would be shown; nothing was sent",
            hint: "write there what is meant; the key belongs in its own file alone")
    }

    private static func text(_ text: [UInt8], holds part: [UInt8]) -> Bool {
        text.indices.contains { text[$0] == part[0] && text[$0...].starts(with: part) }
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
