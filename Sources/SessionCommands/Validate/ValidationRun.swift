import BankConnectSession
import CommandKit
import PlainText

/// What a worker made of one piece of an input.
struct ValidationOutcome: Sendable {
    /// The input that the piece is of.
    var piece = ValidationInput(path: "-", kind: .json)
    /// Its name.
    var input: SourceName { piece.name }
    /// The results, one buffer a report.
    var reports: [ReportBuffer]
    var summary = Summary()
    var code = ExitCode.done
    /// Messages for standard error.
    var messages: [String] = []
    /// What is passed over in an input.
    var notes: [String] = []
    /// Messages that stop nothing, and must be heard: what a diff leaves out.
    var warnings: [String] = []
    /// Bytes that were checked.
    var byteCount = 0
    /// What fixes give for the output: a text, or a diff of it.
    var data: [UInt8] = []
    /// What they give for the file that lines are of, or for the output where there is none.
    var lines: FixedLines?
    var target: FixedStreamTarget?
    /// What they give for the diff of a stream.
    var changes: ChangedLines?
    /// Whether the stream that lines were of has no more.
    var endsStream = false
    /// Why there are fixes that stay undone.
    var obstacle: FixObstacle?
    /// Why fixes of the stream, if there are any, will stay undone.
    var obstacleOfStream: FixObstacle?
    /// The results answer lines of a stream, whose sender may be waiting for them.
    var isStream = false

    /// Makes it as it was at first, but for its buffers.
    mutating func reset() {
        for index in reports.indices { reports[index].removeAll() }
        summary = Summary()
        code = .done
        messages.removeAll()
        warnings.removeAll()
        byteCount = 0
        isStream = false
        data.removeAll(keepingCapacity: true)
        (lines, target, changes, endsStream, obstacle, obstacleOfStream) = (nil, nil, nil, false, nil, nil)
    }
}

/// Takes the outcomes of a run of `validate` in the order of the inputs, and writes the reports.
struct ValidationSink: PipelineSink {
    private var reports: Reports
    private let console: Console
    private var summary = Summary()
    private var code = ExitCode.done
    private var byteCount = 0
    private var progress: Progress
    private var hasWrittenLines = false
    /// The input at hand and what was found in it so far, where each is to be named.
    private var current: (input: SourceName, summary: Summary)?
    private let mostWarnings: Int?
    private var fixes: FixSink?
    /// Whether there was anything to read; nothing is where every operand is left out.
    private let hasInputs: Bool

    init(_ reports: Reports, fixes: FixSink? = nil, mostWarnings: Int?, hasInputs: Bool = true, _ console: Console) {
        self.hasInputs = hasInputs
        self.reports = reports
        self.fixes = fixes
        self.mostWarnings = mostWarnings
        self.console = console
        progress = Progress(console)
    }

    func byteCount(of outcome: ValidationOutcome) -> Int {
        outcome.reports.reduce(0) { $0 + $1.count } + outcome.data.count + (outcome.lines?.text.count ?? 0)
            + (outcome.changes?.block.bytes.count ?? 0)
    }

    mutating func take(_ outcome: inout ValidationOutcome) throws(SystemError) {
        progress.eraseBeforeOutput()
        try fixes?.take(&outcome)
        summary.add(outcome.summary)
        if console.isVerbose { name(outcome) }
        code = code.combined(with: outcome.code)
        byteCount += outcome.byteCount
        progress.update { [byteCount, summary] seconds in
            "\(summary.payloads) payloads, \(Int(Double(byteCount) / seconds / 1e6)) MB/s"
        }
        for message in outcome.messages { console.error(message) }
        for note in outcome.notes { console.note(note) }
        for warning in outcome.warnings { console.warning(warning, evenIfQuiet: true) }
        progress.eraseBeforeOutput()
        try reports.write(outcome.reports)
        hasWrittenLines = hasWrittenLines || outcome.isStream
    }

    /// Names an input with what was found in it, once all of it is known.
    private mutating func name(_ outcome: ValidationOutcome?) {
        if let current, current.input != outcome?.input {
            console.detail("\(current.input.text): \(current.summary.line)")
            self.current = nil
        }
        guard let outcome else { return }
        var summary = current?.summary ?? Summary()
        summary.add(outcome.summary)
        current = (outcome.input, summary)
    }

    mutating func flush() throws(SystemError) {
        guard hasWrittenLines else { return }
        hasWrittenLines = false
        try reports.flush()
    }

    /// Writes what is left to write when all results are known; the exit status.
    mutating func finish() throws(SystemError) -> ExitCode {
        progress.erase()
        try reports.finish(summary)
        for omission in reports.omissions { console.warning(omission) }
        name(nil)
        if summary.isEmpty, hasInputs { console.note("the input is empty: there was no payload to check") }
        summary.showsFixes = fixes?.isDiff ?? false
        console.note(summary.line)
        guard let mostWarnings, summary.warnings > mostWarnings else { return code }
        console.error(
            "\(String.counted(summary.warnings, "warning")), and max_warnings allows \(mostWarnings)")
        return code.combined(with: .negative)
    }
}

extension ValidationWorker {
    /// Checks all inputs, on as many threads as are worth their cost, and writes the reports; the exit status.
    func run(
        _ inputs: [ValidationInput], _ reports: Reports, mostWarnings: Int? = nil, fixesTo output: OutputStream,
        _ console: Console
    ) throws(SystemError) -> ExitCode {
        // Threads cost more than a few small files do. Where the lines of a stream are fixed, those before a line decide
        // where it begins.
        let hasStream = inputs.contains { $0.kind == .ndjson }
        let isWorthThreads = hasStream ? fixer == nil : inputs.count > 16
        let cancellation = Cancellation()
        let pipeline = OrderedPipeline(
            workerCount: isWorthThreads ? Machine.processorCount : 1, cancellation: cancellation)
        var sink = try pipeline.run(
            InputQueue(inputs, fixes: fixer?.plan, console, cancellation), self,
            ValidationSink(
                reports, fixes: fixer.map { FixSink($0, to: output, console) }, mostWarnings: mostWarnings,
                hasInputs: !inputs.isEmpty, console)
        ).sink
        return try sink.finish()
    }
}
