import BankConnectSession

/// From a payload to its findings, its answer and its plan.
enum PayloadProperties {
    static let contexts: [RuleContext] = APIVersion.allCases.flatMap { version in
        FairUse.allCases.map { fairUse in
            RuleContext(
                today: RuleExample.today, apiVersion: version, workflow: fairUse == .warn ? nil : .redirect,
                fairUse: fairUse)
        }
    }

    static func check(_ input: [UInt8]) throws {
        let (choice, text) = input.choiceAndRest
        let context = contexts[choice % contexts.count]
        var checker = PayloadChecker(context)
        checker.check(text)
        try check(checker.findings, of: text.count, start: 0)
        try checkAnswer(checker)
        try checkRespelling(checker, context)

        // A checker says the same of a payload after any other, and wherever the payload stands.
        let findings = checker.findings
        checker.check(Array(text.reversed()))
        let padding = Array(repeating: UInt8(ascii: "\""), count: 11)
        checker.check(padding + text + padding, in: 11..<11 + text.count)
        try hold(checker.findings == findings, "a payload's findings are its own")
        _ = Resolution(checker, now: 1_800_000_000)?.countedMonths.map { $0.count }
    }

    /// Findings stand in order, inside the text, and can be shown.
    static func check(_ findings: [Finding], of count: Int, start: Int) throws {
        var last = (0, 0)
        for finding in findings {
            let place: (Int, Int)
            switch finding.place {
            case .head(let range):
                try hold(range.lowerBound >= 0 && range.upperBound <= start, "a place of the head lies in it")
                place = (0, range.lowerBound)
            case .payload(let range, let node):
                try hold(range.lowerBound >= 0 && range.upperBound <= count, "a place lies inside the payload")
                try hold(node >= 0, "a place is a value")
                place = (1, range.lowerBound)
            case .organization: place = (2, 0)
            }
            try hold(last <= place, "findings stand in the order of the text")
            last = place
            for text in [finding.detail.description, finding.hint?.description ?? "-"] {
                try hold(!text.isEmpty, "a finding says something")
                try hold(!text.unicodeScalars.contains(where: DisplayText.isUnsafe), "a finding can be shown")
            }
        }
    }

    private static func checkAnswer(_ checker: PayloadChecker) throws {
        let refuses = checker.findings.contains { $0.prediction != nil && $0.severity == .error }
        try hold((checker.answer != nil) == refuses, "a payload is refused when an error predicts it")
        for finding in checker.findings where finding.prediction != nil && finding.severity != .error {
            // What the built-in bank table does not know, or denies, is a warning that keeps its code and status.
            let isDoubtful = finding.severity == .warning && [202, 205].contains(finding.rule.number)
            try hold(isDoubtful, "only errors predict a refusal, and warnings about banks")
        }
        if checker.request.syntaxError != nil {
            try hold(checker.findings.map(\.rule.number) == [1], "after a syntax error nothing else is said")
        }
    }

    /// White space and the spelling of characters are nothing to the rules.
    private static func checkRespelling(_ checker: PayloadChecker, _ context: RuleContext) throws {
        guard checker.request.syntaxError == nil else { return }
        for isIndented in [false, true] {
            var other = PayloadChecker(context)
            other.check(JSONProperties.written(checker.request.document, indented: isIndented))
            try hold(
                other.findings.map(\.rule) == checker.findings.map(\.rule),
                "a payload written anew has the same findings: \(other.findings.map(\.rule)) for "
                    + "\(checker.findings.map(\.rule))")
            // Its message may quote a value as it is written.
            try hold(
                other.answer?.code == checker.answer?.code && other.answer?.status == checker.answer?.status,
                "and the same answer")
        }
    }
}
