import BankConnectSession

/// Writes the results of a stream's lines as NDJSON, straight from the checker; each thread has its own.
///
/// A stream may hold a finding in every other line, and most say what was said before. A statement is put into JSON
/// once, and a finding in a line of ASCII, of a member of the top level, is written with its text and its place. All
/// others go through ``ResultWriter``, which writes the same bytes.
struct StreamResultWriter: Sendable {
    /// Where in `texts` stands what surrounds the pointer and the place of a finding.
    private struct Parts {
        /// Up to the pointer's string.
        var head: Range<Int>
        /// From behind the place on.
        var end: Range<Int>
        /// The answer that is predicted, or null.
        var answer: Range<Int>
    }

    /// How many bytes are kept before they are forgotten.
    private static let mostTexts = 1 << 18

    /// The results of lines of this source begin with `opening`.
    private var source = ""
    /// A result up to its number.
    private var opening: [UInt8] = []
    private var texts: [UInt8] = []
    /// The statements whose parts stand in `texts`, where the checker remembers them; empty before the first.
    private var known: [(statement: FindingStatement, parts: Parts)?] = []

    /// Says which source the following lines are from.
    mutating func begin(_ source: String) {
        guard opening.isEmpty || self.source != source else { return }
        self.source = source
        opening = []
        opening.append(literal: #"{"source":"#)
        opening.appendJSON(source)
        opening.append(literal: #","record":"#)
    }

    /// Adds the result of a line with nothing to report.
    @inline(__always)
    func append(validLine record: Int, to out: inout [UInt8]) {
        let opening = opening.span
        out.append(addingCapacity: opening.count + 64) { out in
            out.append(copying: opening)
            out.append(decimal: record)
            out.append(literal: #","valid":true,"answer":null,"findings":[]}"#)
            out.append(0x0A)
        }
    }

    /// Adds the result of a line in which something was found: the text at `range` of `buffer`.
    ///
    /// The checker is `inout` because it keeps its place among the names that it is asked for.
    mutating func append(
        line record: Int, at range: Range<Int>, of buffer: [UInt8], _ checker: inout PayloadChecker, isValid: Bool,
        policy: SettingsFile?, to out: inout [UInt8]
    ) {
        let findings = checker.findings
        let list = findings.span
        let answer = checker.decisiveIndex.map { parts(of: findings[$0]).answer }
        appendOpening(record, isValid: isValid, answer: answer, to: &out)
        var located: [LocatedFinding] = []
        for index in list.indices {
            if case .payload(let place, let node) = list[index].place,
                let name = checker.plainTopLevelName(of: node)
            {
                let parts = parts(of: list[index])
                append(
                    parts, record, place, node == 0 ? nil : buffer.span.extracting(name),
                    isLast: index == list.count - 1, to: &out)
                continue
            }
            // All of them at the first that asks, since each walk over the line begins at its start.
            if located.isEmpty {
                var locator = FindingLocator(source: source, bytes: buffer, text: range, firstLine: record)
                locator.policy = policy
                located = locator.locate(findings, in: checker.request)
            }
            ResultWriter.append(located[index], to: &out)
            out.append(literal: index == list.count - 1 ? "]}\n" : ",")
        }
    }

    /// Adds a result up to its first finding.
    private func appendOpening(_ record: Int, isValid: Bool, answer: Range<Int>?, to out: inout [UInt8]) {
        let (opening, texts) = (opening.span, texts.span)
        out.append(addingCapacity: opening.count + (answer?.count ?? 0) + 80) { out in
            out.append(copying: opening)
            out.append(decimal: record)
            out.append(literal: isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#)
            if let answer { out.append(copying: texts.extracting(answer)) } else { out.append(literal: "null") }
            out.append(literal: #","findings":["#)
        }
    }

    /// Adds a finding at a place of the payload, about a member of the top level, or without a name about the whole,
    /// and what stands behind it.
    ///
    /// The line is ASCII, so a byte is a column, and a payload that could be read has no line feed in its line.
    private func append(
        _ parts: Parts, _ line: Int, _ place: Range<Int>, _ name: Span<UInt8>?, isLast: Bool,
        to out: inout [UInt8]
    ) {
        let texts = texts.span
        // Six numbers of at most twenty digits, and some hundred bytes of names.
        out.append(addingCapacity: parts.head.count + parts.end.count + (name?.count ?? 0) + 300) { out in
            out.append(copying: texts.extracting(parts.head))
            out.append(UInt8(ascii: "\""))
            if let name {
                out.append(UInt8(ascii: "/"))
                out.append(copying: name)
            }
            out.append(literal: #"","line":"#)
            out.append(decimal: line)
            out.append(literal: #","column":"#)
            out.append(decimal: place.lowerBound + 1)
            out.append(literal: #","end_line":"#)
            out.append(decimal: line)
            out.append(literal: #","end_column":"#)
            out.append(decimal: place.upperBound + 1)
            out.append(literal: #","offset":"#)
            out.append(decimal: place.lowerBound)
            out.append(literal: #","length":"#)
            out.append(decimal: place.count)
            out.append(copying: texts.extracting(parts.end))
            out.append(literal: isLast ? "]}\n" : ",")
        }
    }

    /// What surrounds a finding, from memory if it can be.
    private mutating func parts(of finding: borrowing Finding) -> Parts {
        let memory = finding.statement.cacheSlot
        if let memory, memory < known.count, let (statement, parts) = known[memory], statement === finding.statement {
            return parts
        }
        return made(for: copy finding, memory)
    }

    /// Puts together what surrounds a finding.
    private mutating func made(for finding: Finding, _ memory: Int?) -> Parts {
        if texts.count > Self.mostTexts { (texts, known) = ([], []) }
        let start = texts.count
        ResultWriter.appendWords(of: finding, to: &texts)
        let head = start..<texts.count
        ResultWriter.appendEnd(of: finding, to: &texts)
        let end = head.upperBound..<texts.count
        ResultWriter.append(finding.prediction?.answer, to: &texts)
        let parts = Parts(head: head, end: end, answer: end.upperBound..<texts.count)
        if let memory {
            if known.isEmpty { known = Array(repeating: nil, count: FindingStatement.slotCount) }
            known[memory] = (finding.statement, parts)
        }
        return parts
    }
}
