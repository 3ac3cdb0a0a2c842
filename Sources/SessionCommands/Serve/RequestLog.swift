import CommandKit

/// A line a request on standard error, as long as somebody reads it.
///
/// A test that starts this service with pipes, and never reads them, must not stop it: a line for which there is no room
/// is left out, and counted.
struct RequestLog {
    private let console: Console
    private var lines = ""
    private var dropped = 0
    /// No more than what a pipe takes in one piece.
    private static let pieceBytes = 4096

    init(_ console: Console) {
        self.console = console
    }

    /// Notes a request; `status` is nil where nothing was answered.
    mutating func note(_ method: String, _ target: String, _ status: Int?, _ remark: String) {
        guard !console.isQuiet else { return }
        let answer = status.map(String.init) ?? "no answer"
        let text = remark.isEmpty ? "\(method) \(target) \(answer)" : "\(method) \(target) \(answer) \(remark)"
        append(text)
    }

    /// Notes what was no request.
    mutating func note(refused reason: String, _ status: Int) {
        guard !console.isQuiet else { return }
        append("refused \(status): \(reason)")
    }

    private mutating func append(_ text: String) {
        lines += console.escape(DisplayLength.clip(text)) + "\n"
        if lines.utf8.count >= Self.pieceBytes - 512 { flush() }
    }

    /// Writes the lines noted since the last time.
    mutating func flush() {
        guard !lines.isEmpty else { return }
        if dropped > 0 { lines = "… \(dropped) lines left out: standard error is not read fast enough\n" + lines }
        if console.messages.writeIfReady(lines) {
            dropped = 0
        } else {
            dropped += lines.utf8.count { $0 == UInt8(ascii: "\n") }
        }
        lines = ""
    }
}

/// Text that others chose, no longer than a line of a log should be.
private enum DisplayLength {
    static func clip(_ text: String) -> String {
        text.utf8.count <= 400 ? text : String(text.unicodeScalars.prefix(400)) + "…"
    }
}
