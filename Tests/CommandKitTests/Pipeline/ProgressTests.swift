import CommandKit
import Testing

@Suite struct ProgressTests {
    private static let second: Int64 = 1_000_000_000
    private let console = Console.inMemory(toolName: "tool")
    private let now = Monitor<Int64>(5)

    private func progress(isWanted: Bool = true) -> Progress {
        Progress(console, isWanted: isWanted) { [now] in now.withLock { $0 } }
    }

    private func pass(_ nanoseconds: Int64) {
        now.withLock { $0 += nanoseconds }
    }

    @Test func `nothing is shown before a second is over`() {
        var progress = progress()
        pass(Self.second - 1)
        progress.update { _ in "early" }
        #expect(console.messages.text == "")
        pass(1)
        progress.update { "\($0) s" }
        #expect(console.messages.text == "\rtool: 1.0 s\u{1B}[K")
    }

    @Test func `the line changes at most five times a second`() {
        var progress = progress()
        var made = 0
        pass(Self.second)
        for _ in 0..<1000 {
            progress.update { _ in
                made += 1
                return ""
            }
            pass(Self.second / 1000)
        }
        #expect(made == 5)
    }

    @Test func `a message takes the line away before it is written, and only once`() {
        var progress = progress()
        pass(2 * Self.second)
        progress.update { _ in "half" }
        console.warning("careful")
        console.note("done")
        progress.erase()
        #expect(
            console.messages.text
                == "\rtool: half\u{1B}[K\r\u{1B}[Ktool: warning: careful\ntool: done\n")
    }

    @Test func `the line is taken away at the end`() {
        var progress = progress()
        pass(2 * Self.second)
        progress.update { _ in "half" }
        progress.erase()
        progress.erase()
        #expect(console.messages.text == "\rtool: half\u{1B}[K\r\u{1B}[K")
    }

    @Test func `a line that nobody wants is not made`() {
        var progress = progress(isWanted: false)
        pass(2 * Self.second)
        progress.update { _ in
            Issue.record("made")
            return ""
        }
        progress.erase()
        #expect(console.messages.text == "")
    }

    @Test func `a console without a terminal wants none`() {
        var progress = Progress(console)
        progress.update { _ in
            Issue.record("made")
            return ""
        }
        #expect(console.messages.text == "")
    }
}
