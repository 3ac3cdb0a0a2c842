import BankConnectSession

/// Reading and writing JSON.
enum JSONProperties {
    static func check(_ input: [UInt8]) throws {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(input)
        } catch {
            return try check(error, of: input)
        }
        try checkPlaces(document, in: input)
        try checkWriting(document)
        try checkSurroundings(document, input)
    }

    /// A fault names the first byte that no JSON text could go on with.
    private static func check(_ error: JSONSyntaxError, of input: [UInt8]) throws {
        try hold(error.offset >= 0 && error.length >= 0, "a fault has a place")
        try hold(error.offset + error.length <= input.count, "a fault lies inside the text")
        try hold(error.length > 0 || error.offset == input.count || error.code == .empty, "a fault marks something")
        try hold(!error.explanation.isEmpty && !error.hint.isEmpty, "a fault is explained")
        try hold(!error.explanation.unicodeScalars.contains(where: DisplayText.isUnsafe), "an explanation can be shown")
        do throws(JSONSyntaxError) {
            _ = try JSONDocument(Array(input[..<error.offset]))
        } catch let earlier {
            let isCutShort = earlier.code == .unexpectedEnd || earlier.code == .empty
            try hold(isCutShort, "up to its first fault a text is merely too short, not \(earlier.code)")
        }
    }

    /// Every value stands where the tape says, inside the one around it, and is the same when it is read alone.
    private static func checkPlaces(_ document: JSONDocument, in input: [UInt8]) throws {
        for index in document.tape.nodes.indices {
            let node = document[index]
            try hold(!node.range.isEmpty && node.range.upperBound <= input.count, "a value lies inside the text")
            try hold(document.tape.next(after: index) > index, "the next value comes later")
            let alone = try JSONDocument(Array(input[node.range]))
            let length = document.tape.next(after: index) - index
            try hold(alone.tape.count == length, "a value read alone has the same parts")
            for part in 0..<length {
                let (own, other) = (alone[part], document[index + part])
                try hold(own.kind == other.kind, "a part read alone has the same kind")
                let moved = own.range.lowerBound + node.range.lowerBound..<own.range.upperBound + node.range.lowerBound
                try hold(moved == other.range, "a part read alone stands at the same place")
                try hold(alone.text(of: part).utf8.elementsEqual(document.text(of: index + part).utf8), "and says it")
            }
            if node.kind == .string { try checkString(index, of: document) }
        }
    }

    private static func checkString(_ index: JSONTape.Index, of document: JSONDocument) throws {
        let text = document.text(of: index)
        try hold(document.codePointCount(of: index) == text.unicodeScalars.count, "code points are counted right")
        try hold(document.isString(index, text), "a string is its own text")
        try hold(document.areEqualStrings(index, index), "a string equals itself")
        try hold(document.isEmptyString(index) == text.isEmpty, "an empty string has no characters")
        let isBlank = text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) }
        try hold(document.isBlank(index) == isBlank, "blank is white space alone")
    }

    /// What is written reads as what was read, and is then written the same.
    private static func checkWriting(_ document: JSONDocument) throws {
        for isIndented in [false, true] {
            let bytes = written(document, indented: isIndented)
            let again = try JSONDocument(bytes)
            try hold(again.tape.count == document.tape.count, "what is written has the same parts")
            for index in document.tape.nodes.indices {
                try hold(again[index].kind == document[index].kind, "what is written has the same kinds")
                try hold(again.integer(at: index) == document.integer(at: index), "an integer stays what it is")
                guard document[index].kind != .object, document[index].kind != .array else { continue }
                try hold(
                    again.text(of: index).utf8.elementsEqual(document.text(of: index).utf8), "what is written says it")
            }
            try hold(written(again, indented: isIndented) == bytes, "what was written once is written the same")
            let isShowable = bytes.text.unicodeScalars.allSatisfy { $0 == "\n" || !DisplayText.isUnsafe($0) }
            try hold(isShowable, "what is written can be shown")
        }
    }

    static func written(_ document: JSONDocument, indented: Bool = false) -> [UInt8] {
        var writer = JSONWriter(indented: indented)
        writer.copy(0, of: document)
        return writer.bytes
    }

    /// What stands before and behind a text in the buffer changes nothing, whatever it is.
    private static func checkSurroundings(_ document: JSONDocument, _ input: [UInt8]) throws {
        for filler in [0x22, 0x5C, 0x31, 0xBF] as [UInt8] {
            let sides = Array(repeating: filler, count: 9)
            var other = JSONDocument()
            try other.read(sides + input + sides, in: 9..<9 + input.count)
            try hold(other.tape.count == document.tape.count, "neighbours change no structure")
            for index in document.tape.nodes.indices {
                try hold(other[index].range == document[index].range, "neighbours move nothing")
            }
        }
    }
}
