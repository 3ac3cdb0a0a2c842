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

    @Test func `a flag's default is that of the option which it sets`() throws {
        var count = 0
        for command in Tool.bcsession.commands.map({ $0.make() }) {
            func options(_ words: [String]) throws -> String {
                var text = ""
                dump(try command.options((any Sendable).self, from: words.map { Argument($0) }), to: &text)
                return text
            }
            let words = command.spec.operands.contains(where: \.arity.isRequired) ? ["x"] : []
            guard let usual = try? options(words) else { continue }
            for flag in command.spec.flags where flag.placeholder != nil {
                guard let value = flag.defaultText, !flag.isRepeatable else { continue }
                let said = try options(["--\(flag.long)", value] + words)
                // What settings or the API decide is nil, or not there, as long as no flag says it.
                let lines = (usual: usual.split(separator: "\n").count, said: said.split(separator: "\n").count)
                let isOpen =
                    usual.ranges(of: ": nil").count > said.ranges(of: ": nil").count || lines.usual < lines.said
                #expect(said == usual || isOpen, "\(command.spec.name) \(flag.name)")
                count += 1
                guard let other = flag.completion.choices.first(where: { $0 != value }) else { continue }
                #expect(try options(["--\(flag.long)", other] + words) != usual, "\(command.spec.name) \(flag.name)")
            }
        }
        #expect(count > 10)
    }
}
