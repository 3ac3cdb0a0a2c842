import BankConnectSession

/// What the rules say of a payload on 09/12/2025, the day of the page's sample, unless another is given.
struct CheckedPayload {
    let findings: [Finding]
    let answer: ServiceAnswer?
    let bytes: [UInt8]

    init(
        _ text: String, today: String = "09/12/2025", api: APIVersion = .v2, workflow: Workflow? = nil,
        fairUse: FairUse = .warn, disabled: Set<Rule.ID> = [], severities: [Int: Severity] = [:],
        policy: (inout OrganizationPolicy) -> Void = { _ in }
    ) {
        var organization = OrganizationPolicy()
        policy(&organization)
        let context = RuleContext(
            today: CalendarDate(ddmmyyyy: today) ?? .earliest, apiVersion: api, workflow: workflow,
            organization: organization, fairUse: fairUse)
        self.init(text, context, disabled: disabled, severities: severities)
    }

    init(
        _ text: String, _ context: RuleContext, disabled: Set<Rule.ID> = [], severities: [Int: Severity] = [:]
    ) {
        bytes = Array(text.utf8)
        let byID = severities.map { number, severity in
            (Rule.all.first { $0.id.number == number }?.id ?? Rule.all[0].id, severity)
        }
        var checker = PayloadChecker(
            context, disabled: disabled, severities: Dictionary(byID, uniquingKeysWith: { $1 }))
        checker.check(bytes)
        findings = checker.findings
        answer = checker.answer
    }

    /// The members besides link_id of a payload.
    init(members: String, policy: (inout OrganizationPolicy) -> Void = { _ in }) {
        self.init(#"{"link_id": "a", \#(members)}"#, policy: policy)
    }

    /// The numbers of the rules that speak, in the order of the report.
    var rules: [Int] { findings.map(\.rule.number) }
    /// The same for errors alone.
    var errors: [Int] { findings.filter { $0.severity == .error }.map(\.rule.number) }
    /// `CODE status message` of the service's answer.
    var answerLine: String? { answer.map { "\($0.code) \($0.status) \($0.message)" } }
    /// The texts that are pointed at.
    var marked: [String] {
        findings.map { finding in
            guard case .payload(let range, _) = finding.place else { return "" }
            return String(decoding: bytes[range], as: UTF8.self)
        }
    }
}
