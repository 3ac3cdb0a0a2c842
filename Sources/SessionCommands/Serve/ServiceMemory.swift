import BankConnectSession
import HTTPService

/// A session that this service made.
struct MadeSession: Sendable {
    let session: SessionAPI.Session
    let version: APIVersion
    let linkID: String
    /// When it was made and when it ends, in Unix seconds.
    let madeAt: Int64
    let expiresAt: Int64
    /// What rules knew when it was made.
    let context: RuleContext
    /// The payload that it was made of.
    let payload: [UInt8]
}

/// A request that was answered, for tests that ask what their program sent.
struct AnsweredRequest: Sendable {
    let time: Int64
    let request: IncomingRequest
    /// The status of the answer; nil where there was none.
    let status: Int?
    /// The answer that was asked for with `--answer` or `Prefer`; nil for an answer of its own.
    let forced: String?
}

/// What the service remembers: its sessions, and the requests it had.
struct ServiceMemory: Sendable {
    private(set) var sessions = RecentList<MadeSession>(limit: 10_000)
    private(set) var requests = RecentList<AnsweredRequest>(limit: 1_000)
    private var byID: [String: MadeSession] = [:]

    /// The session with an id, as long as it is remembered.
    func session(_ id: String) -> MadeSession? { byID[id] }

    mutating func add(_ session: MadeSession) {
        byID[session.session.id.text] = session
        for old in sessions.append(session, bytes: session.payload.count + 512) { byID[old.session.id.text] = nil }
    }

    mutating func add(_ request: AnsweredRequest) {
        _ = requests.append(
            request, bytes: request.request.request.body.count + 2 * request.request.rawHead.count + 512)
    }

    mutating func forgetSessions() {
        sessions.removeAll()
        byID = [:]
    }

    mutating func forgetRequests() {
        requests.removeAll()
    }
}
