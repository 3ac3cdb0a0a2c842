import BankConnectSession

/// Writes the RESULT of a payload as JSON: the shape of `validate`'s `json` and `ndjson`.
enum ResultWriter {
    static func write(_ payload: CheckedPayload, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("source", payload.source)
            if let record = payload.record { writer.member("record", record) }
            writer.member("valid", payload.isValid)
            writer.name("answer")
            write(payload.answer, to: &writer)
            writer.name("findings")
            writer.array { writer in
                for located in payload.findings { write(located, to: &writer) }
            }
        }
    }

    /// Writes the RESULT of an input that could not be read: no findings, and an error in their place.
    static func write(unreadable source: String, _ code: ExitCode, _ message: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("source", source)
            writer.member("valid", false)
            writer.name("answer")
            writer.null()
            writer.name("findings")
            writer.array { _ in }
            writer.name("error")
            ErrorDocument.write(code, message, to: &writer)
        }
    }

    static func write(_ located: LocatedFinding, to writer: inout JSONWriter) {
        let finding = located.finding
        let answer = finding.prediction?.answer
        writer.object { writer in
            writer.member("rule", finding.rule.description)
            writer.member("severity", finding.severity.rawValue)
            writer.member("basis", finding.basis.rawValue)
            writer.member("code", answer?.code)
            writer.member("status", answer?.status)
            writer.member("message", answer?.message ?? finding.detail.description)
            writer.member("detail", finding.detail.description)
            writer.member("hint", finding.hint?.description)
            writer.member("pointer", located.pointer)
            writePlace(of: located, to: &writer)
            writer.name("alternatives")
            writer.array { writer in
                for alternative in finding.prediction?.alternatives ?? [] { write(alternative, to: &writer) }
            }
        }
    }

    /// A finding without lines has null for them, and the flag that gave the value in a member of its own.
    private static func writePlace(of located: LocatedFinding, to writer: inout JSONWriter) {
        guard case .text(_, let place) = located.source else {
            for name in ["line", "column", "end_line", "end_column", "offset", "length"] {
                writer.member(name, Int?.none)
            }
            if case .commandLine(let flag?) = located.source { writer.member("flag", flag) }
            return
        }
        writer.member("line", place.start.line)
        writer.member("column", place.start.column)
        writer.member("end_line", place.end.line)
        writer.member("end_column", place.end.column)
        writer.member("offset", place.offset)
        writer.member("length", place.length)
    }

    private static func write(_ answer: ServiceAnswer?, to writer: inout JSONWriter) {
        guard let answer else { return writer.null() }
        writer.object { writer in
            writer.member("code", answer.code)
            writer.member("status", answer.status)
            writer.member("message", answer.message)
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
