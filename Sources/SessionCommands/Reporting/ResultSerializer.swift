import BankConnectSession

/// Writes the RESULT of a payload as compact JSON: the shape of `validate`'s `json` and `ndjson`; each thread has its
/// own.
///
/// A stream may hold a finding in every other line, and most say what was said before: what is said is put into JSON
/// once, see ``FindingFragments``, and only the place is written anew.
struct ResultSerializer: Sendable {
    /// The name of the source whose results begin with `opening`.
    private var source = ""
    /// A result up to what follows the source.
    private var opening: [UInt8] = []
    /// A result up to the number of its record.
    private var recordOpening: [UInt8] = []
    private var fragments = FindingFragments()

    /// Adds the result of a payload, which is not changed: lent so that it is not copied.
    @inline(__always)
    mutating func append(_ result: inout ValidationResult, to out: inout [UInt8]) {
        if source != result.source.text || opening.isEmpty { begin(result.source.text) }
        guard result.findings.isEmpty, result.echo.isEmpty, let record = result.record else {
            return appendWhole(&result, to: &out)
        }
        let opening = recordOpening.span
        out.append(addingCapacity: opening.count + 80) { out in
            out.append(copying: opening)
            out.append(decimal: record)
            out.append(literal: #","valid":true,"answer":null,"findings":[]}"#)
        }
    }

    private mutating func begin(_ source: String) {
        self.source = source
        opening = []
        opening.append(literal: #"{"source":"#)
        opening.appendJSON(source)
        recordOpening = opening
        recordOpening.append(literal: #","record":"#)
    }

    private mutating func appendWhole(_ result: inout ValidationResult, to out: inout [UInt8]) {
        var answer = 0..<0
        if let decisive = result.decisive {
            answer = fragments.parts(of: result.findings[decisive].finding.statement).answer
        }
        // The number of the record, which findings repeat as that of their line.
        var digits = DecimalDigits()
        appendOpening(&result, answer: answer, to: &out, &digits)
        let last = result.findings.count - 1
        for index in result.findings.indices {
            append(findingAt: index, of: &result, to: &out, before: index == last ? "}]}" : "},", &digits)
        }
        if last < 0 { out.append(literal: "]}") }
    }

    /// Adds a result up to its first finding; an empty answer is none.
    private func appendOpening(
        _ result: inout ValidationResult, answer: Range<Int>, to out: inout [UInt8], _ digits: inout DecimalDigits
    ) {
        let (opening, texts, record, isValid) = (opening.span, fragments.texts.span, result.record, result.isValid)
        let hasEcho = !result.echo.isEmpty
        func appendVerdict(to out: inout OutputSpan<UInt8>) {
            out.append(literal: isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#)
            if answer.isEmpty { out.append(literal: "null") } else { out.append(copying: texts.extracting(answer)) }
            out.append(literal: #","findings":["#)
        }
        out.append(addingCapacity: opening.count + answer.count + 100) { out in
            out.append(copying: opening)
            if let record {
                out.append(literal: #","record":"#)
                out.append(decimal: record, remembering: &digits)
            }
            if !hasEcho { appendVerdict(to: &out) }
        }
        guard hasEcho else { return }
        Self.append(echo: result.echo, to: &out)
        out.append(addingCapacity: answer.count + 60) { appendVerdict(to: &$0) }
    }

    /// Adds a finding of a result, and what is to follow it: its brace first.
    private mutating func append(
        findingAt index: Int, of result: inout ValidationResult, to out: inout [UInt8],
        before separator: StaticString = "}", _ digits: inout DecimalDigits
    ) {
        let parts = fragments.parts(of: result.findings[index].finding.statement)
        let texts = fragments.texts.span
        if case .member(let name) = result.findings[index].pointer, case .text(let place) = result.findings[index].place
        {
            // Of nearly all findings, in one step.
            let name = result.text.bytes.span.extracting(name)
            let (hasFix, offset) = (result.findings[index].fix != nil, result.offset)
            out.append(addingCapacity: parts.head.count + name.count + parts.end.count + 210) { out in
                out.append(copying: texts.extracting(parts.head))
                Self.append(member: name, to: &out)
                Self.append(place, offset, to: &out, remembering: &digits)
                out.append(copying: texts.extracting(parts.end))
                if !hasFix { out.append(literal: separator) }
            }
            if let fix = result.findings[index].fix {
                Self.append(fix, result.offset, to: &out)
                out.append(literal: separator)
            }
            return
        }
        let located = result.findings[index]
        out.append(copying: texts.extracting(parts.head))
        if let pointer = result.pointer(of: located) { out.appendJSON(pointer) } else { out.append(literal: "null") }
        append(placeOf: located, of: &result, to: &out, &digits)
        out.append(copying: texts.extracting(parts.end))
        if let fix = located.fix { Self.append(fix, result.offset, to: &out) }
        out.append(literal: separator)
    }

    private static func append(_ fix: Fix, _ offset: Int, to out: inout [UInt8]) {
        out.append(
            literal: fix.safety == .safe ? #","fix":{"safety":"safe","title":"# : #","fix":{"safety":"unsafe","title":"#
        )
        out.appendJSON(fix.title)
        out.append(literal: #","edits":["#)
        for (index, edit) in fix.edits.enumerated() {
            out.append(addingCapacity: 80) { out in
                out.append(literal: index == 0 ? #"{"offset":"# : #",{"offset":"#)
                out.append(decimal: edit.offset + offset)
                out.append(literal: #","length":"#)
                out.append(decimal: edit.length)
                out.append(literal: #","text":"#)
            }
            out.appendJSON(edit.text)
            out.append(UInt8(ascii: "}"))
        }
        out.append(literal: "]}")
    }

    private func append(
        placeOf located: LocatedFinding, of result: inout ValidationResult, to out: inout [UInt8],
        _ digits: inout DecimalDigits
    ) {
        switch located.place {
        case .text(let place):
            out.append(addingCapacity: 200) { Self.append(place, result.offset, to: &$0, remembering: &digits) }
        case .policy(let place):
            out.append(addingCapacity: 200) { Self.append(place, 0, to: &$0, remembering: &digits) }
            if let source = result.source(of: located) {
                // The lines are the policy's, not the payload's.
                out.append(literal: #","source":"#)
                out.appendJSON(source.text)
            }
        case .commandLine(let flag):
            // Without lines there is null for them, and the flag that gave the value in a member of its own.
            out.append(
                literal:
                    #","line":null,"column":null,"end_line":null,"end_column":null,"offset":null,"length":null"#)
            if let flag {
                out.append(literal: #","flag":"#)
                out.appendJSON(flag)
            }
        }
    }

    /// Adds the pointer to a member of the top level whose name needs no escape; to the whole without a name.
    @inline(__always)
    private static func append(member name: Span<UInt8>, to out: inout OutputSpan<UInt8>) {
        guard name.count > 0 else { return out.append(literal: #""""#) }
        out.append(literal: #""/"#)
        out.append(copying: name)
        out.append(UInt8(ascii: "\""))
    }

    /// Adds a place in a text that begins at an offset: six numbers of at most twenty digits, and some seventy bytes of names.
    @inline(__always)
    private static func append(
        _ place: TextPlace, _ offset: Int, to out: inout OutputSpan<UInt8>, remembering line: inout DecimalDigits
    ) {
        out.append(literal: #","line":"#)
        out.append(decimal: place.start.line, remembering: &line)
        out.append(literal: #","column":"#)
        out.append(decimal: place.start.column)
        out.append(literal: #","end_line":"#)
        out.append(decimal: place.end.line, remembering: &line)
        out.append(literal: #","end_column":"#)
        out.append(decimal: place.end.column)
        out.append(literal: #","offset":"#)
        out.append(decimal: place.offset + offset)
        out.append(literal: #","length":"#)
        out.append(decimal: place.length)
    }

    private static func append(echo: [(name: String, json: [UInt8])], to out: inout [UInt8]) {
        out.append(literal: #","echo":{"#)
        for (index, member) in echo.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.appendJSON(member.name)
            out.append(UInt8(ascii: ":"))
            out.append(contentsOf: member.json)
        }
        out.append(UInt8(ascii: "}"))
    }

    /// Adds the result of an input that could not be read: no findings, and an error in their place.
    static func append(unreadable source: SourceName, _ message: String, to out: inout [UInt8]) {
        out.append(literal: #"{"source":"#)
        out.appendJSON(source.text)
        out.append(literal: #","valid":false,"answer":null,"findings":[],"error":"#)
        var writer = JSONWriter()
        ErrorDocument.write(.unreadable, message, to: &writer)
        out += writer.bytes
        out.append(literal: "}")
    }

    /// The findings of a result as an array inside a document of another shape.
    static func write(findingsOf result: ValidationResult, to writer: inout JSONWriter) {
        var (serializer, result, digits) = (ResultSerializer(), result, DecimalDigits())
        writer.array { writer in
            for index in result.findings.indices {
                var bytes: [UInt8] = []
                serializer.append(findingAt: index, of: &result, to: &bytes, &digits)
                writer.raw(bytes)
            }
        }
    }
}
