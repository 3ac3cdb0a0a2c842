/// Messages: one line each, on standard error, after the tool's name.
///
/// A message that cannot be written is given up: there is nobody left to tell.
extension Console {
    /// Says what stopped the command.
    package func error(_ text: String) {
        say(messagesStyle.red("\(toolName):"), text)
    }

    /// Says what may surprise; one that must be read is printed even when the tool is to be quiet.
    package func warning(_ text: String, evenIfQuiet: Bool = false) {
        if isQuiet && !evenIfQuiet { return }
        let style = messagesStyle
        say("\(style.bold("\(toolName):")) \(style.yellow("warning:"))", text)
    }

    /// Says what is good to know.
    package func note(_ text: String) {
        if isQuiet { return }
        say(messagesStyle.bold("\(toolName):"), text)
    }

    /// Says what only somebody who asked for it wants to know.
    package func detail(_ text: @autoclosure () -> String) {
        if !isVerbose || isQuiet { return }
        say(messagesStyle.dim("\(toolName):"), text())
    }

    /// Writes lines that carry their own layout to standard error; the caller has escaped them.
    ///
    /// A status line that stands there is taken away first.
    package func messageLines(_ text: String) {
        statusLine.withLock { isShown in
            write((isShown ? Self.eraseLine : "") + text)
            isShown = false
        }
    }

    /// Shows a line on the terminal of standard error that the next message, or the next such line, takes the place of.
    func showStatusLine(_ text: String) {
        statusLine.withLock { isShown in
            write("\r\(toolName): \(escape(text))\u{1B}[K")
            isShown = true
        }
    }

    /// Takes the status line away.
    func clearStatusLine() {
        statusLine.withLock { isShown in
            if isShown { write(Self.eraseLine) }
            isShown = false
        }
    }

    /// Finishes a file; says with `--verbose` where it could not be replaced as a whole.
    package func commit(_ file: ReplacementFile) throws(SystemError) {
        try file.commit()
        if let reason = file.inPlaceReason { detail("\(file.output.name) was written in place: \(reason)") }
    }

    private static var eraseLine: String { "\r\u{1B}[K" }

    private func write(_ text: String) {
        try? messages.write(text)
        try? messages.flush()
    }

    private func say(_ prefix: String, _ text: String) {
        messageLines("\(prefix) \(escape(text))\n")
    }
}
