import BankConnectSession
import CommandKit

/// The JSON document of anything that stops a command.
enum ErrorDocument {
    /// The document on lines of its own, or on one line for a reader of lines.
    static func bytes(_ code: ExitCode, _ message: String, isLine: Bool = false) -> [UInt8] {
        var writer = JSONWriter(indented: !isLine)
        write(whole: code, message, to: &writer)
        writer.endLine()
        return writer.bytes
    }

    /// Writes the document; `status` is that of an HTTP answer, where there was one.
    static func write(whole code: ExitCode, _ message: String, status: Int? = nil, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("schema", "bcsession.error/1")
            writer.name("error")
            write(code, message, status: status, to: &writer)
        }
    }

    /// The error alone, inside another document.
    static func write(_ code: ExitCode, _ message: String, status: Int? = nil, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", code.kind)
            writer.member("exit", Int(code.rawValue))
            if let status { writer.member("status", status) }
            writer.member("message", message)
        }
    }

    /// Writes the document to standard output, beside the message on standard error, where the command line asks for
    /// JSON.
    static func writeIfJSON(_ code: ExitCode, _ message: String, _ look: CommandLineLook, _ console: Console) {
        guard let format = look.values(of: FlagSpec.format.long).first(where: formats.contains) else { return }
        // Where this fails too, the exit status says what happened.
        try? console.output.write(bytes(code, message, isLine: format == "ndjson"))
        try? console.output.flush()
    }

    /// The formats that are JSON; what a command writes without being asked for one of these gets no such document.
    private static let formats = ["json", "ndjson", "full", "artefact"]
}
