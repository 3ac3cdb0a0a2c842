/// The code and the message that an error's body holds, in whichever of the known shapes it has.
///
/// V2 answers `{"error": {"code", "message"}}`. Older endpoints, what stands before the service, and the service's own
/// framework (Django REST framework, by its wording) answer otherwise: `{"error": "…"}`, `{"message": "…"}`,
/// `{"detail": …}`, a member for each parameter with a list of messages, or a page of HTML.
package struct ServiceErrorBody: Sendable, Hashable {
    /// The error's code; nil where the body has none.
    package private(set) var code: String?
    /// What the body says, or what it is instead.
    package private(set) var message: String
    /// Whether the body has one of the known shapes.
    package private(set) var isRecognised = true

    /// Reads a body.
    package init(_ body: [UInt8]) {
        message = ""
        guard let document = try? JSONDocument(body) else {
            message = body.isEmpty ? "the answer has no body" : "the answer is not JSON" + Self.excerpt(of: body)
            isRecognised = false
            return
        }
        if let said = Self.message(0, of: document, code: &code) {
            message = said
        } else {
            // As a ledger keeps it, so that it reads the same from there.
            var writer = JSONWriter()
            writer.copy(0, of: document)
            message = "the answer has no known shape of an error" + Self.excerpt(of: writer.bytes)
            isRecognised = false
        }
    }

    /// Members that hold an error, most telling first.
    private static let carriers = ["error", "detail", "message"]

    private static func message(_ index: JSONTape.Index, of document: JSONDocument, code: inout String?) -> String? {
        switch document[index].kind {
        case .string: return document.text(of: index)
        case .array:
            let messages = document.tape.elements(of: index).filter { document[$0].kind == .string }
            return messages.isEmpty ? nil : messages.map { document.text(of: $0) }.joined(separator: " ")
        case .object: break
        default: return nil
        }
        var members: [String: JSONTape.Index] = [:]
        for (name, value) in document.tape.members(of: index) { members[document.text(of: name)] = value }
        if let value = members["code"], document[value].kind == .string { code = document.text(of: value) }
        for carrier in carriers {
            if let value = members[carrier], let message = message(value, of: document, code: &code) { return message }
        }
        if let code { return code }
        // A member for each parameter, with a list of messages; the first is shown as V2 does.
        for (name, value) in document.tape.members(of: index) where document[value].kind == .array {
            var none: String?
            guard let message = message(value, of: document, code: &none) else { continue }
            return "\(document.text(of: name)), \(message)"
        }
        return nil
    }

    /// The beginning of a body that nobody expected, for a message; empty for an empty one.
    static func excerpt(of body: [UInt8]) -> String {
        let limit = 120
        let text = String(decoding: body.prefix(limit), as: UTF8.self)
            .split { $0.isWhitespace }.joined(separator: " ")
        let start = text.prefix(15).lowercased()
        // What gateways and proxies answer with; the status says as much.
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return ": it is a page of HTML" }
        return text.isEmpty ? "" : ": \(text)\(body.count > limit ? "…" : "")"
    }
}
