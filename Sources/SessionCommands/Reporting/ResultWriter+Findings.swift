import BankConnectSession

// A finding's words, in the order in which they are written.

extension ResultWriter {
    /// Adds a finding up to its pointer.
    static func appendWords(of finding: Finding, to out: inout [UInt8]) {
        out.append(literal: #"{"rule":""#)
        out.append(copying: finding.rule.description)
        out.append(literal: #"","severity":""#)
        out.append(copying: finding.severity.rawValue)
        out.append(literal: #"","basis":""#)
        out.append(copying: finding.basis.rawValue)
        out.append(literal: #"","code":"#)
        if let answer = finding.prediction?.answer {
            out.appendJSON(answer.code)
            out.append(literal: #","status":"#)
            out.append(decimal: answer.status)
            out.append(literal: #","message":"#)
            out.appendJSON(answer.message)
        } else {
            // Without an answer of the service's, the message is the finding's own text.
            out.append(literal: #"null,"status":null,"message":"#)
            out.appendJSON(finding.detail)
        }
        out.append(literal: #","detail":"#)
        out.appendJSON(finding.detail)
        out.append(literal: #","hint":"#)
        if let hint = finding.hint { out.appendJSON(hint) } else { out.append(literal: "null") }
        out.append(literal: #","pointer":"#)
    }

    /// Adds a finding from behind its place: the alternatives, and the end.
    static func appendEnd(of finding: Finding, to out: inout [UInt8]) {
        out.append(literal: #","alternatives":["#)
        for (index, alternative) in (finding.prediction?.alternatives ?? []).enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            append(alternative, to: &out)
        }
        out.append(literal: "]}")
    }
}

extension [UInt8] {
    /// Adds a text as a JSON string.
    mutating func appendJSON(_ text: String) {
        JSONText.append(text.utf8Span.span, to: &self)
    }

    /// Adds the words of a finding as a JSON string.
    mutating func appendJSON(_ text: FindingText) {
        text.withBytes { JSONText.append($0, to: &self) }
    }
}
