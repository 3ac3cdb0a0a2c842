import BankConnectSession
import PlainText

/// An outcome in words for people; not yet escaped.
extension SendOutcome {
    /// What to do where nobody knows whether there is a session.
    static let mayExist = "a session may exist: do not send the payload again before you know"

    /// What happened, one clause.
    var summary: String {
        let answer = "(\(status ?? 0)): \(errorCode.map { "\($0), " } ?? "")\(reason)"
        return switch kind {
        case .created: "session \(sessionID ?? "") was created"
        case .refused where status == 401: "the API refused the key \(answer)"
        case .refused: "the API refused the request \(answer)"
        case .failed: "the API failed \(answer)"
        case .unexpected where response == nil:
            "the answer\(status.map { " (\($0))" } ?? "") cannot be read: \(reason)"
        case .unexpected: "the answer is not one of the API's: \(reason)"
        case .unanswered: "the request was sent, and a session may exist: \(reason)"
        case .notSent: "nothing was sent: \(reason)"
        case .invalid: "not sent: \(reason)"
        case .withoutKey: reason
        }
    }

    /// What to do about it, one clause; nil where nobody knows.
    var advice: String? {
        if let hint { return hint }
        switch kind {
        case .created, .notSent, .invalid, .withoutKey: return nil
        case .unexpected: return Self.mayExist
        case .unanswered: return "do not send the payload again before you know"
        case .failed where mayHaveMadeSession: return Self.mayExist
        case .refused, .failed: break
        }
        if status == 429 || retryAfter != nil {
            return retryAfter.map { "try again in \($0) s" } ?? "try again later; the API does not say when"
        }
        if status == 404 { return "check the address of the API (--endpoint)" }
        guard kind == .refused, let errorCode, ServiceError.all.contains(where: { $0.code == errorCode }) else {
            return nil
        }
        return "more: bcsession explain \(errorCode)"
    }

    /// What happened, with what is known of the session, and what to do.
    var message: String {
        let parts =
            kind == .created
            ? []
            : [sessionID.map { "session_id '\($0)'" }, redirectURL.map { "redirect_url '\($0)'" }].compactMap { $0 }
        return [summary, parts.isEmpty ? nil : parts.joined(separator: ", "), advice].compactMap { $0 }
            // A sentence of the server's may end in a period.
            .map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: "; ")
    }
}

/// Statuses as texts of help show them.
extension SendOutcome {
    /// Those after which `--resume` sends again.
    static var passingText: String { ranges(passingStatuses) }
    /// Those after which only `--retry-unknown` does.
    static var gatewayText: String { ranges(gatewayStatuses) }
    /// Those with which the API asks to be asked later.
    static let laterStatuses = "429 or 503"

    /// Numbers in words, neighbours as ranges: `401 to 405, 408 and 415`.
    private static func ranges(_ numbers: Set<Int>) -> String {
        let starts = numbers.sorted().filter { !numbers.contains($0 - 1) }
        return starts.flatMap { start in
            var end = start
            while numbers.contains(end + 1) { end += 1 }
            return end - start > 1 ? ["\(start) to \(end)"] : (start...end).map { String($0) }
        }.listed("and")
    }
}
