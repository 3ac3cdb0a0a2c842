import CommandKit
import SessionCommands
import TestSupport

/// The tool in memory, with a home of its own on disk: no variable or file of the user's reaches it.
struct TestTool {
    /// What one run came to.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        /// Standard output as exactly one JSON document.
        var json: ParsedJSON {
            get throws { try ParsedJSON(output) }
        }

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The day of the page's sample.
    static let today = "09/12/2025"

    let files: ScratchDirectory
    /// Variables; `XDG_STATE_HOME` leads into ``files``.
    var environment: [String: String]
    /// The commands, and what stands for the network.
    var commands = Tool.bcsession

    init() throws {
        files = try ScratchDirectory()
        environment = ["XDG_STATE_HOME": files.path("state"), "BCSESSION_TODAY": Self.today]
    }

    /// Runs one command line.
    func run(_ words: String..., input: String = "") -> Outcome {
        run(words, input: input)
    }

    /// Runs one command line.
    func run(_ words: [String], input: String = "") -> Outcome {
        var console = Console.inMemory(
            toolName: "bcsession", input: Array(input.utf8), environment: environment)
        console.escape = Console.bcsession.escape
        let status = commands.main(words.map { Argument($0) }, console)
        return Outcome(status: status, output: console.output.text, errors: console.messages.text)
    }

    /// The redirect URL of a session made now, and its parts.
    func session(_ flags: String...) -> (url: String, id: String, token: String) {
        let words = ["create", "--link-id", "TU-1234", "-q", "--print", "redirect_url", "--print", "session_id"]
        let lines = run(words + ["--print", "token"] + flags).lines
        return lines.count == 3 ? (lines[0], lines[1], lines[2]) : ("", "", "")
    }
}
