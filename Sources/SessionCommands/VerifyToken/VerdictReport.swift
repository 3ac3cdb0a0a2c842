import BankConnectSession
import PlainText

/// What is reported of one link or token.
struct VerdictReport {
    /// Where it came from, without repeating it.
    let place: TokenVerificationWorker.Place
    let verdict: TokenVerdict
    /// The link that was judged, its token masked unless it is to be shown; nil where none is offered.
    let link: [UInt8]?
    /// Whether the link's token is masked.
    let isLinkMasked: Bool
    /// What was done to it before it was judged.
    var repairs: [LinkRepair] = []
    /// What was seen without a key; nil when it was verified.
    var inspection: TokenInspection?
    /// The host that its text shows, where that is another one than it opens.
    var shownHost: String?
    /// The host that it opens, where that is another one than its text shows, or than it should be.
    var openedHost: String?
    /// The host that it leads to where that is not FinBox's: that of client_url, or a test server.
    var otherHost: String?
    /// What is wrong with its address beside the name of its host.
    var addressFault: String?
    /// Whether it has no ampersand, as where a shell ended it at its first one.
    var hasNoAmpersand = false
    /// The link shortener that it leads to.
    var shortener: String?
    /// Whether its line ends with it, and the next one reads like the rest of a link.
    var mayGoOnBelow = false
    /// Whether links that stand inside it are judged on their own.
    var holdsOthers = false
    /// Whether all its letters were made upper-case.
    var isUpperCased = false

    /// A report on a token without a link.
    init(_ place: TokenVerificationWorker.Place, _ verdict: TokenVerdict) {
        self.place = place
        self.verdict = verdict
        link = nil
        isLinkMasked = true
    }

    /// A report on a link, which is offered only if it leads where it should.
    init(_ place: TokenVerificationWorker.Place, _ verdict: TokenVerdict, link: Span<UInt8>, showsLink: Bool) {
        self.place = place
        self.verdict = verdict
        let isOffered = verdict.kind == .link && verdict.checks.link == .passed
        isLinkMasked = !showsLink
        if !isOffered {
            self.link = nil
        } else if showsLink {
            self.link = link.copy
        } else {
            self.link = RedirectURL.maskingToken(of: link, known: verdict.tokenRange)
        }
    }

    /// The session, without what may be a token unless links are to be shown.
    var sessionID: String? {
        // A link without a fault names a session as it should be.
        guard isLinkMasked, verdict.checks.link != .passed else { return verdict.sessionID }
        return verdict.sessionID.map { RedirectURL.maskingToken(ofSession: $0) }
    }

    /// Whether there is a token of a scheme that is known here.
    private var isSchemeKnown: Bool {
        !verdict.hasUnknownScheme && !verdict.hasNoToken && verdict.kind != .returnURL
    }

    /// The key that the token was judged with, or that it claims where none was.
    var keyID: String? { inspection.map { $0.keyID } ?? verdict.keyID?.text }

    /// The reasons; an inspection, which has no key, leaves out what only a key can find.
    var reasons: [TokenVerdict.Reason] {
        inspection == nil ? verdict.reasons : verdict.reasons.filter { $0 != .unknownKey && $0 != .badSignature }
    }

