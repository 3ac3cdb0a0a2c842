import TestSupport
import Testing

/// Text of others that wants to be more than text: to a terminal, or to a CI runner that reads the log.
@Suite struct InjectionTests {
    static let hostile = [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;aGk=\u{7}", "\u{9B}31m",
        "\u{1B}]8;;https://evil.example\u{1B}\\", "\u{1B}P$q\"p\u{1B}\\", "\u{90}q\u{9C}", "::set-output name=a::b",
        "\u{8}\u{8}\u{8}", "\rpretend",
        "\n::error::pretend", "::error::pretend", "::stop-commands::x", "\u{202E}txt", "\u{200B}\u{2066}", "\u{E0041}",
    ]

    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    /// Whether a text moves nothing, hides nothing, and holds no line that a runner takes for a command.
    private func isHarmless(_ text: String) -> Bool {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar == "\n"
            case .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        return isPlain && !text.split(separator: "\n").contains { $0.hasPrefix("::") || $0.hasPrefix("##[") }
    }

    /// The text as it stands in a JSON string.
    private func quoted(_ text: String) -> String {
        let units = text.utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "\"\(units.joined())\""
    }

    @Test(arguments: hostile)
    func `a payload's text reaches nobody as more than text`(text: String) throws {
        let value = quoted(text)
        let payload = """
            {"link_id": "A", "mode": \(value), \(value): 1, "bank_name": \(value), "from_date": \(value),
            "consents": {\(value): {}, "CC0001": {\(value): \(value), "from_date": \(value)}},
            "metadata": {\(value): 1, "names": \(value)}, "logo_url": \(value), "session_expiry": \(value)}
            """
        for words in [
            ["validate"], ["validate", "--format", "concise"], ["validate", "--format", "json"], ["create", "-v"],
            ["create", "--format", "full"], ["consents", "-v"], ["consents", "--format", "full"],
        ] {
            let run = tool.run(words + ["-"], input: payload)
            #expect(run.status == 1)
            #expect(isHarmless(run.output), "\(words)")
            #expect(isHarmless(run.errors), "\(words)")
        }
    }

    @Test(arguments: hostile)
    func `a flag's value reaches nobody as more than text`(text: String) {
        for words in [
            [text], ["create", "--link-id", "A", "--mode", text], ["create", "--\(text)"], ["create", "--set", text],
            ["create", "--consent", text], ["validate", "--format", text], ["verify-token", "--now=\(text)", "x"],
            ["verify-token", "--session-id=\(text)", "--", text], ["help", text], ["consents", "--today=\(text)"],
            ["create", "--link-id", "A", "--signing-key-file=./\(text)"],
        ] {
            _ = tool.session()
            let run = tool.run(words)
            #expect(run.status != 0)
            #expect(isHarmless(run.output), "\(words) \(run.output)")
            #expect(isHarmless(run.errors), "\(words) \(run.errors)")
        }
    }

    @Test(arguments: hostile + ["##[error]", "-x.json", "%0A,line=1", "]]>", " ", "#"])
    func `a file's name reaches nobody as more than text, wherever it stands`(text: String) throws {
        _ = tool.session()
        let name = text.replacing("/", with: "")
        for contents in ["{\"mode\": 1}", "{", "not a token"] {
            let path = try tool.files.write(contents, to: name)
            for words in [
                ["validate"], ["validate", "--format", "json"], ["create"], ["consents"],
                ["verify-token", "--session-id", "s"], ["verify-token", "--session-id", "s", "--format", "json"],
                ["create", "--link-id", "A", "-o", "/gone", "--signing-key-file"],
            ] {
                for operand in [path, path + "gone"] {
                    let run = tool.run(words + [operand])
                    #expect(run.status != 0)
                    #expect(isHarmless(run.output), "\(words) \(run.output)")
                    #expect(isHarmless(run.errors), "\(words) \(run.errors)")
                }
            }
        }
    }

    @Test(arguments: hostile)
    func `a URL's session reaches nobody as more than text`(text: String) {
        _ = tool.session()
        let encoded = text.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return (digits.count == 1 ? "%0" : "%") + digits
        }.joined()
        for format in ["text", "json", "ndjson"] {
            let run = tool.run("verify-token", "--format", format, "x://y?session_id=\(encoded)&token=v2.x")
            #expect(run.status == 1)
            #expect(isHarmless(run.output), "\(run.output)")
        }
    }
}
