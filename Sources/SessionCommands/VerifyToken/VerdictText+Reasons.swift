import BankConnectSession
import PlainText

// The reasons of a verdict, each with what is known of this link and what to ask for.

extension VerdictText {
    /// Whether a reason is against the link, and not only one for not knowing.
    func isFailure(_ reason: TokenVerdict.Reason) -> Bool {
        switch reason {
        case .missingToken, .unknownScheme, .missingLinkID, .otherServer, .unknownEdition, .unreadableExpiry,
            .linkIDUnchecked:
            false
        case .unknownKey: verdict.checks.token == .failed
        case .notInLedger: verdict.checks.ledger == .failed
        default: true
        }
    }

    /// Whether a reason is one of those listed: not what is said elsewhere, and of a link to elsewhere no token.
    func isShown(_ reason: TokenVerdict.Reason) -> Bool {
        switch reason {
        case .unknownScheme: false
        case .missingToken: !report.reasons.contains(.wrongHost) && !isCutByLine
        default: true
        }
    }

    static func label(_ reason: TokenVerdict.Reason) -> String {
        switch reason {
        case .notHTTPS: "not https"
        case .missingSessionID: "missing session_id"
        case .missingLinkID: "missing link_id"
        case .linkIDMismatch: "another link_id"
        case .linkIDUnchecked: "link_id not checked"
        case .sessionMismatch: "another session"
        default: String(reason.rawValue.map { $0 == "_" ? " " : $0 })
        }
    }

    func explanation(of reason: TokenVerdict.Reason) -> String {
        "\(Self.label(reason))\(detail(of: reason) ?? ""): \(meaning(of: reason))\(advice(for: reason).map { " \($0)" } ?? "")"
    }

    /// What a reason means, for this link.
    private func meaning(of reason: TokenVerdict.Reason) -> String {
        switch reason {
        case .malformed where isCutByLine, .missingSessionID where isCutByLine:
            "Its line ends within the link, and the next line reads like the rest: join the two lines and try again."
        case .wrongHost where report.addressFault != nil:
            "The link may not lead to FinBox; do not open it or forward it."
        case .unknownKey where verdict.unknownKeyID == nil:
            "No key was given that makes this signature, so it cannot be checked."
        case .otherServer where verdict.record?.endpoint.isEmpty == true:
            "The ledger has this link, but not which server made it, so that proves nothing."
        case .notHTTPS where verdict.otherScheme != nil: "The start of the link is misspelt."
        default: reason.explanation
        }
    }

    /// Whether the line break behind the link may be one inside it.
    var isCutByLine: Bool { report.mayGoOnBelow && !report.reasons.contains(.wrongHost) }

    /// What is known of this link beside the reason.
    private func detail(of reason: TokenVerdict.Reason) -> String? {
        switch reason {
        case .expired:
            verdict.expiresAt.map { " \(Self.text(ofLength: now - $0)) ago, at \(text(of: $0))" }
        case .issuedInFuture:
            verdict.issuedAt.map { ", \(Self.text(ofLength: $0 - now)) ahead of the clock" }
        case .wrongHost:
            (report.openedHost.map { $0.isEmpty ? "" : " '\(Self.shown($0))'" } ?? "")
                + (report.addressFault.map { ", \($0)" } ?? "")
        case .unknownKey: verdict.unknownKeyID.map { " '\($0)'" }
        case .notHTTPS: verdict.otherScheme.map { ", it begins with '\(Self.shown($0))://'" }
        case .differsFromLedger: difference
        case .otherServer:
            verdict.record.flatMap { $0.endpoint.isEmpty ? nil : " (\(Self.shown($0.endpoint)))" }
        case .unknownEdition: verdict.record?.unknownEdition.map { " '\(Self.shown($0))'" }
        case .linkIDMismatch: verdict.record?.linkID.map { ", it is '\(Self.shown($0))'" }
        default: nil
        }
    }

    /// How the link differs from the ledger's.
    private var difference: String? {
        if let surplus = verdict.surplus {
            let count = String.counted(surplus.count, "extra character")
            return ", \(count): the part before '\(Self.shown(surplus))' is the ledger's link"
        }
        if let count = verdict.missingCount {
            return count == 1 ? ", the last character is missing" : ", the last \(count) characters are missing"
        }
        return verdict.difference.map {
            verdict.hasOneOtherCharacter ? ", character \($0) is another one" : ", from character \($0) on"
        }
    }

    /// What to ask for.
    private func advice(for reason: TokenVerdict.Reason) -> String? {
        switch reason {
        case .wrongHost:
            report.shortener.map { "\(Self.shown($0)) hides where links lead: ask the customer for the long link." }
                ?? (report.holdsOthers ? "The link inside it is judged on its own, below." : nil)
        case .missingToken where isFromShell && report.hasNoAmpersand:
            "Was the link in quotes? A shell ends it at the first & otherwise."
        case .malformed where report.isUpperCased, .missingSessionID where report.isUpperCased:
            "All its letters were made capital, which destroys it: ask for the link as it was sent."
        case .differsFromLedger where verdict.surplus?.first == "," && !isFromShell:
            "In a list of values with commas, put the link in quotes."
        case .differsFromLedger: "Send the customer the link again, as the ledger has it."
        default: nil
        }
    }
}
