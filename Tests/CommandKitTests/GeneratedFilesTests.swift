import CommandKit
import TestSupport
import Testing

@Suite struct GeneratedFilesTests {
    private let tool = sampleTool().spec

    @Test(.enabled(if: OtherProgram.has("mandoc"), "mandoc is not installed"))
    func `mandoc finds nothing to warn of in the pages`() throws {
        let directory = try ScratchDirectory()
        let date = "November 22, 2025"
        var pages = ["sample.1": ManualPage.tool(tool, date: date)]
        for command in tool.commands {
            pages["sample-\(command.name).1"] = ManualPage.command(command, of: tool, date: date)
        }
        pages["sample-rules.7"] = ManualPage.miscellany(
            name: "sample-rules", summary: "The rules.", date: date, seeAlso: ["sample", "mdoc(7)"],
            sections: [("Description", "All rules.\n\n'quoted first.\n\n  literal \\ text"), ("BC001", ".dot")])
        for (name, text) in pages {
            let path = try directory.write(text, to: name)
            let lint = try OtherProgram.run("mandoc -T lint -W warning '\(path)'")
            #expect(lint.output.replacing(directory.path, with: "") == "")
            #expect(lint.status == 0)
        }
    }

    @Test(.enabled(if: OtherProgram.has("mandoc"), "mandoc is not installed"))
    func `the page of a command shows its text unharmed`() throws {
        let directory = try ScratchDirectory()
        let page = ManualPage.command(tool.commands[0], of: tool, date: "November 22, 2025")
        let path = try directory.write(page, to: "page.1")
        let shown = try OtherProgram.run("mandoc -T ascii -O width=78 '\(path)'").output.withoutOverstrikes
        for text in [
            "sample-check - check files against every rule", "sample check [FLAG ...] [FILE ...]",
            "Reads 'each' file.  Dots: .start", ".Dot first line.", "$ sample check -- -x", ".Sh no",
            "-f, --format FORMAT", "ndjson.  Default:", "SAMPLE_JOBS", "sample check a.json", "sample-explain(1)",
        ] {
            #expect(shown.contains(text), "missing: \(text)")
        }
        #expect(!shown.contains("internal"))
    }

    @Test func `a page changes only with what it is made from`() {
        let first = ManualPage.tool(tool, date: "November 22, 2025")
        #expect(first == ManualPage.tool(tool, date: "November 22, 2025"))
        #expect(first.hasPrefix(".Dd November 22, 2025\n.Dt \\&SAMPLE 1\n"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a shell can read its script`(shell: String) throws {
        guard OtherProgram.has(shell) else {
            try Test.cancel("\(shell) is not installed")
        }
        let scripts = [
            "bash": CompletionScript.bash(tool), "zsh": CompletionScript.zsh(tool),
            "fish": CompletionScript.fish(tool),
        ]
        let directory = try ScratchDirectory()
        let path = try directory.write(try #require(scripts[shell]), to: "script")
        let result = try OtherProgram.run("\(shell) -n '\(path)'")
        #expect(result.output == "")
        #expect(result.status == 0)
    }

    @Test(
        .enabled(if: OtherProgram.has("bash"), "bash is not installed"),
        arguments: [
            (["sample", ""], ["check", "explain", "help", "--help", "--version"]),
            (["sample", "ch"], ["check"]),
            (["sample", "help", "e"], ["explain", "exit-codes"]),
            (["sample", "check", "--f"], ["--format"]),
            (["sample", "check", "--format", ""], ["text", "json", "ndjson"]),
            (["sample", "check", "-f", "j"], ["json"]),
            (["sample", "check", "--format", "=", "n"], ["ndjson"]),
            (["sample", "check", "--format", "="], ["text", "json", "ndjson"]),
            (["sample", "check", "--disable", "json,t"], ["json,text"]),
            (["sample", "check", "--name", ""], []),
            (["sample", "check", "--output", "one"], ["one file"]),
            (["sample", "check", "o"], ["one file"]),
            (["sample", "check", "--", "--f"], []),
            (["sample", "explain", "o"], []),
            (["sample", "explain", "--k"], ["--key-file"]),
        ])
    func `bash offers what fits`(words: [String], expected: [String]) throws {
        let directory = try ScratchDirectory()
        try directory.write("", to: "one file")
        try directory.write(CompletionScript.bash(tool), to: "script")
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let place = words.count - 1
        let program =
            "cd '\(directory.path)'; . ./script; COMP_WORDS=(\(quoted)); COMP_CWORD=\(place); "
            + "_sample; for word in \"${COMPREPLY[@]}\"; do echo \"$word\"; done"
        try directory.write(program, to: "program")
        let result = try OtherProgram.run("bash '\(directory.path("program"))'")
        #expect(result.output.split(separator: "\n").map(String.init) == expected)
    }

    @Test(
        .enabled(if: OtherProgram.has("fish"), "fish is not installed"),
        arguments: [
            ("sample ", ["check", "explain", "help"]), ("sample help e", ["exit-codes", "explain"]),
            ("sample check --for", ["--format"]), ("sample check --format ", ["json", "ndjson", "text"]),
            ("sample check --disable json,t", ["json,text"]), ("sample check on", ["one file"]),
            ("sample check --output on", ["one file"]), ("sample check --name on", []), ("sample explain on", []),
        ])
    func `fish offers what fits`(line: String, expected: [String]) throws {
        let directory = try ScratchDirectory()
        try directory.write("", to: "one file")
        try directory.write(CompletionScript.fish(tool), to: "script")
        let program = "cd '\(directory.path)'; source ./script; complete -C '\(line)'"
        try directory.write(program, to: "program")
        let home = "HOME='\(directory.path)' XDG_CONFIG_HOME='\(directory.path)/c'"
        let result = try OtherProgram.run("\(home) fish --no-config '\(directory.path("program"))'")
        let offered = result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
        #expect(offered.map { $0.replacing("\\ ", with: " ") } == expected)
    }
}

extension String {
    /// The text without the backspaces by which mandoc shows what is heavy or underlined.
    fileprivate var withoutOverstrikes: String {
        var result: [Character] = []
        for character in self {
            if character == "\u{8}" { result.removeLast() } else { result.append(character) }
        }
        return String(result)
    }
}
