/// Waits for many connections at once.
///
/// Entries have places 0, 1, …; whoever removes one finds the last at its place.
package struct Poller: ~Copyable {
    /// What was found of an entry.
    package struct Readiness {
        /// It can be read, or is at its end.
        package let reads: Bool
        /// It can be written.
        package let writes: Bool
        /// Nothing more comes of it.
        package let isBroken: Bool
    }

    private var records = PollRecords()

    /// Waits for nothing yet.
    package init() {}

    /// How many entries there are.
    package var count: Int { records.count }

    /// Adds a port at which connections arrive.
    package mutating func add(_ listener: ListeningSocket) {
        records.append(listener.descriptor, reads: true, writes: false)
    }

    /// Adds a bell that another thread can ring.
    package mutating func add(_ bell: Bell) {
        records.append(bell.descriptor, reads: true, writes: false)
    }

    /// Adds a connection.
    package mutating func add(_ socket: Socket) {
        records.append(socket.descriptor, reads: true, writes: false)
    }

    /// Says what an entry is waited for.
    package mutating func expect(_ place: Int, reads: Bool, writes: Bool) {
        records.set(place, reads: reads, writes: writes)
    }

    /// Removes an entry; the last takes its place.
    package mutating func remove(_ place: Int) {
        records.remove(place)
    }

    /// Removes an entry; those behind it move up.
    package mutating func removeInOrder(_ place: Int) {
        records.removeInOrder(place)
    }

    /// What the last wait found of an entry.
    package func readiness(_ place: Int) -> Readiness {
        let found = records.found(place)
        return Readiness(reads: found.reads, writes: found.writes, isBroken: found.isBroken)
    }

    /// Waits until something is found, or the time is over; nil waits as long as it takes.
    ///
    /// - Returns: of how many entries something was found.
    package mutating func wait(nanoseconds: Int64?) -> Int {
        // Rounded up, so that what is due is due when the wait ends.
        records.wait(milliseconds: nanoseconds.map { Int32(clamping: ($0 + 999_999) / 1_000_000) } ?? -1)
    }
}

/// Wakes a ``Poller`` from another thread.
package final class Bell: Sendable {
    let descriptor: Int32
    private let end: Int32

    /// Makes a bell.
    package init() throws(SystemError) {
        do throws(Errno) {
            (descriptor, end) = try SystemCall.pipe()
        } catch {
            throw SystemError(code: error.code, .create, "a pipe")
        }
        SystemCall.stopWaiting(descriptor)
        SystemCall.stopWaiting(end)
    }

    deinit {
        try? SystemCall.close(descriptor)
        try? SystemCall.close(end)
    }

    /// Rings: the wait under way, or else the next, ends at once.
    package func ring() {
        SystemCall.writeOne(end)
    }

    /// Stops ringing.
    package func silence() {
        SystemCall.drain(descriptor)
    }
}
