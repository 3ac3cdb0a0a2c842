/// Text that wants to be more than text: to a terminal, to the runner of a CI job, or to a reader of reports.
public struct HostileText: Sendable, CustomStringConvertible {
    /// What kind of text it is.
    public let description: String
    /// The text.
    public let text: String

    private init(_ name: String, _ text: String) {
        description = name
        self.text = text
    }

    /// Text that terminals obey.
    public static let forTerminals = [
        HostileText("ESC[2J", "\u{1B}[2J"),
        HostileText("OSC 0", "\u{1B}]0;title\u{7}"),
        HostileText("OSC 8", "\u{1B}]8;;https://evil.example\u{1B}\\"),
        HostileText("OSC 52", "\u{1B}]52;c;aGk=\u{7}"),
        HostileText("DCS", "\u{1B}P$q\"p\u{1B}\\"),
        HostileText("C1 bytes: CSI", "\u{9B}31m"),
        HostileText("C1 bytes: DCS", "\u{90}q\u{9C}"),
        HostileText("CR overwrite", "\rpretend"),
        HostileText("backspace", "\u{8}\u{8}\u{8}"),
        HostileText("bidi override", "\u{202E}txt"),
        HostileText("bidi isolate", "\u{2066}txt\u{2069}"),
        HostileText("zero-width", "\u{200B}\u{200D}\u{FEFF}"),
        HostileText("tag characters", "\u{E0041}"),
        HostileText("variation selectors", "a\u{FE0F}b\u{E0100}"),
        HostileText("fillers and joiners", "\u{3164}\u{34F}\u{1D173}"),
        HostileText("noncharacters", "\u{FFFE}\u{1FFFF}"),
    ]

    /// Text that runners of jobs obey.
    public static let forRunners = [
        HostileText("::error::", "::error::pretend"),
        HostileText("::error:: on a line of its own", "\n::error::pretend"),
        HostileText("::set-output", "::set-output name=a::b"),
        HostileText("::stop-commands::", "::stop-commands::x"),
        HostileText("##[", "##[add-mask]x"),
        HostileText("##vso[", "##vso[task.complete]x"),
        HostileText("%0A", "%0A::error::x"),
        HostileText(",line=1", "x,line=1,title=y::z"),
    ]

    /// Text that ends what it stands in.
    public static let forReaders = [
        HostileText("]]>", "]]>"),
        HostileText("</testcase>", "</testcase><testcase name=\"x\"/>"),
        HostileText("&entity;", "&x;&#0;"),
        HostileText("quotation marks and backslashes", "\"'\\\""),
        HostileText("-x", "-x"),
    ]

    /// All of them.
    public static let all = forTerminals + forRunners + forReaders

    /// What is wrong with a text that people or runners read; nil for nothing.
    public static func harm(in text: String) -> String? {
        for scalar in text.unicodeScalars where scalar != "\n" {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                return "U+\(String(scalar.value, radix: 16)) reaches a terminal"
            default:
                if scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint {
                    return "U+\(String(scalar.value, radix: 16)) cannot be seen"
                }
            }
        }
        for line in text.split(separator: "\n") {
            if line.drop(while: \.isWhitespace).hasPrefix("::") { return "a line begins with ::" }
            if line.firstMatch(of: /##[A-Za-z]*\[/) != nil { return "a line holds ##[" }
        }
        return nil
    }
}
