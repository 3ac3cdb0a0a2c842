import BankConnectSession
import CommandKit

/// Checks pieces of work and renders their results into buffers; each thread has its own.
struct ValidationWorker: PipelineWorker {
    /// A validator for each profile of the run.
    private var validators: [PayloadValidator]
    private var renderers: [ReportRenderer]
    /// Nil where nothing is fixed.
    private(set) var fixer: InputFixer?
    private let console: Console

    init(
        _ validators: [PayloadValidator], fixer: InputFixer? = nil, renderers: [ReportRenderer], console: Console
    ) {
        self.validators = validators
        self.fixer = fixer
        self.renderers = renderers
        self.console = console
    }

    func makeOutcome() -> ValidationOutcome {
        ValidationOutcome(reports: Array(repeating: ReportBuffer(), count: renderers.count))
    }

    mutating func work(on piece: inout InputQueue.Piece, into outcome: inout ValidationOutcome) {
        outcome.reset()
        outcome.piece = piece.input
        let profile = piece.input.profile
        defer { validators[profile].close() }
        switch piece.content {
        case .lines:
            outcome.isStream = true
            (outcome.target, outcome.obstacleOfStream) = (piece.target, piece.obstacle)
            checkLines(piece.lines, piece.input, &outcome)
        case .end: outcome.endsStream = true
        case .failure(let error): report(error, piece.input, &outcome)
        case .file:
            do throws(SystemError) {
                let stream = try PayloadInput.open(piece.input.path, console)
                let status = fixer == nil ? nil : try? stream.status()
                var bytes = try stream.readAll(limit: PayloadInput.byteLimit)
                if let fixed = fixer?.fix(bytes, piece.input, status, &outcome) { bytes = fixed }
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
        validators[input.profile].open(input.name, bytes)
        guard input.kind == .http else {
            validators[input.profile].checkAll()
            return report(input.profile, &outcome)
        }
        let requests = RequestFile(bytes)
        outcome.notes += requests.remarks.map { "\(input.name.text):\($0.line): \($0.text)" }
        for (index, request) in requests.requests.enumerated() {
            validators[input.profile].check(
                request: request.range, firstLine: request.line, record: requests.requests.count > 1 ? index + 1 : nil)
            report(input.profile, &outcome)
        }
    }

    private mutating func checkLines(
        _ block: LineBlock, _ input: ValidationInput, _ outcome: inout ValidationOutcome
    ) {
        // Taken out once, which counts one reference instead of one a line.
        let (bytes, ends) = fixer?.fix(block, input, &outcome) ?? (block.bytes, block.lineEnds)
        let profile = input.profile
        validators[profile].open(input.name, bytes)
        var start = 0
        var number = block.firstLine
        for end in ends {
            if Self.isEmpty(bytes, start..<end) {
                outcome.summary.emptyLines += 1
            } else {
                validators[profile].check(line: start..<end, record: number)
                report(profile, &outcome)
            }
            start = end + 1
            number += 1
        }
        outcome.byteCount += block.byteCount
    }

    private static func isEmpty(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
        guard let first = line.first, buffer[first] <= 0x20 else { return line.isEmpty }
        return line.allSatisfy { buffer[$0] == 0x20 || buffer[$0] == 0x09 || buffer[$0] == 0x0D }
    }

    /// Renders what the validator of a profile last found into every report.
    @inline(__always)
    private mutating func report(_ profile: Int, _ outcome: inout ValidationOutcome) {
        // Its parts: for more than a payload, the whole result would be copied.
        let isValid = validators[profile].result.isValid
        outcome.summary.count(validators[profile].result.findings, isValid: isValid)
        if !isValid { outcome.code = outcome.code.combined(with: .negative) }
        for index in renderers.indices {
            guard renderers[index].format.showsValid || !validators[profile].result.findings.isEmpty else { continue }
            // The function alone: with the whole format each of its parts would be counted, for every line.
            let entry = renderers[index].format.entry
            entry(&validators[profile].result, &renderers[index], &outcome.reports[index])
        }
    }

    /// Reports an input that cannot be read, which stops no other.
    private mutating func report(
        _ error: SystemError, _ input: ValidationInput, _ outcome: inout ValidationOutcome
    ) {
        outcome.summary.unreadable += 1
        outcome.code = outcome.code.combined(with: .unreadable)
        outcome.messages.append(error.description)
        for index in renderers.indices {
            renderers[index].format.unreadable(
                input.name, error.description, &renderers[index], &outcome.reports[index])
        }
    }
}
