import CLibrary

/// The processors that this process may use.
struct Processors: Sendable {
    #if os(Linux)
    /// A bit for each processor: room for 1024, as many as the C library's own structure has.
    private var set = [UInt8](repeating: 0, count: 128)
    /// Their numbers, beginning with the one on which the thread ran that asked.
    private var numbers: [Int] = []

    /// Those of the calling thread, whose number is among them; none where the system does not say.
    static var allowed: Processors {
        var processors = Processors()
        let size = processors.set.count
        // Safe: the call fills the bytes passed.
        guard unsafe systemAllowedProcessors(0, size, &processors.set) >= 0 else { return processors }
        let all = (0..<size * 8).filter { processors.set[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
        let own = all.firstIndex(of: Int(systemCurrentProcessor())) ?? 0
        processors.numbers = Array(all[own...] + all[..<own])
        return processors
    }

    /// How many there are; nil where the system does not say.
    var count: Int? { numbers.isEmpty ? nil : numbers.count }

    /// Moves the calling thread to the processor at a place of the list, and leaves it free to be moved again.
    ///
    /// Linux may start a thread on its creator's processor and let both take turns there, 4 ms each, for 10 to 20 ms
    /// while another processor is idle (seen with `perf sched` on Linux 6.18).
    func moveThread(by place: Int) {
        guard numbers.count > 1 else { return }
        let number = numbers[place % numbers.count]
        var one = [UInt8](repeating: 0, count: set.count)
        one[number / 8] = 1 << UInt8(number % 8)
        // Safe: the calls read the bytes passed.
        guard unsafe systemAllowProcessors(0, one.count, one) == 0 else { return }
        _ = unsafe systemAllowProcessors(0, set.count, set)
    }
    #else
    static let allowed = Processors()
    var count: Int? { nil }
    func moveThread(by place: Int) {}
    #endif
}
