import BankConnectSession

/// Writes the RESULT of a payload as compact JSON: the shape of `validate`'s `json` and `ndjson`; each thread has its
/// own.
///
/// A stream may hold a finding in every other line, and most say what was said before: what is said is put into JSON
/// once, see ``FindingFragments``, and only the place is written anew.
struct ResultSerializer: Sendable {
    /// The source whose results begin with `opening`.
    private var source: SourceName?
    /// A result up to its record, or up to what follows the source.
    private var opening: [UInt8] = []
    private var fragments = FindingFragments()

    /// Adds the result of a payload.
    @inline(__always)
    mutating func append(_ result: ValidationResult, to out: inout [UInt8]) {
        if source != result.source { begin(result.source) }
        guard result.findings.isEmpty, result.echo.isEmpty, let record = result.record else {
            return appendWhole(result, to: &out)
        }
        let opening = opening.span
        out.append(addingCapacity: opening.count + 80) { out in
            out.append(copying: opening)
            out.append(literal: #","record":"#)
            out.append(decimal: record)
            out.append(literal: #","valid":true,"answer":null,"findings":[]}"#)
        }
    }

    private mutating func begin(_ source: SourceName) {
        self.source = source
        opening = []
        opening.append(literal: #"{"source":"#)
        opening.appendJSON(source.text)
    }

    private mutating func appendWhole(_ result: ValidationResult, to out: inout [UInt8]) {
        out.append(copying: opening.span)
        if let record = result.record {
            out.append(literal: #","record":"#)
            out.append(decimal: record)
        }
        if !result.echo.isEmpty { Self.append(echo: result.echo, to: &out) }
        out.append(literal: result.isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#)
        if let decisive = result.decisive {
            fragments.append(answerOf: result.findings[decisive], to: &out)
        } else {
            out.append(literal: "null")
        }
        out.append(literal: #","findings":["#)
        for index in result.findings.indices {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            append(result.findings[index], of: result, to: &out)
        }
        out.append(literal: "]}")
    }

    /// Adds a finding of a result.
    mutating func append(
        _ located: LocatedFinding, of result: ValidationResult, to out: inout [UInt8]
    ) {
        let parts = fragments.parts(of: located)
        out.append(copying: fragments.texts.span.extracting(parts.head))
        switch located.pointer {
        case .none: out.append(literal: "null")
        case .member(let name): Self.append(member: result.text.bytes.span.extracting(name), to: &out)
        case .other(let pointer): out.appendJSON(pointer)
        }
        switch located.place {
        case .text(let place): Self.append(place, to: &out)
        case .policy(let place):
            Self.append(place, to: &out)
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
        out.append(copying: fragments.texts.span.extracting(parts.end))
    }

    /// Adds the pointer to a member of the top level whose name needs no escape; to the whole without a name.
    private static func append(member name: Span<UInt8>, to out: inout [UInt8]) {
        guard name.count > 0 else { return out.append(literal: #""""#) }
        out.append(addingCapacity: name.count + 3) { out in
            out.append(literal: #""/"#)
            out.append(copying: name)
            out.append(UInt8(ascii: "\""))
        }
    }

    private static func append(_ place: TextPlace, to out: inout [UInt8]) {
        // Six numbers of at most twenty digits, and some seventy bytes of names.
        out.append(addingCapacity: 200) { out in
            out.append(literal: #","line":"#)
            out.append(decimal: place.start.line)
            out.append(literal: #","column":"#)
            out.append(decimal: place.start.column)
            out.append(literal: #","end_line":"#)
            out.append(decimal: place.end.line)
            out.append(literal: #","end_column":"#)
            out.append(decimal: place.end.column)
            out.append(literal: #","offset":"#)
            out.append(decimal: place.offset)
            out.append(literal: #","length":"#)
            out.append(decimal: place.length)
        }
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
        var serializer = ResultSerializer()
        writer.array { writer in
            for located in result.findings {
                var bytes: [UInt8] = []
                serializer.append(located, of: result, to: &bytes)
                writer.raw(bytes)
            }
        }
    }
}
