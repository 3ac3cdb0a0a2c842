import BankConnectSession
import CommandKit
import PlainText

/// A verdict that a support person can read aloud.
struct VerdictText {
    let report: VerdictReport
    /// Whether there is a ledger to look sessions up in.
    let asksLedger: Bool
    let now: Int64
    let style: Style

    var verdict: TokenVerdict { report.verdict }
    /// Whether the link or token was a word of the command line, and not found in a file.
    var isFromShell: Bool { report.place.shownInput == nil || report.place.input.hasPrefix("argument") }

    /// Adds the lines of the verdict; text of others in it is escaped.
    ///
    /// Written in place: files of millions of links come through here.
    func append(to bytes: inout [UInt8]) {
        if let place = report.place.shownInput {
            bytes.append(copying: place)
            if let record = report.place.record {
                bytes.append(literal: ":")
                bytes.append(decimal: record)
            }
            bytes.append(literal: ": ")
        }
        appendHeading(to: &bytes)
        bytes.append(literal: "\n  session ")
        append(report.sessionID ?? "unknown", to: &bytes)
        for reason in report.reasons where isShown(reason) {
            bytes.append(literal: "\n  - ")
            bytes.append(copying: explanation(of: reason))
        }
        appendFacts(to: &bytes)
        if let parts = report.inspection?.parts { bytes.append(copying: "\n  \(parts)") }
        for line in remarks { bytes.append(copying: "\n  \(line)") }
        bytes.append(literal: "\n")
    }

    // MARK: - The first lines

    private func appendHeading(to bytes: inout [UInt8]) {
        if report.inspection != nil { return bytes.append(copying: style.yellow("NOT VERIFIED")) }
        switch verdict.outcome {
        case .valid: appendValid(to: &bytes)
        case .notValid:
            bytes.append(copying: style.red("NOT VALID"))
            let labels = report.reasons.filter(isFailure).map(Self.label)
            if !labels.isEmpty { bytes.append(copying: ": \(labels.joined(separator: ", "))") }
            append(repairs: "as it reads after ", to: &bytes)
        case .cannotTell: appendCannotTell(to: &bytes)
        }
    }

    private func appendValid(to bytes: inout [UInt8]) {
        let isLocal = verdict.origin == .local
        bytes.append(copying: style.green(isLocal ? "valid as a local link" : "valid"))
        append(repairs: "after ", to: &bytes)
        if verdict.vouchedBy == .ledger, let record = verdict.record {
            bytes.append(literal: verdict.kind == .token ? ": the token of the link" : ": exactly the link")
            bytes.append(
                literal: verdict.isTestServer ? " that the test server returned at " : " that the API returned at ")
            append(time: record.time, to: &bytes)
            if let linkID = record.linkID { bytes.append(copying: " for link_id \(Self.shown(linkID))") }
        } else if isLocal {
            bytes.append(literal: ": signed by this tool; FinBox does not know sessions made locally")
        } else {
            bytes.append(copying: ": signed as scheme \(verdict.scheme) asks")
        }
    }

    private func appendCannotTell(to bytes: inout [UInt8]) {
        bytes.append(copying: style.yellow("CANNOT TELL"))
        append(repairs: "after ", to: &bytes)
        switch verdict.hasFinished {
        case true?: bytes.append(literal: ": the customer came back to this page after finishing, by its address")
        case false?: bytes.append(literal: ": the customer came back to this page without finishing, by its address")
        case nil:
            if let outcome = verdict.record?.outcome {
                bytes.append(copying: ": the outcome of its request is '\(outcome)' in the ledger, not 'created'")
            } else {
                bytes.append(literal: ": nothing is wrong with it, but nothing here proves it")
            }
        }
    }

    private func append(repairs opening: StaticString, to bytes: inout [UInt8]) {
        guard !report.repairs.isEmpty else { return }
        bytes.append(literal: ", ")
        bytes.append(literal: opening)
        bytes.append(copying: report.repairs.map(\.text).listed("and"))
    }

    /// What the token says of itself, and the key; that nothing is known of it where its scheme is unknown.
    private func appendFacts(to bytes: inout [UInt8]) {
        guard verdict.kind != .returnURL else { return }
        if verdict.hasUnknownScheme {
            bytes.append(literal: "\n  not checked: the token, whose scheme FinBox does not publish")
            guard verdict.expiresAt != nil else { return }
        } else if verdict.hasNoToken, verdict.expiresAt == nil {
            return
        }
        bytes.append(literal: "\n  ")
        if report.inspection != nil {
            if let key = report.keyID { bytes.append(copying: "claims key \(key), ") }
        } else if let key = verdict.keyID {
            bytes.append(literal: verdict.checks.token == .passed ? "signed with key " : "judged with key ")
            bytes.append(copying: key.text)
            bytes.append(literal: ", ")
        }
        if let issued = verdict.issuedAt {
            bytes.append(literal: "issued ")
            append(time: issued, to: &bytes)
            bytes.append(literal: ", ")
        }
        if let expires = verdict.expiresAt {
            bytes.append(literal: "expires ")
            append(time: expires, to: &bytes)
            bytes.append(literal: ", ")
        }
        guard !verdict.hasNoToken else { return bytes.removeLast(2) }
        bytes.append(literal: "scheme ")
        bytes.append(copying: verdict.hasUnknownScheme ? "unknown" : verdict.scheme)
    }

