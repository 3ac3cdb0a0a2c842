import BankConnectSession
import CommandKit
import SessionCommands
import TestSupport
import Testing

@Suite struct EnvironmentTests {
    var tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    @Test mutating func `BCSESSION_TODAY is today, and the flag is stronger`() throws {
        tool.environment["BCSESSION_TODAY"] = "01/03/2024"
        #expect(try tool.run("consents").json["consents/CC0001/to_date"] == "01/03/2024")
        let run = tool.run("consents", "--today", "09/12/2025")
        #expect(try run.json["consents/CC0001/to_date"] == "09/12/2025")
    }

    @Test(arguments: [nil, ""])
    mutating func `without it, or with nothing in it, today is the clock's day in India`(value: String?) throws {
        tool.environment["BCSESSION_TODAY"] = value
        let before = Machine.wallClock().seconds
        let json = try tool.run("consents", "--format", "full").json
        let days = [before, Machine.wallClock().seconds].compactMap { CalendarDate(unixSeconds: $0)?.description }
        #expect(days.contains(try #require(json["today"])))
    }

    @Test(arguments: ["9/12/2025", "2025-12-09", "31/02/2025", "09/12/2025 ", "today", "٠٩/١٢/٢٠٢٥"])
    mutating func `a day that is none is a usage error that names the variable`(value: String) {
        tool.environment["BCSESSION_TODAY"] = value
        for words in [["consents"], ["validate", "-"], ["create", "--link-id", "A"]] {
            let run = tool.run(words, input: "{}")
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(
                run.errors.contains("variable BCSESSION_TODAY is '\(value)', not a day of the calendar as DD/MM/YYYY"))
            #expect(tool.run(words + ["--today", "09/12/2025"], input: "{}").status <= 1)
        }
    }

    @Test func `a day that is not UTF-8 is a usage error too`() {
        var console = Console.inMemory(toolName: "bcsession")
        console.environment = Environment(bytes: ["BCSESSION_TODAY": Array("09/12/2025".utf8) + [0xFF]])
        #expect(Tool.bcsession.main(["consents"], console) == 2)
    }

    @Test mutating func `colour is for terminals, unless a variable or the flag says otherwise`() {
        let escape = "\u{1B}["
        func isColored(_ tool: TestTool, _ flags: String...) -> Bool {
            tool.run(["validate", "-"] + flags, input: "{}").output.contains(escape)
        }
        #expect(!isColored(tool))
        #expect(isColored(tool, "--color", "always"))
        for (name, value, expected) in [
            ("CLICOLOR_FORCE", "1", true), ("CLICOLOR_FORCE", "0", false), ("CLICOLOR_FORCE", "", false),
            ("NO_COLOR", "1", false), ("TERM", "dumb", false),
        ] {
            var other = tool
            other.environment[name] = value
            #expect(isColored(other) == expected, "\(name)=\(value)")
            #expect(!isColored(other, "--color", "never"))
            #expect(isColored(other, "--color=always"))
        }
        tool.environment["CLICOLOR_FORCE"] = "1"
        tool.environment["NO_COLOR"] = "1"
        #expect(!isColored(tool))
    }

    @Test(arguments: ["relative", "", "./", "~/x"])
    mutating func `XDG relative: no configuration is read from the working directory, but from HOME`(
        directory: String
    ) throws {
        let home = try tool.files.makeDirectory("home")
        try tool.files.makeDirectory("home/.config/bcsession")
        try tool.files.write(#"{"client_url": "https://home.example/"}"#, to: "home/.config/bcsession/config.json")
        tool.environment["XDG_CONFIG_HOME"] = directory
        #expect(!tool.run("create", "--link-id", "A").output.contains("home.example"))
        tool.environment["HOME"] = home
        #expect(tool.run("create", "--link-id", "A").output.contains("https://home.example/?session_id="))
        tool.environment["HOME"] = "relative"
        #expect(!tool.run("create", "--link-id", "A").output.contains("home.example"))
    }

    @Test func `a colour of JSON is never written`() {
        for words in [["validate", "-"], ["consents", "-"], ["create", "-"], ["verify-token", "x://y"]] {
            _ = tool.session()
            let run = tool.run(words + ["--format", "json", "--color", "always"], input: "{}")
            #expect(!run.output.contains("\u{1B}"))
        }
    }

    @Test(arguments: ["abc", "0", "-5", "", "99999999999999999999", "1"])
    mutating func `a width that is none leaves help readable`(columns: String) {
        tool.environment["COLUMNS"] = columns
        let run = tool.run("create", "--help")
        #expect(run.status == 0)
        let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
        // A word that cannot be broken may stand out.
        #expect(widest <= 90)
        #expect(widest > 30)
    }
}
