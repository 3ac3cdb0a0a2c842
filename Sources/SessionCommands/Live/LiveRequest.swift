import BankConnectSession
import CommandKit
import PlainText

/// The request that creates a session: as it is sent, and as it is shown.
struct LiveRequest: Sendable {
    let endpoint: Endpoint
    let version: APIVersion
    let body: [UInt8]

    /// The request itself.
    ///
    /// Each of these fields stands here because URLSession would otherwise choose its value: another media type, the
    /// name of the process, the language of the machine, a compressed answer, a connection that is used again.
    func message(key: APIKey) -> HTTPRequest {
        HTTPRequest(
            head: HTTPRequestHead(
                method: "POST", path: endpoint.path(version), fields: [HTTPField(Self.keyField, key.secret)] + fields),
            body: body)
    }

    private static let keyField = "X-Api-Key"

    private var fields: [HTTPField] {
        [
            HTTPField("Content-Type", "application/json"),
            HTTPField("Accept", "application/json"),
            HTTPField("Accept-Encoding", "identity"),
            HTTPField("Accept-Language", "en"),
            HTTPField("User-Agent", "bcsession/\(ToolVersion.number)"),
            HTTPField("Connection", "close"),
        ]
    }

    /// The request as HTTP/1.1 writes it, the key masked: what `validate --input http` reads.
    ///
    /// The body shown is the one given, in which keys are masked; the length is that of the one sent.
    func text(showing body: [UInt8]) -> [UInt8] {
        let authority = endpoint.origin.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
        var lines = ["POST \(endpoint.path(version)) HTTP/1.1", "Host: \(String(decoding: authority, as: UTF8.self))"]
        lines += ([HTTPField(Self.keyField, APIKey.mask)] + fields).map { "\($0.name): \($0.value)" }
        lines += ["Content-Length: \(self.body.count)", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + body + (body.last == 0x0A ? [] : [0x0A])
    }

    /// Where a curl command gets the key from: never from its own words, which every user of the machine can read.
    enum KeySource: Sendable {
        case file(FilePath)
        case variable(String)
    }

    /// A command for a POSIX shell that sends the same request with curl.
    func curlCommand(_ key: KeySource, timeout: TimeLimit) -> String {
        let header =
            switch key {
            case .file(let path): "{ printf '\(Self.keyField): '; cat \(SecretFile.shellQuoted(path)); }"
            case .variable(let name): "printf '\(Self.keyField): %s\\n' \"$\(name)\""
            }
        let protocols = endpoint.isLoopback ? "=https,http" : "=https"
        var words = [
            "\(header) |", "curl --silent --show-error --globoff --max-time \(timeout.argument) --proto \(protocols)",
        ]
        words.append("--header @-")
        words += fields.map { "--header '\($0.name): \($0.value)'" }
        words.append("--data-raw \(String(decoding: body, as: UTF8.self).shellQuoted)")
        words.append(endpoint.sessionURL(version).shellQuoted)
        return words.joined(separator: " \\\n  ") + "\n"
    }
}
