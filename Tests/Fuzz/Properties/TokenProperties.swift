import BankConnectSession

/// Tokens, redirect URLs, keys and their encodings.
enum TokenProperties {
    /// A token that was issued, and what judges it.
    private struct Issued: Sendable {
        let verifier: TokenVerifier
        let token: [UInt8]
        /// The link_id to ask for: where the scheme does not hold it, only a ledger could confirm one.
        var linkID: String? { verifier.scheme.needsLinkID ? "L" : nil }

        init?(_ scheme: TokenScheme?, _ key: SigningKey?, _ session: SessionID?) {
            guard let scheme, let key, let session,
                let token = scheme.mint(
                    sessionID: session, linkID: "L", key: key, issued: issuedAt, expires: issuedAt + 3600)
            else { return nil }
            verifier = TokenVerifier(scheme: scheme, keys: [key])
            self.token = Array(token.utf8)
        }
    }

    private static let issuedAt: Int64 = 1_795_350_896
    private static let sessionText = "b91f4b1c-9a2f-4ad7-8f0e-0123456789ab"
    private static let key = try? SigningKey(bytes: Array("a key that the fuzzer is not told".utf8))
    private static let issued: [Issued] =
        [Issued(.bcsession, key, SessionID(sessionText))].compactMap(\.self)
        + ByteEncoding.allCases.compactMap { encoding in
            let scheme = try? TokenScheme(
                name: "theirs", algorithm: .hmacSHA256, message: "{session_id}|{link_id}", encoding: encoding)
            return Issued(scheme, key, SessionID(sessionText))
        }

    static func check(_ input: [UInt8]) throws {
        try hold(issued.count == 1 + ByteEncoding.allCases.count, "every scheme can issue")
        for one in issued {
            try checkVerdict(input, one)
            try checkVerdict(changed(one.token, as: input), one)
            try checkURL(input, one)
            let url = Array("\(RedirectURL.standardClientURL)?session_id=\(sessionText)&token=".utf8)
            try checkURL(url + one.token + input, one)
            try checkURL(url + changed(one.token, as: input), one)
        }
        if let token = RedirectToken(parsing: input.span) {
            try hold(Array(token.text.utf8) == input, "a token has one spelling")
        }
        for encoding in ByteEncoding.allCases {
            if let bytes = encoding.decode(input.span) {
                try hold(Array(encoding.encode(bytes.span).utf8) == input, "a value has one spelling in \(encoding)")
            }
            let text = encoding.encode(input.span)
            try hold(encoding.decode(text.utf8.span) == input, "what is written in \(encoding) is read back")
        }
        try checkRedirectURL(input)
        _ = try? SigningKey(fileContents: input)
    }

    /// Nothing but the token itself is valid.
    private static func checkVerdict(_ token: [UInt8], _ one: Issued) throws {
        for now in [issuedAt, issuedAt + 3600] {
            let verdict = one.verifier.verify(token.span, sessionID: sessionText, linkID: one.linkID, now: now)
            let isGood = token == one.token && (now == issuedAt || one.verifier.scheme != .bcsession)
            try hold(verdict.isValid == isGood, "valid is the token itself alone: \(token.text)")
            try hold(verdict.isValid || !verdict.reasons.isEmpty, "a verdict against a token has a reason")
        }
    }

    /// A URL is valid when the token and the session that it is read to hold are the issued ones.
    private static func checkURL(_ url: [UInt8], _ one: Issued) throws {
        let verdict = one.verifier.verify(link: url.span, for: .init(linkID: one.linkID), now: issuedAt)
        let parts = RedirectURL(reading: url.span)
        let isGood =
            parts.token == one.token && parts.sessionID == Array(sessionText.utf8) && !parts.hasRepeatedParameter
        try hold(!verdict.isValid || isGood, "a URL is no more valid than its token: \(url.text)")
        let isOurs =
            url.starts(with: RedirectURL.standardClientURL.utf8)
            && url.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") }
        if isOurs { try hold(verdict.isValid == isGood, "a link is as valid as its token: \(url.text)") }
    }

    private static func checkRedirectURL(_ input: [UInt8]) throws {
        let (choice, rest) = input.choiceAndRest
        let client = choice % 2 == 0 ? "https://a.example/?lang=en#part" : rest.text
        guard let url = RedirectURL.make(clientURL: client, sessionID: rest.text, token: input.text) else { return }
        let parts = RedirectURL(reading: url)
        try hold(parts.sessionID == Array(rest.text.utf8), "a session is read as it was written")
        try hold(parts.token == Array(input.text.utf8), "a token is read as it was written")
        try hold(!parts.hasRepeatedParameter && !parts.hasInvalidEscape, "a URL that was made is a good one")
    }

    /// The token with bytes changed, put in or taken out as triples of the input say.
    private static func changed(_ token: [UInt8], as input: [UInt8]) -> [UInt8] {
        var token = token
        for start in stride(from: 0, to: input.count - 2, by: 3) where !token.isEmpty {
            let place = Int(input[start + 1]) % token.count
            switch input[start] % 4 {
            case 0: token[place] ^= input[start + 2]
            case 1: token.insert(input[start + 2], at: place)
            case 2: token.remove(at: place)
            default: token.swapAt(place, Int(input[start + 2]) % token.count)
            }
        }
        return token
    }
}
