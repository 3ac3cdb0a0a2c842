import BankConnectSession

/// A payload with what was found in it, as reports are given it.
struct CheckedPayload {
    /// The file as it was named, `<stdin>`, or `<arguments>`.
    let source: String
    /// The line of an NDJSON stream, counted from 1; nil for a file that is one payload.
    var record: Int?
    /// Whether no finding is at the gate.
    let isValid: Bool
    /// What the service would answer; nil when it would create a session.
    let answer: ServiceAnswer?
    /// What was found, by place.
    let findings: [LocatedFinding]
}

/// A finding with its place in terms that people and editors know.
struct LocatedFinding {
    /// What was found.
    let finding: Finding
    /// Where it stands: the payload's source, the organization's policy, or a flag.
    let source: Source
    /// The JSON pointer of the value; nil for the head of a request and for a policy.
    let pointer: String?

    /// Where a finding stands.
    enum Source {
        /// A text with lines.
        case text(name: String, place: TextPlace)
        /// A flag of the command line, or the command line as a whole.
        case commandLine(flag: String?)
    }

    /// A stretch of a text.
    struct TextPlace {
        let start: SourcePosition
        let end: SourcePosition
        /// Byte offset from the start of the text.
        let offset: Int
        /// Bytes.
        let length: Int
        /// The line on which it starts, ready to be shown; nil where it holds nothing printable.
        let excerpt: Excerpt?
    }
}

/// Turns the findings of a checker into located ones.
struct FindingLocator {
    /// The text that offsets of the report count in: the file that was read, or the text built from flags.
    let text: SourcedText
    let source: String
    /// Where the payload begins in the text: behind the head of a request.
    var payloadStart = 0
    /// The number of the text's first line.
    var firstLine = 1
    /// Whether lines are wanted for showing.
    var showsExcerpts: Bool

    func locate(_ findings: [Finding], in request: SessionRequest) -> [LocatedFinding] {
        guard !findings.isEmpty else { return [] }
        let bytes = text.file
        var cursor = PositionCursor(bytes, in: 0..<bytes.count, firstLine: firstLine)
        var pointers = JSONPointerCursor()
        let secrets = showsExcerpts ? SecretRanges(request, in: bytes) : SecretRanges()
        return findings.map { finding in
            let range: Range<Int>
            var pointer: String?
            switch finding.place {
            case .payload(let place, let node):
                range = place.lowerBound + payloadStart..<place.upperBound + payloadStart
                pointer = pointers.pointer(to: node, in: request.document)
            case .head(let place): range = place
            case .organization(let place):
                // Without the policy's own text there is only its place to tell.
                range = place
            }
            return LocatedFinding(
                finding: finding, source: located(range, in: bytes, &cursor, secrets), pointer: pointer)
        }
    }

    private func located(
        _ range: Range<Int>, in bytes: [UInt8], _ cursor: inout PositionCursor, _ secrets: SecretRanges
    ) -> LocatedFinding.Source {
        switch text.origin(of: range.lowerBound) {
        case .flag(let name): return .commandLine(flag: name)
        case .commandLine: return .commandLine(flag: nil)
        case .file(let offset):
            let start = cursor.position(of: offset)
            let end = cursor.position(of: offset + range.count)
            let excerpt =
                showsExcerpts
                ? Excerpt(bytes, at: offset..<min(offset + range.count, bytes.count), start, secrets) : nil
            return .text(
                name: source,
                place: .init(start: start, end: end, offset: offset, length: range.count, excerpt: excerpt))
        }
    }
}
