// From a file and flags to a checked payload: `PayloadOptions` are what the command line gives, `PayloadBuilder`
// merges them into a `SourceMappedText`, `PayloadValidator` (here) makes it a result. `SinglePayload` is the same for
// commands that take one; a `MaskedPayload` may be shown.

import BankConnectSession
import PlainText

/// Checks payloads and locates what was found: the one way from bytes to a ``ValidationResult``, whatever the input is.
///
///     var validator = PayloadValidator(PayloadChecker(context))
///     validator.open(source, bytes)
///     validator.check(line: line, record: 7, offset: 3_210)
///     report(validator.result)
///     validator.close()
struct PayloadValidator: Sendable {
    /// What was found in the payload last checked; reports read it where it is.
    var result = ValidationResult()
    /// The rules, and the payload last checked.
    private(set) var checker: PayloadChecker
    private let threshold: FailureThreshold
    /// The version of the API for payloads; a request's path says its own.
    private let version: APIVersion
    private let showsExcerpts: Bool
    private let findsFixes: Bool
    private let echoed: [String]

    /// - Parameters:
    ///   - checker: the rules.
    ///   - threshold: what makes a payload invalid.
    ///   - policy: the text of the organization's policy, where findings point at one.
    ///   - showsExcerpts: whether lines are wanted for showing, which costs a search for secrets.
    ///   - findsFixes: whether findings are wanted with their fixes.
    ///   - echoed: members of the top level that results repeat.
    init(
        _ checker: PayloadChecker, threshold: FailureThreshold = FailureThreshold(), policy: SettingsFile? = nil,
        showsExcerpts: Bool = false, findsFixes: Bool = false, echoed: [String] = []
    ) {
        self.checker = checker
        version = checker.context.apiVersion
        self.threshold = threshold
        self.showsExcerpts = showsExcerpts
        self.findsFixes = findsFixes
        self.echoed = echoed
        result.policy = policy
    }

    /// Begins with a buffer, in which the payloads of a source are.
    mutating func open(_ source: SourceName, _ bytes: [UInt8]) {
        result.source = source
        result.text.bytes = bytes
        checker.open(bytes)
    }

    /// Lets go of the buffer, so that its owner may fill it again without a copy.
    mutating func close() {
        result.text = ExcerptText()
        checker.releaseBuffer()
    }

    /// Checks a line of the buffer, which begins at an offset of the stream.
    @inline(__always)
    mutating func check(line: Range<Int>, record: Int, offset: Int) {
        (result.record, result.offset) = (record, offset)
        result.text.range = line
        checker.check(in: line)
        conclude(firstLine: record, isLine: true)
    }

    /// Checks the whole buffer as one payload.
    mutating func checkAll() {
        (result.record, result.offset) = (nil, 0)
        result.text.range = 0..<result.text.bytes.count
        checker.check(result.text.bytes)
        conclude(firstLine: 1)
    }

    /// Checks a raw HTTP request, at a range of the buffer that begins with a line of this number.
    mutating func check(
        request: Range<Int>, firstLine: Int = 1, record: Int? = nil
    ) {
        (result.record, result.offset) = (record, request.lowerBound)
        result.text.range = request
        let start = checker.checkRequest(result.text.bytes, in: request, otherwise: version)
        conclude(firstLine: firstLine, payloadStart: start)
    }

    /// Checks a payload of the command line, whose bytes came from a file and from flags.
    mutating func check(_ text: SourceMappedText, from source: SourceName) {
        open(source, text.file)
        (result.record, result.offset) = (nil, 0)
        result.text.range = 0..<text.file.count
        checker.check(text.bytes)
        conclude(firstLine: 1, text: text)
    }

    /// What the checker found, from the property that stores it: to compute it, code of another module would be given a
    /// copy of the whole checker.
    @inline(__always)
    private var found: [Finding] { checker.collected.list }

    @inline(__always)
    private mutating func conclude(
        firstLine: Int, isLine: Bool = false, payloadStart: Int = 0, text: SourceMappedText? = nil
    ) {
        if !echoed.isEmpty { result.echo = echo() }
        if result.findings.isEmpty, found.isEmpty {
            result.isValid = true
            result.decisive = nil
        } else {
            locate(firstLine: firstLine, isLine: isLine, payloadStart: payloadStart, text: text)
        }
    }

    private mutating func locate(firstLine: Int, isLine: Bool, payloadStart: Int, text: SourceMappedText?) {
        // One by one: removing all replaces a range, which costs more than the few findings of a payload.
        while result.findings.popLast() != nil {}
        result.firstLine = firstLine
        if showsExcerpts {
            result.text.secrets = SecretRanges(checker.request, in: result.text.bytes, text: result.text.range)
        }
        let count = found.count
        // A tape that holds nothing knows nothing of the text. Stored properties, for the reason given at `found`.
        let isASCII = checker.request.document.tape.count > 0 && checker.request.document.tape.isASCII
        // Of nearly all findings of a stream: those of the whole line or of a plain member of its top level.
        var (place, mayHaveFixes) = (0, false)
        while isLine, place < count {
            // Taken out once, which counts one reference.
            let finding = found[place]
            guard case .payload(let bytes, let node) = finding.place, let name = checker.plainTopLevelName(of: node)
            else { break }
            let text = textPlace(bytes, isASCII: isASCII)
            if finding.statement.mayHaveFix { mayHaveFixes = true }
            result.findings.append(LocatedFinding(finding: finding, place: .text(text), pointer: .member(name)))
            place += 1
        }
        if place < count { locate(found[place...], isLine && isASCII, payloadStart, text) }
        // A payload that flags are part of has no place where an edit could be made.
        if findsFixes, text == nil, mayHaveFixes || place < count { findFixes(found, payloadStart) }
        result.decisive = checker.decisiveIndex
        result.isValid = threshold.passes(result.findings)
    }

