/// When a further worker makes a run shorter.
///
/// The start of a worker takes as much processor time as dozens of requests. At a server that answers at once a few
/// workers keep every processor busy, and each further one only takes time from them (measured on two processors: 2,000
/// sessions by 16 workers took a fifth longer than by 4). At a server that takes its time, as many as are allowed are
/// of use.
struct WorkerLoad: Sendable {
    /// Nanoseconds of processor time that a request takes, with the work around it (measured, rounded up).
    private static let request: Int64 = 2_000_000
    /// Nanoseconds in which some workers start beside each other and have their first answers from a server that
    /// answers at once (measured, rounded up).
    private static let start: Int64 = 100_000_000

    private let processors: Int
    /// Nanoseconds from a request to its answer, as the shorter of the last ones had it; 0 before the first.
    private var roundTrip: Int64 = 0
    /// When a request was last handed out or answered, in nanoseconds of the monotonic clock; nil before the first.
    private var lastEvent: Int64?

    init(processors: Int) {
        self.processors = processors
    }

    mutating func noteRequest(at time: Int64) {
        lastEvent = time
    }

    /// Notes an answer; the first request of a worker is slow, whatever the server does.
    mutating func noteAnswer(to request: Int64, isFirst: Bool, at time: Int64) {
        lastEvent = time
        if isFirst { return }
        let trip = time - request
        // One that had to wait for a processor, or was unlucky, says little.
        roundTrip = roundTrip == 0 || trip < roundTrip ? trip : roundTrip + min(trip - roundTrip, roundTrip) / 16
    }

    /// The nanoseconds after which to ask again whether one more worker is of use beside some that are all busy, if
    /// nothing happens before; 0 when it is of use now.
    ///
    /// Up to two for each processor are of use. More are where their requests, all under way, leave a processor idle, and where all
    /// of them have waited for longer than a start takes.
    func delay(beforeOneMoreThan count: Int, at time: Int64) -> Int64 {
        if count < 2 * processors || Int64(count) * Self.request <= roundTrip * Int64(processors) { return 0 }
        return max(0, (lastEvent ?? time) + Self.start - time)
    }
}
