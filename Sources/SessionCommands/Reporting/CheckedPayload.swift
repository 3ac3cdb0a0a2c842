import BankConnectSession
import CommandKit

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

        /// A stretch of a text that nothing is shown of.
        init(_ range: Range<Int>, positions: inout PositionCursor) {
            start = positions.position(of: range.lowerBound)
            end = positions.position(of: range.upperBound)
            offset = range.lowerBound
            length = range.count
            excerpt = nil
        }

        /// A stretch of a text.
        init(start: SourcePosition, end: SourcePosition, offset: Int, length: Int, excerpt: Excerpt?) {
            self.start = start
            self.end = end
            self.offset = offset
            self.length = length
            self.excerpt = excerpt
        }
    }
}

/// Turns the findings of a checker into located ones.
struct FindingLocator {
    /// The file, standard input or `<arguments>`, as reports name it.
    let source: String
    /// The buffer that holds the text.
    let bytes: [UInt8]
    /// Where in the buffer the text stands: the whole of it, or one line of a stream.
    let text: Range<Int>
    /// The number of the text's first line.
    var firstLine = 1
    /// Where in the text the payload begins: behind the head of a request.
    var payloadStart = 0
    /// Where the payload's bytes came from, when flags were merged into it.
    var origins: SourcedText?
    /// Whether lines are wanted for showing.
    var showsExcerpts = false
    /// The text of the organization's policy, where findings point at one.
    var policy: SettingsFile?

    /// A locator for a text of its own.
    init(source: String, text: SourcedText, showsExcerpts: Bool) {
        self.source = source
        bytes = text.file
        self.text = 0..<text.file.count
        origins = text
        self.showsExcerpts = showsExcerpts
    }

    /// A locator for a text inside a buffer.
    init(source: String, bytes: [UInt8], text: Range<Int>, firstLine: Int = 1, showsExcerpts: Bool = false) {
        self.source = source
        self.bytes = bytes
        self.text = text
        self.firstLine = firstLine
        self.showsExcerpts = showsExcerpts
    }

    /// A cursor at the start of the text.
    var positions: PositionCursor { PositionCursor(bytes, in: text, firstLine: firstLine) }

    func locate(_ findings: [Finding], in request: SessionRequest) -> [LocatedFinding] {
        guard !findings.isEmpty else { return [] }
        var cursor = positions
        var pointers = JSONPointerCursor()
        let secrets = showsExcerpts ? SecretRanges(request, in: bytes, text: text) : SecretRanges()
        return findings.map { finding in
            let range: Range<Int>
            var pointer: String?
            switch finding.place {
            case .payload(let place, let node):
                range = place.lowerBound + payloadStart..<place.upperBound + payloadStart
                pointer = pointers.pointer(to: node, in: request.document)
            case .head(let place): range = place
            case .organization(let place):
                return LocatedFinding(finding: finding, source: locatedInPolicy(place), pointer: nil)
            }
            return LocatedFinding(finding: finding, source: located(range, &cursor, secrets), pointer: pointer)
        }
    }

    /// A place of the organization's policy, which is another file.
    private func locatedInPolicy(_ range: Range<Int>) -> LocatedFinding.Source {
        guard let policy else { return .commandLine(flag: nil) }
        let locator = FindingLocator(
            source: policy.path.displayName, bytes: policy.bytes, text: 0..<policy.bytes.count,
            showsExcerpts: showsExcerpts)
        var cursor = PositionCursor(policy.bytes, in: locator.text)
        return locator.located(range, &cursor, SecretRanges())
    }

    private func located(
        _ range: Range<Int>, _ cursor: inout PositionCursor, _ secrets: SecretRanges
    ) -> LocatedFinding.Source {
        var offset = range.lowerBound
        switch origins?.origin(of: offset) {
        case .flag(let name): return .commandLine(flag: name)
        case .commandLine: return .commandLine(flag: nil)
        case .file(let place): offset = place
        case nil: break
        }
        let start = cursor.position(of: offset)
        let end = cursor.position(of: offset + range.count)
        var excerpt: Excerpt?
        if showsExcerpts {
            let mark = text.lowerBound + offset..<min(text.lowerBound + offset + range.count, text.upperBound)
            excerpt = Excerpt(bytes, line: start.line, in: text, marking: mark, secrets)
        }
        return .text(
            name: source,
            place: .init(start: start, end: end, offset: offset, length: range.count, excerpt: excerpt))
    }
}
