import BankConnectSession
import CommandKit

extension ReportFormat {
    static let gitlab = ReportFormat(
        name: "gitlab", summary: "GitLab Code Quality: an array of issues for the merge request.",
        entry: { result, renderer, out in
            for located in result.findings { GitLabDocument.append(located, in: result, &renderer.paths, to: &out) }
        },
        unreadable: { source, message, renderer, out in
            GitLabDocument.append(
                "unreadable", .error, message, renderer.paths.name(of: source) ?? "stdin", line: 1, to: &out.bytes)
            out.endEntry(nil, FindingFingerprints.hash("unreadable\n" + source.text))
        },
        document: { GitLabDocument() })
}

/// An array of issues, each with a fingerprint that no other has and that stays when lines move.
struct GitLabDocument: ReportDocument {
    private var fingerprints = FindingFingerprints()
    private var hasEntries = false

    mutating func add(_ entries: ReportBuffer, to output: OutputStream) throws(SystemError) {
        var out: [UInt8] = []
        entries.forEach { mark, entry in
            out += Array((hasEntries ? ",\n  " : "[\n  ").utf8) + entry
            hasEntries = true
            let ordinal = fingerprints.ordinal(of: mark.fingerprint)
            out += Array(#","fingerprint":"\#(mark.fingerprint)-\#(ordinal)"}"#.utf8)
        }
        try output.write(out)
    }

    mutating func finish(_ summary: Summary, to output: OutputStream) throws(SystemError) {
        try output.write(hasEntries ? "\n]\n" : "[]\n")
    }

    fileprivate static func append(
        _ located: LocatedFinding, in result: ValidationResult, _ paths: inout ReportPaths,
        to out: inout ReportBuffer
    ) {
        let line = FindingLine(located, in: result)
        // An issue needs a file and a line, even where the payload is not a file.
        var place = (name: "stdin", line: 1)
        if let source = result.source(of: located), let name = paths.name(of: source) { place.name = name }
        var words = line.message
        switch located.place {
        case .text(let text), .policy(let text): place.line = text.start.line
        case .commandLine(let flag): if let flag { words = "\(flag): \(words)" }
        }
        if let help = line.help { words += "; \(help)" }
        append(
            located.finding.rule.description, located.severity, words, place.name, line: place.line, to: &out.bytes)
        out.endEntry(located.severity, FindingFingerprints.of(located, in: result, "\n" + place.name))
    }

    /// Adds an issue up to its fingerprint.
    fileprivate static func append(
        _ check: String, _ severity: Severity, _ description: String, _ path: String, line: Int, to out: inout [UInt8]
    ) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("description", description)
            writer.member("check_name", check)
            writer.member("severity", name(of: severity))
            writer.object("location") { writer in
                writer.member("path", path)
                writer.object("lines") { $0.member("begin", line) }
            }
        }
        out += writer.bytes.dropLast()
    }

    private static func name(of severity: Severity) -> String {
        switch severity {
        case .error: "major"
        case .warning: "minor"
        case .note: "info"
        }
    }
}
