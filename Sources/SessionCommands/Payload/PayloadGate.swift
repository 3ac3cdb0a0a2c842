import BankConnectSession

/// Decides from which severity on a finding makes a payload invalid.
struct PayloadGate: Sendable {
    let severity: Severity

    /// `--fail-on`, lowered to warnings by `--strict`.
    init(failOn: Severity = .error, isStrict: Bool = false) {
        severity = isStrict ? min(failOn, .warning) : failOn
    }

    func passes(_ findings: [Finding]) -> Bool {
        findings.allSatisfy { $0.severity < severity }
    }
}

extension PayloadChecker {
    /// What the checker last found, for reports.
    func checked(_ locator: FindingLocator, gate: PayloadGate, record: Int? = nil) -> CheckedPayload {
        CheckedPayload(
            source: locator.source, record: record, isValid: gate.passes(findings), answer: answer,
            findings: locator.locate(findings, in: request))
    }
}
