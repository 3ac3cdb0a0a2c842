/// Looks whether a text is well-formed XML of the plain kind that reports are: tags, attributes, text, five entities.
enum XMLShape {
    static func check(_ text: [UInt8]) throws {
        var open: [String] = []
        var rest = text.text[...]
        while let bracket = rest.firstIndex(of: "<") {
            try checkText(rest[..<bracket])
            guard let close = rest[bracket...].firstIndex(of: ">") else { throw Violation(description: "a tag ends") }
            let tag = rest[rest.index(after: bracket)..<close]
            rest = rest[rest.index(after: close)...]
            if tag.hasPrefix("?") { continue }
            if tag.hasPrefix("/") {
                try hold(open.popLast() == String(tag.dropFirst()), "an element ends where it should")
                continue
            }
            let name = String(tag.prefix { $0 != " " && $0 != "/" })
            try hold(
                ["testsuites", "testsuite", "testcase", "failure", "error", "system-out"].contains(name), "<\(name)>")
            try checkAttributes(tag.dropFirst(name.count))
            if !tag.hasSuffix("/") { open.append(name) }
        }
        try checkText(rest)
        try hold(open.isEmpty, "all elements end")
    }

    private static func checkAttributes(_ attributes: Substring) throws {
        var rest = attributes
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].drop { $0 == " " }
            try hold(name.allSatisfy { $0.isASCII && $0.isLetter }, "an attribute's name is \(name)")
            let quoted = rest[rest.index(after: equals)...]
            guard quoted.first == "\"", let end = quoted.dropFirst().firstIndex(of: "\"") else {
                throw Violation(description: "an attribute's value stands in quotation marks")
            }
            try checkText(quoted[..<end].dropFirst())
            rest = quoted[quoted.index(after: end)...]
        }
        try hold(rest.allSatisfy { $0 == " " || $0 == "/" }, "nothing but attributes stands in a tag")
    }

    private static func checkText(_ text: Substring) throws {
        for scalar in text.unicodeScalars {
            try hold(scalar.value >= 0x20 || scalar == "\n", "XML cannot hold U+\(String(scalar.value, radix: 16))")
            try hold(scalar.value != 0xFFFE && scalar.value != 0xFFFF, "XML cannot hold a non-character")
        }
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            try hold(
                ["amp;", "lt;", "gt;", "quot;", "apos;", "#"].contains { piece.hasPrefix($0) }, "&\(piece.prefix(6))")
        }
        try hold(!text.contains("]]>"), "]]> is not text")
    }
}
