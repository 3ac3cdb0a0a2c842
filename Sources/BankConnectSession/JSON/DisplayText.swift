import PlainText

/// Text made fit to be shown to a person: what could move the cursor, hide or reorder text is written out.
///
/// Everything that came from a file, a server or the command line passes through here on its way to a terminal
/// or a log. JSON output escapes the same set, as `\u` escapes.
package enum DisplayText {
    /// Whether a character could change how the text around it is shown.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool { isUnsafeToShow(scalar) }

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
