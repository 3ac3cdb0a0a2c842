import BankConnectSession
import CommandKit

/// What `create` is told on the command line.
struct CreateOptions: SinglePayloadOptions {
    /// How the answer is written.
    enum Format: String, FlagValue, CaseIterable {
        case json, full
    }

    /// A part of the answer that can be had alone.
    enum Part: String, FlagValue, CaseIterable {
        case sessionID = "session_id"
        case redirectURL = "redirect_url"
        case token
    }

    var common = CommonOptions()
    var rules = RuleOptions()
    var settings = SettingsOptions()
    var payload = PayloadOptions()
    var format = Format.json
    var parts: [Part] = []
    var signingKeyFiles: [SigningKeyFile] = []
    var record: FilePath?
}

extension Command {
    /// `create`: creates a session locally.
    static var create: Command {
        Command(
            "create", summary: "Check a payload and create a session for it.",
            discussion: """
                The session is local: the payload is checked, and answered as the session API would answer it, with a \
                redirect URL whose token 'bcsession verify-token' knows. FinBox knows nothing of it. A payload that \
                the API would refuse is answered with the API's error, and nothing is created.

                The payload is FILE, or what the flags say, or FILE with members that flags override.
                """,
            options: CreateOptions(),
            flags: CreateOptions.payloadFlags + [
                .list("print", sets: \.parts, "PART", "Print only this, one a line.").group(.output).excludes("format"),
                .value(
                    "format", short: "f", sets: \.format, from: CreateOptions(), "FORMAT", "How to write the answer."
                )
                .group(.output),
                .optional(
                    "record", sets: \.record, "FILE",
                    "Add a line about the session to the ledger FILE, on disk before the session is told."
                ).group(.output),
                .list(
                    "signing-key-file", sets: \.signingKeyFiles, "[ID=]FILE",
                    "The key that signs the token: raw, hex: or base64:. The first of several signs. ID names the key "
                        + "in tokens; write a file whose own name holds = as ./NAME."
                ).group(.keys).environment(SigningKeys.variable.name),
            ] + CreateOptions.ruleFlags + CreateOptions.commonFlags,
            operands: CreateOptions.payloadOperands,
            exits: [.done, .negative, .usage, .unreadable, .credential, .cannotWrite].map(\ExitCode.status),
            examples: [
                Example("bcsession create --link-id TU-1234", "Create a session for a customer."),
                Example(
                    "bcsession create payload.json --to-date 09/12/2025 --print redirect_url",
                    "Override a date of a file, and print the URL alone."),
            ]
        ) { options, console in
            let console = console.configured(by: options.common)
            return try CreateRun(options: options, console: console).run().rawValue
        }
    }
}

/// One run of `create`.
struct CreateRun {
    let options: CreateOptions
    let console: Console

    func run() throws -> ExitCode {
        try PayloadInput.checkStandardInput(
            [options.payload.file].compactMap { $0 } + options.signingKeyFiles.map(\.path))
        try Ledger.checkName(options.record, apartFrom: [options.payload.file, options.common.output])
        let settings = try options.loadSettings(console)
        let context = try options.rules.context(settings, console)
        if let code = try options.showConfig(settings, context, console) { return code }
        let version = settings.apiVersion.value
        let text = try SinglePayload.read(options.payload, console)
        if options.parts.contains(.token), version == .v1 {
            throw UsageError("V1 of the API has no token to print", flag: "print", hint: "leave out --print token")
        }
        var checker = PayloadChecker(creating(context))
        checker.check(text.bytes)
        let payload = SinglePayload.report(checker, text, options.payload, settings, console)
        let now = Machine.wallClock().seconds
        let decided: SessionAPI.Outcome =
            payload.isValid ? .created(try issue(checker.request, settings, now: now)) : .refused(refusal(payload))
        // The answer holds a token that lets its bearer into the session.
        let code = try console.withOutput(options.common, mode: 0o600) { output in
            let resolution = Resolution(checker.request, checker.context, now: now)
            if case .created(let session) = decided { try record(session, checker.request, resolution, now: now) }
            try output.write(answer(decided, checker.request, resolution))
            if case .created = decided { return .done }
            return .negative
        }
        if code == .done {
            console.warning(
                "this session is local: it was not sent to FinBox, which does not know it", evenIfQuiet: true)
        }
        return code
    }

