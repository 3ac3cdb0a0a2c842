import BankConnectSession
import CommandKit

/// Checks pieces of work and renders their results into buffers; each thread has its own.
struct ValidationWorker: PipelineWorker {
    private var validator: PayloadValidator
    private var renderers: [ReportRenderer]
    private let console: Console
    /// The version of the API for payloads; a request's path says its own.
    private let apiVersion: APIVersion

    init(_ validator: PayloadValidator, renderers: [ReportRenderer], console: Console) {
        self.validator = validator
        self.renderers = renderers
        self.console = console
        apiVersion = validator.checker.context.apiVersion
    }

    func makeOutcome() -> ValidationOutcome {
        ValidationOutcome(reports: Array(repeating: ReportBuffer(), count: renderers.count))
    }

    mutating func work(on piece: inout InputQueue.Piece, into outcome: inout ValidationOutcome) {
        outcome.reset()
        defer { validator.close() }
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
        validator.open(input.name, bytes)
        if input.kind == .http {
            validator.check(request: 0..<bytes.count, otherwise: apiVersion)
        } else {
            validator.checkAll()
        }
        report(&outcome)
    }

    private mutating func checkLines(
        _ block: LineBlock, source: SourceName, _ outcome: inout ValidationOutcome
    ) {
        // Taken out once, which counts one reference instead of one a line.
        let bytes = block.bytes
        validator.open(source, bytes)
        var start = 0
        var number = block.firstLine
        for end in block.lineEnds {
            if Self.isEmpty(bytes, start..<end) {
                outcome.summary.emptyLines += 1
            } else {
                validator.check(line: start..<end, record: number)
                report(&outcome)
            }
            start = end + 1
            number += 1
        }
        outcome.byteCount += start
    }

    private static func isEmpty(_ buffer: [UInt8], _ line: Range<Int>) -> Bool {
        guard let first = line.first, buffer[first] <= 0x20 else { return line.isEmpty }
        return line.allSatisfy { buffer[$0] == 0x20 || buffer[$0] == 0x09 || buffer[$0] == 0x0D }
    }

    /// Renders what the validator last found into every report.
    @inline(__always)
    private mutating func report(_ outcome: inout ValidationOutcome) {
        outcome.summary.count(validator.result)
        if !validator.result.isValid { outcome.code = outcome.code.combined(with: .negative) }
        for index in renderers.indices {
            let format = renderers[index].format
            guard format.showsValid || !validator.result.findings.isEmpty else { continue }
            format.entry(validator.result, &renderers[index], &outcome.reports[index])
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
