import CommandKit
import Testing

@Suite struct HelpTextTests {
    private let tool = sampleTool().spec

    @Test func `the page of a command is laid out`() {
        #expect(
            HelpText(80).command(tool.commands[0], of: "sample") == """
                Check files against every rule.

                Usage: sample check [FLAG ...] [FILE ...]

                Reads 'each' file. Dots: .start

                .Dot first line.

                  $ sample check -- -x
                  .Sh no

                Operands:
                  FILE  The files to check.

                Output:
                  -f, --format FORMAT   How to print findings. [choices: text, json, ndjson;
                                        default: text]
                  -o, --output FILE     Where to write.

                Flags:
                  -s, --strict          Count warnings as errors.
                  -q, --quiet           Say less.
                  -j, --jobs N          How many to do at once. [default: 4; environment:
                                        SAMPLE_JOBS]
                  -n, --name NAME       What to call it.
                      --label TEXT      What to write on it.
                      --id ID           Take this one. [repeatable]
                      --disable FORMAT  Leave these out. [choices: text, json, ndjson;
                                        repeatable, or with commas]
                      --pair A=B        Join two. [repeatable]
                  -h, --help            Show this help and exit.

                Exit status:
                  0  all is well
                  1  something is not

                Examples:
                  sample check a.json
                      Checks one file.

                """)
    }

    @Test func `the page of the tool is laid out`() {
        #expect(
            HelpText(80).tool(tool) == """
                Check samples and explain them.

                Usage: sample COMMAND [FLAG ...] [OPERAND ...]

                A first paragraph.

                  kept as it is

                Another one.

                Commands:
                  check    Check files against every rule.
                  explain  Explain one thing.
                  help     Show help for the tool, a command or a topic.

                Flags:
                  -h, --help     Show this help and exit.
                      --version  Show the version and exit.

                Topics:
                  exit-codes  What the exit statuses mean.

                'sample help NAME' shows more about a command or topic.

                """)
    }

    @Test(arguments: [0, 1, 40, 60, 61, 72, 80, 100, 132, 1000])
    func `no line is wider than the width, from 40 to 100`(width: Int) {
        var command = tool.commands[0]
        command.discussion = String(repeating: "some words of a long paragraph ", count: 30)
        command.flags.append(
            FlagSpec("a-name-longer-than-its-column", placeholder: "PLACEHOLDER", summary: "Has its own line."))
        let page = HelpText(width).command(command, of: "sample")
        let lines = page.split(separator: "\n").filter { !$0.contains("--a-name-longer") }
        let longest = lines.map(\.count).max() ?? 0
        #expect(longest <= min(max(width, 40), 100))
        #expect(longest > min(max(width, 40), 100) - 12)
        #expect(page.contains("--a-name-longer-than-its-column PLACEHOLDER\n") || width >= 90)
    }

    @Test func `a word wider than the page is not cut`() {
        var command = tool.commands[0]
        let word = String(repeating: "x", count: 100)
        command.discussion = "before \(word) after"
        #expect(HelpText(60).command(command, of: "sample").contains("\nbefore\n\(word)\nafter\n"))
    }

    @Test func `hidden flags are not shown`() {
        #expect(!HelpText(80).command(tool.commands[0], of: "sample").contains("internal"))
        #expect(!HelpJSON.tool(tool).contains("internal"))
    }

    @Test func `colours add nothing but their codes`() {
        let colored = HelpText(80, Style(isEnabled: true)).command(tool.commands[0], of: "sample")
        #expect(colored.contains("\u{1B}[1mUsage:\u{1B}[0m"))
        var bare = colored
        for code in ["0", "1", "36"] { bare = bare.replacing("\u{1B}[\(code)m", with: "") }
        #expect(bare == HelpText(80).command(tool.commands[0], of: "sample"))
    }

    @Test func `help for programs is one JSON document`() {
        let json = HelpJSON.tool(tool)
        #expect(json.hasPrefix(#"{"schema":"sample.help/1","name":"sample","version":"1.2.3","#))
        #expect(json.hasSuffix("}\n") && json.split(separator: "\n").count == 1)
        #expect(
            json.contains(
                #"{"long":"format","short":"f","placeholder":"FORMAT","summary":"How to print findings.","#
                    + #""group":"Output","default":"text","repeatable":false,"choices":["text","json","ndjson"],"#
                    + #""environment":null,"excludes":[]}"#))
        #expect(json.contains(#""summary":"Where the key: [it] is 'kept'\\.""#))
    }
}
