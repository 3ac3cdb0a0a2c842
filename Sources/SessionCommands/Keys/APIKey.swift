import BankConnectSession
import CommandKit

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
        "BCSESSION_API_KEY_FILE", "The file of the API key; --api-key-file is stronger.")
    static let variable = EnvironmentVariable(
        "BCSESSION_API_KEY",
        "The API key itself, for CI systems that hand out secrets so; a file is safer, and stronger.")

    /// Takes a text for a key, without the one line end that editors leave.
    ///
    /// A key with a space, a control character or a letter outside ASCII in it is refused: it would end the header, or
    /// is not what was meant.
    init(_ bytes: [UInt8], origin: String) throws(CommandFailure) {
        var key = bytes[...]
        if key.last == UInt8(ascii: "\n") { key.removeLast() }
        if key.last == UInt8(ascii: "\r") { key.removeLast() }
        guard !key.isEmpty else { throw CommandFailure(.credential, "the API key in \(origin) is empty") }
        guard key.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CommandFailure(
                .credential, "the API key in \(origin) holds a character that no key has",
                hint: "it is one line of ASCII without spaces")
        }
        secret = String(decoding: key, as: UTF8.self)
        self.origin = origin
    }

    /// The key that the settings name; nil when they name none.
    ///
    /// - Throws: a failure with exit status 9 for a key that is malformed or unsafe to use.
    static func find(
        allowsReadable: Bool, _ settings: Settings, _ console: Console
    ) throws -> APIKey? {
        if let variable = settings.apiKeyVariable, let bytes = console.environment.bytes(of: variable) {
            return try APIKey(bytes, origin: "the environment variable \(variable)")
        }
        guard let path = settings.apiKeyFile?.value else { return nil }
        if path.isStandardStream, console.inputIsTerminal {
            console.note("reading the API key from the terminal, which shows it; end it with Return and Ctrl-D")
        }
        let bytes = try SecretFile.read(path, "API key", allowsReadable: allowsReadable, console)
        return try APIKey(bytes, origin: path.isStandardStream ? "standard input" : "'\(path.displayName)'")
    }

    /// The key that a payload holds; nil when it holds none.
    static func find(in request: SessionRequest) throws(CommandFailure) -> APIKey? {
        guard let value = request.stated(.apiKey), request.document[value].kind == .string else { return nil }
        return try APIKey(request.document.decodedBytes(of: value), origin: "the payload's api_key")
    }

    /// Replaces every occurrence of the key by its mask: what a server answers may repeat it.
    func masked(_ bytes: [UInt8]) -> [UInt8] {
        let key = Array(secret.utf8)
        guard bytes.count >= key.count else { return bytes }
        var result: [UInt8] = []
        var start = 0
        var index = 0
        while index + key.count <= bytes.count {
            if bytes[index] == key[0], bytes[index..<index + key.count].elementsEqual(key) {
                result += bytes[start..<index] + Array(Self.mask.utf8)
                index += key.count
                start = index
            } else {
                index += 1
            }
        }
        return start == 0 ? bytes : result + bytes[start...]
    }

    func masked(_ text: String) -> String { String(decoding: masked(Array(text.utf8)), as: UTF8.self) }
}
