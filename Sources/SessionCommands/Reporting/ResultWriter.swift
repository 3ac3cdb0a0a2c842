import BankConnectSession

/// Writes the RESULT of a payload as compact JSON: the shape of `validate`'s `json` and `ndjson`.
enum ResultWriter {
    /// Adds the result of a payload.
    static func append(_ payload: CheckedPayload, to out: inout [UInt8]) {
        out.append(literal: #"{"source":"#)
        out.appendJSON(payload.source)
        if let record = payload.record {
            out.append(literal: #","record":"#)
            out.append(decimal: record)
        }
        out.append(literal: payload.isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#)
        append(payload.answer, to: &out)
        out.append(literal: #","findings":["#)
        var isFirst = true
        for located in payload.findings {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            append(located, to: &out)
        }
        out.append(literal: "]}")
    }

    /// Adds the result of an input that could not be read: no findings, and an error in their place.
    static func append(unreadable source: String, _ code: ExitCode, _ message: String, to out: inout [UInt8]) {
        out.append(literal: #"{"source":"#)
        out.appendJSON(source)
        out.append(literal: #","valid":false,"answer":null,"findings":[],"error":"#)
        var writer = JSONWriter()
        ErrorDocument.write(code, message, to: &writer)
        out += writer.bytes
        out.append(literal: "}")
    }

    /// Adds a finding.
    static func append(_ located: LocatedFinding, to out: inout [UInt8]) {
        appendWords(of: located.finding, to: &out)
        if let pointer = located.pointer { out.appendJSON(pointer) } else { out.append(literal: "null") }
        switch located.source {
        case .text(let name, let place):
            append(place, to: &out)
            if case .organization = located.finding.place {
                // The lines are the policy's, not the payload's.
                out.append(literal: #","source":"#)
                out.appendJSON(name)
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
        appendEnd(of: located.finding, to: &out)
    }

    private static func append(_ place: LocatedFinding.TextPlace, to out: inout [UInt8]) {
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

    /// Adds what the service answers, or null.
    static func append(_ answer: ServiceAnswer?, to out: inout [UInt8]) {
        guard let answer else { return out.append(literal: "null") }
        out.append(literal: #"{"code":"#)
        out.appendJSON(answer.code)
        out.append(literal: #","status":"#)
        out.append(decimal: answer.status)
        out.append(literal: #","message":"#)
        out.appendJSON(answer.message)
        out.append(UInt8(ascii: "}"))
    }

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
