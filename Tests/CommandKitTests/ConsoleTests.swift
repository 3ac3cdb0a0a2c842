import CommandKit
import Testing

@Suite struct ConsoleTests {
    @Test(
        arguments: [
            ([:], false, false), ([:], true, true),
            (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
            (["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
            (["FORCE_COLOR": "1"], false, true), (["CLICOLOR_FORCE": "1"], false, true),
            (["FORCE_COLOR": "0"], true, true), (["CLICOLOR_FORCE": ""], false, false),
            (["CLICOLOR": "0"], true, false), (["CLICOLOR": "1"], false, false),
            (["TERM": "dumb"], true, false), (["TERM": "dumb", "FORCE_COLOR": "1"], true, true),
        ] as [([String: String], Bool, Bool)])
    func `colour follows the environment, then the terminal`(
        variables: [String: String], isTerminal: Bool, expected: Bool
    ) {
        #expect(Style(.auto, Environment(variables), isTerminal: isTerminal).isEnabled == expected)
    }

    @Test func `the flag for colour beats everything`() {
        #expect(Style(.always, Environment(["NO_COLOR": "1"]), isTerminal: false).isEnabled)
        #expect(!Style(.never, Environment(["FORCE_COLOR": "1"]), isTerminal: true).isEnabled)
    }

    @Test(arguments: [
        ("132", 132), ("1", 1), ("0", 80), ("-5", 80), ("abc", 80), ("", 80), (" 90", 80), ("+90", 80),
        ("99999999999999999999", 80),
    ])
    func `the width is COLUMNS where that is a positive number`(columns: String, expected: Int) {
        let console = Console.inMemory(toolName: "t", environment: ["COLUMNS": columns])
        #expect(console.width(of: console.output) == expected)
    }

    @Test func `what is no terminal is 80 wide`() throws {
        let console = Console.inMemory(toolName: "t")
        let null = try OutputStream(appendingTo: "/dev/null")
        #expect(console.width(of: null) == 80)
        #expect(!null.isTerminal && !console.outputIsTerminal && !console.messagesIsTerminal)
        #expect(!console.inputIsTerminal)
    }

    @Test func `messages are lines after the tool's name`() {
        var console = Console.inMemory(toolName: "t")
        console.escape = { $0.uppercased() }
        console.error("e")
        console.warning("w")
        console.note("n")
        console.detail("not asked for")
        console.isVerbose = true
        console.detail("d")
        #expect(console.messages.text == "t: E\nt: warning: W\nt: N\nt: D\n")
        #expect(console.output.text == "")
    }

    @Test func `a quiet tool still tells of errors and of what must be heard`() {
        var console = Console.inMemory(toolName: "t")
        console.isQuiet = true
        console.isVerbose = true
        console.error("e")
        console.warning("w")
        console.warning("w2", evenIfQuiet: true)
        console.note("n")
        console.detail("d")
        #expect(console.messages.text == "t: e\nt: warning: w2\n")
    }

    @Test func `a coloured message colours only what goes before it`() {
        var console = Console.inMemory(toolName: "t")
        console.color = .always
        console.warning("w")
        #expect(console.messages.text == "\u{1B}[1mt:\u{1B}[0m \u{1B}[33mwarning:\u{1B}[0m w\n")
    }

    @Test func `messages that cannot be written stop nothing`() throws {
        var console = Console.inMemory(toolName: "t")
        console.messages = try OutputStream(appendingTo: "/dev/full")
        console.error("e")
        console.error("e")
        #expect(throws: SystemError.self) { try console.messages.flush() }
    }

    @Test func `a variable that is not UTF-8 has bytes but no text`() {
        let environment = Environment(bytes: ["A": [0xFF], "B": [], "C": [0x63]])
        #expect(environment["A"] == nil)
        #expect(environment.bytes(of: "A") == [0xFF])
        #expect(environment.path("A")?.bytes == [0xFF])
        #expect(environment["B"] == "")
        #expect(environment.path("B") == nil)
        #expect(environment["C"] == "c")
        #expect(environment["D"] == nil && environment.bytes(of: "D") == nil)
    }

    @Test func `the variables of the process can be read`() {
        #expect(Environment.process["PATH"]?.isEmpty == false)
        #expect(Environment.process["COMMANDKIT_NO_SUCH_VARIABLE"] == nil)
    }

    @Test func `a dash opens standard input`() throws {
        let console = Console.inMemory(toolName: "t", input: [1, 2, 3])
        #expect(try console.open("-").readAll() == [1, 2, 3])
    }
}
