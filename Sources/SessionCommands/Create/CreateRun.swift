import BankConnectSession
import CommandKit
import PlainText

extension CreateOptions {
    /// Whether the run needs the API key.
    var usesKey: Bool { live.isLive || live.isPreview }

    /// Whether the run sends something.
    var usesNetwork: Bool { live.isLive && !live.isPreview && !settings.showsConfig }

    /// Refuses a command line that gives nothing of a payload.
    func checkPayload(_ console: Console) throws(UsageError) {
        guard payload.file == nil, !payload.hasFlags, batch.file == nil, !settings.showsConfig else { return }
        throw UsageError(
            "there is nothing to create a session from",
            hint: console.input.holdsUnread
                ? "to read standard input, give - as FILE" : "give --link-id ID, or a FILE")
    }

    /// Refuses what does not go together, before anything is read.
    func checkUse() throws(UsageError) {
        try PayloadInput.checkStandardInput(
            [payload.file, batch.file, live.apiKeyFile].compactMap { $0 } + signingKeyFiles.map(\.path)
                + settings.files)
        try Ledger.checkName(record)
        try live.check(showsConfig: settings.showsConfig)
        try batch.check(
            isLive: usesNetwork || settings.showsConfig, hasPayload: payload.file != nil || payload.hasFlags)
    }
}

/// One run of `create`.
struct CreateRun {
    let options: CreateOptions
    let network: NetworkAccess
    let console: Console

    func run() throws -> ExitCode {
        let settings = try liveSettings(try options.loadSettings(console).with(options.signingKeyFiles))
        let context = try options.rules.context(settings, console)
        if let code = try options.showConfig(settings, today: context.today, console) { return code }
        let version = settings.apiVersion.value
        if options.parts.contains(.token), version == .v1 {
            throw UsageError("V1 of the API has no token to print", flag: "print", hint: "leave out --print token")
        }
        if let file = options.batch.file { return try runBatch(file, settings, creating(context)) }
        let client = options.live.isLive && !options.live.isPreview ? try client(settings) : nil
        let text = try SinglePayload.read(options.payload, console)
        try refuseLostFlags(text)
        let deadline = Deadline(after: options.live.timeout.duration)
        let validator = SinglePayload.check(text, options.payload, creating(context), settings)
        let (checker, result) = (validator.checker, validator.result)
        // Before anything of the payload is shown.
        let key = options.usesKey ? Result { try apiKey(checker.request, settings, within: deadline.rest) } : nil
        if let key = try? key?.get(), let failure = MaskedPayload.failure(showing: key, checker.request, text.bytes) {
            throw failure
        }
        if !options.live.skipsValidation {
            SinglePayload.report(result, console)
            if !result.isValid { return try refuse(result, checker) }
        }
        let usedKey = try key?.get()
        usedKey?.warnOfPayload(console)
        if options.live.isPreview { return try showRequest(text.bytes, checker.request, settings) }
        if let client, let usedKey {
            return try createLive(text.bytes, checker, result, settings, client, usedKey, deadline)
        }
        return try createHere(checker, result, settings)
    }

    /// Refuses flags that cannot be put into the file's text, where nothing else would: what is sent would be the file
    /// without them, another customer's perhaps.
    private func refuseLostFlags(_ text: SourceMappedText) throws(CommandFailure) {
        guard options.live.skipsValidation, let file = options.payload.file, let flag = options.payload.flagNames.first
        else { return }
        if let document = try? JSONDocument(text.file), document[0].kind == .object { return }
        throw CommandFailure(
            .negative,
            "'\(SourceName(file).text)' is not a JSON object, so \(flag) cannot be put into it; nothing was sent",
            hint: "correct the file, or leave out \(options.payload.flagNames.listed("and"))")
    }

    private func creating(_ context: RuleContext) -> RuleContext {
        var context = context
        context.isCreation = true
        return context
    }

    /// Answers a payload that has errors: nothing is created, and nothing sent.
    private func refuse(_ result: ValidationResult, _ checker: PayloadChecker) throws -> ExitCode {
        try withAnswer { output in
            let answer = CreationAnswer(origin: .local, outcome: SendOutcome(result.refusal), result: result)
            try output.write(answer.text(options, checker, now: Machine.wallClock().seconds))
            return .negative
        }
    }

    private func createHere(
        _ checker: PayloadChecker, _ result: ValidationResult, _ settings: Settings
    ) throws -> ExitCode {
        let now = options.now?.unixSeconds ?? Machine.wallClock().seconds
        let session = try issue(checker.request, settings, now: now)
        let code = try withAnswer { output in
            try record(session, checker, settings, now: now)
            let answer = CreationAnswer(origin: .local, outcome: SendOutcome(session), result: result)
            try output.write(answer.text(options, checker, now: now))
            return .done
        }
        console.warning("this session is local: it was not sent to FinBox, which does not know it")
        return code
    }

    /// Runs a body with the output, which only its owner may read: a token lets its bearer into the session.
    func withAnswer(_ body: (OutputStream) throws -> ExitCode) throws -> ExitCode {
        try console.withOutput(options.common, mode: 0o600, mustBeSeen: options.live.isLive, body)
    }

    /// Issues the session; only now is a key looked for, and made on first use.
    ///
    /// V1's URL has no token and needs none.
    private func issue(_ request: SessionRequest, _ settings: Settings, now: Int64) throws -> SessionAPI.Session {
        let version = settings.apiVersion.value
        let needsKey = version == .v2 || !options.signingKeyFiles.isEmpty
        let issuer = SessionAPI.Issuer(
            key: needsKey ? try SigningKeys.forSigning(settings, console) : nil,
            clientURL: settings.clientURL.value, scheme: settings.tokenScheme.value)
        let random = try Machine.randomBytes(16)
        guard let session = issuer.issue(for: request, version: version, now: now, random: InlineArray { random[$0] })
        else {
            throw Self.unusableClock
        }
        return session
    }

    private static let unusableClock = CommandFailure(
        .internalError, "no session can be issued at this time of the clock", hint: "check the clock")

    /// Records the session before its answer is printed; when that fails, it counts as not created.
    private func record(
        _ session: SessionAPI.Session, _ checker: PayloadChecker, _ settings: Settings, now: Int64
    ) throws(CommandFailure) {
        guard let path = options.record else { return }
        guard let time = Timestamp(unixSeconds: now) else { throw Self.unusableClock }
        let entry = LedgerEntry(
            time: time, endpoint: LedgerEntry.localEndpoint, apiVersion: settings.apiVersion.value,
            linkID: checker.request.linkID, outcome: SendOutcome(session),
            expiresAt: Timestamp(unixSeconds: checker.request.end(ofSessionFrom: now)))
        do throws(CommandFailure) {
            try Ledger(path, console, patience: options.live.timeout.duration).append(entry)
        } catch {
            var failure = error
            failure.hint = failure.hint ?? "nothing was created"
            throw failure
        }
    }
}

extension ValidationResult {
    /// What a refused payload is answered with: the API's error, or for what only an Account Aggregator would refuse,
    /// such as a consent beyond its bounds, an error of the same shape with the rule's id.
    var refusal: ServiceAnswer {
        if let answer { return answer }
        let error = findings.first { $0.severity == .error }?.finding
        return error.map(ServiceAnswer.init(ofAccountAggregator:)) ?? ServiceAnswer(code: "", status: 412, message: "")
    }
}

extension ServiceAnswer {
    /// An answer in the API's shape for what an Account Aggregator would refuse with 412, and the API has no code for.
    init(ofAccountAggregator error: Finding) {
        self.init(code: error.rule.description, status: 412, message: error.detail.description)
    }
}
