import BankConnectSession
import CommandKit

/// A verdict that a support person can read aloud.
struct VerdictText {
    let verdict: TokenVerdict
    /// Whether the URL or token was a word of the command line, and not a line of a file.
    let isFromShell: Bool
    let now: Int64
    let style: Style

    var text: String {
        let session = DisplayText.escape(DisplayText.clip(verdict.sessionID ?? "unknown"))
        var text = verdict.isValid ? style.green("valid") : style.red("NOT VALID")
        text += ": session \(session)\n"
        for reason in verdict.reasons { text += "  - \(explanation(of: reason))\n" }
        var facts: [String] = []
        if let key = verdict.keyID { facts.append("\(verdict.isValid ? "signed" : "judged") with key \(key.text)") }
        if let issued = verdict.issuedAt { facts.append("issued \(spoken(issued))") }
        if let expires = verdict.expiresAt { facts.append("expires \(spoken(expires))") }
        facts.append("scheme \(verdict.scheme)")
        return text + "  \(facts.joined(separator: ", "))\n"
    }

    private func explanation(of reason: TokenVerdict.Reason) -> String {
        let label = String(reason.rawValue.map { $0 == "_" ? " " : $0 })
        if reason == .expired, let expires = verdict.expiresAt {
            return "expired \(Duration.spoken(now - expires)) ago at \(spoken(expires)). \(reason.explanation)"
        }
        if reason == .issuedInFuture, let issued = verdict.issuedAt {
            return "\(label): issued \(Duration.spoken(issued - now)) ahead of the clock. \(reason.explanation)"
        }
        if reason == .missingToken, isFromShell {
            return "\(label): \(reason.explanation) Was the URL in quotes? A shell ends it at the first & otherwise."
        }
        return "\(label): \(reason.explanation)"
    }

    private func spoken(_ unixSeconds: Int64) -> String {
        IndianTime(unixSeconds: unixSeconds)?.spoken ?? "at an unknown time"
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
