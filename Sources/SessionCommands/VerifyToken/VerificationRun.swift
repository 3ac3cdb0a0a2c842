import BankConnectSession
import CommandKit
import PlainText

/// One run of `verify-token`: its inputs are judged one after another, the text of each by several threads, and the
/// verdicts are written in the order of the inputs.
final class VerificationRun {
    private let options: VerifyTokenOptions
    private let settings: Settings
    private let console: Console
    private let output: OutputStream
    private let finder: LinkFinder
    private var writer: VerdictWriter
    private var code = ExitCode.done
    /// Made when the first link is there: in `create … | verify-token -` on a new machine its key, and the ledger, are
    /// made first.
    private var worker: TokenVerificationWorker?
    private var lookup: SessionLookup?

    init(_ options: VerifyTokenOptions, _ settings: Settings, _ console: Console, _ output: OutputStream) {
        self.options = options
        self.settings = settings
        self.console = console
        self.output = output
        // What is a link depends on the client's host alone.
        finder = LinkFinder(TokenVerifier(keys: [], clientURL: settings.clientURL.value))
        writer = VerdictWriter(output, options.format)
    }

    /// Judges everything; the exit status.
    func run() throws -> ExitCode {
        try VerificationInput.check(options, finder)
        if !options.signingKeyFiles.isEmpty { _ = try loadedWorker() }
        for (index, input) in options.inputs.enumerated() {
            switch VerificationInput(input, finder) {
            case .link, .token: try judge(input, number: index + 1)
            case .text: try judgeText(of: input)
            }
        }
        try writer.end()
        summarize()
        if let failure = lookup?.failure {
            console.error(failure.description)
            code = code.combined(with: failure.code)
        }
        if writer.tally.cannotTell > 0 { code = code.combined(with: .cannotTell) }
        if writer.tally.notValid > 0 { code = code.combined(with: .negative) }
        return code
    }

    private func loadedWorker() throws -> TokenVerificationWorker {
        if let worker { return worker }
        let keys = options.isInspection ? [] : try SigningKeys.forVerifying(settings, console)
        let verifier = TokenVerifier(
            scheme: settings.tokenScheme.value, keys: keys, refusesUnknownKeys: settings.signingKeys != nil,
            clientURL: settings.clientURL.value, leeway: Int64(options.leeway))
        lookup = try ledger.map { path throws(CommandFailure) in try SessionLookup(path, console) }
        let style = Style(console.color, console.environment, isTerminal: output.isTerminal)
        let now = options.now?.unixSeconds ?? Machine.wallClock().seconds
        let loaded = TokenVerificationWorker(options, verifier, lookup, now: now, style: style)
        worker = loaded
        return loaded
    }

    /// The ledger that is asked; one that the configuration names may not be there yet, which is said.
    private var ledger: FilePath? {
        guard let path = settings.record?.value, options.record == nil, !options.requiresRecord else {
            return settings.record?.value
        }
        do throws(SystemError) {
            _ = try FileSystem.fileStatus(path)
        } catch  where error.isNotFound {
            console.warning(
                "the ledger '\(path.displayName)', which the configuration names, does not exist, so no session was "
                    + "looked up")
            return nil
        } catch {
            // What is wrong with it is said when it is opened.
        }
        return path
    }

    /// Judges a word of the command line.
    private func judge(_ word: FilePath, number: Int) throws {
        let place = TokenVerificationWorker.Place("argument \(number)", isShown: options.inputs.count > 1)
        var outcome = TokenVerificationWorker.Outcome()
        let worker = try loadedWorker()
        if VerificationInput(word, finder) == .link {
            worker.judge(link: word.bytes, from: place, &outcome)
        } else {
            worker.judge(token: word.bytes.span, from: place, &outcome)
        }
        writer.beginInput()
        try writer.take(&outcome)
    }

