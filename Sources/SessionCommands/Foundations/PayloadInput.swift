import BankConnectSession
import CommandKit

/// Reads the inputs of a command; standard input serves one of them.
enum PayloadInput {
    /// More than any payload, and little enough to hold: one JSON text is read whole.
    static let byteLimit = 1 << 31

    /// The whole of a file, or of standard input for `-`.
    static func read(_ path: FilePath, _ console: Console) throws(SystemError) -> [UInt8] {
        try open(path, console).readAll(limit: byteLimit)
    }

    /// Opens a file, or standard input for `-`, whose whole is to be read.
    static func open(_ path: FilePath, _ console: Console) throws(SystemError) -> InputStream {
        if path.isStandardStream, console.inputIsTerminal {
            console.note("reading a payload from the terminal; end it with Ctrl-D")
        }
        return try console.open(path)
    }

    /// Refuses a command line that names standard input twice.
    static func checkStandardInput(_ paths: [FilePath]) throws(UsageError) {
        guard paths.filter(\.isStandardStream).count > 1 else { return }
        throw UsageError("standard input can be read only once, but '-' is given twice")
    }
}

/// The name of an input in reports: a file, standard input, or the command line.
struct SourceName: Sendable, Hashable {
    /// What people and JSON read: the file as it was named, with `\xFF` for a byte that is not UTF-8, so that two names
    /// stay two.
    let text: String
    /// The file; nil for standard input without a name, and for the command line.
    let path: FilePath?

    /// A payload from standard input.
    static let standardInput = SourceName(text: "<stdin>", path: nil)
    /// A payload made of flags alone.
    static let arguments = SourceName(text: "<arguments>", path: nil)

    private init(text: String, path: FilePath?) {
        self.text = text
        self.path = path
    }

    /// The name of a file, where `-` is standard input.
    init(_ path: FilePath) {
        guard !path.isStandardStream else {
            self = .standardInput
            return
        }
        let text = Self.text(of: path.bytes)
        // A file may be called <stdin> as well.
        self.init(text: text == Self.standardInput.text ? "./" + text : text, path: path)
    }

    /// A name, or a part of one, as text.
    static func text(of bytes: [UInt8]) -> String {
        if let text = Argument(bytes: bytes).text { return text }
        var text = ""
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var at = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                text.unicodeScalars.append(UTF8.decode(encoded))
                at += encoded.count
            case .error(let count):
                for byte in bytes[at..<at + count] { text += "\\x" + String(byte, radix: 16, uppercase: true) }
                at += count
            case .emptyInput: return text
            }
        }
    }

    /// The name at the start of a line, never what a CI runner takes for a command of its own.
    var shown: String { Self.shown(text) }

    /// A text at the start of a line: escaped, and never what a CI runner takes for a command of its own.
    ///
    /// GitHub's runner passes over white space before `::`, and so must we.
    static func shown(_ name: String) -> String {
        let escaped = DisplayText.escape(name)
        let first = escaped.unicodeScalars.first { !$0.properties.isWhitespace }
        return first == ":" || first == "#" ? "./" + escaped : escaped
    }
}
