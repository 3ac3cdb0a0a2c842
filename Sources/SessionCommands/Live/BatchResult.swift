import BankConnectSession

/// What came of a line of a batch, as it is printed.
struct BatchResult: Sendable {
    let record: Int
    let linkID: String?
    let outcome: BatchOutcome.Result
    /// The body of the answer, or what stands for it; nil when there was none.
    let response: [UInt8]?
    let code: ExitCode
    /// What to tell on standard error; nil for nothing.
    var message: String?
    /// Why the result could not be recorded; nil when it was, or was not to be.
    var failure: CommandFailure?

    /// The result as a line of JSON.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("record", record)
            writer.member("link_id", linkID)
            writer.member("outcome", outcome.rawValue)
            writer.name("response")
            if let response { ResponseBody.write(whole: response, to: &writer) } else { writer.null() }
            writer.member("exit", Int(code.rawValue))
        }
        writer.endLine()
        return writer.bytes
    }
}

extension BatchResult {
    /// The result that an earlier run recorded.
    init(_ recorded: BatchOutcome) {
        record = recorded.line.record
        linkID = recorded.session.linkID
        outcome = recorded.result
        response = recorded.response
        code = ExitCode(rawValue: Int32(clamping: recorded.exit)) ?? .internalError
    }

    /// The result of a delivery.
    init(_ line: BatchLine, linkID: String?, _ delivery: LiveClient.Delivery) {
        record = line.record
        self.linkID = linkID
        code = delivery.code
        outcome =
            switch delivery.code {
            case .done: .created
            case .refused: .refused
            // What was answered cannot be trusted, and a session may be behind it.
            case .unknown, .unexpected: .unknown
            default: .failed
            }
        if case .answered(_, let response) = delivery { self.response = response.body } else { response = nil }
        message = delivery.code == .done ? nil : delivery.told
    }
}

extension BatchOutcome {
    /// Whether the line may be sent again without asking: it is certain that nothing was sent.
    var wasNotSent: Bool {
        let harmless: [ExitCode] = [.unreachable, .credential]
        return result == .failed && harmless.contains { Int($0.rawValue) == exit }
    }
}