    private func judgeText(of input: FilePath) throws {
        let name = SourceName(input).text
        if input.isStandardStream, console.inputIsTerminal {
            console.note("paste links or a mail, and end with Ctrl-D")
        }
        writer.beginInput()
        let stream: InputStream
        do throws(SystemError) {
            stream = try console.open(input)
        } catch {
            return try reportUnreadable(name, error)
        }
        var source = LinkTextSource(
            stream, finder, isTokenList: options.isTokenList, takesOneToken: options.sessionID != nil)
        // The first piece is awaited before keys and ledger are looked for.
        source.readFirst()
        var worker = try loadedWorker()
        worker.place = TokenVerificationWorker.Place(name)
        let pipeline = OrderedPipeline(workerCount: Self.workerCount(for: stream))
        let before = writer.tally
        writer = try pipeline.run(source, worker, writer).sink
        reportCounts(
            name, found: writer.tally.total - before.total, equal: writer.tally.equal - before.equal)
        if let error = writer.readFailure { try reportUnreadable(name, error) }
    }

    /// Threads cost more than a small file does.
    private static func workerCount(for stream: InputStream) -> Int {
        if let status = try? stream.status(), status.kind == .regular, status.size <= LineReader.chunkSize { return 1 }
        return Machine.processorCount
    }

    // MARK: - Messages

    /// Says what an input held beside links, and what to do where it held none.
    private func reportCounts(_ name: String, found: Int, equal: Int) {
        let counts = writer.counts
        let shown = SourceName.shown(name)
        for host in counts.shorteners.sorted() {
            console.warning(
                "\(shown) has a link of \(host), which hides where it leads; ask the customer for the long link")
        }
        guard found > 0 else {
            guard writer.readFailure == nil else { return }
            guard counts.otherLinks + counts.otherLines > 0 || writer.isOneWord else {
                console.error("there is no link of a session in \(shown): there is no text in it")
                code = code.combined(with: .usage)
                return
            }
            let hint = writer.isOneWord ? "; for a token, give --session-id" : ""
            let host =
                RedirectURL.host(of: settings.clientURL.value.utf8Span.span).map { "\(DisplayText.escape($0)), " } ?? ""
            console.error(
                "there is no link of a session in \(shown): none to \(host)finbox.in or a host below it, "
                    + "and none with a session_id\(hint)")
            reportPassedOver(shown, equal: 0)
            code = code.combined(with: .usage)
            return
        }
        reportPassedOver(shown, equal: equal)
    }

    private func reportPassedOver(_ shown: String, equal: Int) {
        let counts = writer.counts
        var parts: [String] = []
        if counts.otherLinks > 0 {
            let hosts = counts.otherHosts.filter { !$0.isEmpty }.map { DisplayText.escape(DisplayText.clip($0)) }
            let names = hosts.isEmpty ? "" : " (\(hosts.joined(separator: ", ")))"
            parts.append(.counted(counts.otherLinks, "other link") + names)
        }
        if equal > 0 { parts.append(.counted(equal, "link") + " equal to an earlier one") }
        if counts.otherLines > 0 { parts.append(.counted(counts.otherLines, "line") + " without a link") }
        if !parts.isEmpty { console.note("\(shown): passed over \(parts.listed("and"))") }
    }

    /// Says what several verdicts come to.
    private func summarize() {
        let tally = writer.tally
        guard tally.total > 1, !options.isInspection else { return }
        let parts = [(tally.valid, "valid"), (tally.notValid, "not valid"), (tally.cannotTell, "cannot tell")]
        let text = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        console.note("\(tally.total) links and tokens: \(text)")
    }

    /// An input that could not be read has no verdict, but an error.
    private func reportUnreadable(_ name: String, _ error: SystemError) throws(SystemError) {
        console.error(error.description)
        code = code.combined(with: .unreadable)
        try writer.write { writer in
            writer.member("input", name)
            writer.member("valid", false)
            writer.name("error")
            ErrorDocument.write(.unreadable, error.description, to: &writer)
        }
    }
}
