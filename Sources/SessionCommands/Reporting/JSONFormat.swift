import BankConnectSession

extension ReportFormat {
    static let json = ReportFormat(
        name: "json", summary: "One document with a summary and all results.", showsValid: true,
        entry: { result, renderer, out in
            out.append(",\n    ")
            renderer.serializer.append(&result, to: &out.bytes)
        },
        unreadable: { source, message, _, out in
            out.append(",\n    ")
            ResultSerializer.append(unreadable: source, message, to: &out.bytes)
        },
        document: {
            CountedDocument(opening: opening, closing: "\n  ]\n}\n", separatorLength: ",".utf8.count)
        })

    static let ndjson = ReportFormat(
        name: "ndjson", summary: "A result a line, in input order, as soon as it is known.", showsValid: true,
        entry: { result, renderer, out in
            renderer.serializer.append(&result, to: &out.bytes)
            out.bytes.append(0x0A)
        },
        unreadable: { source, message, _, out in
            ResultSerializer.append(unreadable: source, message, to: &out.bytes)
            out.bytes.append(0x0A)
        })

    /// The document up to its results.
    private static func opening(_ summary: Summary) -> [UInt8] {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.validate/1")
            writer.name("summary")
            summary.write(to: &writer)
        }
        // The object goes on: its last two bytes are a line feed and the brace.
        return writer.bytes.dropLast(2) + Array(",\n  \"results\": [".utf8)
    }
}
