import PlainText

/// Names values by RFC 6901 pointers, for questions that come in the order of the text.
///
/// The cursor keeps its place: asking for all values of a text, first to last, costs one walk over it. A value
/// that lies before the last one asked for starts the walk anew.
package struct JSONPointerCursor {
    private struct Level {
        var container: JSONTape.Index
        /// The child last looked at: a member's name, or an element.
        var child: JSONTape.Index
        var ordinal = 0
    }

    private var levels: [Level] = []
    private var last: JSONTape.Index = -1
    /// The name of the top-level member last looked at.
    private var member: JSONTape.Index = 1

    /// A cursor at the start of a text.
    package init() {}

    /// The pointer to the value at `target`, or to the member that it names, with stars for secrets in names; the whole
    /// text's is empty.
    package mutating func pointer(to target: JSONTape.Index, in document: JSONDocument) -> String {
        guard target > 0, target < document.tape.count else { return "" }
        if target < last || levels.isEmpty { levels = [Level(container: 0, child: 1)] }
        last = target
        while levels.count > 1, let top = levels.last, target >= document.tape.next(after: top.container) {
            levels.removeLast()
        }
        descend(to: target, in: document)
        return levels.reduce(into: "") { $0 += "/" + token(of: $1, in: document) }
    }

    /// Where in the buffer the name of the member of the top level stands that `target` is, as name or value; nil for
    /// a deeper one, and for a name that needs an escape or may hold a secret.
    @inline(__always)
    mutating func plainTopLevelName(of target: JSONTape.Index, in document: borrowing JSONDocument) -> Range<Int>? {
        guard let name = topLevelName(of: target, in: document) else { return nil }
        return Self.plainToken(document[name], in: document)
    }

    /// The name of the member of the top level that `target` is, as name or value; nil for any other.
    @inline(__always)
    private mutating func topLevelName(
        of target: JSONTape.Index, in document: borrowing JSONDocument
    ) -> JSONTape.Index? {
        guard target > 0, document[0].kind == .object else { return nil }
        if target < member { member = 1 }
        while member < document.tape.next(after: 0) {
            let next = document.tape.next(after: member + 1)
            if target < next { return target <= member + 1 ? member : nil }
            member = next
        }
        return nil
    }

    /// Where the characters of a name stand that need no escape and hold no secret, neither the pointer's nor that of ``JSONText``.
    @inline(__always)
    private static func plainToken(_ name: JSONTape.Node, in document: borrowing JSONDocument) -> Range<Int>? {
        guard !name.hasEscape, name.isASCII else { return nil }
        let range = document.inBuffer(name.content)
        if name.name != NameTable.unknown { return range }
        let token = document.buffer.span.extracting(range)
        for offset in token.indices {
            let byte = token[offset]
            switch byte {
            case UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "#"), 0x7F: return nil
            // With one of these there may be a secret in the name, which no pointer shows.
            case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "@"), UInt8(ascii: "%"),
                UInt8(ascii: "."):
                return nil
            default: continue
            }
        }
        return range
    }

    private mutating func descend(to target: JSONTape.Index, in document: JSONDocument) {
        while var level = levels.popLast() {
            let isObject = document[level.container].kind == .object
            func value(_ child: JSONTape.Index) -> JSONTape.Index { isObject ? child + 1 : child }
            while target >= document.tape.next(after: value(level.child)) {
                level.child = document.tape.next(after: value(level.child))
                level.ordinal += 1
            }
            levels.append(level)
            guard target > value(level.child) else { return }
            levels.append(Level(container: value(level.child), child: value(level.child) + 1))
        }
    }

    private func token(of level: Level, in document: JSONDocument) -> String {
        guard document[level.container].kind == .object else { return String(level.ordinal) }
        var token = ""
        for scalar in SecretScanner.masked(document.text(of: level.child)).unicodeScalars {
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
        return token
    }
}
