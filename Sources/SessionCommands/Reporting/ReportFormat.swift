// What `validate` reports. A `ValidationResult` is what was found in one payload, with everything located. Each format
// is a `ReportFormat` in its own file; `ResultSerializer` and `FindingFragments` write results as JSON for all,
// `Excerpt` and `SecretRanges` show lines. `Reports` are those of a run; a `ReportDocument` puts the entries of one
// together.

import BankConnectSession
import CommandKit

/// A way to write the results of `validate`.
///
/// Each is a value in a file of its own; ``all`` is the registry.
///
/// Workers make entries on any thread, a buffer each; what must know of all entries (a document's opening with counts,
/// an order, a limit) is done by the format's document, which gets the buffers in the order of the inputs.
struct ReportFormat: Sendable {
    /// The word for `--format`.
    let name: String
    /// One sentence for help.
    let summary: String
    /// Whether the result of a good payload is anything at all.
    var showsValid = false
    /// Whether lines of payloads are shown.
    var showsExcerpts = false
    /// Adds what there is to say of a payload; the result is not changed, and is lent so that it is not copied.
    let entry: @Sendable (inout ValidationResult, inout ReportRenderer, inout ReportBuffer) -> Void
    /// Adds what there is to say of an input that could not be read, with the reason.
    var unreadable: @Sendable (SourceName, String, inout ReportRenderer, inout ReportBuffer) -> Void = { _, _, _, _ in }
    /// Makes what puts the entries together.
    var document: @Sendable () -> any ReportDocument = { StreamedDocument() }

    /// Every format, in the order of help.
    static let all: [ReportFormat] = [.text, .concise, .json, .ndjson, .github, .gitlab, .sarif, .junit]
}

extension ReportFormat {
    /// The format of a name.
    init?(name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }
}

/// Makes the entries of one report; each thread has its own.
struct ReportRenderer: Sendable {
    let format: ReportFormat
    /// Colours, for people.
    let style: Style
    /// How wide the lines for people may be.
    let columns: Int
    /// The names of files for machines.
    var paths: ReportPaths
    /// Writes results as JSON.
    var serializer = ResultSerializer()

    init(_ format: ReportFormat, style: Style = .plain, columns: Int = 80, paths: ReportPaths = ReportPaths()) {
        self.format = format
        self.style = style
        self.columns = columns
        self.paths = paths
    }
}

/// The entries that a worker made, one after another.
struct ReportBuffer: Sendable {
    /// What a document has to know of an entry to put it in its place.
    struct Mark: Sendable {
        /// Where in the bytes the entry ends.
        let end: Int
        /// The severity of the finding; nil for an input that could not be read.
        let severity: Severity?
        /// What the entry is about, for formats that number the entries about the same.
        let fingerprint: String
    }

    var bytes: [UInt8] = []
    /// A mark for each entry, in formats whose documents ask for them.
    private(set) var marks: [Mark] = []

    /// Bytes of entries.
    var count: Int { bytes.count }

    /// Adds text.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Ends an entry.
    mutating func endEntry(_ severity: Severity?, _ fingerprint: String = "") {
        marks.append(Mark(end: bytes.count, severity: severity, fingerprint: fingerprint))
    }

    /// Empties the buffer, whose storage is used again.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
    }

    /// Each marked entry with its bytes.
    func forEach<Failure: Error>(_ body: (Mark, ArraySlice<UInt8>) throws(Failure) -> Void) throws(Failure) {
        var start = 0
        for mark in marks {
            try body(mark, bytes[start..<mark.end])
            start = mark.end
        }
    }
}