    /// Adds the report as one JSON object.
    ///
    /// Written in place rather than member by member: files of millions of links come through here.
    func append(to bytes: inout [UInt8]) {
        let outcome = inspection == nil ? verdict.outcome : .notValid
        bytes.append(literal: #"{"input":"#)
        JSONText.append(place.input.utf8Span.span, to: &bytes)
        bytes.append(literal: #","record":"#)
        if let record = place.record { bytes.append(decimal: record) } else { bytes.append(literal: "null") }
        switch verdict.kind {
        case .link: bytes.append(literal: #","kind":"link""#)
        case .token: bytes.append(literal: #","kind":"token""#)
        case .returnURL: bytes.append(literal: #","kind":"return_url""#)
        }
        switch outcome {
        case .valid: bytes.append(literal: #","verdict":"valid","valid":true"#)
        case .notValid: bytes.append(literal: #","verdict":"not_valid","valid":false"#)
        case .cannotTell: bytes.append(literal: #","verdict":"cannot_tell","valid":false"#)
        }
        if inspection != nil { bytes.append(literal: #","inspected":true"#) }
        bytes.append(literal: #","scheme":"#)
        Self.append(isSchemeKnown ? verdict.scheme : nil, to: &bytes)
        bytes.append(literal: #","key":"#)
        Self.append(keyID, to: &bytes)
        bytes.append(literal: #","reasons":["#)
        for (index, reason) in reasons.enumerated() {
            if index > 0 { bytes.append(literal: ",") }
            JSONText.append(reason.rawValue.utf8Span.span, to: &bytes)
        }
        appendChecks(to: &bytes)
        bytes.append(literal: #","vouched_by":"#)
        Self.append(verdict.vouchedBy?.rawValue, to: &bytes)
        bytes.append(literal: #","origin":"#)
        Self.append(verdict.origin?.rawValue, to: &bytes)
        bytes.append(literal: #","session_id":"#)
        Self.append(sessionID, to: &bytes)
        bytes.append(literal: #","issued_at":"#)
        Self.append(time: verdict.issuedAt, to: &bytes)
        bytes.append(literal: #","expires_at":"#)
        Self.append(time: verdict.expiresAt, to: &bytes)
        appendRepairs(to: &bytes)
        if let shownHost {
            bytes.append(literal: #","shown_host":"#)
            JSONText.append(SecretScanner.masked(shownHost).utf8Span.span, to: &bytes)
        }
        bytes.append(literal: #","link":"#)
        if let link { JSONText.append(link.span, to: &bytes) } else { bytes.append(literal: "null") }
        bytes.append(literal: #","ledger":"#)
        if let record = verdict.record {
            var writer = JSONWriter()
            Self.write(record, to: &writer)
            bytes.append(copying: writer.bytes)
        } else {
            bytes.append(literal: "null")
        }
        bytes.append(literal: "}")
    }

    private func appendChecks(to bytes: inout [UInt8]) {
        let checks = verdict.checks
        bytes.append(literal: #"],"checks":{"link":"#)
        Self.append(checks.link, to: &bytes)
        bytes.append(literal: #","token":"#)
        Self.append(checks.token, to: &bytes)
        bytes.append(literal: #","ledger":"#)
        Self.append(checks.ledger, to: &bytes)
        bytes.append(literal: #","clock":"#)
        Self.append(checks.clock, to: &bytes)
        bytes.append(literal: "}")
    }

    private func appendRepairs(to bytes: inout [UInt8]) {
        bytes.append(literal: #","repairs":["#)
        for (index, repair) in repairs.enumerated() {
            if index > 0 { bytes.append(literal: ",") }
            bytes.append(literal: #"{"kind":"#)
            JSONText.append(repair.kind.rawValue.utf8Span.span, to: &bytes)
            bytes.append(literal: #","text":"#)
            JSONText.append(repair.text.utf8Span.span, to: &bytes)
            bytes.append(literal: "}")
        }
        bytes.append(literal: "]")
    }

    /// The session as the ledger has it, without its link: that holds the token.
    private static func write(_ record: RecordedLink, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("time", Timestamp(unixSeconds: record.time)?.description)
            writer.member("link_id", record.linkID)
            writer.member("expires_at", record.expiresAt.flatMap { Timestamp(unixSeconds: $0) }?.description)
            writer.member("expires_is_estimate", record.expiryIsEstimate)
            writer.member("endpoint", record.endpoint)
        }
    }

    private static func append(_ check: TokenVerdict.Check, to bytes: inout [UInt8]) {
        switch check {
        case .passed: bytes.append(literal: #""passed""#)
        case .failed: bytes.append(literal: #""failed""#)
        case .notPossible: bytes.append(literal: #""not_possible""#)
        }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        if let text { JSONText.append(text.utf8Span.span, to: &bytes) } else { bytes.append(literal: "null") }
    }

    private static func append(time unixSeconds: Int64?, to bytes: inout [UInt8]) {
        guard let time = unixSeconds.flatMap({ Timestamp(unixSeconds: $0) }) else {
            return bytes.append(literal: "null")
        }
        bytes.append(literal: "\"")
        time.append(to: &bytes)
        bytes.append(literal: "\"")
    }
}
