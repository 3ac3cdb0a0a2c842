import BankConnectSession

/// A payload as it may be shown: the values of all members that look like an API key are masked.
///
/// The service reads one spelling, at the top. A key that stands under another, at another depth or a second time is a
/// mistake of whoever wrote the payload, and a secret all the same.
enum MaskedPayload {
    static func write(_ document: JSONDocument, to writer: inout JSONWriter) {
        var secrets: Set<JSONTape.Index> = []
        collect(0, of: document, into: &secrets)
        writer.copy(0, of: document) { secrets.contains($0) ? "\"***\"" : nil }
    }

    /// The text that a document was read from, with stars for the values of keys, and every other byte as it was.
    static func masked(_ document: JSONDocument, in text: [UInt8]) -> [UInt8] {
        var secrets: Set<JSONTape.Index> = []
        collect(0, of: document, into: &secrets)
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var end = 0
        // In the order of the text; no secret stands inside another.
        for index in secrets.sorted() {
            let range = document[index].range
            result += text[end..<range.lowerBound]
            result += "\"***\"".utf8
            end = range.upperBound
        }
        return result + text[end...]
    }

    private static func collect(
        _ index: JSONTape.Index, of document: JSONDocument, into secrets: inout Set<JSONTape.Index>
    ) {
        switch document[index].kind {
        case .object:
            for (name, value) in document.tape.members(of: index) {
                if isAPIKey(document.text(of: name)) {
                    secrets.insert(value)
                } else {
                    collect(value, of: document, into: &secrets)
                }
            }
        case .array:
            for element in document.tape.elements(of: index) { collect(element, of: document, into: &secrets) }
        default: break
        }
    }

    /// Whether a name is `api_key` or `X-Api-Key`, in any case, with any separators or none.
    static func isAPIKey(_ name: String) -> Bool {
        let letters = name.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" && $0 != " " }
        let word = String(String.UnicodeScalarView(letters))
        return word == "apikey" || word == "xapikey"
    }
}
