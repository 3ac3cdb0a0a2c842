import BankConnectSession
import CommandKit

/// The JSON document of anything that stops a command.
enum ErrorDocument {
    /// The document on lines of its own, or on one line for a reader of lines.
    static func bytes(_ code: ExitCode, _ message: String, isLine: Bool = false) -> [UInt8] {
        var writer = JSONWriter(indented: !isLine)
        writer.object { writer in
            writer.member("schema", "bcsession.error/1")
            writer.name("error")
            write(code, message, to: &writer)
        }
        writer.endLine()
        return writer.bytes
    }

    /// The error alone, inside another document.
    static func write(_ code: ExitCode, _ message: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", code.kind)
            writer.member("exit", Int(code.rawValue))
            writer.member("message", message)
        }
    }

    /// Writes the document to standard output, beside the message on standard error, where the command line asks for
    /// JSON.
    static func writeIfJSON(
        _ code: ExitCode, _ message: String, _ words: [Argument], _ command: CommandSpec?, _ console: Console
    ) {
        guard let format = jsonFormat(of: words, command) else { return }
        // When this fails too there is nobody left to tell: the exit status stays.
        try? console.output.write(bytes(code, message, isLine: format == "ndjson"))
        try? console.output.flush()
    }

    /// The first format among the words that is JSON, as `--format json`, `--format=json`, `-f json` or `-qfjson`.
    ///
    /// Words that no parser can read have no flags, so they are looked at one by one.
    private static func jsonFormat(of words: [Argument], _ command: CommandSpec?) -> String? {
        let formats = ["json", "ndjson", "full", "artefact"]
        let texts = words.map { $0.text ?? "" }
        for (index, text) in texts.enumerated() {
            if text == "--" { return nil }
            guard let attached = attachedFormat(text, command) else { continue }
            let value = attached.isEmpty && index + 1 < texts.count ? texts[index + 1] : attached
            if formats.contains(value) { return value }
        }
        return nil
    }

    /// What follows the format's flag in the same word, "" if nothing does; nil for another word.
    private static func attachedFormat(_ word: String, _ command: CommandSpec?) -> String? {
        if word == "--format" { return "" }
        if word.hasPrefix("--format=") { return String(word.dropFirst("--format=".count)) }
        guard word.hasPrefix("-"), !word.hasPrefix("--") else { return nil }
        // Switches may stand before it.
        let switches = (command?.flags ?? []).filter { !$0.takesValue }.compactMap(\.short)
        let letters = word.dropFirst().drop { switches.contains($0) }
        return letters.first == "f" ? String(letters.dropFirst()) : nil
    }
}
