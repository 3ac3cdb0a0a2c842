import CommandKit

/// Puts the entries of one report together, on one thread, in the order of the inputs.
protocol ReportDocument: Sendable {
    /// Takes entries.
    mutating func add(_ entries: ReportBuffer, to output: OutputStream) throws(SystemError)
    /// Writes what is left when all inputs are known.
    mutating func finish(_ summary: Summary, to output: OutputStream) throws(SystemError)
    /// What people must know of what the report leaves out; nil for nothing.
    var omission: String? { get }
}

extension ReportDocument {
    var omission: String? { nil }
}

/// Entries as they come.
struct StreamedDocument: ReportDocument {
    mutating func add(_ entries: ReportBuffer, to output: OutputStream) throws(SystemError) {
        try output.write(entries.bytes)
    }

    mutating func finish(_ summary: Summary, to output: OutputStream) throws(SystemError) {}
}

/// Entries between an opening that holds counts and a closing, held back until the counts are known.
struct CountedDocument: ReportDocument {
    let opening: @Sendable (Summary) -> [UInt8]
    let closing: [UInt8]
    /// How many bytes of the first entry part it from one before, which it has not.
    var separatorLength = 0
    private var held: [UInt8] = []

    init(opening: @escaping @Sendable (Summary) -> [UInt8], closing: String, separatorLength: Int = 0) {
        self.opening = opening
        self.closing = Array(closing.utf8)
        self.separatorLength = separatorLength
    }

    mutating func add(_ entries: ReportBuffer, to output: OutputStream) throws(SystemError) {
        held.append(contentsOf: entries.bytes[(held.isEmpty ? separatorLength : 0)...])
    }

    mutating func finish(_ summary: Summary, to output: OutputStream) throws(SystemError) {
        try output.write(opening(summary))
        try output.write(held)
        held = []
        try output.write(closing)
    }
}
