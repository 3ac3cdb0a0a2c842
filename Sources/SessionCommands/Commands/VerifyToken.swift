import BankConnectSession
import CommandKit

/// What `verify-token` is told on the command line.
struct VerifyTokenOptions: SettingsCommandOptions {
    /// How verdicts are written.
    enum Format: String, FlagValue, CaseIterable {
        case text, json, ndjson
    }

    var common = CommonOptions()
    var settings = SettingsOptions()
    var inputs: [FilePath] = []
    var sessionID: String?
    var linkID: String?
    var signingKeyFiles: [FilePath] = []
    var now: Timestamp?
    var leeway = Int(TokenVerifier.defaultLeeway)
    var format = Format.text
}

extension Timestamp: FlagValue {
    /// Reads Unix seconds, or RFC 3339 in UTC.
    package init?(argument: String) {
        self.init(argument)
    }

    /// The time in RFC 3339.
    package var argument: String { description }

    /// A time.
    package static var expectation: String { "a time such as 2026-11-22T12:00:00Z, or Unix seconds" }
}

extension Command {
    /// `verify-token`: checks redirect URLs and tokens.
    static var verifyToken: Command {
        Command(
            "verify-token", summary: "Check the token of a redirect URL, and say why it is not valid.",
            discussion: """
                An INPUT with :// is a redirect URL; - is standard input and an existing file is read, a URL or token \
                a line; anything else is a token and needs --session-id.

                FinBox does not publish how its own tokens are made. A verdict is about tokens of the scheme that it \
                names: a token of FinBox's cannot be judged here.
                """,
            options: VerifyTokenOptions(),
            flags: [
                .optional(
                    "session-id", sets: \.sessionID, "ID", "The session that the token must be for."
                ).group(.keys),
                .optional("link-id", sets: \.linkID, "ID", "The session's link_id, for schemes that use it.").group(
                    .keys),
                .list(
                    "signing-key-file", sets: \.signingKeyFiles, "FILE",
                    "A key that tokens may be signed with: raw, hex: or base64:."
                ).group(.keys).environment(SigningKeys.variable.name),
                .optional("now", sets: \.now, "TIME", "The time to judge by, such as 2026-11-22T12:00:00Z.").group(
                    .keys),
                .value(
                    "leeway", sets: \.leeway, from: VerifyTokenOptions(), "SECONDS",
                    "How far ahead of the clock a token may have been issued."
                ).group(.keys),
                .value(
                    "format", short: "f", sets: \.format, from: VerifyTokenOptions(), "FORMAT", "How to write verdicts."
                )
                .group(.output),
            ] + VerifyTokenOptions.configFlags + VerifyTokenOptions.commonFlags,
            operands: [.any("INPUT", sets: \.inputs, "A redirect URL, a token, a file of them, or -.")],
            exits: [.done, .negative, .usage, .unreadable, .credential, .cannotWrite].map(\ExitCode.status),
            examples: [
                Example(
                    "bcsession create --link-id TU-1234 --print redirect_url | bcsession verify-token -",
                    "Check what create made."),
                Example(
                    "bcsession verify-token --format ndjson urls.txt",
                    "Check the redirect URLs of a file, a line each; verdicts for programs."),
            ]
        ) { options, console in
            let console = console.configured(by: options.common)
            guard options.leeway >= 0, options.leeway <= 86_400 else {
                throw UsageError(
                    "--leeway is \(options.leeway)", flag: "leeway", hint: "write 0 to 86400 seconds")
            }
            try PayloadInput.checkStandardInput(options.inputs + options.signingKeyFiles)
            let settings = try Settings(options.settings, console)
            if options.settings.showsConfig {
                return try console.withOutput(options.common) { output in
                    try output.write(SettingsView(settings: settings).text)
                    return .done
                }.rawValue
            }
            try VerifyTokenRun.check(options, settings)
            let code = try console.withOutput(options.common) { output in
                var run = VerifyTokenRun(options: options, settings: settings, console: console, output: output)
                return try run.run()
            }
            return code.rawValue
        }
    }
}

/// One run of `verify-token` over its inputs.
struct VerifyTokenRun {
    let options: VerifyTokenOptions
    let settings: Settings
    let console: Console
    let output: OutputStream
    /// Made when the first token is there: in `create … | verify-token -` on a new machine its key is made first.
    private var verifier: TokenVerifier?
    private let now: Int64
    private var code = ExitCode.done
    private var results: [JSONWriter] = []

    init(options: VerifyTokenOptions, settings: Settings, console: Console, output: OutputStream) {
        self.options = options
        self.settings = settings
        self.console = console
        self.output = output
        now = options.now?.unixSeconds ?? Machine.wallClock().seconds
    }

    mutating func run() throws -> ExitCode {
        if !options.signingKeyFiles.isEmpty { _ = try loadedVerifier() }
        for input in options.inputs {
            switch Self.kind(of: input) {
            case .url: try judge(input.bytes[...], input: "URL", record: nil)
            case .token: try judge(input.bytes[...], input: "token", record: nil)
            case .lines: try judgeLines(of: input)
            }
        }
        if options.format == .json { try writeDocument() }
        return code
    }