    private func creating(_ context: RuleContext) -> RuleContext {
        var context = context
        context.isCreation = true
        return context
    }

    /// Issues the session; only now is a key looked for, and made on first use.
    ///
    /// V1's URL has no token and needs none.
    private func issue(_ request: SessionRequest, _ settings: Settings, now: Int64) throws -> SessionAPI.Session {
        let version = settings.apiVersion.value
        let needsKey = version == .v2 || !options.signingKeyFiles.isEmpty
        let issuer = SessionAPI.Issuer(
            key: needsKey ? try SigningKeys.forSigning(options.signingKeyFiles, settings, console) : nil,
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
        _ session: SessionAPI.Session, _ request: SessionRequest, _ resolution: Resolution, now: Int64
    ) throws(CommandFailure) {
        guard let path = options.record else { return }
        guard let recorded = RecordedSession(session, request, resolution, now: now) else { throw Self.unusableClock }
        do throws(CommandFailure) {
            try Ledger(path, console).append(.session(recorded))
        } catch {
            var failure = error
            failure.hint = failure.hint ?? "nothing was created"
            throw failure
        }
    }

    /// What a refused payload is answered with: the API's error, or for what only an Account Aggregator would refuse,
    /// such as a consent beyond its bounds, an error of the same shape with the rule's id.
    private func refusal(_ payload: CheckedPayload) -> ServiceAnswer {
        if let answer = payload.answer { return answer }
        let error = payload.findings.first { $0.finding.severity == .error }?.finding
        return ServiceAnswer(
            code: error?.rule.description ?? "", status: 412, message: error?.detail.description ?? "")
    }

    private func answer(
        _ outcome: SessionAPI.Outcome, _ request: SessionRequest, _ resolution: Resolution
    ) -> [UInt8] {
        if case .created(let session) = outcome, !options.parts.isEmpty {
            let lines = options.parts.map { part in
                switch part {
                case .sessionID: session.id.text
                case .redirectURL: session.redirectURL
                case .token: session.token ?? ""
                }
            }
            return Array((lines.joined(separator: "\n") + "\n").utf8)
        }
        var writer = JSONWriter(indented: true)
        switch options.format {
        case .json: Self.write(outcome, to: &writer)
        case .full: writeFull(outcome, request, resolution, to: &writer)
        }
        writer.endLine()
        return writer.bytes
    }

    private static func write(_ outcome: SessionAPI.Outcome, to writer: inout JSONWriter) {
        switch outcome {
        case .created(let session): ResponseBody.write(session, to: &writer)
        case .refused(let answer): ResponseBody.write(answer, to: &writer)
        }
    }

    private func writeFull(
        _ outcome: SessionAPI.Outcome, _ request: SessionRequest, _ resolution: Resolution, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("schema", "bcsession.create/1")
            writer.member("origin", "local")
            writer.name("request")
            if request.syntaxError == nil {
                MaskedPayload.write(request.document, to: &writer)
            } else {
                writer.null()
            }
            writer.name("response")
            Self.write(outcome, to: &writer)
            writer.name("resolved")
            if case .created = outcome { Self.write(resolution, to: &writer) } else { writer.null() }
        }
    }

    private static func write(_ resolution: Resolution, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("from_date", resolution.fromDate.description)
            writer.member("to_date", resolution.toDate.description)
            writer.name("counted_months")
            writer.array((resolution.countedMonths.map(Array.init) ?? []).map(\.description))
            writer.member("journey", resolution.plan?.journey.rawValue)
            writer.name("consents")
            ConsentsView.writeConsents(resolution.plan, to: &writer)
            writer.member("entry_screen", resolution.entryScreen.rawValue)
            writer.member("expires_at", Timestamp(unixSeconds: resolution.expiresAt)?.description)
        }
    }
}
