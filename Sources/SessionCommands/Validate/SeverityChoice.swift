import BankConnectSession
import CommandKit

/// The severity that one rule's findings get instead of their own: `BC306=warning`.
struct SeverityChoice: Sendable {
    var rule: Rule.ID
    var severity: Severity
}

extension SeverityChoice: FlagValue {
    /// Reads RULE=SEVERITY.
    package init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let rule = Rule.ID(String(parts[0])),
            let severity = Severity(rawValue: String(parts[1]))
        else { return nil }
        self.init(rule: rule, severity: severity)
    }

    /// The choice as it is written.
    package var argument: String { "\(rule)=\(severity.rawValue)" }

    /// A rule and a severity.
    package static var expectation: String {
        "a rule and its severity, such as BC306=warning; severities are "
            + Severity.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension ValidateOptions {
    /// The severities that rules get instead of their own, by rule; the last choice for a rule counts.
    ///
    /// - Throws: a usage error where a rule is switched off or changed that tells a payload from other text.
    func chosenSeverities() throws(UsageError) -> [Rule.ID: Severity] {
        guard !disabled.isEmpty || !severities.isEmpty else { return [:] }
        for rule in Rule.all where rule.isEssential {
            let flag =
                disabled.contains(rule.id) ? "disable" : severities.contains { $0.rule == rule.id } ? "severity" : nil
            guard let flag else { continue }
            throw UsageError(
                "--\(flag) cannot be used for \(rule.id): \(rule.documentation.demand)",
                hint: "a text that is no payload is never valid; leave \(rule.id) out of --\(flag)")
        }
        return Dictionary(severities.map { ($0.rule, $0.severity) }, uniquingKeysWith: { $1 })
    }
}
