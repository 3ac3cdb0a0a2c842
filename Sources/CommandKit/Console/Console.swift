// This folder is what a command sees of the world: its streams, variables and terminal (`Console`), the messages that it
// writes (`Console+Messages`), its environment (`Environment`), and colours (`Style`, `ColorChoice`).

/// All that a command may touch of the world: its streams, its environment, and how it speaks.
package struct Console: Sendable {
    /// Where data comes from.
    package var input: InputStream
    /// Where data goes.
    package var output: OutputStream
    /// Where messages go.
    package var messages: OutputStream
    /// The environment variables.
    package var environment: Environment
    /// The name before each message.
    package var toolName: String
    /// When output is coloured.
    package var color = ColorChoice.auto
    /// Whether notes, and warnings that can wait, are left out.
    package var isQuiet = false
    /// Whether details are printed.
    package var isVerbose = false
    /// Makes text harmless before a person sees it; the caller knows which characters are not.
    package var escape: @Sendable (String) -> String = { $0 }
    /// Whether a status line stands on standard error; all copies of a console share it.
    let statusLine = Monitor(false)

    /// Joins streams and environment.
    package init(
        toolName: String, input: InputStream, output: OutputStream, messages: OutputStream, environment: Environment
    ) {
        self.toolName = toolName
        self.input = input
        self.output = output
        self.messages = messages
        self.environment = environment
    }

    /// The console of this process.
    ///
    /// A standard descriptor that was closed at the start is filled, so that no file opened later
    /// takes its number; using it still fails as a closed one does.
    package static func standard(toolName: String) -> Console {
        SystemCall.occupyClosedStandardDescriptors()
        return Console(
            toolName: toolName,
            input: InputStream(descriptor: 0, name: "standard input"),
            output: OutputStream(descriptor: 1, name: "standard output"),
            messages: OutputStream(descriptor: 2, name: "standard error"),
            environment: .process)
    }

    /// A console in memory, for tests: what is written is found in `output.text` and `messages.text`.
    package static func inMemory(
        toolName: String, input: [UInt8] = [], environment: [String: String] = [:]
    ) -> Console {
        Console(
            toolName: toolName, input: InputStream(bytes: input), output: .inMemory(),
            messages: .inMemory(name: "standard error"), environment: Environment(environment))
    }

    /// Opens a file to read, where `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - waits: whether to wait until somebody writes to a FIFO; if not, that is left to who reads.
    /// - Returns: the stream.
    /// - Throws: what the system said.
    package func open(_ path: FilePath, waits: Bool = true) throws(SystemError) -> InputStream {
        path.isStandardStream ? input : try InputStream(path: path, waits: waits)
    }
}

/// What is known of the terminal.
extension Console {
    /// Whether a person types the input.
    package var inputIsTerminal: Bool { input.isTerminal }

    /// Whether a person looks at the output.
    package var outputIsTerminal: Bool { output.isTerminal }

    /// Whether a person looks at the messages.
    package var messagesIsTerminal: Bool { messages.isTerminal }

    /// Colours for the output.
    package var outputStyle: Style { Style(color, environment, isTerminal: outputIsTerminal) }

    /// Colours for the messages.
    package var messagesStyle: Style { Style(color, environment, isTerminal: messagesIsTerminal) }

    /// The columns that lines of a stream may have: `COLUMNS`, or the terminal's, or 80.
    package func width(of stream: OutputStream) -> Int {
        let columns = environment["COLUMNS"].flatMap { $0.first == "+" ? nil : Int($0) }
        if let columns, columns > 0 { return columns }
        return stream.terminalColumns ?? 80
    }
}
