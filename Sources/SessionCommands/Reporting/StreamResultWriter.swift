import BankConnectSession

/// Writes the results of a stream's lines as NDJSON, straight from the checker; each thread has its own.
///
/// A stream may hold a finding in every other line. What is the same in all usual findings of a rule is put together
/// once, and a finding in a line of ASCII, of a member of the top level, with words that need no escape, is written in
/// one step. All others go through ``ResultWriter``, which writes the same bytes.
struct StreamResultWriter: Sendable {
    /// Where in `texts` stands what surrounds the words of a finding.
    private struct Parts {
        var head: Range<Int>
        var end: Range<Int>
        var answer: Range<Int>
    }

    /// How many bytes are kept before they are forgotten: predictions may repeat values of the payload.
    private static let mostTexts = 1 << 16

    /// The results of lines of this source begin with `opening`.
    private var source = ""
    /// A result up to its number.
    private var opening: [UInt8] = []
    private var texts: [UInt8] = []
    /// Those of usual findings, by the number of the rule; made when a rule first speaks.
    private var usual: [Parts?] = []
    /// Those of the finding of a rule that was last out of the usual, with what they were made from.
    private var unusual: [(severity: Severity, basis: Basis, prediction: Prediction?, parts: Parts)?] = []

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
        out.append(addingCapacity: opening.count + 64) { out in
            out.append(copying: opening.span)
            out.append(decimal: record)
            out.append(literal: #","valid":true,"answer":null,"findings":[]}"#)
            out.append(0x0A)
        }
    }

    /// Adds the result of a line in which something was found: the text at `range` of `buffer`.
    mutating func append(
        line record: Int, at range: Range<Int>, of buffer: [UInt8], _ checker: PayloadChecker, isValid: Bool,
        policy: SettingsFile?, to out: inout [UInt8]
    ) {
        if texts.count > Self.mostTexts { (texts, usual, unusual) = ([], [], []) }
        let findings = checker.findings
        let list = findings.span
        let answer = checker.decisiveIndex.map { (knownParts(of: list[$0]) ?? parts(of: findings[$0])).answer }
        appendOpening(record, isValid: isValid, answer: answer, to: &out)
        var pointers = JSONPointerCursor()
        let isASCII = checker.isASCII
        for index in list.indices {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if isASCII, list[index].hasPlainWords, case .payload(let place, let node) = list[index].place,
                let name = node == 0 ? 0..<0 : checker.plainTopLevelName(of: node, &pointers)
            {
                let parts = knownParts(of: list[index]) ?? parts(of: findings[index])
                append(list[index], parts, record, place, node == 0 ? nil : buffer.span.extracting(name), to: &out)
                continue
            }
            var locator = FindingLocator(source: source, bytes: buffer, text: range, firstLine: record)
            locator.policy = policy
            for located in locator.locate([findings[index]], in: checker.request) {
                ResultWriter.append(located, to: &out)
            }
        }
        out.append(literal: "]}\n")
    }

    /// Adds a result up to its first finding.
    private func appendOpening(_ record: Int, isValid: Bool, answer: Range<Int>?, to out: inout [UInt8]) {
        out.append(addingCapacity: opening.count + (answer?.count ?? 0) + 80) { out in
            out.append(copying: opening.span)
            out.append(decimal: record)
            out.append(literal: isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#)
            if let answer { out.append(copying: texts.span.extracting(answer)) } else { out.append(literal: "null") }
            out.append(literal: #","findings":["#)
        }
    }

    /// Adds a finding of plain words at a place of the payload, about a member of the top level, or without a name
    /// about the whole.
    ///
    /// The line is ASCII, so a byte is a column, and a payload that could be read has no line feed in its line.
    private func append(
        _ finding: borrowing Finding, _ parts: Parts, _ line: Int, _ place: Range<Int>, _ name: Span<UInt8>?,
        to out: inout [UInt8]
    ) {
        let detailIsMessage = finding.prediction == nil
        finding.detail.withBytes { detail in
            guard let hint = finding.hint else {
                return append(parts, detailIsMessage, detail, nil, line, place, name, to: &out)
            }
            hint.withBytes { append(parts, detailIsMessage, detail, $0, line, place, name, to: &out) }
        }
    }

    private func append(
        _ parts: Parts, _ detailIsMessage: Bool, _ detail: Span<UInt8>, _ hint: Span<UInt8>?, _ line: Int,
        _ place: Range<Int>, _ name: Span<UInt8>?, to out: inout [UInt8]
    ) {
        let texts = texts.span
        // Six numbers of at most twenty digits, and some hundred bytes of names.
        let words = 2 * detail.count + (hint?.count ?? 0) + (name?.count ?? 0)
        out.append(addingCapacity: parts.head.count + parts.end.count + words + 300) { out in
            out.append(copying: texts.extracting(parts.head))
            if detailIsMessage {
                JSONText.append(plain: detail, to: &out)
                out.append(UInt8(ascii: ","))
            }
            out.append(literal: #""detail":"#)
            JSONText.append(plain: detail, to: &out)
            out.append(literal: #","hint":"#)
            if let hint { JSONText.append(plain: hint, to: &out) } else { out.append(literal: "null") }
            out.append(literal: #","pointer":""#)
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
        }
    }

    /// What stands around the words of a usual finding of a rule that has spoken before.
    @inline(__always)
    private func knownParts(of finding: borrowing Finding) -> Parts? {
        let number = finding.rule.number
        return finding.isUsual && number < usual.count ? usual[number] : nil
    }

    /// What stands around the words of a finding, from memory if it can be.
    private mutating func parts(of finding: Finding) -> Parts {
        let number = finding.rule.number
        while usual.count <= number {
            usual.append(nil)
            unusual.append(nil)
        }
        if finding.isUsual {
            if let known = usual[number] { return known }
            let parts = made(for: finding)
            usual[number] = parts
            return parts
        }
        if let known = unusual[number], known.severity == finding.severity, known.basis == finding.basis,
            known.prediction == finding.prediction
        {
            return known.parts
        }
        let parts = made(for: finding)
        unusual[number] = (finding.severity, finding.basis, finding.prediction, parts)
        return parts
    }

    /// Puts together what stands around the words of a finding.
    private mutating func made(for finding: Finding) -> Parts {
        let start = texts.count
        ResultWriter.appendHead(of: finding, to: &texts)
        let head = start..<texts.count
        ResultWriter.appendEnd(of: finding, to: &texts)
        let end = head.upperBound..<texts.count
        ResultWriter.append(finding.prediction?.answer, to: &texts)
        return Parts(head: head, end: end, answer: end.upperBound..<texts.count)
    }
}
