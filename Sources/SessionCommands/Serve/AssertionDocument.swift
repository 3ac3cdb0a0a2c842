import BankConnectSession
import HTTPService
import PlainText

/// What tests ask for below `/_bcsession/`: the requests and the sessions so far, as JSON.
enum AssertionDocument {
    /// Every request that is remembered, keys masked, with what `validate` finds in it.
    static func requests(_ memory: ServiceMemory, _ context: RuleContext) -> String {
        JSONWriter.document { writer in
            writer.array("requests") { writer in
                for request in memory.requests.entries { write(request, context, to: &writer) }
            }
            writer.member("dropped", memory.requests.dropped)
        }
    }

    /// Every session that is remembered.
    static func sessions(_ memory: ServiceMemory) -> String {
        JSONWriter.document { writer in
            writer.array("sessions") { writer in
                for made in memory.sessions.entries {
                    writer.object { writer in
                        writer.member("time", Timestamp(unixSeconds: made.madeAt)?.description)
                        writer.member("session_id", made.session.id.text)
                        writer.member("link_id", made.linkID)
                        writer.member("api_version", made.version.rawValue)
                        writer.member("redirect_url", made.session.redirectURL)
                        writer.member("expires_at", Timestamp(unixSeconds: made.expiresAt)?.description)
                    }
                }
            }
            writer.member("dropped", memory.sessions.dropped)
        }
    }

    private static func write(_ answered: AnsweredRequest, _ context: RuleContext, to writer: inout JSONWriter) {
        let request = answered.request.request
        let head = request.head
        writer.object { writer in
            writer.member("time", Timestamp(unixSeconds: answered.time)?.description)
            writer.member("method", head.method)
            writer.member("path", masked(head.path))
            writer.object("headers") { writer in
                for (name, value) in headers(head) { writer.member(name, value) }
            }
            writer.name("body")
            write(body: request.body, to: &writer)
            writer.member("status", answered.status)
            writer.member("forced", answered.forced)
            writer.name("findings")
            ResultSerializer.write(findingsOf: findings(answered.request, context), to: &writer)
        }
    }

    /// Findings of a request that are shown; a body of 1 MiB may have 100,000.
    private static let mostFindings = 100

    /// What `validate` finds in the request, read as the text of a `.http` file: the first of it.
    private static func findings(_ request: IncomingRequest, _ context: RuleContext) -> ValidationResult {
        guard APIVersion(path: request.request.head.path) != nil else { return ValidationResult() }
        let message = request.rawHead + Array("\r\n\r\n".utf8) + request.request.body
        var validator = PayloadValidator(PayloadChecker(context))
        validator.open(.arguments, message)
        validator.check(request: 0..<message.count)
        var result = validator.result
        result.findings = Array(result.findings.prefix(mostFindings))
        return result
    }

    /// The fields by their names in lower case, in the order of their first; several of a name with commas between.
    private static func headers(_ head: HTTPRequestHead) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for field in head.fields {
            let name = field.name.lowercased()
            let value = SecretScanner.isSecretName(Array(name.utf8)) ? APIKey.mask : masked(field.value)
            if let index = fields.firstIndex(where: { $0.name == name }) {
                fields[index].value += ", " + value
            } else {
                fields.append((name, value))
            }
        }
        return fields
    }

    private static func masked(_ text: String) -> String {
        SecretScanner.masked(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// JSON as JSON, anything else as a string, with secrets masked in both.
    private static func write(body: [UInt8], to writer: inout JSONWriter) {
        if body.isEmpty { return writer.null() }
        if let document = try? JSONDocument(body) {
            MaskedPayload.write(of: document, to: &writer)
        } else {
            writer.string(String(decoding: SecretScanner.masked(body) ?? body, as: UTF8.self))
        }
    }
}
