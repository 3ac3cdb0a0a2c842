import PlainText

/// Shows URLs that the command line gives.
enum ShownURL {
    /// The text with stars for what stands before its host: it may be a name and a password.
    static func masked(_ text: String) -> String {
        guard let sign = text.lastIndex(of: "@") else { return text }
        let start = text.place(of: "://")?.upperBound ?? text.startIndex
        return start < sign ? text[..<start] + "***" + text[sign...] : text
    }
}
