/// Characters that stand around and in damaged links.
enum TextCharacter {
    /// Characters that take no room: soft hyphen, zero-width and directional ones, byte-order mark.
    static func isInvisible(_ character: UInt32) -> Bool {
        switch character {
        case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF:
            true
        default: false
        }
    }

    /// Unicode's White_Space, and U+001C to U+001F.
    static func isWhiteSpace(_ character: UInt32) -> Bool {
        switch character {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Quotes and brackets that stand before a link.
    static func isEnclosing(_ character: UInt32) -> Bool {
        switch character {
        case 0x22, 0x27, 0x28, 0x2A, 0x3C, 0x5B, 0x60, 0x7B, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A,
            0x3008...0x3011, 0xFF08:
            true
        default: false
        }
    }

    /// What chats put around words to make them bold, slanted or struck out.
    static func isEmphasis(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }

    /// Full stops, commas, question marks, closing quotes and brackets, and what is no ASCII: what a text puts behind a link, which is ASCII.
    ///
    /// Every other character belongs to the token, since that is how a browser sends it. An ellipsis says that the link
    /// was shortened, so it stays.
    static func isTrailing(_ character: UInt32) -> Bool {
        switch character {
        case 0x21, 0x22, 0x27, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3E, 0x3F, 0x5D, 0x60, 0x7D: true
        default: character >= 0x80 && character != 0x2026
        }
    }

    /// Hyphens and dashes that programs write for a hyphen.
    static func isDash(_ character: UInt32) -> Bool {
        switch character {
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: true
        default: false
        }
    }

    /// What closes what an opening quote or bracket, or the mark between two cells or words, opens; nil for other ones.
    static func closing(_ opening: UInt8) -> UInt8? {
        switch opening {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: ","),
            UInt8(ascii: ";"):
            opening
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "<"): UInt8(ascii: ">")
        case UInt8(ascii: ">"): UInt8(ascii: "<")
        default: nil
        }
    }

    /// What was removed, in words: `a full stop`, `quotes`, or the characters themselves.
    static func name(of removed: Span<UInt8>) -> String {
        guard let first = decode(removed, 0), first.length == removed.count else {
            return "'\(DisplayText.shorten(removed.text))'"
        }
        return switch first.character {
        case 0x2E: "a full stop"
        case 0x2C: "a comma"
        case 0x3A: "a colon"
        case 0x3B: "a semicolon"
        case 0x21: "an exclamation mark"
        case 0x3F: "a question mark"
        case 0x22, 0x27, 0x60, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: "a quotation mark"
        case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0xFF08, 0xFF09, 0x3008...0x3011: "a bracket"
        case 0x2A: "an asterisk"
        default: "'\(DisplayText.shorten(removed.text))'"
        }
    }

    /// The character at an offset and its length; a byte that begins none stands for itself.
    static func decode(_ text: Span<UInt8>, _ at: Int) -> (character: UInt32, length: Int)? {
        guard at < text.count else { return nil }
        let lead = text[at]
        guard lead >= 0x80 else { return (UInt32(lead), 1) }
        let length = UTF8Sequence.length(text, at, text.count)
        guard length > 0 else { return (0xFFFD, 1) }
        var value = UInt32(lead & (0xFF >> UInt8(length + 1)))
        for offset in at + 1..<at + length { value = value << 6 | UInt32(text[offset] & 0x3F) }
        return (value, length)
    }

    /// Whether the byte at an offset is no part of UTF-8, as of a text in Windows-1252; no link has such bytes.
    static func isForeign(_ text: Span<UInt8>, _ at: Int) -> Bool {
        guard text[at] >= 0x80 else { return false }
        var lead = at
        while lead > 0, at - lead < 3, text[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard text[lead] >= 0xC2 else { return true }
        return at - lead >= UTF8Sequence.length(text, lead, text.count)
    }

    /// How many bytes the characters of a kind take that a text begins with.
    static func lengthOfLeading(_ text: Span<UInt8>, _ isKind: (UInt32) -> Bool) -> Int {
        var at = 0
        while let (character, length) = decode(text, at), isKind(character) { at += length }
        return at
    }

    /// Where the characters of a kind begin that a text ends with.
    static func endBeforeTrailing(_ text: Span<UInt8>, _ isKind: (UInt32) -> Bool) -> Int {
        var end = text.count
        while end > 0 {
            var start = end - 1
            while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
            guard let (character, length) = decode(text.extracting(start..<end), 0), length == end - start,
                isKind(character)
            else { return end }
            end = start
        }
        return end
    }

    /// Where the first character of a kind stands.
    static func firstOffset(_ text: Span<UInt8>, from start: Int, _ isKind: (UInt32) -> Bool) -> Int? {
        var at = start
        while let (character, length) = decode(text, at) {
            if isKind(character) { return at }
            at += length
        }
        return nil
    }
}

extension [UInt8] {
    /// The text without the characters of a kind.
    func removingCharacters(_ isKind: (UInt32) -> Bool) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(count)
        var at = 0
        while let (character, length) = TextCharacter.decode(span, at) {
            if !isKind(character) { kept.append(contentsOf: self[at..<at + length]) }
            at += length
        }
        return kept
    }
}

/// Character references of HTML.
enum HTMLEntity {
    /// The text with each reference replaced, and `&amp;amp;` and the like by one `&`.
    static func decode(_ text: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            guard text[at] == UInt8(ascii: "&"), let (character, length) = reference(text, at) else {
                result.append(text[at])
                at += 1
                continue
            }
            at += length
            if character == "&" {
                while text.holds("amp;", at: at) { at += 4 }
            }
            result.append(contentsOf: String(character).utf8)
        }
        return result
    }

    /// The longest reference, in bytes.
    static let greatestLength = 12

    private static let names: [(StaticString, Unicode.Scalar)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", "\u{A0}"),
        ("&equals;", "="), ("&quest;", "?"), ("&num;", "#"), ("&period;", "."), ("&colon;", ":"), ("&sol;", "/"),
        ("&lowbar;", "_"), ("&shy;", "\u{AD}"), ("&zwnj;", "\u{200C}"),
    ]

    /// The character that is meant by the reference at an offset.
    private static func reference(_ text: Span<UInt8>, _ at: Int) -> (Unicode.Scalar, length: Int)? {
        for (name, character) in names where text.holds(name, at: at) { return (character, name.utf8CodeUnitCount) }
        guard text.holds("&#", at: at) else { return nil }
        let isHexadecimal = text.holds("&#x", at: at)
        var value: UInt32 = 0
        var end = at + (isHexadecimal ? 3 : 2)
        let first = end
        while end < text.count, end - first < 7, let digit = ASCII.hexValue(text[end]), isHexadecimal || digit < 10 {
            value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
            end += 1
        }
        guard end > first, end < text.count, text[end] == UInt8(ascii: ";"), let character = Unicode.Scalar(value)
        else {
            return nil
        }
        return (character, end + 1 - at)
    }
}
