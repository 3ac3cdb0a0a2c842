import BankConnectSession
import CommandKit

/// Takes what fixes make of the inputs, in their order: texts for the output, lines for files, changes for a diff.
struct FixSink: Sendable {
    private let fixer: InputFixer
    private let output: OutputStream
    private let console: Console
    /// The file of lines that is being replaced.
    private var stream: FixedStream?
    /// The diff of the stream at hand.
    private var diff: UnifiedDiff?
    /// The input whose fixes stay undone, where that has been said.
    private var skipped: SourceName?

    init(_ fixer: InputFixer, to output: OutputStream, _ console: Console) {
        self.fixer = fixer
        self.output = output
        self.console = console
    }

    /// Whether the fixes are shown and not made.
    var isDiff: Bool { fixer.plan.isDiff }

    /// Takes an outcome; adds to its summary and code what storing it comes to.
    ///
    /// - Throws: what the output says; a file that cannot be replaced is told of, and the run goes on.
    mutating func take(_ outcome: inout ValidationOutcome) throws(SystemError) {
        if let obstacle = outcome.obstacle { skip(obstacle, &outcome) }
        try output.write(outcome.data)
        if let lines = outcome.lines { try take(lines, &outcome) }
        if let changes = outcome.changes { try take(changes, outcome.piece) }
        if outcome.endsStream { try end(&outcome) }
        // Of a stream that cannot be read to its end nothing is replaced, and a diff would not apply.
        if outcome.summary.unreadable > 0 { (stream, diff) = (nil, nil) }
        if outcome.isStream { try output.flush() }
    }

    private mutating func skip(_ obstacle: FixObstacle, _ outcome: inout ValidationOutcome) {
        if case .failure = obstacle { outcome.code = outcome.code.combined(with: .cannotWrite) }
        guard skipped != outcome.input else { return }
        skipped = outcome.input
        switch obstacle {
        case .link: console.warning(obstacle.message(outcome.input))
        case .failure: console.error(obstacle.message(outcome.input))
        }
    }

    private mutating func take(_ lines: FixedLines, _ outcome: inout ValidationOutcome) throws(SystemError) {
        guard let target = outcome.target else {
            try output.write(lines.text)
            outcome.summary.fixed += lines.count
            return
        }
        guard skipped != outcome.input else { return }
        do throws(SystemError) {
            if stream == nil { stream = FixedStream(target.path, target.stream, target.status) }
            try stream?.append(lines)
        } catch {
            stream = nil
            skip(.failure(error.description), &outcome)
        }
    }

    private mutating func take(_ changes: ChangedLines, _ input: ValidationInput) throws(SystemError) {
        if diff == nil { diff = fixer.lineDiff(of: input) }
        let block = changes.block
        var next = changes.changed[...]
        var start = 0
        for index in block.lineEnds.indices {
            let end = min(block.lineEnds[index] + 1, block.byteCount)
            let line = UnifiedDiff.Line(bytes: block.bytes[start..<end], offset: 0)
            if let change = next.first, change.index == index {
                next = next.dropFirst()
                diff?.change([line], [UnifiedDiff.Line(bytes: change.line[...], offset: 0, fixes: change.fixes)])
            } else {
                diff?.keep(line)
            }
            start = end
        }
        try output.write(diff?.text ?? [])
        diff?.text = []
    }

    private mutating func end(_ outcome: inout ValidationOutcome) throws(SystemError) {
        diff?.finish()
        if let diff {
            try output.write(diff.text)
            for warning in fixer.warnings(of: diff, outcome.piece) { console.warning(warning, evenIfQuiet: true) }
            // A line is left out for the sake of one beside it, too.
            outcome.summary.fixed -= diff.omissions.reduce(0) { $0 + $1.fixes }
            if !diff.isEmpty { outcome.code = outcome.code.combined(with: .negative) }
        }
        diff = nil
        guard let stream else { return }
        self.stream = nil
        do throws(SystemError) {
            if try stream.finish() {
                outcome.summary.fixed += stream.count
            } else {
                skip(.failure(InputFixer.changedMeanwhile), &outcome)
            }
        } catch {
            skip(.failure(error.description), &outcome)
        }
    }
}
