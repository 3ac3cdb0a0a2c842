/// How far a run has come, on one line of a terminal's standard error, from the second second on.
///
/// Nothing is shown when the tool is to be quiet, nor where standard error is no terminal. A message takes the line away
/// before it is written; before data are written, ``eraseBeforeOutput()`` does where both go to a terminal.
package struct Progress: Sendable {
    private static let second: Int64 = 1_000_000_000
    /// The time between two changes of the line.
    private static let pause = second / 5

    private let console: Console
    private let isWanted: Bool
    private let outputIsTerminal: Bool
    private let clock: @Sendable () -> Int64
    private let start: Int64
    private var lastShown: Int64

    /// Begins to count the time.
    package init(_ console: Console) {
        self.init(
            console, isWanted: !console.isQuiet && console.messagesIsTerminal, clock: Machine.monotonicNanoseconds)
    }

    /// Takes what is otherwise asked of the console and the machine: for tests.
    package init(_ console: Console, isWanted: Bool, clock: @escaping @Sendable () -> Int64) {
        self.console = console
        self.isWanted = isWanted
        outputIsTerminal = isWanted && console.outputIsTerminal
        self.clock = clock
        start = isWanted ? clock() : 0
        lastShown = start
    }

    /// Shows a line when it is time for one; the text is made only then, from the seconds since the beginning.
    package mutating func update(_ text: (_ seconds: Double) -> String) {
        guard isWanted else { return }
        let now = clock()
        guard now - start >= Self.second, now - lastShown >= Self.pause else { return }
        lastShown = now
        console.showStatusLine(text(Double(now - start) / Double(Self.second)))
    }

    /// Takes the line away if what is written to standard output would run into it.
    package func eraseBeforeOutput() {
        if outputIsTerminal { console.clearStatusLine() }
    }

    /// Takes the line away.
    package func erase() {
        if isWanted { console.clearStatusLine() }
    }
}
