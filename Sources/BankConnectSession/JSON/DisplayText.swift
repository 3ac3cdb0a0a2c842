/// Text made fit to be shown to a person: what could move the cursor, hide or reorder text is written out.
///
/// Everything that came from a file, a server or the command line passes through here on its way to a terminal
/// or a log. JSON output escapes the same set, as `\u` escapes.
package enum DisplayText {
    /// Whether a character could change how the text around it is shown: control characters (C0, DEL, C1),
    /// line and paragraph separators, bidirectional controls, zero-width and tag characters.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// The text with each unsafe character written as `\u{XX}`.
    package static func escape(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The most characters of a value that a sentence repeats.
    static let quoteLimit = 60

    /// A value of a payload for the middle of a sentence: escaped, quoted, and clipped.
    package static func quote(_ text: String) -> String {
        "'\(shorten(text))'"
    }

    /// A value escaped and clipped.
    package static func shorten(_ text: String) -> String {
        escape(clip(text))
    }

    /// The first characters of a long text, and an ellipsis.
    package static func clip(_ text: String) -> String {
        // Counting bytes first: no text has more characters than bytes, and most are short.
        guard text.utf8.count > quoteLimit else { return text }
        let first = text.unicodeScalars.prefix(quoteLimit)
        return first.endIndex == text.endIndex ? text : String(first) + "…"
    }
}
