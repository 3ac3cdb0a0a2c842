/// One link or token on its way through the four checks.
struct LinkAssessment {
    let verifier: TokenVerifier
    let expected: TokenVerifier.Expectation
    let now: Int64
    var found: [TokenVerdict.Reason] = []
    var result: TokenVerdict

    init(
        _ verifier: TokenVerifier, _ kind: TokenVerdict.Kind, _ expected: TokenVerifier.Expectation, now: Int64
    ) {
        self.verifier = verifier
        self.expected = expected
        self.now = now
        result = TokenVerdict(kind, scheme: verifier.scheme.name)
    }

    /// The verdict, its reasons in their order.
    var verdict: TokenVerdict {
        guard !found.isEmpty, result.outcome != .valid else { return result }
        var verdict = result
        verdict.reasons = TokenVerdict.Reason.allCases.filter(found.contains)
        return verdict
    }

    /// Judges a token for a session.
    mutating func judge(
        token: Span<UInt8>, sessionID: Span<UInt8>, ledger: (String) -> RecordedLink.Answer
    ) {
        note(sessionID: sessionID)
        if sessionID.isEmpty {
            fail(.missingSessionID, \.token)
        } else if !SessionID.isCanonical(sessionID) {
            fail(.malformed, \.token)
        }
        ask(ledger)
        check(token: token, sessionID: sessionID)
        checkLedger { url in
            let known = RedirectURL(reading: url).token ?? []
            return Self.firstDifference(known.span, token)
        }
        checkClock()
        vouch()
    }

    /// Judges a link.
    mutating func judge(link: Span<UInt8>, ledger: (String) -> RecordedLink.Answer) {
        let parts = LinkParts(link)
        let query = RedirectQuery(link, from: parts.authorityEnd)
        result.tokenRange = query.isRepeated ? nil : query.token
        let token = link.extracting(query.token ?? 0..<0)
        let session = link.extracting(query.sessionID ?? 0..<0)
        guard query.hasPercentSign else {
            return judge(
                link, parts, query, token: token, session: session, isTokenReadable: true, isSessionReadable: true,
                ledger)
        }
        let plainToken = PercentEncoding.decode(token)
        let plainSession = PercentEncoding.decode(session)
        let tokenBytes = plainToken ?? []
        let sessionBytes = plainSession ?? []
        judge(
            link, parts, query, token: tokenBytes.span, session: sessionBytes.span, isTokenReadable: plainToken != nil,
            isSessionReadable: plainSession != nil, ledger)
    }

    private mutating func judge(
        _ link: Span<UInt8>, _ parts: LinkParts, _ query: RedirectQuery, token: Span<UInt8>, session: Span<UInt8>,
        isTokenReadable: Bool, isSessionReadable: Bool, _ ledger: (String) -> RecordedLink.Answer
    ) {
        note(sessionID: session)
        ask(ledger)
        result.checks.link = .passed
        let isTrusted = verifier.hosts.isTrusted(parts, link)
        if !isTrusted || parts.scheme != .https {
            result.isTestServer = verifier.hosts.isTestServer(parts, link) || isTestServerOfLedger(parts, link)
            if !isTrusted, !result.isTestServer {
                if let page = ReturnURL(link, parts, query) {
                    return judge(page, session)
                }
                fail(.wrongHost, \.link)
            }
            if parts.scheme != .https, !result.isTestServer {
                fail(.notHTTPS, \.link)
                if parts.scheme == .other { result.otherScheme = link.extracting(first: max(0, parts.schemeEnd)).text }
            }
        }
        if link.count > LinkMender.greatestByteCount {
            fail(.malformed, \.link)
        } else if !Self.isPlain(link) {
            fail(link.firstOffset(of: "\\") == nil ? .malformed : .wrongHost, \.link)
        }
        // A percent sign without two digits leaves nothing to judge.
        if !isTokenReadable || !isSessionReadable { fail(.malformed, \.link) }
        let hasSeveralTargets =
            !isTrusted && (LinkWrapper(link, parts)?.hasSeveralTargets(link, parts) ?? false)
        if query.isRepeated || hasSeveralTargets { fail(.repeatedParameter, \.link) }
        if isSessionReadable { checkSession(session) }
        if !isTokenReadable {
            // Nothing to check.
        } else if session.isEmpty {
            // The session that was asked about takes its place.
            let asked = expected.sessionID ?? ""
            check(token: token, sessionID: asked.utf8.span)
        } else {
            check(token: token, sessionID: session)
        }
        checkLedger { url in Self.firstDifference(url.utf8.span, link) }
        describeDifference(of: link)
        checkClock()
        vouch()
        if isTrusted, result.vouchedBy == nil { result.isOffClient = !verifier.hosts.isClientAddress(parts, link) }
    }