    // MARK: - Remarks

    private var remarks: [String] {
        var lines: [String] = []
        if let shown = report.shownHost {
            lines.append(
                "its text shows \(Self.shown(shown)), but it opens \(Self.shown(report.openedHost ?? "another address"))"
            )
        }
        if verdict.isTestServer { lines.append("it leads to a test server on this machine") }
        if let line = linkLine { lines.append(line) }
        if let line = ledgerLine { lines.append(line) }
        if verdict.kind == .returnURL {
            let host = report.openedHost.map { ", \(Self.shown($0))," } ?? ""
            lines.append(
                "anybody can type such an address, and its host\(host) was not compared with your redirect_url: "
                    + "look at the session itself")
        }
        if isCutByLine, verdict.outcome == .cannotTell || verdict.missingCount != nil {
            lines.append(
                "its line may end within the link, for the next line reads like a rest: "
                    + "if it is one, join the two lines and try again")
        }
        if report.inspection == nil, verdict.outcome == .cannotTell { lines += settling }
        return lines
    }

    /// The link to send, where it is not the one that came.
    private var linkLine: String? {
        guard report.inspection == nil, verdict.outcome != .notValid, !report.repairs.isEmpty, let link = report.link
        else {
            return nil
        }
        return "the link to send instead: \(Self.shownWhole(String(decoding: link, as: UTF8.self)))"
            + (report.isLinkMasked ? " (--show-link shows it whole)" : "")
    }

    private var ledgerLine: String? {
        guard let record = verdict.record else {
            return asksLedger && report.reasons.isEmpty && verdict.kind != .returnURL
                ? "this session is not in the ledger" : nil
        }
        var line = "the ledger has "
        line += record.linkID.map { "link_id '\(Self.shown($0))'" } ?? "no link_id"
        if let outcome = record.outcome {
            line +=
                ", with the outcome '\(outcome)' of \(record.endpoint.isEmpty ? "a request" : Self.shown(record.endpoint))"
        } else if record.isLocal {
            line += ", made locally"
        } else {
            line += ", made\(record.endpoint.isEmpty ? "" : " by \(Self.shown(record.endpoint))")"
        }
        line += " at \(text(of: record.time))"
        if record.expiryIsEstimate, let expires = record.expiresAt {
            line += "; it expires at about \(text(of: expires)), which is this tool's guess"
        }
        return line
    }

    /// What would bring a verdict.
    private var settling: [String] {
        var lines: [String] = []
        if verdict.kind == .link {
            let place =
                verdict.isTestServer
                ? "the test server"
                : report.otherHost.map { "\(Self.shown($0)), the host of client_url, over https" }
                    ?? "FinBox over https"
            lines.append("checked: it leads to \(place), and names one session")
            if verdict.isOffClient {
                lines.append("host or path is not the address of FinBox's client: ask FinBox before it is used")
            }
        }
        if !asksLedger {
            lines.append(
                "to settle it: give --record FILE, the ledger of 'create --live --record FILE'")
        } else if verdict.record == nil {
            lines.append("to settle it: look in the ledger of the run that created the session, or create a new one")
        }
        if report.reasons.contains(.unknownKey) {
            lines.append("or give --signing-key-file FILE, the key that it was signed with")
        }
        if report.reasons.contains(.missingLinkID) { lines.append("or give --link-id ID") }
        return lines
    }

    // MARK: - Text and times

    /// Adds text of others; what is printable ASCII, as most of it is, needs no closer look.
    private func append(_ text: String, to bytes: inout [UInt8]) {
        let span = text.utf8Span.span
        if span.count <= 40, JSONText.isPlain(span) {
            bytes.append(copying: span)
        } else {
            bytes.append(copying: Self.shown(text))
        }
    }

    static func shown(_ text: String) -> String {
        DisplayText.escape(DisplayText.clip(text))
    }

    static func shownWhole(_ text: String) -> String {
        DisplayText.escape(text)
    }

    func text(of unixSeconds: Int64) -> String {
        var bytes: [UInt8] = []
        append(time: unixSeconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(time unixSeconds: Int64, to bytes: inout [UInt8]) {
        if let time = IndianTime(unixSeconds: unixSeconds) {
            time.appendTimeAndDay(to: &bytes)
        } else {
            bytes.append(literal: "an unknown time")
        }
    }

    /// A length of time in the largest unit that fits, as one says it.
    static func text(ofLength seconds: Int64) -> String {
        for (length, name) in [(86_400, "day"), (3_600, "hour"), (60, "minute")] as [(Int64, String)]
        where seconds >= length {
            return .counted(seconds / length, name)
        }
        return .counted(seconds, "second")
    }
}
