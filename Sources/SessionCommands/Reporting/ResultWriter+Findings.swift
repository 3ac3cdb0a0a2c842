import BankConnectSession

// A finding's words: what is the same in every finding of a rule is written once and copied into each result.

extension ResultWriter {
    /// Adds a finding up to its pointer.
    static func appendWords(of finding: Finding, to out: inout [UInt8]) {
        if finding.isUsual {
            out.append(copying: fixedParts[finding.rule.number].head)
        } else {
            appendHead(finding.rule, finding.severity, finding.basis, finding.prediction, to: &out)
        }
        if finding.prediction == nil {
            // Without an answer of the service's, the message is the finding's own text.
            out.appendJSON(finding.detail)
            out.append(UInt8(ascii: ","))
        }
        out.append(literal: #""detail":"#)
        out.appendJSON(finding.detail)
        out.append(literal: #","hint":"#)
        if let hint = finding.hint { out.appendJSON(hint) } else { out.append(literal: "null") }
        out.append(literal: #","pointer":"#)
    }

    /// Adds a finding from behind its place.
    static func appendEnd(of finding: Finding, to out: inout [UInt8]) {
        if finding.isUsual {
            out.append(copying: fixedParts[finding.rule.number].end)
        } else {
            appendEnd(finding.prediction, to: &out)
        }
    }

    /// Up to the message, which is included where the service answers one.
    private static func appendHead(
        _ rule: Rule.ID, _ severity: Severity, _ basis: Basis, _ prediction: Prediction?, to out: inout [UInt8]
    ) {
        out.append(literal: #"{"rule":""#)
        out.append(copying: rule.description)
        out.append(literal: #"","severity":""#)
        out.append(copying: severity.rawValue)
        out.append(literal: #"","basis":""#)
        out.append(copying: basis.rawValue)
        out.append(literal: #"","code":"#)
        guard let answer = prediction?.answer else {
            return out.append(literal: #"null,"status":null,"message":"#)
        }
        out.appendJSON(answer.code)
        out.append(literal: #","status":"#)
        out.append(decimal: answer.status)
        out.append(literal: #","message":"#)
        out.appendJSON(answer.message)
        out.append(UInt8(ascii: ","))
    }

    /// The alternatives, and the end.
    private static func appendEnd(_ prediction: Prediction?, to out: inout [UInt8]) {
        out.append(literal: #","alternatives":["#)
        for (index, alternative) in (prediction?.alternatives ?? []).enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            append(alternative, to: &out)
        }
        out.append(literal: "]}")
    }

    private struct FixedParts: Sendable {
        var head: [UInt8] = []
        var end: [UInt8] = []
    }

    /// By the number of the rule.
    private static let fixedParts: [FixedParts] = {
        var parts = [FixedParts](repeating: FixedParts(), count: (Rule.all.map(\.id.number).max() ?? 0) + 1)
        for rule in Rule.all {
            appendHead(rule.id, rule.severity, rule.basis, rule.usualPrediction, to: &parts[rule.id.number].head)
            appendEnd(rule.usualPrediction, to: &parts[rule.id.number].end)
        }
        return parts
    }()
}

extension [UInt8] {
    /// Adds a text as a JSON string.
    mutating func appendJSON(_ text: String) {
        JSONText.append(text.utf8Span.span, to: &self)
    }

    /// Adds the words of a finding as a JSON string.
    mutating func appendJSON(_ text: FindingText) {
        JSONText.append(text.utf8.span, to: &self)
    }
}
