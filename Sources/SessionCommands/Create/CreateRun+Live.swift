import BankConnectSession
import CommandKit

/// `create --live`: the payload that was found good is posted, and what is answered is checked, recorded and printed.
extension CreateRun {
    /// The settings with what flags and environment say of the network.
    func liveSettings(_ settings: Settings) throws -> Settings {
        var settings = settings
        if let record = options.record { settings.record = .init(record, "--record") }
        if let endpoint = options.live.endpoint { settings.endpoint = .init(endpoint.text, "--endpoint") }
        if let file = options.live.apiKeyFile {
            settings.apiKeyFile = .init(SecretPath(file), "--api-key-file")
        } else if let file = console.environment.path(APIKey.fileVariable.name) {
            settings.apiKeyFile = .init(SecretPath(file), APIKey.fileVariable.name)
        } else if let key = console.environment.bytes(of: APIKey.variable.name), !key.isEmpty {
            settings.apiKeyFile = nil
            settings.apiKeyVariable = APIKey.variable.name
        }
        return settings
    }

    /// Where the session API lies.
    ///
    /// A configuration alone does not send the API key to a host that is not FinBox's: whoever can write to it would
    /// have the key.
    func endpoint(_ settings: Settings) throws -> Endpoint {
        if let given = options.live.endpoint { return given }
        let text = settings.endpoint.value
        guard let endpoint = try? Endpoint(text), WebURL.isFinBox(endpoint.host) else {
            throw CommandFailure(
                .usage, "the endpoint '\(text)' (\(settings.endpoint.origin)) is not FinBox's",
                hint: "to send the API key there, give --endpoint on the command line")
        }
        return endpoint
    }

    /// What posts payloads; the program that it needs is looked for now, before anything is read.
    func client(_ settings: Settings, pacer: RequestPacer = RequestPacer(nil)) throws -> LiveClient {
        let endpoint = try endpoint(settings)
        try ProxyVariables.check(for: endpoint, console.environment)
        // A reader that goes away, or a worker that ends, must not end what is under way.
        Machine.makeFailedWritesErrors()
        let transport = try network.open()
        return LiveClient(
            transport: transport, endpoint: endpoint, version: settings.apiVersion.value,
            trusted: .init(clientURL: settings.clientURL.value, includesLoopback: endpoint.isLoopback),
            timeout: options.live.timeout.duration, retries: options.live.retries.count, pacer: pacer, console: console)
    }

    /// The ledger that flags name, or the configuration.
    func record(_ settings: Settings) -> FilePath? { options.record ?? settings.record?.value }

    /// That ledger, kept until the run ends; nil where none is named.
    func heldLedger(
        _ share: SharedLog.Share, _ settings: Settings, within patience: Duration
    ) throws -> Ledger? {
        guard let path = record(settings) else { return nil }
        let ledger = try Ledger(path, console, patience: patience)
        try ledger.hold(share)
        return ledger
    }

    /// The key that flags, environment or configuration name, else that of the payload.
    func apiKey(
        _ request: SessionRequest, _ settings: Settings, within patience: Duration
    ) throws -> APIKey {
        if let key = try givenKey(settings, within: patience) { return key }
        if let key = try APIKey.find(in: request, try endpoint(settings)) { return key }
        throw CommandFailure(
            .credential, "there is no API key", hint: "put it into a file of mode 0600 and give --api-key-file FILE")
    }

    func givenKey(_ settings: Settings, within patience: Duration) throws -> APIKey? {
        try APIKey.find(
            allowsReadable: options.live.allowsReadableKey, settings, try endpoint(settings),
            within: patience, console)
    }

    /// Creates the session within the time limit.
    func createLive(
        _ body: [UInt8], _ checker: PayloadChecker, _ result: ValidationResult, _ settings: Settings,
        _ client: LiveClient, _ key: APIKey, _ deadline: Deadline
    ) throws -> ExitCode {
        let random = try Machine.randomBytes(8)
        // Its outcome is found to its intent by this.
        let request = ByteEncoding.hex.encode(random.span)
        let payload = LedgerPayload(sha256: SHA256.hash(body), place: .single(request: request))
        return try withAnswer { output in
            // All that can fail without the network fails before anything is sent.
            let ledger = try heldLedger(.withOthers, settings, within: deadline.rest)
            try warnOfEarlier(payload.sha256, checker.request, settings, client)
            if let failure = client.prepare(within: deadline.rest) {
                let answer = CreationAnswer(origin: .live, outcome: failure, result: result)
                try output.write(answer.text(options, checker, now: Machine.wallClock().seconds))
                console.error(failure.message)
                return failure.exit
            }
            let wait = AnswerWait(client, console)
            try ledger?.append(LedgerEntry(payload, nil, of: checker.request, at: client))
            let outcome = client.post(body, of: checker.request, key: key, within: deadline.rest)
            wait.answered()
            client.transport.end()
            let answer = CreationAnswer(origin: .live, outcome: outcome, result: result)
            do {
                try ledger?.append(LedgerEntry(payload, outcome, of: checker.request, at: client))
                try output.write(answer.text(options, checker, now: Machine.wallClock().seconds))
                try output.flush()
            } catch {
                // The session is there, whether or not it could be written down: this is the last place to say so.
                if outcome.status != nil { console.error(outcome.message) }
                if outcome.kind == .created, let response = outcome.response {
                    console.error("the answer: \(String(decoding: response, as: UTF8.self))")
                }
                throw error
            }
            if outcome.kind != .created { console.error(outcome.message) }
            if answer.lacksToken(options) {
                console.error(
                    "session \(outcome.sessionID ?? "") was created, but the redirect_url has no token to print: "
                        + "'\(outcome.redirectURL ?? "")'; leave out --print token")
                return wait.end() ?? .unexpected
            }
            return wait.end() ?? outcome.exit
        }
    }

    /// Says before anything is sent that the ledger has a session for the payload, or for its link_id, or may have one.
    ///
    /// It is sent all the same: a customer may need a second session, and only a batch is resumed.
    private func warnOfEarlier(
        _ payload: SHA256.Digest, _ request: SessionRequest, _ settings: Settings, _ client: LiveClient
    ) throws(CommandFailure) {
        guard let path = record(settings) else { return }
        let earlier = try EarlierRequests(
            LedgerReader(path), payload: payload, linkID: request.linkID, endpoint: client.endpoint.text)
        if let warning = earlier.warning {
            console.warning("the ledger '\(path.displayName)' \(warning)", evenIfQuiet: true)
        }
    }
}
