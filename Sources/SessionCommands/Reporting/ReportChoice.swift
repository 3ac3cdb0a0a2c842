import CommandKit

/// A format and where it goes: `sarif=report.sarif`, or `text` for the output.
struct ReportChoice: FlagValue, Sendable {
    let format: ReportFormat
    let file: FilePath?

    init(_ format: ReportFormat, _ file: FilePath? = nil) {
        self.format = format
        self.file = file
    }

    init?(argument: String) {
        self.init(word: Argument(argument))
    }

    init?(word: Argument) {
        let sign = word.bytes.firstIndex(of: UInt8(ascii: "="))
        let name = word.bytes[..<(sign ?? word.bytes.endIndex)]
        guard let format = ReportFormat(name: String(decoding: name, as: UTF8.self)) else { return nil }
        self.format = format
        file = sign.map { FilePath(bytes: Array(word.bytes[($0 + 1)...])) }
        if file?.bytes.isEmpty == true { return nil }
    }

    var argument: String { file.map { "\(format.name)=\($0.displayName)" } ?? format.name }

    static var completion: Completion { .choicesWithFile(ReportFormat.all.map(\.name)) }

    static var expectation: String {
        "one of \(ReportFormat.all.map(\.name).joined(separator: ", ")), alone or as FORMAT=FILE"
    }

    static var takesAnyBytes: Bool { true }
}
