import CommandKit

/// How far a batch has come, on one line of a terminal's standard error, from the second second on.
struct BatchProgress: Sendable {
    private static let second: Int64 = 1_000_000_000
    private let console: Console
    private let isWanted: Bool
    /// Bytes of the input; nil when nobody knows.
    private let size: Int?
    private let start: Int64
    private var lastShown: Int64
    private var isShown = false

    init(_ console: Console, size: Int?) {
        self.console = console
        self.size = size
        isWanted = !console.isQuiet && console.messagesIsTerminal
        start = isWanted ? Machine.monotonicNanoseconds() : 0
        lastShown = start
    }

    /// Shows the line when it is time.
    mutating func add(records: Int, bytes: Int) {
        guard isWanted else { return }
        let now = Machine.monotonicNanoseconds()
        guard now - start > Self.second, now - lastShown > Self.second / 5 else { return }
        lastShown = now
        isShown = true
        let elapsed = Double(now - start) / Double(Self.second)
        var line = "\(records) lines, \(Int(Double(records) / elapsed))/s"
        if let size, bytes > 0 {
            let remaining = Int(elapsed / Double(bytes) * Double(max(0, size - bytes)))
            line += ", \(min(100, bytes * 100 / max(1, size)))%, " + Self.duration(remaining) + " left"
        }
        console.messageLines("\r\(console.toolName): \(line)\u{1B}[K")
    }

    /// Takes the line away.
    mutating func erase() {
        guard isShown else { return }
        isShown = false
        console.messageLines("\r\u{1B}[K")
    }

    private static func duration(_ seconds: Int) -> String {
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
}
