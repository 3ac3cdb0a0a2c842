/// What was done to a damaged link, for people and for programs.
package struct LinkRepair: Sendable, Hashable {
    /// What kind of damage it was; the raw values stand in JSON output.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Lines were joined.
        case lineBreak = "line_break"
        /// White space inside was removed.
        case whiteSpace = "white_space"
        /// Characters that nobody sees were removed.
        case invisibleCharacter = "invisible_character"
        /// Punctuation, quotes or brackets around or behind it were removed.
        case punctuation
        /// It was taken out of the markup of a chat or a document, or what that added was removed.
        case markup
        /// `&amp;` and the like were replaced.
        case htmlEntity = "html_entity"
        /// Percent-encoding was decoded.
        case percentEncoding = "percent_encoding"
        /// `=3D` and the like were replaced.
        case quotedPrintable = "quoted_printable"
        /// Escapes of a JSON string were replaced.
        case jsonEscape = "json_escape"
        /// Scheme, host or session_id were in capital letters, or the port was given.
        case address
        /// Parameters that mail programs and advertising add were removed.
        case tracking
        /// A missing scheme was added.
        case scheme
        /// `hxxps`, `[.]` and the like, which keep programs from making a link, were replaced.
        case defanging
        /// It was taken out of the address of a service that checks links.
        case wrapper
    }

    /// What kind of damage it was.
    package let kind: Kind
    /// What was done, for the middle of a sentence: `removing a full stop at its end`.
    package let text: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
