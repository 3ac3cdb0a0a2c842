import BankConnectSession
import CommandKit

/// The requests of a ledger that made a session for a payload or for its customer, or may have made one.
struct EarlierRequests {
    /// One of them, and how it matches.
    private struct Request {
        let entry: LedgerEntry
        let hasSamePayload: Bool

        /// How much it says: a session says more than the chance of one, and the same payload more than the same customer.
        var rank: (Int, Int, Int64) {
            (hasSamePayload ? 1 : 0, entry.outcome?.kind == .created ? 1 : 0, entry.time.unixSeconds)
        }
    }

    /// What tells the requests of a ledger apart: an intent and its outcome are one.
    private enum Identity: Hashable {
        case single(String)
        case line(SHA256.Digest, Int?, APIVersion?)
        /// The place of an entry of the first edition that is alone.
        case entry(Int)
    }

    private var requests: [Identity: Request] = [:]

    /// Reads a ledger as far as it is about an endpoint, whatever version of the API a request was sent to.
    ///
    /// - Throws: a failure with exit status 3.
    init(
        _ reader: LedgerReader, payload: SHA256.Digest, linkID: String?, endpoint: String
    ) throws(CommandFailure) {
        var reader = reader
        let hash = payload.hex
        try reader.readOn { line, offset in
            let hasSamePayload = line[.sha256] == hash
            guard hasSamePayload || linkID != nil && line[.linkID] == linkID, let entry = LedgerEntry(line),
                entry.endpoint == endpoint
            else { return }
            let identity: Identity =
                switch entry.payload?.place {
                case .single(let request): .single(request)
                case .line(_, let occurrence): .line(entry.payload?.sha256 ?? payload, occurrence, entry.apiVersion)
                case nil: .entry(offset)
                }
            requests[identity] = entry.mayHaveSession ? Request(entry: entry, hasSamePayload: hasSamePayload) : nil
        }
    }

    /// What to say of them before the payload is sent; nil when there is none.
    var warning: String? {
        guard let request = requests.values.max(by: { $0.rank < $1.rank }) else { return nil }
        var time: [UInt8] = []
        IndianTime(unixSeconds: request.entry.time.unixSeconds)?.appendTimeAndDay(to: &time)
        let what = "with this \(request.hasSamePayload ? "payload" : "link_id")"
        let moment = String(decoding: time, as: UTF8.self)
        return request.entry.outcome?.kind == .created
            ? "has a session \(what), created at \(moment): session_id '\(request.entry.sessionID ?? "")'; "
                + "this run creates another"
            : "has a request \(what), sent at \(moment), whose outcome is unknown: a session may exist, and this run may "
                + "create a second"
    }
}