    /// A page that the customer came back to: only the session can be looked up.
    private mutating func judge(_ page: ReturnURL, _ session: Span<UInt8>) {
        result.kind = .returnURL
        result.hasFinished = page.hasFinished
        result.checks = TokenVerdict.Checks()
        if !session.isEmpty {
            checkSession(session)
            checkLinkID()
        }
        noteMissingRecord()
    }

    private mutating func checkSession(_ session: Span<UInt8>) {
        if session.isEmpty {
            fail(.missingSessionID, \.link)
        } else if !SessionID.isCanonical(session) {
            fail(.malformed, \.link)
        }
        if let asked = expected.sessionID, !session.isEmpty, !session.holdsSameBytes(as: asked.utf8.span) {
            fail(.sessionMismatch, \.link)
        }
    }

    /// Whether a link holds nothing but printable ASCII, without a space or a backslash.
    private static func isPlain(_ link: Span<UInt8>) -> Bool {
        var at = 0
        while at + 8 <= link.count {
            guard ByteWord(link, at: at).isPlainURLText else { return false }
            at += 8
        }
        while at < link.count {
            guard link[at] > 0x20, link[at] < 0x7F, link[at] != UInt8(ascii: "\\") else { return false }
            at += 1
        }
        return true
    }

    private mutating func note(sessionID: Span<UInt8>) {
        if !sessionID.isEmpty { result.sessionID = sessionID.text }
    }

    mutating func fail(
        _ reason: TokenVerdict.Reason, _ check: WritableKeyPath<TokenVerdict.Checks, TokenVerdict.Check>
    ) {
        found.append(reason)
        result.checks[keyPath: check] = .failed
    }
}

// MARK: - The token

extension LinkAssessment {
    private mutating func check(token: Span<UInt8>, sessionID: Span<UInt8>) {
        guard !token.isEmpty else {
            result.hasNoToken = true
            return found.append(.missingToken)
        }
        let isSession = SessionID.isCanonical(sessionID)
        if let recipe = verifier.scheme.recipe {
            return check(token, recipe, isSession ? sessionID : nil)
        }
        guard let layout = TokenLayout(token) else {
            if token.starts(with: TokenLayout.prefix) {
                fail(.malformed, \.token)
            } else {
                noteUnknownScheme()
            }
            return
        }
        result.issuedAt = layout.issuedAt
        result.expiresAt = layout.expiresAt
        if layout.issuedAt - verifier.leeway > now { fail(.issuedInFuture, \.clock) }
        let id = token.extracting(layout.keyID)
        var isGenuine = false
        for index in verifier.entries.indices where id.holdsSameBytes(as: verifier.entries[index].id) {
            result.keyID = verifier.entries[index].key.id
            guard isSession else { continue }
            let mac = RedirectToken.authenticate(
                sessionID, issued: token.extracting(layout.issued), expires: token.extracting(layout.expires),
                after: verifier.entries[index].mac)
            if constantTimeEquals(mac, layout.mac) { isGenuine = true }
        }
        if result.keyID == nil {
            result.unknownKeyID = KeyID(id)
            noteUnknownKey()
        } else if isGenuine {
            Self.pass(&result.checks.token)
        } else if isSession {
            fail(.badSignature, \.token)
        }
    }

    /// Checks a configured scheme's token with every key.
    private mutating func check(_ token: Span<UInt8>, _ recipe: TokenScheme.Recipe, _ session: Span<UInt8>?) {
        guard let received = recipe.encoding.decodeDigest(token) else {
            if recipe.encoding.couldBegin(token), !token.starts(with: TokenLayout.prefix) {
                fail(.malformed, \.token)
            } else {
                noteUnknownScheme()
            }
            return
        }
        guard !verifier.entries.isEmpty else { return noteUnknownKey() }
        let linkID = expected.linkID ?? result.record?.linkID
        guard linkID != nil || !verifier.scheme.needsLinkID else { return found.append(.missingLinkID) }
        guard let session else { return }
        for entry in verifier.entries {
            let mac = recipe.digest(sessionID: session, linkID: linkID ?? "", key: entry.key, keyed: entry.mac)
            if constantTimeEquals(mac, received) { result.keyID = entry.key.id }
        }
        if result.keyID != nil {
            Self.pass(&result.checks.token)
        } else if verifier.refusesUnknownKeys {
            fail(.badSignature, \.token)
        } else {
            // The token names no key, and it may be one that was not given.
            found.append(.unknownKey)
        }
    }

    private mutating func noteUnknownScheme() {
        result.hasUnknownScheme = true
        found.append(.unknownScheme)
    }

    private mutating func noteUnknownKey() {
        if verifier.refusesUnknownKeys { fail(.unknownKey, \.token) } else { found.append(.unknownKey) }
    }

    /// A check that has not failed is passed; written for the millions of links that pass.
    static func pass(_ check: inout TokenVerdict.Check) {
        if check != .failed { check = .passed }
    }
}
