import BankConnectSession
import TestSupport

/// Redirect URLs with genuine tokens, one a line.
///
/// The same count gives the same bytes.
enum RedirectURLs {
    /// When all of them are issued.
    static let issued: Int64 = 1_795_350_896
    static let secret = Array("a secret of thirty-two bytes, so".utf8)

    private static let key: SigningKey? = KeyID("2026-11").flatMap { try? SigningKey(bytes: secret, id: $0) }

    /// One URL.
    static let sample = Array(stream(1).dropLast())

    /// So many URLs, each with its line end.
    static func stream(_ count: Int) -> [UInt8] {
        var random = SplitMix64(seed: 7)
        var text: [UInt8] = []
        for _ in 0..<count {
            let session = SessionID(random: InlineArray { _ in .random(in: 0...255, using: &random) })
            guard let key,
                let token = RedirectToken.mint(sessionID: session, key: key, issued: issued, expires: issued + 1800)
            else { return [] }
            text.append(contentsOf: url(session, token).utf8)
            text.append(0x0A)
        }
        return text
    }

    /// Judges one URL so many times; how often it was valid.
    static func countValid(_ url: [UInt8], times: Int) -> Int {
        let verifier = TokenVerifier(keys: key.map { [$0] } ?? [])
        return (0..<times).reduce(0) { count, _ in
            count + (verifier.verify(link: url.span, now: issued).isValid ? 1 : 0)
        }
    }

    private static func url(_ session: SessionID, _ token: RedirectToken) -> String {
        RedirectURL.make(
            clientURL: SessionAPI.Issuer.standardClientURL, sessionID: session.text, token: token.text) ?? ""
    }
}
