import BankConnectSession

/// From which severity on a finding makes a payload invalid.
struct FailureThreshold: Sendable {
    let severity: Severity

    /// `--fail-on`, lowered to warnings by `--strict`.
    init(failOn: Severity = .error, isStrict: Bool = false) {
        severity = isStrict ? min(failOn, .warning) : failOn
    }

    /// Whether no finding is so severe.
    func passes(_ findings: [LocatedFinding]) -> Bool {
        findings.allSatisfy { $0.severity < severity }
    }
}
