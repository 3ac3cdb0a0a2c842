import BankConnectSession

/// Writes the RESULT of a payload as compact JSON: the shape of `validate`'s `json` and `ndjson`.
enum ResultWriter {
    /// Adds the result of a payload.
    static func append(_ payload: CheckedPayload, to out: inout [UInt8]) {
        append(#"{"source":"#, to: &out)
        out.appendJSON(payload.source)
        if let record = payload.record {
            append(#","record":"#, to: &out)
            out.append(decimal: record)
        }
        append(payload.isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#, to: &out)
        append(payload.answer, to: &out)
        append(#","findings":["#, to: &out)
        var isFirst = true
        for located in payload.findings {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            append(located, to: &out)
        }
        append("]}", to: &out)
    }

    /// The result of a line with nothing to report, up to its number.
    static func validPrefix(source: String) -> [UInt8] {
        var out: [UInt8] = []
        append(#"{"source":"#, to: &out)
        out.appendJSON(source)
        append(#","record":"#, to: &out)
        return out
    }

    /// Adds the result of a line with nothing to report.
    @inline(__always)
    static func append(validLine record: Int, prefix: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: prefix)
        out.append(decimal: record)
        append(#","valid":true,"answer":null,"findings":[]}"#, to: &out)
    }

    /// Adds the result of an input that could not be read: no findings, and an error in their place.
    static func append(unreadable source: String, _ code: ExitCode, _ message: String, to out: inout [UInt8]) {
        append(#"{"source":"#, to: &out)
        out.appendJSON(source)
        append(#","valid":false,"answer":null,"findings":[],"error":"#, to: &out)
        var writer = JSONWriter()
        ErrorDocument.write(code, message, to: &writer)
        out += writer.bytes
        append("}", to: &out)
    }

    /// Adds a finding.
    static func append(_ located: LocatedFinding, to out: inout [UInt8]) {
        let finding = located.finding
        let fixed = finding.isUsual ? fixedParts[finding.rule.number] : FixedParts(of: finding)
        out.append(contentsOf: fixed.head)
        if !fixed.hasMessage {
            out.appendJSON(finding.detail)
            append(",", to: &out)
        }
        append(#""detail":"#, to: &out)
        out.appendJSON(finding.detail)
        append(#","hint":"#, to: &out)
        if let hint = finding.hint { out.appendJSON(hint) } else { append("null", to: &out) }
        append(#","pointer":"#, to: &out)
        if let pointer = located.pointer { out.appendJSON(pointer) } else { append("null", to: &out) }
        appendPlace(of: located, to: &out)
        out.append(contentsOf: fixed.tail)
    }

    /// A finding without lines has null for them, and the flag that gave the value in a member of its own.
    private static func appendPlace(of located: LocatedFinding, to out: inout [UInt8]) {
        guard case .text(_, let place) = located.source else {
            append(
                #","line":null,"column":null,"end_line":null,"end_column":null,"offset":null,"length":null"#, to: &out)
            if case .commandLine(let flag?) = located.source {
                append(#","flag":"#, to: &out)
                out.appendJSON(flag)
            }
            return
        }
        append(#","line":"#, to: &out)
        out.append(decimal: place.start.line)
        append(#","column":"#, to: &out)
        out.append(decimal: place.start.column)
        append(#","end_line":"#, to: &out)
        out.append(decimal: place.end.line)
        append(#","end_column":"#, to: &out)
        out.append(decimal: place.end.column)
        append(#","offset":"#, to: &out)
        out.append(decimal: place.offset)
        append(#","length":"#, to: &out)
        out.append(decimal: place.length)
    }

    private static func append(_ answer: ServiceAnswer?, to out: inout [UInt8]) {
        guard let answer else { return append("null", to: &out) }
        append(#"{"code":"#, to: &out)
        out.appendJSON(answer.code)
        append(#","status":"#, to: &out)
        out.append(decimal: answer.status)
        append(#","message":"#, to: &out)
        out.appendJSON(answer.message)
        append("}", to: &out)
    }

    @inline(__always)
    private static func append(_ text: String, to out: inout [UInt8]) {
        out.append(contentsOf: text.utf8)
    }

    // MARK: Fixed parts

    /// What is the same in every finding of a rule: written once, copied into each result.
    private struct FixedParts: Sendable {
        /// Up to the message, which is included where the service answers one.
        var head: [UInt8] = []
        /// The alternatives, and the end.
        var tail: [UInt8] = []
        /// Without an answer of the service's, the message is the finding's own text.
        var hasMessage = false

        init() {}

        init(of finding: Finding) {
            self.init(
                rule: finding.rule, severity: finding.severity, basis: finding.basis, prediction: finding.prediction)
        }

        init(rule: Rule.ID, severity: Severity, basis: Basis, prediction: Prediction?) {
            let answer = prediction?.answer
            append(
                #"{"rule":"\#(rule)","severity":"\#(severity.rawValue)","basis":"\#(basis.rawValue)","code":"#,
                to: &head)
            if let answer { head.appendJSON(answer.code) } else { append("null", to: &head) }
            append(#","status":"# + (answer.map { String($0.status) } ?? "null") + #","message":"#, to: &head)
            if let answer {
                head.appendJSON(answer.message)
                append(",", to: &head)
            }
            hasMessage = answer != nil
            append(#","alternatives":["#, to: &tail)
            for (index, alternative) in (prediction?.alternatives ?? []).enumerated() {
                if index > 0 { append(",", to: &tail) }
                ResultWriter.append(alternative, to: &tail)
            }
            append("]}", to: &tail)
        }
    }

    /// By the number of the rule.
    private static let fixedParts: [FixedParts] = {
        var parts = [FixedParts](repeating: FixedParts(), count: (Rule.all.map(\.id.number).max() ?? 0) + 1)
        for rule in Rule.all {
            parts[rule.id.number] = FixedParts(
                rule: rule.id, severity: rule.severity, basis: rule.basis, prediction: rule.usualPrediction)
        }
        return parts
    }()

    // MARK: The document

    /// What stands before the results in the format json.
    static func opening(_ summary: Summary) -> [UInt8] {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.validate/1")
            writer.name("summary")
            summary.write(to: &writer)
        }
        // The object goes on: its last two bytes are a line feed and the brace.
        return writer.bytes.dropLast(2) + Array(",\n  \"results\": [".utf8)
    }

    /// A finding inside a document of another shape.
    static func write(_ located: LocatedFinding, to writer: inout JSONWriter) {
        var bytes: [UInt8] = []
        append(located, to: &bytes)
        writer.raw(bytes)
    }
}

extension [UInt8] {
    /// Adds a text as a JSON string.
    @inline(__always)
    mutating func appendJSON(_ text: String) {
        guard JSONText.isPlain(text.utf8Span.span) else { return appendEscapedJSON(text) }
        append(UInt8(ascii: "\""))
        append(contentsOf: text.utf8)
        append(UInt8(ascii: "\""))
    }

    /// Adds the words of a finding as a JSON string.
    @inline(__always)
    mutating func appendJSON(_ text: FindingText) {
        guard JSONText.isPlain(text.utf8.span) else { return appendEscapedJSON(text.description) }
        append(UInt8(ascii: "\""))
        append(contentsOf: text.utf8)
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscapedJSON(_ text: String) {
        var writer = JSONWriter()
        writer.string(text)
        append(contentsOf: writer.bytes)
    }

    /// Adds an integer.
    @inline(__always)
    mutating func append(decimal value: Int) {
        guard value >= 10 else {
            guard value < 0 else { return append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)) }
            return append(contentsOf: String(value).utf8)
        }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var rest = value
        var first = 20
        while rest > 0 {
            first -= 1
            digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        while first < 20 {
            append(digits[first])
            first += 1
        }
    }
}

/// The JSON document of anything that stops a command.
enum ErrorDocument {
    static func text(_ code: ExitCode, _ message: String) -> String {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.error/1")
            writer.name("error")
            write(code, message, to: &writer)
        }
        writer.endLine()
        return writer.text
    }

    static func write(_ code: ExitCode, _ message: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", code.kind)
            writer.member("exit", Int(code.rawValue))
            writer.member("message", message)
        }
    }
}
