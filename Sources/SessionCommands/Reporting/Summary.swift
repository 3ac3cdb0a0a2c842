import BankConnectSession

/// Counts over all payloads of a run.
struct Summary: Sendable, Equatable {
    var payloads = 0
    var invalid = 0
    var errors = 0
    var warnings = 0
    var notes = 0
    var unreadable = 0
    /// Lines of streams that hold nothing and were passed over.
    var emptyLines = 0

    mutating func count(_ payload: CheckedPayload) {
        count(payload.findings.lazy.map(\.finding.severity), isValid: payload.isValid)
    }

    mutating func count(_ severities: some Sequence<Severity>, isValid: Bool) {
        payloads += 1
        if !isValid { invalid += 1 }
        for severity in severities {
            switch severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .note: notes += 1
            }
        }
    }

    mutating func add(_ other: Summary) {
        payloads += other.payloads
        invalid += other.invalid
        errors += other.errors
        warnings += other.warnings
        notes += other.notes
        unreadable += other.unreadable
        emptyLines += other.emptyLines
    }

    /// One line for people: `3 payloads: 1 invalid, 2 errors, 1 warning`.
    var line: String {
        var parts: [String] = []
        if invalid > 0 || payloads != 1 { parts.append("\(invalid) invalid") } else { parts.append("valid") }
        for (count, name) in [(errors, "error"), (warnings, "warning"), (notes, "note")] where count > 0 {
            parts.append(Self.counted(count, name))
        }
        if unreadable > 0 { parts.append(Self.counted(unreadable, "input") + " unreadable") }
        if emptyLines > 0 { parts.append(Self.counted(emptyLines, "empty line") + " passed over") }
        return "\(Self.counted(payloads, "payload")): \(parts.joined(separator: ", "))"
    }

    private static func counted(_ count: Int, _ name: String) -> String { "\(count) \(name)\(count == 1 ? "" : "s")" }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("payloads", payloads)
            writer.member("invalid", invalid)
            writer.member("errors", errors)
            writer.member("warnings", warnings)
            writer.member("notes", notes)
        }
    }
}
