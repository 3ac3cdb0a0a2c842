extension BankTable {
    /// Reads a text with an identifier a line; what stands around an identifier is white space.
    static func readLines(_ text: [UInt8]) throws(PolicyErrors) -> [Bank] {
        if let error = encodingError(of: text) { throw PolicyErrors(error) }
        var banks: [Bank] = []
        var errors: [PolicyError] = []
        var seen: Set<[UInt8]> = []
        for line in text.split(separator: 0x0A) {
            let line = trimmed(line)
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            let identifier = String(decoding: line, as: UTF8.self)
            if let fault = fault(of: identifier) {
                errors.append(PolicyError(fault.message, hint: fault.hint, range: line.indices))
            } else if seen.insert(ASCII.lowercased(Array(line))).inserted {
                banks.append(Bank(identifier: identifier, name: identifier))
            } else {
                errors.append(
                    PolicyError(
                        "the bank \(DisplayText.quote(identifier)) is listed twice", hint: "keep one of them",
                        range: line.indices))
            }
        }
        if banks.isEmpty, errors.isEmpty {
            errors.append(
                PolicyError(
                    "the list holds no bank", hint: "leave the file out to use the built-in table", range: 0..<0))
        }
        if let errors = PolicyErrors(errors) { throw errors }
        return banks
    }

    /// The first byte that is not UTF-8, or a zero byte: then no line means what it seems to.
    private static func encodingError(of text: [UInt8]) -> PolicyError? {
        var at = 0
        while at < text.count {
            let byte = text[at]
            let length = byte < 0x80 ? 1 : UTF8Sequence.length(text.span, at, text.count)
            guard byte != 0, length > 0 else {
                return PolicyError(
                    byte == 0 ? "the text holds a zero byte" : "the text is not UTF-8 here",
                    hint: "save the file as UTF-8", range: at..<at + 1)
            }
            at += length
        }
        return nil
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var line = line.drop(while: isSpace)
        while let last = line.last, isSpace(last) { line.removeLast() }
        return line
    }

    /// Beside what an identifier must be: no marks of other formats, and no comment behind it.
    private static func fault(of identifier: String) -> (message: String, hint: String)? {
        if let mark = identifier.unicodeScalars.first(where: { "\",;:\t#{}[]".unicodeScalars.contains($0) }) {
            return (
                "a line holds \(DisplayText.quote(String(mark))), which is in no bank's identifier",
                "write one identifier a line and nothing else; a comment has a line of its own"
            )
        }
        if identifier.hasPrefix("- ") {
            return ("a line begins as one of a YAML list does", "write the identifier alone, without '- '")
        }
        return BankIdentifier.fault(of: identifier)
    }
}
