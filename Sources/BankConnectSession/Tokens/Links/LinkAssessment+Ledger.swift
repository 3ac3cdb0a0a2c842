/// What the ledger and the clock say of a link.
extension LinkAssessment {
    mutating func ask(_ ledger: (String) -> RecordedLink.Answer) {
        guard let session = result.sessionID ?? expected.sessionID else { return noteMissingRecord() }
        switch ledger(session) {
        case .notAsked: noteMissingRecord()
        case .missing: if expected.requiresRecord { fail(.notInLedger, \.ledger) } else { found.append(.notInLedger) }
        case .found(let record): result.record = record
        }
    }

    mutating func noteMissingRecord() {
        if expected.requiresRecord, result.record == nil { fail(.notInLedger, \.ledger) }
    }

    /// Compares what is judged with the ledger's link; `difference` says where they differ.
    mutating func checkLedger(_ difference: (String) -> Int?) {
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

    mutating func checkLinkID() {
        guard let asked = expected.linkID, let known = result.record?.linkID else { return }
        if !known.utf8.span.holdsSameBytes(as: asked.utf8.span) { fail(.linkIDMismatch, \.ledger) }
    }

    /// The token's expiry, and the ledger's where it is known for certain.
    mutating func checkClock() {
        let recorded = result.record.flatMap { $0.expiryIsEstimate ? nil : $0.expiresAt }
        if result.expiresAt == nil { result.expiresAt = recorded }
        guard let first = result.expiresAt else { return }
        if now >= min(first, recorded ?? first) { fail(.expired, \.clock) } else { Self.pass(&result.checks.clock) }
    }

    mutating func vouch() {
        let isLinkIDKnown = isLinkIDKnown
        if !isLinkIDKnown { found.append(.linkIDUnchecked) }
        var isProof = false
        if let record = result.record, result.checks.ledger == .passed, !record.isLocal, record.isCreated {
            if record.unknownEdition != nil {
                found.append(.unknownEdition)
            } else if record.hasUnreadableExpiry {
                found.append(.unreadableExpiry)
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
    func isTestServerOfLedger(_ parts: LinkParts, _ link: Span<UInt8>) -> Bool {
        guard let record = result.record, !record.isLocal, parts.isLoopback(link), !parts.hasUserInfo,
            parts.scheme != .other
        else { return false }
        let endpoint = record.endpoint.utf8.span
        let place = LinkParts(endpoint)
        return endpoint.extracting(place.host.lowerBound..<place.authorityEnd).equalsIgnoringCase(
            link.extracting(parts.host.lowerBound..<parts.authorityEnd).array)
    }

    /// Notes how a link differs from the ledger's, where that can be said in a few words.
    mutating func describeDifference(of link: Span<UInt8>) {
        guard result.difference != nil, let url = result.record?.redirectURL else { return }
        let known = url.utf8.span
        if known.count < link.count {
            if link.starts(with: Array(url.utf8)) { result.surplus = link.extracting(known.count...).text }
        } else if known.count > link.count {
            if known.starts(with: link.copy) { result.missingCount = known.count - link.count }
        } else {
            var count = 0
            for at in link.indices where link[at] != known[at] { count += 1 }
            result.hasOneOtherCharacter = count == 1
        }
    }

    /// The place, counted from 1 in characters, at which two texts differ; nil when they are the same.
    static func firstDifference(_ known: Span<UInt8>, _ text: Span<UInt8>) -> Int? {
        var at = 0
        while at < known.count, at < text.count, known[at] == text[at] { at += 1 }
        guard at < known.count || at < text.count else { return nil }
        var characters = 1
        for index in 0..<at where text[index] & 0xC0 != 0x80 { characters += 1 }
        return characters
    }
}
