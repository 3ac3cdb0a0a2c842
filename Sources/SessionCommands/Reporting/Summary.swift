import BankConnectSession
import PlainText

/// Counts over all payloads of a run.
struct Summary: Sendable, Equatable {
    var payloads = 0
    var invalid = 0
    var errors = 0
    var warnings = 0
    var notes = 0
    var unreadable = 0
    /// Findings that `--fix` would correct.
    var fixable = 0
    /// Findings that were corrected, or are in the diff that is shown.
    var fixed = 0
    /// Whether corrections are shown and not made.
    var showsFixes = false
    /// Lines of streams that hold nothing and were passed over.
    var emptyLines = 0

    /// Counts a payload.
    @inline(__always)
    mutating func count(_ findings: [LocatedFinding], isValid: Bool) {
        payloads += 1
        if !isValid { invalid += 1 }
        for index in findings.indices {
            switch findings[index].severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .note: notes += 1
            }
            if findings[index].fix?.safety == .safe { fixable += 1 }
        }
    }

    /// Whether there was nothing to count.
    var isEmpty: Bool { payloads == 0 && unreadable == 0 }

    mutating func add(_ other: Summary) {
        payloads += other.payloads
        invalid += other.invalid
        errors += other.errors
        warnings += other.warnings
        notes += other.notes
        unreadable += other.unreadable
        fixable += other.fixable
        fixed += other.fixed
        emptyLines += other.emptyLines
    }

    /// One line for people: `3 payloads: 1 invalid, 2 errors, 1 warning`.
    var line: String {
        var line = String.counted(payloads, "payload")
        line += invalid > 0 || payloads != 1 ? ": \(invalid) invalid" : ": valid"
        if errors > 0 { line += ", " + String.counted(errors, "error") }
        if warnings > 0 { line += ", " + String.counted(warnings, "warning") }
        if notes > 0 { line += ", " + String.counted(notes, "note") }
        if fixable > 0 { line += ", \(fixable) fixable with --fix" }
        if fixed > 0 { line += ", \(fixed) fixed\(showsFixes ? " by the diff" : "")" }
        if unreadable > 0 { line += ", \(String.counted(unreadable, "input")) unreadable" }
        if emptyLines > 0 { line += ", \(String.counted(emptyLines, "empty line")) passed over" }
        return line
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("payloads", payloads)
            writer.member("invalid", invalid)
            writer.member("errors", errors)
            writer.member("warnings", warnings)
            writer.member("notes", notes)
            writer.member("unreadable", unreadable)
            writer.member("fixable", fixable)
            writer.member("fixed", fixed)
        }
    }
}
