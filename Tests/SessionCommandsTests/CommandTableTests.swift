import CommandKit
import SessionCommands
import Testing

@Suite struct CommandTableTests {
    @Test func `names are unique and each command is reachable by help`() {
        let spec = Tool.bcsession.spec
        #expect(Set(spec.commands.map(\.name)).count == spec.commands.count)
        for command in spec.commands {
            let console = Console.inMemory(toolName: "bcsession")
            #expect(Tool.bcsession.main(["help", Argument(command.name)], console) == 0)
            #expect(console.output.text.contains("Usage: bcsession \(command.name)"))
        }
    }

    @Test func `flags have unique names and summaries that are sentences`() {
        for command in Tool.bcsession.spec.commands {
            #expect(Set(command.flags.map(\.long)).count == command.flags.count)
            let shorts = command.flags.compactMap(\.short)
            #expect(Set(shorts).count == shorts.count)
            for flag in command.flags { #expect(flag.summary.hasSuffix("."), "\(command.name) \(flag.name)") }
        }
    }
}
