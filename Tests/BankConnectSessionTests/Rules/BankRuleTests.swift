import BankConnectSession
import Testing

@Suite struct BankRuleTests {
    private func checked(_ members: String, banks: BankTable = .builtIn, policy: OrganizationPolicy = .init())
        -> CheckedPayload
    {
        CheckedPayload(
            #"{"link_id": "a", \#(members)}"#,
            RuleContext(today: RuleExample.today, organization: policy, banks: banks))
    }

    @Test(arguments: ["zzz", "hdfcc", "some new bank", "axs"])
    func `a bank that is missing from the list of 2023 is a warning that keeps the code`(name: String) throws {
        let checked = checked("\"bank_name\": \"\(name)\"")
        let finding = try #require(checked.findings.first)
        #expect(checked.rules == [202] && checked.errors == [] && checked.answer == nil)
        #expect(finding.basis == .inferred)
        #expect(finding.prediction?.answer.code == "INVALID_BANK_NAME" && finding.prediction?.answer.status == 400)
        #expect(finding.hint?.description.contains("--banks FILE") == true)
    }

    @Test func `a likely bank is named in the warning`() {
        let hint = checked(#""bank_name": "bob""#).findings.first?.hint?.description ?? ""
        #expect(hint.hasPrefix("did you mean BARODA (Bank of Baroda)?"))
        #expect(hint.contains("--banks"))
    }

    @Test(arguments: ["HDFC0001234", "sbin0012345", "BARB0VJNAGR", " UTIB0000012 "])
    func `an IFSC code is named as one, and no bank is guessed from it`(code: String) {
        let hint = checked("\"bank_name\": \"\(code)\"").findings.first { $0.rule.number == 202 }?.hint?.description
        #expect(
            hint == "this is an IFSC code, of a branch; write the bank's identifier ('bcsession explain --list banks')")
    }

    @Test(arguments: ["hdcf", "SBIN", "HDFC1001234", "HDFC000123", "HDFC00012345", "12340001234", "HDFC0-01234"])
    func `neither near letters nor another form draw a guess`(name: String) {
        let hint = checked("\"bank_name\": \"\(name)\"").findings.first?.hint?.description
        #expect(hint == "--banks FILE takes the service's current catalogue")
    }

    @Test(arguments: [
        ("hdfc bank", "HDFC (HDFC Bank)"), ("hdfc_bank", "HDFC (HDFC Bank)"),
        ("State Bank of India", "SBI (State Bank of India)"),
        ("icicii", "ICICI (ICICI Bank)"),
    ])
    func `a misspelt bank is an error with the right spelling`(name: String, meant: String) {
        let checked = checked("\"bank_name\": \"\(name)\"")
        #expect(checked.errors == [202])
        #expect(checked.answerLine == "INVALID_BANK_NAME 400 Invalid bank identifier.")
        #expect(checked.findings.first?.detail.description == "unknown bank '\(name)'")
        #expect(checked.findings.first?.hint?.description == "did you mean \(meant)?")
        #expect(checked.findings.first?.basis == .inferred)
    }

    @Test func `a number is no bank`() {
        let checked = checked(#""bank_name": 5"#)
        #expect(checked.errors == [202])
        #expect(checked.answer?.code == "INVALID_BANK_NAME")
    }

    @Test func `with the service's catalogue every unknown bank is an error`() throws {
        let catalogue = try BankTable.read(Array(#"["HDFC", "ICICI"]"#.utf8))
        for banks in [catalogue, BankTable.builtIn.asCatalogue] {
            let checked = checked(#""bank_name": "zzz""#, banks: banks)
            #expect(checked.errors == [202])
            #expect(checked.findings.first?.basis == .page)
        }
        #expect(checked(#""bank_name": "hdfc""#, banks: catalogue).rules == [])
        #expect(checked(#""bank_name": "sbi""#, banks: catalogue).errors == [202])
    }

    @Test func `a mode that the list of 2023 denies is a warning that keeps the code`() {
        let checked = checked(#""bank_name": "idbi", "mode": "online""#)
        #expect(checked.rules == [205] && checked.errors == [] && checked.answer == nil)
        #expect(checked.findings.first?.prediction?.answer.code == "MODE_NOT_AVAILABLE")
        #expect(checked.findings.first?.basis == .inferred)
        let strict = self.checked(#""bank_name": "idbi", "mode": "online""#, banks: .builtIn.asCatalogue)
        #expect(strict.errors == [205] && strict.findings.first?.basis == .page)
        #expect(strict.answerLine == "MODE_NOT_AVAILABLE 400 Specified mode not available for this bank.")
    }

    @Test(arguments: ["canara", "baroda"])
    func `nothing is said of net banking where FinBox's sources disagree`(bank: String) {
        #expect(checked(#""bank_name": "\#(bank)", "mode": "online""#).rules == [])
    }

    @Test func `a bank that was not on Account Aggregator is a note, and an error in the service's own word`() {
        #expect(checked(#""bank_name": "sbi", "mode": "aa""#).rules == [207])
        #expect(checked(#""bank_name": "sbi", "mode": "aa""#, banks: .builtIn.asCatalogue).errors == [205])
    }

    @Test func `what the organization's policy says of its banks is the service's own word`() {
        var policy = OrganizationPolicy()
        policy.banks = [
            Bank(identifier: "newbank", name: "New Bank", pdf: .yes, online: .no, aa: .yes),
            Bank(identifier: "hdfc", name: "HDFC Bank", pdf: .yes, online: .no, aa: .yes),
        ]
        #expect(checked(#""bank_name": "NewBank", "mode": "aa""#, policy: policy).rules == [])
        #expect(checked(#""bank_name": "newbank", "mode": "online""#, policy: policy).errors == [205])
        #expect(checked(#""bank_name": "hdfc", "mode": "online""#, policy: policy).errors == [205])
        // The other banks are still those of the list.
        #expect(checked(#""bank_name": "zzz""#, policy: policy).errors == [])
    }

    @Test(arguments: ["hdfk%", "%hdfk", "some new bank of % streets"])
    func `what a hundred unknown names may mean is worked out once for each`(pattern: String) {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        // Of the first payloads nothing is kept.
        for _ in 0..<10 { checker.check(Array(#"{"link_id": "a"}"#.utf8)) }
        func statements() -> [ObjectIdentifier] {
            (10..<110).flatMap { number in
                let name = pattern.replacing("%", with: "\(number)")
                checker.check(Array(#"{"link_id": "\#(number)", "bank_name": "\#(name)", "mode": "aa"}"#.utf8))
                return checker.findings.map { ObjectIdentifier($0.statement) }
            }
        }
        let (first, second) = (statements(), statements())
        #expect(first.count == 100 && first == second)
    }

    @Test func `accept_anything lowers nothing`() {
        #expect(checked(#""bank_name": "hdfc bank", "accept_anything": true"#).errors == [202])
        #expect(
            checked(#""bank_name": "idbi", "mode": "online", "accept_anything": true"#, banks: .builtIn.asCatalogue)
                .errors == [205])
    }
}
