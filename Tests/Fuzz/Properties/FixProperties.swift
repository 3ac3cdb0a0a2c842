import BankConnectSession

/// Payloads and requests with their fixes applied.
enum FixProperties {
    static func check(_ input: [UInt8]) throws {
        let (choice, text) = input.choiceAndRest
        let contexts = PayloadProperties.contexts
        try check(
            text, contexts[choice % contexts.count], includesUnsafe: choice & 0x20 != 0, isRequest: choice & 0x40 != 0)
    }

    /// Every way to fix a text.
    static func checkAll(_ text: [UInt8]) throws {
        for (index, context) in PayloadProperties.contexts.enumerated() {
            try check(text, context, includesUnsafe: false, isRequest: index == 0)
            try check(text, context, includesUnsafe: true, isRequest: index == 1)
        }
    }

    private static func check(
        _ text: [UInt8], _ context: RuleContext, includesUnsafe: Bool, isRequest: Bool
    ) throws {
        var fixer = PayloadFixer(PayloadChecker(context), includesUnsafe: includesUnsafe)
        let padding = Array("\"}".utf8)
        let outcome = fixer.fix(padding + text + padding, in: 2..<2 + text.count, isRequest: isRequest)
        guard let outcome else { return }
        try hold(outcome.count > 0, "something was fixed")
        try hold(edited(text, outcome.edits) == outcome.text, "bytes outside the edits are the same")
        try hold(
            fixer.fix(outcome.text, in: 0..<outcome.text.count, isRequest: isRequest) == nil,
            "a second run changes nothing")

        var (before, after) = (PayloadChecker(context), PayloadChecker(context))
        if isRequest {
            _ = before.checkRequest(text, in: 0..<text.count, otherwise: context.apiVersion)
            _ = after.checkRequest(outcome.text, in: 0..<outcome.text.count, otherwise: context.apiVersion)
        } else {
            before.check(text)
            after.check(outcome.text)
        }
        try hold(after.request.syntaxError == nil && after.request.requestFault == nil, "the outcome parses")
        for finding in after.findings {
            guard let fix = after.fix(for: finding) else { continue }
            try hold(fix.safety == .unsafe && !includesUnsafe, "no finding that was fixed is drawn again")
        }
        if !includesUnsafe { try checkDays(before.request, after.request) }
    }

    /// A day that is written as it should be is left alone: nothing is guessed for 01/02/2025.
    private static func checkDays(_ before: SessionRequest, _ after: SessionRequest) throws {
        for parameter in [Parameter.fromDate, .toDate, .maxFromDate, .maxToDate] {
            guard let day = before.date(parameter) else { continue }
            try hold(after.date(parameter) == day, "\(parameter.name) means another day")
        }
    }

    /// The text with edits made, byte by byte.
    private static func edited(_ text: [UInt8], _ edits: [Fix.Edit]) -> [UInt8]? {
        var result: [UInt8] = []
        var at = 0
        for edit in edits {
            guard edit.offset >= at, edit.length >= 0, edit.offset + edit.length <= text.count else { return nil }
            result += text[at..<edit.offset] + Array(edit.text.utf8)
            at = edit.offset + edit.length
        }
        return result + text[at...]
    }
}

extension FuzzProperty {
    /// Applies every kind of fixes to a text of any kind.
    public static func checkFixes(of text: [UInt8]) throws { try FixProperties.checkAll(text) }
}
