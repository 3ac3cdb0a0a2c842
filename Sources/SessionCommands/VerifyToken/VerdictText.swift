import BankConnectSession
import CommandKit

/// A verdict that a support person can read aloud.
struct VerdictText {
    let report: TokenReport
    /// The input's name as it is shown before the number of a line.
    let shownInput: String
    let now: Int64
    let style: Style

    private var verdict: TokenVerdict { report.verdict }
    /// Whether the URL or token was a word of the command line, and not a line of a file.
    private var isFromShell: Bool { report.record == nil }

    /// Adds the lines of the verdict, which say nothing that others wrote without escaping it.
    ///
    /// Written in place: files of millions of tokens come through here.
    func append(to bytes: inout [UInt8]) {
        if let record = report.record {
            bytes.append(copying: shownInput)
            bytes.append(literal: ":")
            bytes.append(decimal: record)
            bytes.append(literal: ": ")
        }
        bytes.append(copying: heading)
        bytes.append(literal: ": session ")
        append(verdict.sessionID ?? "unknown", to: &bytes)
        for reason in report.reasons {
            bytes.append(literal: "\n  - ")
            bytes.append(copying: explanation(of: reason))
        }
        bytes.append(literal: "\n  ")
        appendFacts(to: &bytes)
        if let parts = report.inspection?.parts { bytes.append(copying: "\n  \(parts)") }
        if let line = ledgerLine { bytes.append(copying: "\n  \(line)") }
        bytes.append(literal: "\n")
    }

    private var heading: String {
        if report.inspection != nil { return style.yellow("NOT VERIFIED") }
        return verdict.isValid ? style.green("valid") : style.red("NOT VALID")
    }

    private func appendFacts(to bytes: inout [UInt8]) {
        if let inspection = report.inspection {
            if let key = inspection.keyID { bytes.append(copying: "claims key \(key), ") }
        } else if let key = verdict.keyID {
            bytes.append(literal: verdict.isValid ? "signed with key " : "judged with key ")
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
        bytes.append(literal: "scheme ")
        bytes.append(copying: verdict.scheme)
    }

    private var ledgerLine: String? {
        guard case .holds(let session) = report.ledger else {
            if case .notAsked = report.ledger { return nil }
            return "the ledger does not hold this session"
        }
        let link = session.linkID.map { "link_id '\(Self.shown($0))'" } ?? "no link_id"
        let isLocal = session.endpoint == RecordedSession.localEndpoint
        let place = isLocal ? "made locally" : "made by \(Self.shown(session.endpoint))"
        return "the ledger has \(link), \(place) at \(spoken(session.time.unixSeconds))"
    }

    /// Adds text of others; what is printable ASCII, as most of it is, needs no closer look.
    private func append(_ text: String, to bytes: inout [UInt8]) {
        let span = text.utf8Span.span
        if span.count <= 40, JSONText.isPlain(span) {
            bytes.append(copying: span)
        } else {
            bytes.append(copying: Self.shown(text))
        }
    }

    private static func shown(_ text: String) -> String {
        DisplayText.escape(DisplayText.clip(text))
    }

    private func explanation(of reason: TokenVerdict.Reason) -> String {
        let label = String(reason.rawValue.map { $0 == "_" ? " " : $0 })
        if reason == .expired, let expires = verdict.expiresAt {
            return "expired \(Duration.spoken(now - expires)) ago at \(spoken(expires)). \(reason.explanation)"
        }
        if reason == .issuedInFuture, let issued = verdict.issuedAt {
            return "\(label): issued \(Duration.spoken(issued - now)) ahead of the clock. \(reason.explanation)"
        }
        if reason == .unknownKey, let id = verdict.unknownKeyID {
            return "\(label) '\(id)': \(reason.explanation)"
        }
        if reason == .missingToken, isFromShell {
            return "\(label): \(reason.explanation) Was the URL in quotes? A shell ends it at the first & otherwise."
        }
        return "\(label): \(reason.explanation)"
    }

    private func spoken(_ unixSeconds: Int64) -> String {
        var bytes: [UInt8] = []
        append(time: unixSeconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(time unixSeconds: Int64, to bytes: inout [UInt8]) {
        if let time = IndianTime(unixSeconds: unixSeconds) {
            time.appendSpoken(to: &bytes)
        } else {
            bytes.append(literal: "an unknown time")
        }
    }

    /// Lengths of time in the largest unit that fits, as one says them.
    private enum Duration {
        static func spoken(_ seconds: Int64) -> String {
            for (length, name) in [(86_400, "day"), (3_600, "hour"), (60, "minute")] as [(Int64, String)]
            where seconds >= length {
                let count = seconds / length
                return "\(count) \(name)\(count == 1 ? "" : "s")"
            }
            return "\(seconds) second\(seconds == 1 ? "" : "s")"
        }
    }
}
