/// Writes JSON as bytes, compact or indented by two spaces.
///
/// The caller keeps the structure; the writer places commas, line breaks and escapes. Beside what RFC 8259 asks,
/// it escapes what ``DisplayText`` holds unsafe, so that a terminal can show the output.
package struct JSONWriter: Sendable {
    /// What has been written.
    package var bytes: [UInt8] = []
    private let isIndented: Bool
    private var depth = 0
    private var needsComma = false
    private var followsName = false

    /// A writer with nothing written yet.
    package init(indented: Bool = false) {
        isIndented = indented
    }

    /// What has been written, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// An indented text of one object, whose members `body` writes, and a line feed.
    package static func document(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(indented: true)
        writer.object(body)
        writer.endLine()
        return writer.text
    }

    // MARK: Containers

    /// Writes an object whose members `body` writes.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    /// Writes a member with an object whose members `body` writes.
    package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        object(body)
    }

    /// Writes a member with an array whose elements `body` writes.
    package mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        array(body)
    }

    /// Writes a member with an array of strings.
    package mutating func array(_ name: String, _ strings: [String]) {
        self.name(name)
        array(strings)
    }

    /// Writes an array of strings.
    package mutating func array(_ strings: [String]) {
        array { writer in
            for string in strings { writer.string(string) }
        }
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if needsComma { breakLine() }
        bytes.append(bracket)
        needsComma = true
    }

    // MARK: Members and values

    /// Writes a member's name; its value is to follow.
    package mutating func name(_ name: String) {
        separate()
        appendString(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(0x20) }
        followsName = true
    }

    /// Writes a member with a string, or null.
    package mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    /// Writes a member with an integer, or null.
    package mutating func member(_ name: String, _ value: Int?) {
        self.name(name)
        if let value { integer(value) } else { null() }
    }

    /// Writes a member with true or false.
    package mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        boolean(value)
    }

    /// Writes a string.
    package mutating func string(_ value: String) {
        separate()
        appendString(value)
        needsComma = true
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) {
        separate()
        bytes.append(decimal: value)
        needsComma = true
    }

    /// Writes true or false.
    package mutating func boolean(_ value: Bool) {
        raw(value ? "true" : "false")
    }

    /// Writes null.
    package mutating func null() {
        raw("null")
    }

    /// Writes JSON text that is already in its final form.
    package mutating func raw(_ text: String) {
        separate()
        bytes.append(copying: text)
        needsComma = true
    }

    /// Writes JSON bytes that are already in their final form.
    package mutating func raw(_ text: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: text)
        needsComma = true
    }

    /// Writes the value at `index` of a document in this writer's own layout; `replacement` may give other JSON
    /// text for a value, by its index.
    package mutating func copy(
        _ index: JSONTape.Index, of document: JSONDocument,
        replacing replacement: (JSONTape.Index) -> String? = { _ in nil }
    ) {
        if let replacement = replacement(index) { return raw(replacement) }
        switch document[index].kind {
        case .object:
            object { writer in
                for (name, value) in document.tape.members(of: index) {
                    writer.name(document.text(of: name))
                    writer.copy(value, of: document, replacing: replacement)
                }
            }
        case .array:
            array { writer in
                for element in document.tape.elements(of: index) {
                    writer.copy(element, of: document, replacing: replacement)
                }
            }
        case .string: string(document.text(of: index))
        case .number, .true, .false, .null: raw(document.source(document[index].range))
        }
    }

    /// Ends the text with a line feed.
    package mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    // MARK: Bytes

    private mutating func separate() {
        if followsName {
            followsName = false
            return
        }
        if needsComma {
            bytes.append(UInt8(ascii: ","))
            needsComma = false
        }
        if depth > 0 { breakLine() }
    }

    private mutating func breakLine() {
        guard isIndented else { return }
        bytes.append(0x0A)
        for _ in 0..<depth * 2 { bytes.append(0x20) }
    }

    private mutating func appendString(_ value: String) {
        JSONText.append(value.utf8Span.span, to: &bytes)
    }
}
