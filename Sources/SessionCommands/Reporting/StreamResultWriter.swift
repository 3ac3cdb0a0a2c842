import BankConnectSession

/// Writes the results of a stream's lines as NDJSON, straight from the checker; each thread has its own.
///
/// A stream may hold a finding in every other line. What is the same in every finding of a rule is put together once,
/// and a finding of the usual kind (in a line of ASCII, of a member of the top level, with words that need no escape)
/// is written in one step. All others go through ``ResultWriter``, which writes the same bytes.
struct StreamResultWriter: Sendable {
    /// Where in `texts` the fixed parts of a rule's usual findings stand.
    private struct Parts {
        var head: Range<Int>
        var end: Range<Int>
        var answer: Range<Int>
    }

    /// The results of lines of this source begin with `opening`.
    private var source = ""
    /// A result up to its number.
    private var opening: [UInt8] = []
    private var texts: [UInt8] = []
    /// By the number of the rule; made when a rule first speaks.
    private var parts: [Parts?] = []

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
        let findings = checker.findings
        let list = findings.span
        let decisive = checker.decisiveIndex
        for index in list.indices where list[index].isUsual { prepare(list[index]) }
        out.append(addingCapacity: opening.count + 64) { out in
            out.append(copying: opening.span)
            out.append(decimal: record)
            out.append(literal: isValid ? #","valid":true,"answer":"# : #","valid":false,"answer":"#)
        }
        if let decisive, list[decisive].isUsual, let parts = parts[list[decisive].rule.number] {
            out.append(copying: texts.span.extracting(parts.answer))
        } else {
            ResultWriter.append(checker.answer, to: &out)
        }
        out.append(literal: #","findings":["#)
        var pointers = JSONPointerCursor()
        let isASCII = checker.request.isASCII
        for index in list.indices {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if isASCII, list[index].isUsual, case .payload(let place, let node) = list[index].place,
                let name = pointers.plainTopLevelName(of: node, in: checker.request.document),
                append(list[index], record, place, buffer.span.extracting(name), to: &out)
            {
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

    /// Adds a usual finding; false, and nothing added, when its words need escapes.
    private func append(
        _ finding: Finding, _ line: Int, _ place: Range<Int>, _ name: Span<UInt8>, to out: inout [UInt8]
    ) -> Bool {
        guard let parts = parts[finding.rule.number] else { return false }
        let isWritten = finding.detail.withBytes { detail in
            guard JSONText.isPlain(detail) else { return false }
            guard let hint = finding.hint else {
                append(parts, finding.prediction == nil, detail, nil, line, place, name, to: &out)
                return true
            }
            return hint.withBytes { hint in
                guard JSONText.isPlain(hint) else { return false }
                append(parts, finding.prediction == nil, detail, hint, line, place, name, to: &out)
                return true
            }
        }
        return isWritten
    }

    private func append(
        _ parts: Parts, _ detailIsMessage: Bool, _ detail: Span<UInt8>, _ hint: Span<UInt8>?, _ line: Int,
        _ place: Range<Int>, _ name: Span<UInt8>, to out: inout [UInt8]
    ) {
        let texts = texts.span
        // Six numbers of at most twenty digits, and some hundred bytes of names.
        let words = 2 * detail.count + (hint?.count ?? 0) + name.count
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
            out.append(literal: #","pointer":"/"#)
            out.append(copying: name)
            // In ASCII a byte is a column, and a payload that has been read has no line feed in its line.
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

    /// Makes the fixed parts of the rule that speaks, if they have not been made.
    private mutating func prepare(_ finding: Finding) {
        let number = finding.rule.number
        while parts.count <= number { parts.append(nil) }
        guard parts[number] == nil else { return }
        let start = texts.count
        ResultWriter.appendHead(of: finding, to: &texts)
        let head = start..<texts.count
        ResultWriter.appendEnd(of: finding, to: &texts)
        let end = head.upperBound..<texts.count
        ResultWriter.append(finding.prediction?.answer, to: &texts)
        parts[number] = Parts(head: head, end: end, answer: end.upperBound..<texts.count)
    }
}