    private mutating func loadedVerifier() throws -> TokenVerifier {
        if let verifier { return verifier }
        let keys = try SigningKeys.forVerifying(options.signingKeyFiles, settings, console)
        let loaded = TokenVerifier(
            scheme: settings.tokenScheme.value, keys: keys, leeway: Int64(options.leeway))
        verifier = loaded
        return loaded
    }

    /// What an operand is.
    private enum Kind {
        case url, token, lines
    }

    private static func kind(of input: FilePath) -> Kind {
        if isURL(input.bytes[...]) { return .url }
        return input.isStandardStream || (try? FileSystem.fileStatus(input)) != nil ? .lines : .token
    }

    /// Refuses a token without its session, or without the link_id that its scheme signs, before anything is written.
    static func check(_ options: VerifyTokenOptions, _ settings: Settings) throws(UsageError) {
        guard !options.inputs.isEmpty else {
            throw UsageError("there is nothing to verify", hint: "give a redirect URL, a token, a file of them, or -")
        }
        let scheme = settings.tokenScheme.value
        if scheme.needsLinkID, options.linkID == nil {
            throw UsageError(
                "tokens of scheme \(scheme.name) are made with the session's link_id", flag: "link-id",
                hint: "give --link-id")
        }
        guard options.sessionID == nil, options.inputs.contains(where: { kind(of: $0) == .token }) else { return }
        throw UsageError(
            "an INPUT is neither a URL nor a file that exists, and a token alone needs the session that it is for",
            flag: "session-id", hint: "give --session-id, or the whole redirect URL in quotes")
    }

    private mutating func judgeLines(of input: FilePath) throws {
        let name = PayloadInput.name(of: input)
        var isEmpty = true
        if input.isStandardStream, console.inputIsTerminal {
            console.note("reading URLs and tokens from the terminal, one a line; end them with Ctrl-D")
        }
        do {
            let lines = LineReader(try console.open(input))
            while let line = try lines.next() {
                guard !line.bytes.isEmpty else { continue }
                isEmpty = false
                try judge(line.bytes, input: name, record: line.number)
            }
        } catch let error as SystemError where !error.isAboutOutput {
            console.error(error.description)
            code = code.combined(with: .unreadable)
            return try write(unreadable: name, error)
        }
        // What made nothing must not pass for what made something valid.
        guard isEmpty else { return }
        console.error("there is no URL or token in \(SourceName.shown(name))")
        code = code.combined(with: .negative)
    }

    /// Judges one URL or token; `input` names it without repeating it.
    private mutating func judge(_ text: ArraySlice<UInt8>, input: String, record: Int?) throws {
        let verifier = try loadedVerifier()
        let verdict: TokenVerdict
        if Self.isURL(text) {
            verdict = verifier.verify(
                url: text.span, sessionID: options.sessionID, linkID: options.linkID, now: now)
        } else {
            // A token in a file without its session is a verdict of its own: the other lines still get theirs.
            verdict = verifier.verify(text.span, sessionID: options.sessionID ?? "", linkID: options.linkID, now: now)
        }
        if !verdict.isValid { code = code.combined(with: .negative) }
        switch options.format {
        case .text:
            let place = record.map { "\(SourceName.shown(input)):\($0): " } ?? ""
            let text = VerdictText(verdict: verdict, isFromShell: record == nil, now: now, style: style).text
            try output.write(place + text)
        case .json, .ndjson:
            var writer = JSONWriter()
            Self.write(verdict, input: input, record: record, to: &writer)
            if options.format == .json { return results.append(writer) }
            writer.endLine()
            try output.write(writer.bytes)
        }
    }

    /// Whether `://` stands in a text, which no token holds.
    private static func isURL(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            rest = rest[(colon + 1)...]
            if rest.starts(with: "//".utf8) { return true }
        }
        return false
    }

    private var style: Style { Style(console.color, console.environment, isTerminal: output.isTerminal) }

    private static func write(
        _ verdict: TokenVerdict, input: String, record: Int?, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("input", input)
            writer.member("record", record)
            writer.member("valid", verdict.isValid)
            writer.member("scheme", verdict.scheme)
            writer.member("key", verdict.keyID?.text)
            writer.name("reasons")
            writer.array(verdict.reasons.map(\.rawValue))
            writer.member("session_id", verdict.sessionID)
            writer.member("issued_at", verdict.issuedAt.flatMap(Timestamp.init(unixSeconds:))?.description)
            writer.member("expires_at", verdict.expiresAt.flatMap(Timestamp.init(unixSeconds:))?.description)
            writer.name("ledger")
            writer.null()
        }
    }

    /// An input that could not be read has no verdict, but an error.
    private mutating func write(unreadable name: String, _ error: SystemError) throws {
        guard options.format != .text else { return }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("input", name)
            writer.member("valid", false)
            writer.name("error")
            ErrorDocument.write(.unreadable, error.description, to: &writer)
        }
        if options.format == .json { return results.append(writer) }
        writer.endLine()
        try output.write(writer.bytes)
    }

    private func writeDocument() throws {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.verify-token/1")
            writer.name("results")
            writer.array { writer in
                for result in results { writer.raw(result.bytes) }
            }
        }
        writer.endLine()
        try output.write(writer.bytes)
    }
}
