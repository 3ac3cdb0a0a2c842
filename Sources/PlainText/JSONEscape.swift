/// Small decisions about text that both the core and `CommandKit` need, each of them made here alone.
///
/// - This file: which characters a terminal must not be shown, and how a JSON string writes what it has to escape.
/// - `Words.swift`: lists in words, and how many slips lie between two words.
///
/// The module knows neither of its users, and imports nothing. What has to be fast (copying runs of plain text, eight
/// bytes a step) stays with the core, which comes here for single characters that are out of the ordinary.
package enum JSONEscape {
    /// A text as a JSON string, quotation marks included.
    package static func quote(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if isNeeded(for: scalar, after: last) {
                append(scalar, to: &bytes)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
            last = scalar
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a character behind another is written as an escape.
    ///
    /// Beside what RFC 8259 asks, that is what is unsafe to show.
    package static func isNeeded(for scalar: Unicode.Scalar, after last: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "\\" || isUnsafeToShow(scalar, after: last)
    }

    /// Adds the escape of a character.
    package static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
        case "\n": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case "\r": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        case "\t": bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        default:
            for unit in scalar.utf16 {
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
                for shift in [UInt16(12), 8, 4, 0] {
                    let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
                    bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            }
        }
    }
}

/// Whether a character, wherever it stands, could change how the text around it is shown, or cannot be seen: what
/// Unicode calls control, format, separator of lines, default-ignorable (variation selectors, fillers, tags), and
/// noncharacters.
package func isUnsafeToShow(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: return false
    case 0...0x1F, 0x7F...0x9F: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint
    }
}

/// Whether a character behind another is unsafe to show to a person, or to the runner of a CI job that reads the log.
///
/// A variation selector behind an emoji is part of it. Two number signs begin what the runners of GitHub, Azure and
/// TeamCity obey anywhere in a line: `##[…]`, `##vso[…]`, `##teamcity[…]`.
package func isUnsafeToShow(_ scalar: Unicode.Scalar, after last: Unicode.Scalar) -> Bool {
    switch scalar {
    case "#": last == "#"
    case "\u{FE0E}", "\u{FE0F}": last.isASCII || !last.properties.isEmoji
    default: isUnsafeToShow(scalar)
    }
}
