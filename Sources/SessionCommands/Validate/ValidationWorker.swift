import BankConnectSession
import CommandKit

/// Checks pieces of work and writes their results into buffers; each thread has its own.
struct ValidationWorker: PipelineWorker {
    private var checker: PayloadChecker
    private let renderers: [ReportRenderer]
    private let gate: PayloadGate
    private let console: Console
    /// The text of the organization's policy, where findings point at one.
    private let policy: SettingsFile?
    /// The version of the API for payloads; a request's path says its own.
    private let apiVersion: APIVersion
    private let showsExcerpts: Bool
    /// The one report, when it is NDJSON: then a good line is written without a result being made of it.
    private let isPlainStream: Bool
    private var results = StreamResultWriter()

    init(
        checker: PayloadChecker, renderers: [ReportRenderer], gate: PayloadGate, console: Console,
        policy: SettingsFile? = nil
    ) {
        self.checker = checker
        self.renderers = renderers
        self.gate = gate
        self.console = console
        self.policy = policy
        apiVersion = checker.context.apiVersion
        showsExcerpts = renderers.contains(where: \.showsExcerpts)
        isPlainStream = renderers.count == 1 && renderers[0].format == .ndjson
    }

    func makeOutcome() -> ValidationOutcome {
        ValidationOutcome(reports: Array(repeating: [], count: renderers.count))
    }

    mutating func work(on piece: inout InputQueue.Piece, into outcome: inout ValidationOutcome) {
        outcome.reset()
        defer { checker.releaseBuffer() }
        switch piece.content {
        case .lines:
            outcome.isStream = true
            checkLines(piece.lines, source: piece.input.name, &outcome)
        case .failure(let error): report(error, piece.input, &outcome)
        case .file:
            do throws(SystemError) {
                let bytes = try PayloadInput.read(piece.input.path, console)
                checkWhole(bytes, piece.input, &outcome)
            } catch {
                report(error, piece.input, &outcome)
            }
        }
    }

    private mutating func checkWhole(
        _ bytes: [UInt8], _ input: ValidationInput, _ outcome: inout ValidationOutcome
    ) {
        outcome.byteCount += bytes.count
        var locator = FindingLocator(
            source: input.name, bytes: bytes, text: 0..<bytes.count, showsExcerpts: showsExcerpts)
        if input.kind == .http {
            locator.payloadStart = checker.checkRequest(bytes, in: 0..<bytes.count, otherwise: apiVersion)
        } else {
            checker.check(bytes)
        }
        locator.policy = policy
        report(locator, record: nil, &outcome)
    }

    private mutating func checkLines(
        _ block: LineBlock, source: String, _ outcome: inout ValidationOutcome
    ) {
        results.begin(source)
        // Taken out once, which counts one reference instead of one a line.
        let bytes = block.bytes
        var start = 0
        var number = block.firstLine
        for end in block.lineEnds {
            if Self.isEmpty(bytes, start..<end) {
                outcome.summary.emptyLines += 1
            } else {
                checkLine(bytes, start..<end, number, source, &outcome)
            }
            start = end + 1
            number += 1
        }
        outcome.byteCount += start
    }

    @inline(__always)
    private mutating func checkLine(
        _ buffer: [UInt8], _ line: Range<Int>, _ number: Int, _ source: String,
        _ outcome: inout ValidationOutcome
    ) {
        checker.check(buffer, in: line)
        if checker.findings.isEmpty, isPlainStream {
            outcome.summary.payloads += 1
            results.append(validLine: number, to: &outcome.reports[0])
            return
        }
        guard isPlainStream else {
            var locator = FindingLocator(
                source: source, bytes: buffer, text: line, firstLine: number, showsExcerpts: showsExcerpts)
            locator.policy = policy
            return report(locator, record: number, &outcome)
        }
        let isValid = gate.passes(checker.findings)
        outcome.summary.count(checker.findings.lazy.map(\.severity), isValid: isValid)
        if !isValid { outcome.code = outcome.code.combined(with: .negative) }
        results.append(
            line: number, at: line, of: buffer, &checker, isValid: isValid, policy: policy, to: &outcome.reports[0])
    }

    private static func isEmpty(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
        guard let first = line.first, buffer[first] <= 0x20 else { return line.isEmpty }
        return line.allSatisfy { buffer[$0] == 0x20 || buffer[$0] == 0x09 || buffer[$0] == 0x0D }
    }

    /// Writes what the checker last found into every report.
    private func report(_ locator: FindingLocator, record: Int?, _ outcome: inout ValidationOutcome) {
        let payload = checker.checked(locator, gate: gate, record: record)
        outcome.summary.count(payload)
        if !payload.isValid { outcome.code = outcome.code.combined(with: .negative) }
        for (index, renderer) in renderers.enumerated() where renderer.showsValid || !payload.findings.isEmpty {
            renderer.append(payload, to: &outcome.reports[index])
        }
    }

    private func report(_ error: SystemError, _ input: ValidationInput, _ outcome: inout ValidationOutcome) {
        outcome.summary.unreadable += 1
        outcome.code = outcome.code.combined(with: .unreadable)
        outcome.messages.append(error.description)
        for (index, renderer) in renderers.enumerated() {
            renderer.append(unreadable: input.name, error.description, to: &outcome.reports[index])
        }
    }
}
