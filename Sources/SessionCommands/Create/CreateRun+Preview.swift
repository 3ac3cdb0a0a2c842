import BankConnectSession
import CommandKit

/// `create --dry-run` and `--as-curl`: the request as it would be sent, shown.
extension CreateRun {
    func showRequest(_ body: [UInt8], _ request: SessionRequest, _ settings: Settings) throws -> ExitCode {
        let live = LiveRequest(endpoint: try endpoint(settings), version: settings.apiVersion.value, body: body)
        // A key that is missing or cannot be used stops this as it would stop sending.
        _ = try apiKey(request, settings, within: options.live.timeout.duration)
        let masked = Self.masked(body, request)
        let text: [UInt8]
        if options.live.showsCurl {
            guard masked == body else {
                let name = MaskedPayload.firstName(in: request.document)
                let isKey = name.flatMap { Parameter(name: $0) } == .apiKey
                throw CommandFailure(
                    .credential,
                    "the payload\(name.map { "'s member '\($0)'" } ?? "") holds a secret, which a command line would show to "
                        + "everyone",
                    hint: isKey ? "remove it from the payload; the key goes into a file" : "remove it from the payload")
            }
            guard !body.contains(0), String(validating: body, as: UTF8.self) != nil else {
                throw CommandFailure(.negative, "the payload holds bytes that no command line can")
            }
            text = Array(live.curlCommand(keySource(settings), timeout: options.live.timeout).utf8)
        } else {
            if masked != body { console.note("the values of members that look like secrets are shown as ***") }
            text = live.text(showing: masked)
        }
        return try console.withOutput(options.common) { output in
            try output.write(text)
            return .done
        }
    }

    private func keySource(_ settings: Settings) -> LiveRequest.KeySource {
        if let file = settings.apiKeyFile, !file.value.path.isStandardStream { return .file(file.value.path) }
        return settings.apiKeyVariable.map { .variable($0) } ?? .file("api.key")
    }

    /// The payload, with stars for API keys in it; byte for byte the same when there is none.
    private static func masked(_ body: [UInt8], _ request: SessionRequest) -> [UInt8] {
        guard request.syntaxError == nil else { return body }
        return MaskedPayload.masked(request.document, in: body)
    }
}
