import BankConnectSession

/// What findings say as JSON, put into words once: the text around the pointer and the place of each statement that the
/// checker keeps in its cache.
struct FindingFragments: Sendable {
    /// Where in `texts` is what surrounds the pointer and the place of a finding.
    struct Parts {
        /// Up to the pointer's string.
        var head: Range<Int>
        /// From behind the place on, without the brace at its end.
        var end: Range<Int>
        /// The answer that is predicted, or null.
        var answer: Range<Int>
    }

    /// How many bytes are kept before they are forgotten.
    private static let mostTexts = 1 << 18

    /// How many slots the parts of a statement may be in, so that statements that meet do not drive each other out.
    private static let neighbours = 8

    /// Which neighbour is overwritten where none is free.
    private var next = 0
    /// The JSON of all parts.
    private(set) var texts: [UInt8] = []
    /// The statements whose parts are in `texts`, by their place in the checker's cache; empty before the first.
    private var known: [(statement: FindingStatement, parts: Parts)?] = []

    /// What surrounds a finding, from the cache if it is there; good until the next call.
    @inline(__always)
    mutating func parts(of statement: FindingStatement) -> Parts {
        if let slot = statement.cacheSlot, !known.isEmpty {
            for neighbour in 0..<Self.neighbours {
                guard let entry = known[slot ^ neighbour] else { break }
                if entry.statement === statement { return entry.parts }
            }
        }
        return add(statement)
    }

    private mutating func add(_ statement: FindingStatement) -> Parts {
        if texts.count > Self.mostTexts { (texts, known) = ([], []) }
        let start = texts.count
        appendWords(of: statement)
        let head = start..<texts.count
        appendEnd(of: statement)
        let end = head.upperBound..<texts.count
        append(statement.prediction?.answer)
        let parts = Parts(head: head, end: end, answer: end.upperBound..<texts.count)
        if let slot = statement.cacheSlot {
            if known.isEmpty { known = Array(repeating: nil, count: FindingStatement.slotCount) }
            let free = (0..<Self.neighbours).first { known[slot ^ $0] == nil }
            known[slot ^ (free ?? next)] = (statement, parts)
            next = (next + 1) % Self.neighbours
        }
        return parts
    }

    /// Adds a finding up to its pointer.
    private mutating func appendWords(of finding: FindingStatement) {
        texts.append(literal: #"{"rule":""#)
        texts.append(copying: finding.rule.description)
        texts.append(literal: #"","severity":""#)
        texts.append(copying: finding.severity.rawValue)
        texts.append(literal: #"","basis":""#)
        texts.append(copying: finding.basis.rawValue)
        texts.append(literal: #"","code":"#)
        if let answer = finding.prediction?.answer {
            texts.appendJSON(answer.code)
            texts.append(literal: #","status":"#)
            texts.append(decimal: answer.status)
            texts.append(literal: #","message":"#)
            texts.appendJSON(answer.message)
        } else {
            // Without an answer of the service's, the message is the finding's own text.
            texts.append(literal: #"null,"status":null,"message":"#)
            texts.appendJSON(finding.detail)
        }
        texts.append(literal: #","detail":"#)
        texts.appendJSON(finding.detail)
        texts.append(literal: #","hint":"#)
        if let hint = finding.hint { texts.appendJSON(hint) } else { texts.append(literal: "null") }
        texts.append(literal: #","pointer":"#)
    }

    /// Adds a finding from behind its place: the alternatives.
    private mutating func appendEnd(of finding: FindingStatement) {
        texts.append(literal: #","alternatives":["#)
        for (index, alternative) in (finding.prediction?.alternatives ?? []).enumerated() {
            if index > 0 { texts.append(UInt8(ascii: ",")) }
            append(alternative)
        }
        texts.append(literal: "]")
    }

    private mutating func append(_ answer: ServiceAnswer?) {
        guard let answer else { return texts.append(literal: "null") }
        texts.append(literal: #"{"code":"#)
        texts.appendJSON(answer.code)
        texts.append(literal: #","status":"#)
        texts.append(decimal: answer.status)
        texts.append(literal: #","message":"#)
        texts.appendJSON(answer.message)
        texts.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    /// Adds a text as a JSON string.
    mutating func appendJSON(_ text: String) {
        JSONText.append(text.utf8Span.span, to: &self)
    }

    /// Adds the words of a finding as a JSON string.
    mutating func appendJSON(_ text: FindingText) {
        text.withBytes { JSONText.append($0, to: &self) }
    }
}
