import BankConnectSession
import CommandKit

/// Checks pieces of work and renders their results into buffers; each thread has its own.
struct ValidationWorker: PipelineWorker {
    /// A validator for each profile of the run.
    private var validators: [PayloadValidator]
    private var renderers: [ReportRenderer]
    /// Nil where nothing is fixed.
    private(set) var fixer: InputFixer?
    /// By how many bytes fixes have made the lines of the stream longer that came before; one worker has them all.
    private var growth = 0
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
            return Self.report(&validators[input.profile], &renderers, &outcome)
        }
        let requests = RequestFile(bytes)
        outcome.notes += requests.remarks.map { "\(input.name.text):\($0.line): \($0.text)" }
        for (index, request) in requests.requests.enumerated() {
            validators[input.profile].check(
                request: request.range, firstLine: request.line, record: requests.requests.count > 1 ? index + 1 : nil)
            Self.report(&validators[input.profile], &renderers, &outcome)
        }
    }

    private mutating func checkLines(
        _ block: LineBlock, _ input: ValidationInput, _ outcome: inout ValidationOutcome
    ) {
        // Taken out once, which counts one reference instead of one a line.
        let (bytes, ends) = fixer?.fix(block, input, &outcome) ?? (block.bytes, block.lineEnds)
        validators[input.profile].open(input.name, bytes)
        if block.offset == 0 { growth = 0 }
        Self.checkLines(
            bytes, ends, of: block, at: block.offset + growth, &validators[input.profile], &renderers, &outcome)
        growth += (ends.last ?? 0) - (block.lineEnds.last ?? 0)
        outcome.byteCount += block.byteCount
    }

    /// Checks the lines of a buffer that end at some offsets, with a validator that has it open.
    ///
    /// They are those of a block, as they are or fixed; the first begins at an offset of the stream.
    private static func checkLines(
        _ bytes: [UInt8], _ ends: [Int], of block: LineBlock, at offset: Int, _ validator: inout PayloadValidator,
        _ renderers: inout [ReportRenderer], _ outcome: inout ValidationOutcome
    ) {
        var (start, number) = (0, block.firstLine)
        for end in ends {
            if isEmpty(bytes, start..<end) {
                outcome.summary.emptyLines += 1
            } else {
                validator.check(line: start..<end, record: number, offset: offset + start)
                report(&validator, &renderers, &outcome)
            }
            start = end + 1
            number += 1
        }
    }

    private static func isEmpty(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
        guard let first = line.first, buffer[first] <= 0x20 else { return line.isEmpty }
        return line.allSatisfy { buffer[$0] == 0x20 || buffer[$0] == 0x09 || buffer[$0] == 0x0D }
    }

    /// Renders what a validator last found into every report.
    @inline(__always)
    private static func report(
        _ validator: inout PayloadValidator, _ renderers: inout [ReportRenderer], _ outcome: inout ValidationOutcome
    ) {
        // Its parts: for more than a payload, the whole result would be copied.
        let isValid = validator.result.isValid
        outcome.summary.count(validator.result.findings, isValid: isValid)
        if !isValid { outcome.code = outcome.code.combined(with: .negative) }
        for index in renderers.indices {
            guard renderers[index].format.showsValid || !validator.result.findings.isEmpty else { continue }
            // The function alone: with the whole format each of its parts would be counted, for every line.
            let entry = renderers[index].format.entry
            entry(&validator.result, &renderers[index], &outcome.reports[index])
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
