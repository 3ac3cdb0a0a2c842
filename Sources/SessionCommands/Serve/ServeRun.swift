import BankConnectSession
import CommandKit
import PlainText
import HTTPService

/// One run of `serve`: from the options to the end of the last connection.
struct ServeRun {
    private let options: ServeOptions
    private let console: Console

    init(_ options: ServeOptions, _ console: Console) {
        self.options = options
        self.console = console
    }

    func run() throws -> ExitCode {
        try checkUse()
        var chosen = options.settings
        // The machine's own configuration would make tests depend on the machine.
        if chosen.config == nil { chosen.config = .nowhere }
        let settings = try Settings(chosen, console).with(options.signingKeyFiles)
        var shown = settings
        if let url = options.clientURL { shown.clientURL = .init(url, "--client-url") }
        if shown.clientURL.origin == "default" { shown.clientURL = .init("the service's own page") }
        if let code = try options.showConfig(shown, console) { return code }
        let listeners = try listen()
        let port = listeners[0].port
        let origin = "http://\(shownHost):\(port)"
        let setup = try setup(settings, origin: origin, port: port)
        let control = try ServiceControl()
        let watch = SignalWatch({ .goOn }) { control.stop() }
        defer { _ = watch.end() }
        try announce(origin + SessionServer.basePath)
        var server = HTTPServer(
            listeners, SessionServer(setup, console), control, fields: AllowedHosts.protectiveFields)
        server.run()
        // A supervisor's SIGTERM is the usual way to end a service.
        let end = watch.end().flatMap { ExitCode(signal: $0) } ?? .done
        return end == .terminated ? .done : end
    }

    private func checkUse() throws {
        try PayloadInput.checkStandardInput(
            [options.apiKeyFile].compactMap { $0 } + options.signingKeyFiles.map(\.path) + options.settings.files)
        try Ledger.checkName(options.record)
        guard (0...65_535).contains(options.port) else {
            throw UsageError("\(options.port) is no port", flag: "port", hint: "write 0 to 65535")
        }
        if let url = options.clientURL, case .failure(let fault) = WebURL.check(Array(url.utf8)) {
            throw UsageError(
                "'\(SecretScanner.masked(url: url))' is no URL: \(fault.explanation)", flag: "client-url",
                hint: "write https://…")
        }
        for name in options.allowedHosts
        where name.isEmpty || !name.unicodeScalars.allSatisfy(Self.isInHosts) {
            throw UsageError(
                "'\(name)' is no host", flag: "allow-host", hint: "write a name such as bcsession or bcsession:9000")
        }
    }

    private static func isInHosts(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-._:[]".unicodeScalars.contains(scalar))
    }

    // MARK: Ports

    private var shownHost: String {
        guard let host = options.host else { return "127.0.0.1" }
        return host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }

    /// The ports, of which the first is the one that is printed.
    private func listen() throws -> [ListeningSocket] {
        guard let host = options.host else { return try listenAtLoopback() }
        guard let address = NumericAddress(host == "localhost" ? "127.0.0.1" : host) else {
            throw UsageError(
                "'\(host)' is no address of this machine", flag: "host",
                hint: "write it in numbers, such as 0.0.0.0; --allow-host takes names")
        }
        let socket = try listen(address, shown: host, UInt16(options.port))
        if !address.isLoopback {
            console.warning(
                "other machines can reach this service: it answers anybody"
                    + (options.apiKeyFile == nil ? ", with any key" : "; sessions need the key of --api-key-file"),
                evenIfQuiet: true)
        }
        return [socket]
    }

    /// 127.0.0.1 and ::1 with one port, as `localhost` may mean either; a machine without IPv6 has the first alone.
    private func listenAtLoopback() throws -> [ListeningSocket] {
        guard let ipv4 = NumericAddress("127.0.0.1"), let ipv6 = NumericAddress("::1") else { return [] }
        for _ in 0..<20 {
            let first = try listen(ipv4, shown: "127.0.0.1", UInt16(options.port))
            do throws(ListeningSocket.Refusal) {
                return [first, try ListeningSocket(ipv6, port: first.port)]
            } catch {
                if error.isNoAddress { return [first] }
                // A port that the system chose for one may be taken at the other: another is.
                if options.port == 0, error.isInUse { continue }
                throw failure(error, shown: "[::1]", first.port)
            }
        }
        throw CommandFailure(.usage, "no port is free at both 127.0.0.1 and ::1", hint: "give --host 127.0.0.1")
    }

    private func listen(_ address: NumericAddress, shown: String, _ port: UInt16) throws -> ListeningSocket {
        do throws(ListeningSocket.Refusal) {
            return try ListeningSocket(address, port: port)
        } catch {
            throw failure(error, shown: shown, port)
        }
    }

    private func failure(_ refusal: ListeningSocket.Refusal, shown: String, _ port: UInt16) -> CommandFailure {
        if refusal.isInUse {
            return CommandFailure(
                .usage, "port \(port) of \(shown) is in use", hint: "give --port N, or --port 0 for one that is free")
        }
        return CommandFailure(.usage, "cannot listen at port \(port) of \(shown): \(refusal.reason)")
    }

    // MARK: Setup

    private func setup(_ settings: Settings, origin: String, port: UInt16) throws -> SessionServer.Setup {
        var rules = RuleOptions()
        rules.today = options.today
        rules.workflow = options.workflow
        let hasFixedDay = options.today != nil || console.environment.path(todayVariable.name) != nil
        if !hasFixedDay, let now = options.now { rules.today = CalendarDate(unixSeconds: now.unixSeconds) }
        let isClientNamed = settings.clientURL.origin != "default"
        let setup = SessionServer.Setup(
            base: try rules.context(settings, console), key: try signingKey(settings),
            scheme: settings.tokenScheme.value,
            clientURL: options.clientURL ?? (isClientNamed ? settings.clientURL.value : nil),
            apiKey: try options.apiKeyFile.map { path in
                try APIKey(
                    SecretFile.read(SecretPath(path), "API key", console), origin: "'\(path.displayName)'",
                    allowsShort: true)
            }, answers: options.answers,
            ledger: try options.record.map { try Ledger($0, console, patience: .seconds(30)) },
            now: options.now?.unixSeconds, hasFixedDay: hasFixedDay,
            hosts: AllowedHosts(port: port, host: options.host, allowed: options.allowedHosts), origin: origin)
        return setup
    }

    /// The key that `verify-token` uses as well; where there is no place to keep one, one for this run.
    private func signingKey(_ settings: Settings) throws -> SigningKey {
        if settings.signingKeys != nil { return try SigningKeys.forSigning(settings, console) }
        if let key = try? SigningKeys.forSigning(settings, console) { return key }
        console.note("the signing key is made for this run alone; --signing-key-file FILE keeps one")
        let random = try Machine.randomBytes(32)
        return SigningKey.generated(from: InlineArray<32, UInt8> { random[$0] }).key
    }

    // MARK: The address

    private func announce(_ address: String) throws {
        let text: String
        switch options.format {
        case .text: text = address + "\n"
        case .json:
            var writer = JSONWriter()
            writer.object { writer in
                writer.member("schema", "bcsession.serve/1")
                writer.member("address", address)
                writer.member("pid", Int(Machine.processID))
            }
            writer.endLine()
            text = writer.text
        }
        if let path = options.addressFile {
            let file = try ReplacementFile(keepingModeOf: path)
            try file.output.write(address + "\n")
            try file.commit()
        }
        _ = try console.withOutput(options.common) { output in
            try output.write(text)
            return .done
        }
    }
}
