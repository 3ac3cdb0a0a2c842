import BankConnectSession

/// The outcome of a line of a batch, as it is printed.
struct BatchResult: Sendable {
    /// The number of the line, from 1.
    let record: Int
    var linkID: String?
    var outcome: SendOutcome
    /// Whether the outcome is the ledger's: nothing was sent for the line now.
    var isKnown = false
    /// Whether the line is new, and its customer has, or may have, a session at the endpoint from an earlier run.
    var isRepeatedCustomer = false
    /// Why the result could not be recorded; nil when it was, or was not to be.
    var failure: CommandFailure?

    /// What to say of it on standard error; nil for nothing.
    var message: String? { isKnown || outcome.kind == .created ? nil : outcome.message }

    /// The result as a line of JSON.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("record", record)
            writer.member("link_id", linkID)
            writer.member("outcome", outcome.result.rawValue)
            writer.member("status", outcome.status)
            writer.member("retry_after", outcome.retryAfter.map { Int($0) })
            writer.member("known", isKnown)
            writer.name("response")
            ResponseBody.write(whole: outcome.response ?? [], to: &writer)
            writer.member("exit", Int(outcome.exit.rawValue))
        }
        writer.endLine()
        return writer.bytes
    }
}
