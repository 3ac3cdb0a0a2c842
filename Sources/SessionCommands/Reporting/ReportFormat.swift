import BankConnectSession
import CommandKit

/// The formats of `validate`.
enum ReportFormat: String, CaseIterable, Sendable {
    case text, concise, json, ndjson, github, sarif, junit

    /// One sentence for help.
    var summary: String {
        switch self {
        case .text: "For people: each finding with its line, a caret, the API's answer and what to do."
        case .concise: "A line for each finding, as compilers print them."
        case .json: "One document with a summary and all results."
        case .ndjson: "A result a line, in input order, as soon as it is known."
        case .github: "Annotations for GitHub Actions."
        case .sarif: "SARIF 2.1.0, for code scanning."
        case .junit: "JUnit XML, a test case for each payload."
        }
    }

    /// Whether the results can be written only when all are known, because the document opens with counts.
    var opensWithCounts: Bool { self == .json || self == .junit }
}

/// A format and where it goes: `sarif=report.sarif`, or `text` for the output.
struct ReportChoice: FlagValue, Hashable {
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
        guard let format = ReportFormat(rawValue: String(decoding: name, as: UTF8.self)) else { return nil }
        self.format = format
        file = sign.map { FilePath(bytes: Array(word.bytes[($0 + 1)...])) }
        if file?.bytes.isEmpty == true { return nil }
    }

    var argument: String { file.map { "\(format.rawValue)=\($0.displayName)" } ?? format.rawValue }

    static var completion: Completion { .choicesWithFile(ReportFormat.allCases.map(\.rawValue)) }

    static var expectation: String {
        "one of \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")), alone or as FORMAT=FILE"
    }

    static var takesAnyBytes: Bool { true }
}

/// Writes results in one format: what stands before them, each of them, and what stands behind.
///
/// Results are made on any thread, `opening` and `closing` once, when all results are known or for a stream before the
/// first and after the last.
struct ReportRenderer: Sendable {
    let format: ReportFormat
    let style: Style
    /// How wide the lines of the text format may be.
    let columns: Int

    /// Whether a result of a good payload is anything at all.
    var showsValid: Bool { format == .json || format == .ndjson || format == .junit }

    /// Whether lines of the payload are shown.
    var showsExcerpts: Bool { format == .text }

    /// Adds the result of a payload.
    func append(_ payload: CheckedPayload, to out: inout [UInt8]) {
        switch format {
        case .text:
            let report = TextReport(style: style, columns: columns)
            // An empty line keeps findings apart.
            for located in payload.findings { out += Array((report.text(of: located) + "\n").utf8) }
        case .concise:
            for located in payload.findings { out += Array(LineReport.text(of: located).utf8) }
        case .json:
            out += [UInt8](",\n    ".utf8)
            ResultWriter.append(payload, to: &out)
        case .ndjson:
            ResultWriter.append(payload, to: &out)
            out.append(0x0A)
        case .github:
            for located in payload.findings { GitHubReport.append(located, to: &out) }
        case .sarif:
            for located in payload.findings { SARIFReport.append(located, to: &out) }
        case .junit: JUnitReport.append(payload, to: &out)
        }
    }

    /// Adds the result of an input that could not be read.
    func append(unreadable source: String, _ message: String, to out: inout [UInt8]) {
        switch format {
        case .text, .concise: break  // The message on standard error says it.
        case .json:
            out += [UInt8](",\n    ".utf8)
            ResultWriter.append(unreadable: source, .unreadable, message, to: &out)
        case .ndjson:
            ResultWriter.append(unreadable: source, .unreadable, message, to: &out)
            out.append(0x0A)
        case .github: GitHubReport.append(unreadable: source, message, to: &out)
        case .sarif: SARIFReport.append(unreadable: source, message, to: &out)
        case .junit: JUnitReport.append(unreadable: source, message, to: &out)
        }
    }

    /// What stands before the results; `summary` is complete only for formats that open with counts.
    func opening(_ summary: Summary) -> [UInt8] {
        switch format {
        case .text, .concise, .ndjson, .github: []
        case .json: ResultWriter.opening(summary)
        case .sarif: SARIFReport.opening
        case .junit: JUnitReport.opening(summary)
        }
    }

    /// What stands behind the results.
    func closing(_ summary: Summary) -> [UInt8] {
        switch format {
        case .text, .concise, .ndjson: []
        case .json: [UInt8]("\n  ]\n}\n".utf8)
        case .github: GitHubReport.closing(summary)
        case .sarif: []  // What ends a log depends on what came before: see SARIFLog.
        case .junit: JUnitReport.closing
        }
    }

    /// How many bytes of the first result part it from one before, which it has not.
    var separatorLength: Int {
        switch format {
        case .json: 1  // the comma
        case .text, .concise, .ndjson, .github, .sarif, .junit: 0
        }
    }
}
