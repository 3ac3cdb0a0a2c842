import BankConnectSession
import CommandKit

/// `create --live`: the payload that was found good is posted, and what is answered is checked, recorded and printed.
extension CreateRun {
    /// The settings with what flags and environment say of the network.
    func liveSettings(_ settings: Settings) throws -> Settings {
        var settings = settings
        if let endpoint = options.live.endpoint { settings.endpoint = .init(endpoint.text, "--endpoint") }
        if let file = options.live.apiKeyFile {
            settings.apiKeyFile = .init(file, "--api-key-file")
        } else if let file = console.environment.path(APIKey.fileVariable.name) {
            settings.apiKeyFile = .init(file, APIKey.fileVariable.name)
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
        guard let endpoint = try? Endpoint(text), SessionReply.isFinBox(endpoint.host) else {
            throw CommandFailure(
                .usage, "the endpoint '\(text)' (\(settings.endpoint.origin)) is not FinBox's",
                hint: "to send the API key there, give --endpoint on the command line")
        }
        return endpoint
    }

    /// What posts payloads through a transport.
    func client(_ transport: any Transport, _ settings: Settings) throws -> LiveClient {
        LiveClient(
            transport: transport, endpoint: try endpoint(settings), version: settings.apiVersion.value,
            clientHost: WebURL.host(of: settings.clientURL.value), timeout: options.live.timeout.duration,
            retries: options.live.retries.count, console: console)
    }

    /// The key that flags, environment or configuration name, else that of the payload.
    func apiKey(_ request: SessionRequest, _ settings: Settings) throws -> APIKey {
        if let key = try givenKey(settings) { return key }
        if let key = try APIKey.find(in: request) {
            console.warning("the API key is taken from the payload; --api-key-file keeps it out of files of data")
            return key
        }
        throw CommandFailure(
            .credential, "there is no API key", hint: "put it into a file of mode 0600 and give --api-key-file FILE")
    }

    func givenKey(_ settings: Settings) throws -> APIKey? {
        try APIKey.find(allowsReadable: options.live.allowsReadableKey, settings, console)
    }

    func createLive(_ body: [UInt8], _ checker: PayloadChecker, _ settings: Settings) throws -> ExitCode {
        guard case .transport(let transport) = network else { return .internalError }
        let client = try client(transport, settings)
        let key = try apiKey(checker.request, settings)
        return try withAnswer { output in
            // All that can fail without the network fails before anything is sent.
            let ledger = try options.record.map { path throws(CommandFailure) in try Ledger(path, console) }
            let watch = SignalWatch(.end) { [console] in
                console.error("ended while the request was under way: \(LiveClient.Delivery.mayExist)")
            }
            let delivery = client.post(body, key: key)
            let signal = watch.end()
            do {
                try ledger?.append(delivery, checker, endpoint: client.endpoint)
                try output.write(text(of: delivery, checker))
                try output.flush()
            } catch {
                // The session is there, whether or not it could be written down: this is the last place to tell.
                if case .answered = delivery { console.error(delivery.told) }
                throw error
            }
            if delivery.code != .done { console.error(delivery.told) }
            return signal.flatMap { ExitCode(signal: $0) } ?? delivery.code
        }
    }

    private func text(of delivery: LiveClient.Delivery, _ checker: PayloadChecker) -> [UInt8] {
        let now = Machine.wallClock().seconds
        if case .answered(let reply, let response) = delivery {
            var answer: CreationAnswer?
            switch reply.verdict {
            case .created(let session):
                answer = CreationAnswer(origin: .live, session: session) { ResponseBody.write(session, to: &$0) }
            case .refused(let code, let message), .failed(let code, let message):
                answer = CreationAnswer(origin: .live) { ResponseBody.write(code: code, message, to: &$0) }
            case .unexpected: break
            }
            answer?.writeWholeResponse = { ResponseBody.write(whole: response.body, to: &$0) }
            if let answer { return answer.text(options, checker, now: now) }
        }
        // Nothing of the API's shape is there to print; a reader of JSON gets a document all the same.
        return options.parts.isEmpty ? ErrorDocument.bytes(delivery.code, delivery.told) : []
    }
}

extension LiveClient.Delivery {
    /// What happened, with what is known of the session, and what to do.
    var told: String {
        let known = [session.id.map { "session_id '\($0)'" }, session.redirectURL.map { "redirect_url '\($0)'" }]
            .compactMap { $0 }
        let parts = [summary, known.isEmpty ? nil : known.joined(separator: ", "), hint].compactMap { $0 }
        // A sentence of the server's may end in a period.
        return parts.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: "; ")
    }
}

extension Ledger {
    /// Records what is known of a session; nothing where there is none.
    func append(
        _ delivery: LiveClient.Delivery, _ checker: PayloadChecker, endpoint: Endpoint
    ) throws(CommandFailure) {
        guard delivery.session.id != nil || delivery.session.redirectURL != nil,
            let recorded = RecordedSession(delivery, checker, endpoint: endpoint)
        else { return }
        try append(.session(recorded))
    }
}

extension RecordedSession {
    /// What an answer tells of a session; nil when the clock is outside what RFC 3339 can write.
    init?(_ delivery: LiveClient.Delivery, _ checker: PayloadChecker, endpoint: Endpoint) {
        let now = Machine.wallClock().seconds
        guard let time = Timestamp(unixSeconds: now) else { return nil }
        let isSession = delivery.session.id != nil
        self.init(
            time: time, sessionID: delivery.session.id,
            linkID: checker.request.linkID,
            redirectURL: delivery.session.redirectURL,
            expiresAt: isSession ? Timestamp(unixSeconds: checker.request.end(ofSessionFrom: now)) : nil,
            endpoint: endpoint.text)
    }
}
