import PlainText

/// Text made fit to be shown to a person, and to the runner of a CI job that reads the log.
///
/// Everything that came from a file, a server or the command line passes through here on its way to a terminal or a
/// log. JSON output escapes the same characters, as `\u` escapes.
package enum DisplayText {
    /// Whether a character, wherever it stands, could change how the text around it is shown, or cannot be seen.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool { isUnsafeToShow(scalar) }

    /// Whether a character must be written out behind the one before it.
    package static func needsEscape(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        isUnsafeToShow(scalar, after: previous ?? " ")
    }

    /// The text with each such character written as `\u{XX}`.
    package static func escape(_ text: String) -> String {
        var previous: Unicode.Scalar?
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            defer { previous = scalar }
            return !needsEscape(scalar, after: previous)
        }
        guard !isPlain else { return text }
        var result = ""
        previous = nil
        for scalar in text.unicodeScalars {
            if needsEscape(scalar, after: previous) {
                result += escape(of: scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return result
    }

    /// How a character is written out: `\u{XX}`.
    package static func escape(of scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// A character by its number, as Unicode writes it: `U+202E`.
    package static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The most characters of a value that a sentence repeats.
    static let quoteLimit = 60

    /// A value of a payload for the middle of a sentence: escaped, quoted, and clipped, with stars for secrets.
    package static func quote(_ text: String) -> String {
        "'\(shorten(text))'"
    }

    /// A value escaped and clipped, with stars for secrets.
    package static func shorten(_ text: String) -> String {
        escape(clip(text))
    }

    /// The first characters of a long text, and an ellipsis; with stars for secrets, which no message shows.
    package static func clip(_ text: String) -> String {
        let text = SecretScanner.masked(text)
        // Counting bytes first: no text has more characters than bytes, and most are short.
        guard text.utf8.count > quoteLimit else { return text }
        let first = text.unicodeScalars.prefix(quoteLimit)
        return first.endIndex == text.endIndex ? text : String(first) + "…"
    }
}
