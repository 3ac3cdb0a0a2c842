import CommandKit

/// How far a run has come, on one line of a terminal's standard error, from the second second on.
struct Progress: Sendable {
    private static let second: Int64 = 1_000_000_000
    private let console: Console
    private let isWanted: Bool
    private let start: Int64
    private var lastShown: Int64
    private var isShown = false
    private var bytes = 0

    init(_ console: Console) {
        self.console = console
        isWanted = !console.isQuiet && console.messagesIsTerminal
        start = isWanted ? Machine.monotonicNanoseconds() : 0
        lastShown = start
    }

    /// Counts more bytes, and shows the line when it is time.
    mutating func add(_ count: Int, payloads: Int) {
        guard isWanted else { return }
        bytes += count
        let now = Machine.monotonicNanoseconds()
        guard now - start > Self.second, now - lastShown > Self.second / 5 else { return }
        lastShown = now
        isShown = true
        let rate = Double(bytes) / Double(now - start) * 1000
        console.messageLines("\r\(console.toolName): \(payloads) payloads, \(Int(rate)) MB/s\u{1B}[K")
    }

    /// Takes the line away.
    mutating func erase() {
        guard isShown else { return }
        isShown = false
        console.messageLines("\r\u{1B}[K")
    }
}
