// Secrets: the API key (here), `SigningKeys`; `SecretFile` reads the files of both, `SecretMask` hides one wherever it
// stands.

import BankConnectSession
import CommandKit
import PlainText

/// The key that the session API knows its caller by.
///
/// It is shown nowhere: described, it is stars.
struct APIKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The key itself, for the header of a request and nothing else.
    let secret: String
    /// Where it was found, for people.
    let origin: String

    var description: String { Self.mask }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// What stands for a key wherever a request is shown.
    static let mask = "***"

    static let fileVariable = EnvironmentVariable(
        "BCSESSION_API_KEY_FILE", "The file of the API key; --api-key-file overrides it.")
    static let variable = EnvironmentVariable(
        "BCSESSION_API_KEY",
        "The API key itself, for CI systems that give secrets as variables; a file is safer, and overrides it.")

    /// Fewer characters would be found by chance in answers, where they are masked.
    static let leastLength = 8

    /// Takes a text as a key, without the one line end that editors leave.
    ///
    /// A key with a space, a control character or a letter outside ASCII in it is refused: it would end the header, or
    /// is not what was meant. So is one in quotes, and, but for a server on this machine, a short one.
    init(_ bytes: [UInt8], origin: String, allowsShort: Bool = false) throws(CommandFailure) {
        var key = bytes[...]
        if key.last == UInt8(ascii: "\n") { key.removeLast() }
        if key.last == UInt8(ascii: "\r") { key.removeLast() }
        guard !SigningKey.byteOrderMarks.contains(where: { key.starts(with: $0) }) else {
            throw CommandFailure(
                .credential, "the API key in \(origin) begins with a byte-order mark, which no editor shows",
                hint: "save the file as UTF-8 without it")
        }
        guard !key.isEmpty else { throw CommandFailure(.credential, "the API key in \(origin) is empty") }
        if let last = key.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) {
            throw CommandFailure(
                .credential, "the API key in \(origin) is followed by a space or an empty line",
                hint: "remove what follows it")
        }
        if let position = key.firstIndex(where: { !(0x21...0x7E).contains($0) }) {
            throw CommandFailure(
                .credential, "the API key in \(origin) has a character at position \(position + 1) that no key has",
                hint: "it is one line of ASCII without spaces")
        }
        guard !Self.isAssignment(key) else {
            throw CommandFailure(
                .credential, "\(origin) holds the API key with a name before it, or JSON",
                hint: "write the key alone")
        }
        if let first = key.first, key.count > 1, key.last == first, Self.quotes.contains(first) {
            throw CommandFailure(
                .credential, "the API key in \(origin) is in quotes, which would be sent as part of it",
                hint: "remove the quotes")
        }
        guard allowsShort || key.count >= Self.leastLength else {
            throw CommandFailure(
                .credential, "the API key in \(origin) is shorter than \(Self.leastLength) characters",
                hint: "check that it is the whole key")
        }
        secret = String(decoding: key, as: UTF8.self)
        self.origin = origin
    }

    private static let quotes = "\"'`".utf8

    /// Whether a text is JSON, or a line of an environment file such as `API_KEY=…`.
    private static func isAssignment(_ text: ArraySlice<UInt8>) -> Bool {
        if text.first == UInt8(ascii: "{") { return true }
        guard let sign = text.firstIndex(of: UInt8(ascii: "=")), sign < text.endIndex - 1 else { return false }
        return SecretScanner.isSecretName(Array(text[..<sign]))
    }

    /// The key that the settings name; nil when they name none.
    ///
    /// - Throws: a failure with exit status 9 for a key that is malformed or unsafe to use, or that cannot be read within
    ///   `patience`.
    static func find(
        allowsReadable: Bool, _ settings: Settings, _ endpoint: Endpoint, within patience: Duration, _ console: Console
    ) throws -> APIKey? {
        if let variable = settings.apiKeyVariable, let bytes = console.environment.bytes(of: variable) {
            return try APIKey(bytes, origin: "the environment variable \(variable)", allowsShort: endpoint.isLoopback)
        }
        guard let given = settings.apiKeyFile else { return nil }
        let path = given.value.path
        if path.isStandardStream, console.inputIsTerminal {
            console.note("reading the API key from the terminal, which shows it; end it with Return and Ctrl-D")
        }
        let bytes = try SecretFile.read(
            given.value, "API key", namedBy: given.origin, allowsReadable: allowsReadable, within: patience, console)
        return try APIKey(
            bytes, origin: path.isStandardStream ? "standard input" : "'\(path.displayName)'",
            allowsShort: endpoint.isLoopback)
    }

    /// The key that a payload holds; nil when it holds none.
    static func find(in request: SessionRequest, _ endpoint: Endpoint) throws(CommandFailure) -> APIKey? {
        guard let value = request.index(of: .apiKey), request.document[value].kind == .string else { return nil }
        return try APIKey(
            request.document.decodedBytes(of: value), origin: payloadOrigin,
            allowsShort: endpoint.isLoopback)
    }

    /// Says that the key is one that stands in a payload.
    func warnOfPayload(_ console: Console) {
        guard origin == Self.payloadOrigin else { return }
        console.warning("the API key is taken from the payload; --api-key-file keeps it out of files of data")
    }

    private static let payloadOrigin = "the payload's api_key"

    /// Masks the key in whatever spelling: what a server answers may repeat it.
    ///
    /// Nil for a short key, which only a server on this machine gets: it would be found by chance in ids and links.
    var mask: SecretMask? { secret.utf8.count < Self.leastLength ? nil : SecretMask(secret) }
}
