import BankConnectSession
import PlainText

/// What a token shows of itself to anybody: nothing of it was checked with a key.
struct TokenInspection: Sendable, Hashable {
    /// The key that it claims to be signed with; nil where that cannot be read.
    let keyID: String?
    /// Its parts in words, the signature by its length alone; nil when there is no token.
    let parts: String?

    /// The most parts that are shown of a token that has more than it should.
    private static let mostParts = 8

    /// Looks at a token, percent-decoded.
    init(_ token: Span<UInt8>) {
        keyID = RedirectToken(parsing: token)?.keyID.text
        guard !token.isEmpty else {
            parts = nil
            return
        }
        var pieces: [String] = []
        var start = 0
        var count = 1
        for index in token.indices where token[index] == UInt8(ascii: ".") {
            count += 1
            if pieces.count < Self.mostParts { pieces.append(Self.quote(token.extracting(start..<index))) }
            start = index + 1
        }
        if count > pieces.count + 1 { pieces.append("…") }
        // The signature is what lets a bearer in, so it is not repeated.
        let last = token.count - start
        pieces.append("\(last) \(last == 1 ? "byte" : "bytes") of signature, not checked")
        parts = "\(String.counted(count, "part")): \(pieces.joined(separator: ", "))"
    }

    private static func quote(_ part: Span<UInt8>) -> String {
        let shown = part.extracting(first: min(part.count, 40))
        var bytes: [UInt8] = []
        for index in shown.indices { bytes.append(shown[index]) }
        let text = DisplayText.escape(String(decoding: bytes, as: UTF8.self))
        return "'\(text)\(part.count > shown.count ? "…" : "")'"
    }
}
