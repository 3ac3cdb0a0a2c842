import BankConnectSession
import CommandKit

/// `create --dry-run` and `--as-curl`: the request as it would be sent, shown.
extension CreateRun {
    func showRequest(_ body: [UInt8], _ request: SessionRequest, _ settings: Settings) throws -> ExitCode {
        let live = LiveRequest(endpoint: try endpoint(settings), version: settings.apiVersion.value, body: body)
        let masked = MaskedPayload.masked(request, in: body)
        let text: [UInt8]
        if options.live.showsCurl {
            guard masked == body else {
                let name = request.syntaxError == nil ? MaskedPayload.firstName(in: request.document) : nil
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
            if masked != body { console.note("what looks like a secret in the payload is shown as ***") }
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
}
