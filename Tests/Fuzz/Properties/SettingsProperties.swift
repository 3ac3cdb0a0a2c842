import BankConnectSession

/// Configuration files, organization policies and lists of banks; the first byte chooses.
enum SettingsProperties {
    static func check(_ input: [UInt8]) throws {
        let (choice, text) = input.choiceAndRest
        let errors = errors(choice, text)
        try check(errors, of: text.count)
        if let document = try? JSONDocument(text) {
            let again = self.errors(choice, JSONProperties.written(document))
            try hold(again.map(\.message) == errors.map(\.message), "a file written anew has the same errors")
        }
        try checkUse(choice, text)
    }

    private static func errors(_ choice: Int, _ text: [UInt8]) -> [PolicyError] {
        do throws(PolicyErrors) {
            switch choice % 3 {
            case 0: _ = try Configuration.read(text)
            case 1: _ = try OrganizationPolicy.read(text)
            default: _ = try BankTable.read(text)
            }
            return []
        } catch {
            return error.all
        }
    }

    private static func check(_ errors: [PolicyError], of count: Int) throws {
        var last = 0
        for error in errors {
            try hold(error.range.lowerBound >= last, "errors stand in the order of the text")
            try hold(error.range.upperBound <= count, "an error lies inside the text")
            try hold(!error.message.isEmpty && !error.hint.isEmpty, "an error says what is wrong and what to do")
            for text in [error.message, error.hint] {
                try hold(!text.unicodeScalars.contains(where: DisplayText.isUnsafe), "an error can be shown")
            }
            last = error.range.lowerBound
        }
    }

    /// What was read can be used: payloads are checked and planned with it.
    private static func checkUse(_ choice: Int, _ text: [UInt8]) throws {
        var organization = OrganizationPolicy()
        var banks = BankTable.builtIn
        switch choice % 3 {
        case 0: organization = (try? Configuration.read(text))?.organization?.value ?? organization
        case 1: organization = (try? OrganizationPolicy.read(text)) ?? organization
        default: banks = (try? BankTable.read(text)) ?? banks
        }
        let payload = Array(#"{"link_id": "A", "bank_name": "hdfc", "mode": "aa", "aa_journey_code": "BCAA004"}"#.utf8)
        for fairUse in FairUse.allCases {
            let context = RuleContext(
                today: RuleExample.today, organization: organization, banks: banks, fairUse: fairUse)
            var checker = PayloadChecker(context)
            checker.check(payload)
            for finding in checker.findings {
                guard case .organization(let range) = finding.place else { continue }
                try hold(range.upperBound <= text.count, "a date of the organization's stands in its file")
            }
            _ = checker.plan
        }
    }
}
