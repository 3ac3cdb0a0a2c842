import BankConnectSession
import CommandKit

/// One run of `verify-token`: its inputs are judged one after another, the lines of each by several threads, and what
/// is to be told is written in the order of the inputs.
final class VerificationRun {
    private let options: VerifyTokenOptions
    private let settings: Settings
    private let console: Console
    private let output: OutputStream
    private var document: VerdictDocument
    private var code = ExitCode.done
    /// Made when the first token is there: in `create … | verify-token -` on a new machine its key, and the ledger, are
    /// made first.
    private var judge: TokenJudge?
    private var lookup: SessionLookup?

    init(_ options: VerifyTokenOptions, _ settings: Settings, _ console: Console, _ output: OutputStream) {
        self.options = options
        self.settings = settings
        self.console = console
        self.output = output
        document = VerdictDocument(output, options.format)
    }

    /// Judges everything; the exit status.
    func run() throws -> ExitCode {
        if !options.signingKeyFiles.isEmpty { _ = try loadedJudge() }
        for input in options.inputs {
            switch VerificationInput(input) {
            case .url: try judge(input, named: "URL")
            case .token: try judge(input, named: "token")
            case .lines: try judgeLines(of: input)
            }
        }
        try document.end()
        if let failure = lookup?.failure {
            console.error(failure.description)
            code = code.combined(with: failure.code)
        }
        return code
    }

    private func loadedJudge() throws -> TokenJudge {
        if let judge { return judge }
        let keys =
            options.isInspection ? [] : try SigningKeys.forVerifying(settings, console)
        let verifier = TokenVerifier(
            scheme: settings.tokenScheme.value, keys: keys, leeway: Int64(options.leeway))
        lookup = try options.record.map { path throws(CommandFailure) in try SessionLookup(path, console) }
        let style = Style(console.color, console.environment, isTerminal: output.isTerminal)
        let now = options.now?.unixSeconds ?? Machine.wallClock().seconds
        let loaded = TokenJudge(options, verifier, lookup, now: now, style: style)
        judge = loaded
        return loaded
    }

    private func judge(_ word: FilePath, named name: String) throws {
        var outcome = TokenJudge.Outcome()
        try loadedJudge().judge(word.bytes.span, from: TokenJudge.Place(name), &outcome)
        code = code.combined(with: outcome.code)
        try document.write(outcome.bytes)
    }

    private func judgeLines(of input: FilePath) throws {
        let name = SourceName(input).text
        if input.isStandardStream, console.inputIsTerminal {
            console.note("reading URLs and tokens from the terminal, one a line; end them with Ctrl-D")
        }
        // The source would speak of payloads.
        var silent = console
        silent.isQuiet = true
        let source = WorkSource([ValidationInput(path: input, kind: .ndjson)], silent)
        var buffer = WorkSource.LineBuffer()
        guard let first = source.next(into: &buffer) else { return tellEmpty(name) }
        if case .failure(let error) = first.content { return try tellUnreadable(name, error) }
        let stream = VerificationStream(
            source, named: name, try loadedJudge(), workers: Self.workerCount(for: input), document)
        let turn = try stream.run((first, buffer))
        document = turn.document
        code = code.combined(with: turn.code)
        if let error = turn.readFailure { return try tellUnreadable(name, error) }
        if turn.count == 0 { tellEmpty(name) }
    }

    /// Threads cost more than a small file does.
    private static func workerCount(for input: FilePath) -> Int {
        let status = input.isStandardStream ? nil : try? FileSystem.fileStatus(input)
        if let status, status.kind == .regular, status.size <= WorkSource.chunkSize { return 1 }
        return Machine.processorCount
    }

    /// What made nothing must not pass for what made something valid.
    private func tellEmpty(_ name: String) {
        console.error("there is no URL or token in \(SourceName.shown(name))")
        code = code.combined(with: .negative)
    }

    /// An input that could not be read has no verdict, but an error.
    private func tellUnreadable(_ name: String, _ error: SystemError) throws(SystemError) {
        console.error(error.description)
        code = code.combined(with: .unreadable)
        try document.write { writer in
            writer.member("input", name)
            writer.member("valid", false)
            writer.name("error")
            ErrorDocument.write(.unreadable, error.description, to: &writer)
        }
    }
}