    /// Where some bytes of the payload are, which is one line.
    private func textPlace(_ bytes: Range<Int>, isASCII: Bool) -> TextPlace {
        var (before, length) = (bytes.lowerBound, bytes.count)
        if !isASCII {
            let start = result.text.range.lowerBound
            before = SourcePosition.columns(of: start..<start + bytes.lowerBound, in: result.text.bytes)
            length = SourcePosition.columns(
                of: start + bytes.lowerBound..<start + bytes.upperBound, in: result.text.bytes)
        }
        return TextPlace(
            start: SourcePosition(line: result.firstLine, column: before + 1),
            end: SourcePosition(line: result.firstLine, column: before + 1 + length),
            offset: bytes.lowerBound, length: bytes.count)
    }

    private mutating func locate(
        _ findings: ArraySlice<Finding>, _ isPlainLine: Bool, _ payloadStart: Int, _ text: SourceMappedText?
    ) {
        var locator = Locator(
            result.text, firstLine: result.firstLine, isPlainLine: isPlainLine, text: text, policy: result.policy)
        for finding in findings {
            let (place, pointer) = locator.locate(finding.place, payloadStart, &checker)
            result.findings.append(LocatedFinding(finding: finding, place: place, pointer: pointer))
        }
    }

    private mutating func findFixes(_ findings: [Finding], _ payloadStart: Int) {
        for index in findings.indices where findings[index].statement.mayHaveFix {
            guard var fix = checker.fix(for: findings[index]) else { continue }
            if payloadStart > 0 { fix.move(by: payloadStart) }
            result.findings[index].fix = fix
        }
    }

    /// The members of the payload to be repeated, the first of each name, as compact JSON.
    private func echo() -> [(name: String, json: [UInt8])] {
        let document = checker.request.document
        guard checker.request.syntaxError == nil, document.tape.count > 0, document[0].kind == .object
        else { return [] }
        return echoed.compactMap { wanted in
            for (name, value) in document.tape.members(of: 0) where document.text(of: name) == wanted {
                // A secret is no key to join by, and no output shows one.
                guard !SecretScanner.isSecretName(Array(wanted.utf8)) else { return (wanted, Array("\"***\"".utf8)) }
                var writer = JSONWriter()
                MaskedPayload.write(value, of: document, to: &writer)
                return (wanted, writer.bytes)
            }
            return nil
        }
    }
}

/// Finds lines and columns of findings, in one walk over the text.
private struct Locator {
    private let text: SourceMappedText?
    private let policy: SettingsFile?
    private let range: Range<Int>
    private let firstLine: Int
    private var positions: PositionCursor
    private var pointers = JSONPointerCursor()

    init(
        _ shown: ExcerptText, firstLine: Int, isPlainLine: Bool, text: SourceMappedText?, policy: SettingsFile?
    ) {
        self.text = text
        self.policy = policy
        range = shown.range
        self.firstLine = firstLine
        positions = PositionCursor(
            shown.bytes, in: shown.range, firstLine: firstLine, isPlainLine: isPlainLine)
    }

    mutating func locate(
        _ place: Finding.Place, _ payloadStart: Int, _ checker: inout PayloadChecker
    ) -> (LocatedFinding.Place, LocatedFinding.Pointer) {
        switch place {
        case .payload(let bytes, let node):
            let place = locate(bytes.lowerBound + payloadStart..<bytes.upperBound + payloadStart)
            if text == nil, let name = checker.plainTopLevelName(of: node) { return (place, .member(name)) }
            return (place, .other(pointers.pointer(to: node, in: checker.request.document)))
        case .head(let bytes): return (locate(bytes), .none)
        case .organization(let bytes):
            guard let policy else { return (.commandLine(flag: nil), .none) }
            var positions = PositionCursor(policy.bytes, in: 0..<policy.bytes.count)
            return (.policy(Self.place(bytes, &positions)), .none)
        }
    }

    private mutating func locate(_ bytes: Range<Int>) -> LocatedFinding.Place {
        guard let text else { return .text(Self.place(bytes, &positions)) }
        switch text.origin(of: bytes.lowerBound) {
        case .flag(let name): return .commandLine(flag: name)
        case .commandLine: return .commandLine(flag: nil)
        case .file(let offset): return .text(Self.place(offset..<offset + bytes.count, &positions))
        }
    }

    private static func place(_ bytes: Range<Int>, _ positions: inout PositionCursor) -> TextPlace {
        TextPlace(
            start: positions.position(of: bytes.lowerBound), end: positions.position(of: bytes.upperBound),
            offset: bytes.lowerBound, length: bytes.count)
    }
}

/// From which severity on a finding makes a payload invalid.
struct FailureThreshold: Sendable {
    let severity: Severity

    /// `--fail-on`, lowered to warnings by `--strict`.
    init(failOn: Severity = .error, isStrict: Bool = false) {
        severity = isStrict ? min(failOn, .warning) : failOn
    }

    /// Whether no finding is so severe.
    func passes(_ findings: [LocatedFinding]) -> Bool {
        findings.allSatisfy { $0.severity < severity }
    }
}
