import BankConnectSession
import CommandKit

/// What an operand of `verify-token` is.
enum VerificationInput {
    /// A redirect URL, or a token, on the command line itself.
    case url, token
    /// Something to read, a URL or token a line.
    case lines

    init(_ operand: FilePath) {
        if TokenJudge.isURL(operand.bytes.span) {
            self = .url
        } else {
            self = operand.isStandardStream || (try? FileSystem.fileStatus(operand)) != nil ? .lines : .token
        }
    }

    /// Refuses a token without its session, or without the link_id that its scheme signs, before anything is written.
    ///
    /// An inspection needs neither, and a ledger may know the link_id.
    static func check(_ options: VerifyTokenOptions, _ settings: Settings) throws(UsageError) {
        guard !options.inputs.isEmpty else {
            throw UsageError("there is nothing to verify", hint: "give a redirect URL, a token, a file of them, or -")
        }
        guard !options.isInspection else { return }
        let scheme = settings.tokenScheme.value
        if scheme.needsLinkID, options.linkID == nil, options.record == nil {
            throw UsageError(
                "tokens of scheme \(scheme.name) are made with the session's link_id", flag: "link-id",
                hint: "give --link-id, or --record with a ledger that knows it")
        }
        guard options.sessionID == nil,
            let place = options.inputs.firstIndex(where: { VerificationInput($0) == .token })
        else { return }
        // By its number: a word that may be a token is not shown.
        let name = options.inputs.count == 1 ? "INPUT" : "INPUT \(place + 1)"
        throw UsageError(
            "\(name) is neither a URL nor a file that exists, and a token alone needs the session that it is for",
            flag: "session-id", hint: "give --session-id, or the whole redirect URL in quotes")
    }
}
