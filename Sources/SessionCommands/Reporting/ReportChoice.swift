import CommandKit

/// A format and where it goes: `sarif=report.sarif`, or `text` for the output.
struct ReportChoice: RawFlagValue, Sendable {
    let format: ReportFormat
    let file: FilePath?

    init(_ format: ReportFormat, _ file: FilePath? = nil) {
        self.format = format
        self.file = file
    }

    init?(word: Argument) {
        let sign = word.bytes.firstIndex(of: UInt8(ascii: "="))
        let name = word.bytes[..<(sign ?? word.bytes.endIndex)]
        guard let format = ReportFormat(name: String(decoding: name, as: UTF8.self)) else { return nil }
        self.format = format
        file = sign.map { FilePath(bytes: Array(word.bytes[($0 + 1)...])) }
        if file?.bytes.isEmpty == true || file.map(Self.namesFormat) == true { return nil }
    }

    /// Whether a file's name goes on with another format, as in `sarif=a.sarif,concise`: a list, which is not read so.
    private static func namesFormat(_ file: FilePath) -> Bool {
        guard let comma = file.bytes.lastIndex(of: UInt8(ascii: ",")) else { return false }
        let rest = file.bytes[(comma + 1)...].prefix { $0 != UInt8(ascii: "=") }
        return ReportFormat(name: String(decoding: rest, as: UTF8.self)) != nil
    }

    var argument: String { file.map { "\(format.name)=\($0.displayName)" } ?? format.name }

    static var completion: Completion { .choicesWithFile(ReportFormat.all.map(\.name)) }

    static var expectation: String {
        "one of \(ReportFormat.all.map(\.name).joined(separator: ", ")), alone or as FORMAT=FILE, one for each --format"
    }
}
