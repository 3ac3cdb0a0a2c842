import BankConnectSession
import CommandKit

/// Writes verdicts in the order in which they are handed in; for JSON, as the one document that holds them all.
///
/// The document is begun with the first verdict, so that a run that is stopped before writes its error alone.
struct VerdictDocument: Sendable {
    /// What stands before each result of the document, but not before the first.
    static let separator: StaticString = ",\n    "

    private let output: OutputStream
    private let format: VerifyTokenOptions.Format
    private var isBegun = false

    init(_ output: OutputStream, _ format: VerifyTokenOptions.Format) {
        self.output = output
        self.format = format
    }

    /// Writes results, each after its separator when a document holds them.
    mutating func write(_ results: [UInt8]) throws(SystemError) {
        guard !results.isEmpty else { return }
        guard format == .json, !isBegun else { return try output.write(results) }
        try begin()
        // The first result has none before it: the comma goes, the line break stays.
        try output.write(results[1...])
    }

    /// Writes an object, in the formats that have them.
    mutating func write(_ body: (inout JSONWriter) -> Void) throws(SystemError) {
        var writer = JSONWriter()
        if format == .json { writer.bytes.append(literal: Self.separator) }
        writer.object(body)
        if format == .ndjson { writer.endLine() }
        if format != .text { try write(writer.bytes) }
    }

    /// Hands everything to the system.
    func flush() throws(SystemError) {
        try output.flush()
    }

    /// Ends the document.
    mutating func end() throws(SystemError) {
        guard format == .json else { return }
        let hasResults = isBegun
        if !isBegun { try begin() }
        try output.write(hasResults ? "\n  ]\n}\n" : "]\n}\n")
    }

    private mutating func begin() throws(SystemError) {
        isBegun = true
        try output.write("{\n  \"schema\": \"bcsession.verify-token/1\",\n  \"results\": [")
    }
}
