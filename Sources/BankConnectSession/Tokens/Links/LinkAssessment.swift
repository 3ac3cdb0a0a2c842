/// One link or token on its way through the four checks.
struct LinkAssessment {
    private let verifier: TokenVerifier
    private let expected: TokenVerifier.Expectation
    private let now: Int64
    private var found: [TokenVerdict.Reason] = []
    private var result: TokenVerdict

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
            if parts.scheme != .https, !result.isTestServer { fail(.notHTTPS, \.link) }
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
        if let url = result.record?.redirectURL, url.utf8.count < link.count, link.starts(with: Array(url.utf8)) {
            result.surplus = link.extracting(url.utf8.count...).text
        }
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

    private mutating func note(sessionID: Span<UInt8>) {
        if !sessionID.isEmpty { result.sessionID = sessionID.text }
    }

    private mutating func fail(
        _ reason: TokenVerdict.Reason, _ check: WritableKeyPath<TokenVerdict.Checks, TokenVerdict.Check>
    ) {
        found.append(reason)
        result.checks[keyPath: check] = .failed
    }
}

// MARK: - The token

extension LinkAssessment {
    private mutating func check(token: Span<UInt8>, sessionID: Span<UInt8>) {
        guard !token.isEmpty else { return found.append(.missingToken) }
        let isSession = SessionID.isCanonical(sessionID)
        if let recipe = verifier.scheme.recipe {
            return check(token, recipe, isSession ? sessionID : nil)
        }
        guard let layout = TokenLayout(token) else {
            if token.starts(with: TokenLayout.prefix) {
                fail(.malformed, \.token)
            } else {
                found.append(.unknownScheme)
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
                found.append(.unknownScheme)
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
        if result.keyID == nil { fail(.badSignature, \.token) } else { Self.pass(&result.checks.token) }
    }

    private mutating func noteUnknownKey() {
        if verifier.refusesUnknownKeys { fail(.unknownKey, \.token) } else { found.append(.unknownKey) }
    }

    /// A check that has not failed is passed; written for the millions of links that pass.
    private static func pass(_ check: inout TokenVerdict.Check) {
        if check != .failed { check = .passed }
    }
}

// MARK: - Ledger and clock

extension LinkAssessment {
    private mutating func ask(_ ledger: (String) -> RecordedLink.Answer) {
        guard let session = result.sessionID ?? expected.sessionID else { return noteMissingRecord() }
        switch ledger(session) {
        case .notAsked: noteMissingRecord()
        case .missing: if expected.requiresRecord { fail(.notInLedger, \.ledger) } else { found.append(.notInLedger) }
        case .found(let record): result.record = record
        }
    }

    private mutating func noteMissingRecord() {
        if expected.requiresRecord, result.record == nil { fail(.notInLedger, \.ledger) }
    }

    /// Compares what is judged with the ledger's link; `difference` says where they differ.
    private mutating func checkLedger(_ difference: (String) -> Int?) {
        guard let record = result.record else { return }
        checkLinkID()
        guard let url = record.redirectURL else { return }
        if let place = difference(url) {
            result.difference = place
            fail(.differsFromLedger, \.ledger)
        } else {
            Self.pass(&result.checks.ledger)
        }
    }

    private mutating func checkLinkID() {
        guard let asked = expected.linkID, let known = result.record?.linkID else { return }
        if !known.utf8.span.holdsSameBytes(as: asked.utf8.span) { fail(.linkIDMismatch, \.ledger) }
    }

    /// The token's expiry, and the ledger's where it is known for certain.
    private mutating func checkClock() {
        let recorded = result.record.flatMap { $0.expiryIsEstimate ? nil : $0.expiresAt }
        if result.expiresAt == nil { result.expiresAt = recorded }
        guard let first = result.expiresAt else { return }
        if now >= min(first, recorded ?? first) { fail(.expired, \.clock) } else { Self.pass(&result.checks.clock) }
    }

    private mutating func vouch() {
        let isLinkIDKnown = isLinkIDKnown
        if !isLinkIDKnown { found.append(.linkIDUnchecked) }
        var isProof = false
        if let record = result.record, result.checks.ledger == .passed, !record.isLocal, record.isCreated {
            if record.unknownEdition != nil {
                found.append(.unknownEdition)
            } else if !result.isTestServer, !ClientHosts.mayMake(record.redirectURL ?? "", at: record.endpoint) {
                result.isOfOtherServer = true
                found.append(.otherServer)
            } else {
                isProof = true
            }
        }
        guard !result.checks.hasFailure, isLinkIDKnown else { return }
        if isProof {
            result.vouchedBy = .ledger
        } else if result.checks.token == .passed {
            result.vouchedBy = .signature
        }
    }

    /// Whether the link_id that was asked about, if one was, was compared with anything.
    private var isLinkIDKnown: Bool {
        guard expected.linkID != nil, result.record?.linkID == nil else { return true }
        return verifier.scheme.needsLinkID && result.checks.token != .notPossible
    }

    /// Whether the ledger has the session from an endpoint on this machine that the link leads to.
    private func isTestServerOfLedger(_ parts: LinkParts, _ link: Span<UInt8>) -> Bool {
        guard let record = result.record, !record.isLocal, parts.isLoopback(link), !parts.hasUserInfo,
            parts.scheme != .other
        else { return false }
        let endpoint = record.endpoint.utf8.span
        let place = LinkParts(endpoint)
        return endpoint.extracting(place.host.lowerBound..<place.authorityEnd).equalsIgnoringCase(
            link.extracting(parts.host.lowerBound..<parts.authorityEnd).array)
    }

    /// The place, counted from 1 in characters, at which two texts differ; nil when they are the same.
    private static func firstDifference(_ known: Span<UInt8>, _ text: Span<UInt8>) -> Int? {
        var at = 0
        while at < known.count, at < text.count, known[at] == text[at] { at += 1 }
        guard at < known.count || at < text.count else { return nil }
        var characters = 1
        for index in 0..<at where text[index] & 0xC0 != 0x80 { characters += 1 }
        return characters
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
}

/// The page of the organization's own that a customer is sent back to: `success=true` with a session_id, or
/// `success=false`, which says that the customer left.
struct ReturnURL {
    let hasFinished: Bool

    /// Nil for another URL; one with a token is none.
    init?(_ url: Span<UInt8>, _ parts: LinkParts, _ query: RedirectQuery) {
        guard parts.scheme == .https || parts.scheme == .http, query.token == nil, !query.isRepeated,
            let success = Self.value(of: "success=", in: url, from: parts.authorityEnd)
        else { return nil }
        if url.extracting(success).equalsIgnoringCase("true"), query.sessionID != nil {
            hasFinished = true
        } else if url.extracting(success).equalsIgnoringCase("false") {
            hasFinished = false
        } else {
            return nil
        }
    }

    /// The value of the one parameter whose name and equals sign are given.
    private static func value(of name: StaticString, in url: Span<UInt8>, from start: Int) -> Range<Int>? {
        var found: Range<Int>?
        var at = start
        while let place = url.firstOffset(of: name, from: at) {
            at = place + name.utf8CodeUnitCount
            guard place > 0, url[place - 1] == UInt8(ascii: "?") || url[place - 1] == UInt8(ascii: "&") else {
                continue
            }
            guard found == nil else { return nil }
            var end = at
            while end < url.count, url[end] != UInt8(ascii: "&"), url[end] != UInt8(ascii: "#") { end += 1 }
            found = at..<end
        }
        return found
    }
}
