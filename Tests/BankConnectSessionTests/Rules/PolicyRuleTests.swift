import BankConnectSession
import Testing

/// What an organization's policy and the settings change, and accept_anything does not.
@Suite struct PolicyRuleTests {
    @Test(arguments: BankMode.allCases)
    func `a mode that the policy does not list is refused with 403`(mode: BankMode) {
        let members = #""bank_name": "hdfc", "mode": "\#(mode.rawValue)""#
        #expect(CheckedPayload(members: members).errors == [])
        #expect(CheckedPayload(members: members) { $0.modes = [mode] }.errors == [])
        for modes in [[], BankMode.allCases.filter { $0 != mode }] {
            let checked = CheckedPayload(members: members) { $0.modes = modes }
            #expect(checked.errors == [206])
            #expect(checked.answerLine == "MODE_NOT_ENABLED 403 Specified mode not enabled. Contact FinBox Admin.")
            #expect(
                checked.findings.compactMap(\.prediction).first?.alternatives.map(\.message) == ["Mode not available"])
        }
    }

    @Test func `a mode that the bank lacks and the policy too is answered by the bank's row`() {
        let checked = CheckedPayload(members: #""bank_name": "akola_janata", "mode": "online""#) {
            $0.modes = [.pdf]
            $0.banks = [Bank(identifier: "akola_janata", name: "Akola Janata", pdf: .yes, online: .no)]
        }
        #expect(checked.errors == [205, 206])
        #expect(checked.answer?.code == "MODE_NOT_AVAILABLE")
    }

    @Test func `the policy adds banks and changes what they can do`() {
        let members = #""bank_name": "NewBank", "mode": "online""#
        #expect(CheckedPayload(members: members).rules == [202])
        let added = CheckedPayload(members: members) {
            $0.banks = [Bank(identifier: "newbank", name: "New", online: .yes)]
        }
        #expect(added.rules == [])
        let refused = CheckedPayload(members: #""bank_name": "hdfc", "mode": "aa""#) {
            $0.banks = [Bank(identifier: "HDFC", name: "", pdf: .yes, aa: .no)]
        }
        #expect(refused.rules == [205])
        let unknown = CheckedPayload(members: members) { $0.banks = [Bank(identifier: "newbank", name: "")] }
        #expect(unknown.rules == [])
    }

    @Test func `Account Aggregator data of the snapshot is a note, never a refusal`() throws {
        for bank in BankTable.builtIn.banks {
            let checked = CheckedPayload(members: #""bank_name": "\#(bank.identifier)", "mode": "aa""#)
            #expect(checked.rules == (bank.aa == .yes ? [] : [207]), "\(bank.identifier)")
            let upload = CheckedPayload(members: #""bank_name": "\#(bank.identifier)", "mode": "pdf""#)
            #expect(upload.rules == (bank.pdf == .no ? [205] : []), "\(bank.identifier)")
        }
    }

    @Test func `members that the policy lists draw nothing`() {
        let members = #""program_id": 7, "branch": "x""#
        #expect(CheckedPayload(members: members).findings.map(\.severity) == [.note, .warning])
        #expect(CheckedPayload(members: members) { $0.fields = ["branch"] }.findings.map(\.severity) == [.note])
        #expect(CheckedPayload(members: members) { $0.fields = ["branch", "program_id"] }.rules == [])
    }

    @Test(arguments: [OrganizationPolicy.Plan.expired, .paymentPending])
    func `a plan that is not paid for stops creation, not checking`(plan: OrganizationPolicy.Plan) {
        var policy = OrganizationPolicy()
        policy.plan = plan
        var context = RuleContext(today: RuleExample.today, organization: policy)
        for text in [#"{"link_id": "a"}"#, "{}", "[]"] {
            #expect(!CheckedPayload(text, context).rules.contains(13))
        }
        context.isCreation = true
        for text in [#"{"link_id": "a"}"#, "{}", "[]", "", "{"] {
            let checked = CheckedPayload(text, context)
            #expect(checked.answerLine == "PAYMENT_REQUIRED 402 Payment required")
        }
    }

    @Test(arguments: [
        (#""bank_name": "x""#, 202), (#""bank_name": "akola_janata", "mode": "online""#, 205),
        (#""mobile_number": "1""#, 401), (#""session_expiry": 4"#, 403), (#""mode": "x""#, 204),
        (#""mode": "pdf""#, 203),
    ])
    func `accept_anything lowers nothing`(members: String, rule: Int) {
        let alone = CheckedPayload(members: members)
        #expect(alone.rules.contains(rule))
        for value in ["true", "false", "null"] {
            let checked = CheckedPayload(members: #"\#(members), "accept_anything": \#(value)"#)
            #expect(checked.findings.filter { $0.parameter != .acceptAnything } == alone.findings, "\(value)")
        }
    }

    @Test func `a severity may be changed, and the answer stays that of the rule's own`() {
        let text = #"{"link_id": "a", "mobile_number": "1", "banana": 1}"#
        let usual = CheckedPayload(text)
        #expect(usual.findings.map(\.severity) == [.error, .warning])
        let changed = CheckedPayload(text, severities: [401: .note, 4: .error])
        #expect(changed.findings.map(\.severity) == [.note, .error])
        #expect(changed.answer == usual.answer && changed.answer?.code == "INVALID_MOBILE_NUMBER")
        #expect(changed.findings.map(\.prediction) == usual.findings.map(\.prediction))
    }

    @Test func `a text that is no payload is an error, whatever the settings`() {
        for (text, rule) in [("{bad", 1), ("[]", 2), ("", 1)] {
            let checked = CheckedPayload(
                text, disabled: Set(Rule.all.map(\.id)), severities: [1: .note, 2: .note])
            #expect(checked.rules == [rule])
            #expect(checked.findings.map(\.severity) == [.error])
            #expect(checked.answer?.code == "INVALID_REQUEST")
        }
    }
}
