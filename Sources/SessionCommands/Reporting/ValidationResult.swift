import BankConnectSession

/// What was found in one payload, with everything located: what every report is made from.
///
/// A worker has one and fills it again for each payload; a payload with nothing to report costs no allocation.
struct ValidationResult: Sendable {
    /// The file, standard input, or the command line.
    var source = SourceName.arguments
    /// The line of an NDJSON stream or the ordinal of a request, counted from 1; nil for a file that is one payload.
    var record: Int?
    /// Whether no finding reaches the threshold.
    var isValid = true
    /// What was found, by place.
    var findings: [LocatedFinding] = []
    /// Which finding the service would answer with; nil when it would create a session.
    var decisive: Int?
    /// Members of the payload that are repeated for joining, as JSON.
    var echo: [(name: String, json: [UInt8])] = []
    /// The text that places in the payload count in.
    var text = ExcerptText()
    /// The number of its first line.
    var firstLine = 1
    /// Where it begins in the source as it was read, in bytes: places and edits count from its own beginning, and are
    /// written as they are in the source.
    var offset = 0
    /// The organization's policy, where findings point at one.
    var policy: SettingsFile?

    /// What the service would answer; nil when it would create a session.
    var answer: ServiceAnswer? { decisive.flatMap { findings[$0].finding.prediction?.answer } }

    /// The most severe finding that comes first; nil without findings.
    var worst: LocatedFinding? {
        let severity = findings.map(\.severity).max()
        return findings.first { $0.severity == severity }
    }

    /// The name of the text that a finding is in; nil for the command line.
    func source(of located: LocatedFinding) -> SourceName? {
        switch located.place {
        case .text: source
        case .policy: policy.map { SourceName($0.path) }
        case .commandLine: nil
        }
    }

    /// The line that a finding is in, with it marked; nil where there is none.
    func excerpt(of located: LocatedFinding) -> Excerpt? {
        switch located.place {
        case .text(let place): Excerpt(text, place)
        case .policy(let place): policy.map { Excerpt(ExcerptText($0.bytes), place) }
        case .commandLine: nil
        }
    }
}

/// A finding with its place in terms that people and editors know.
struct LocatedFinding: Sendable {
    /// What was found.
    let finding: Finding
    /// Where it is.
    let place: Place
    /// The value that it is about.
    let pointer: Pointer
    /// What would correct it, counted as its place is; nil where that is not known, or was not asked for.
    var fix: Fix?

    /// The severity that counts: the rule's, or what `--severity` says.
    var severity: Severity { finding.statement.severity }

    /// Where a finding is.
    enum Place: Sendable {
        /// In the payload's text.
        case text(TextPlace)
        /// In the organization's policy, which is another file.
        case policy(TextPlace)
        /// A flag of the command line, or the command line as a whole.
        case commandLine(flag: String?)
    }

    /// A JSON pointer.
    enum Pointer: Sendable {
        /// None: for the head of a request and for a policy.
        case none
        /// The member of the top level whose name is at these bytes of the text's buffer, and needs no escape; the whole
        /// payload for no bytes.
        case member(Range<Int>)
        case other(String)
    }
}

/// A stretch of a text.
struct TextPlace: Sendable, Hashable {
    let start: SourcePosition
    let end: SourcePosition
    /// Byte offset from the start of the text.
    let offset: Int
    /// Bytes.
    let length: Int
}

extension ValidationResult {
    /// The JSON pointer of a finding as text; nil where there is none.
    func pointer(of located: LocatedFinding) -> String? {
        switch located.pointer {
        case .none: nil
        case .member(let name): name.isEmpty ? "" : "/" + String(decoding: text.bytes[name], as: UTF8.self)
        case .other(let text): text
        }
    }
}
