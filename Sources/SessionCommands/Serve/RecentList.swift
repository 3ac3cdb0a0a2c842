/// The last entries of a list, by number and by bytes; what is older is dropped and counted.
struct RecentList<Entry: Sendable>: Sendable {
    private let limit: Int
    private let byteLimit: Int
    /// Entries in a ring, the oldest at `start`.
    private var ring: [(entry: Entry, bytes: Int)] = []
    private var start = 0
    private var bytes = 0
    /// How many entries were dropped.
    private(set) var dropped = 0

    /// A list of at most so many entries, and of at most so many bytes (but for one entry).
    init(limit: Int, byteLimit: Int = 64 << 20) {
        self.limit = limit
        self.byteLimit = byteLimit
    }

    /// The entries, the oldest first.
    var entries: [Entry] { (ring[start...] + ring[..<start]).map(\.entry) }

    /// Adds an entry, and answers those that it displaced.
    mutating func append(_ entry: Entry, bytes count: Int) -> [Entry] {
        var displaced: [Entry] = []
        bytes += count
        if ring.count == limit {
            bytes -= ring[start].bytes
            displaced.append(ring[start].entry)
            ring[start] = (entry, count)
            start = (start + 1) % limit
        } else {
            if start > 0 {
                ring = Array(ring[start...] + ring[..<start])
                start = 0
            }
            ring.append((entry, count))
        }
        while bytes > byteLimit, ring.count > 1 {
            let oldest = ring.remove(at: start)
            if start == ring.count { start = 0 }
            bytes -= oldest.bytes
            displaced.append(oldest.entry)
        }
        dropped += displaced.count
        return displaced
    }

    /// Forgets everything.
    mutating func removeAll() {
        (ring, start, bytes, dropped) = ([], 0, 0, 0)
    }
}
