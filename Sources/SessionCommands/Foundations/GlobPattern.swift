/// A pattern of file names with gitignore's wildcards: `*`, `?`, `[a-z]`, `**`, and `\` before any of them.
///
/// A pattern with a slash before its end is matched against the whole path, any other against a name at any depth; one
/// that ends in a slash is for directories. What is below a directory that matches, matches too.
struct GlobPattern: Sendable, Hashable {
    /// The pattern as it was written.
    let text: String
    private let parts: [Part]
    private let isForDirectories: Bool

    private enum Part: Hashable {
        /// Any number of directories.
        case directories
        case name([Token])
    }

    /// What a character of a name is compared with.
    private enum Token: Hashable {
        case literal(UInt32)
        case one, many
        case set([ClosedRange<UInt32>], isNegated: Bool)

        func matches(_ character: UInt32) -> Bool {
            switch self {
            case .literal(let value): value == character
            case .one: true
            case .many: false
            case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
            }
        }
    }

    /// Reads a pattern; nil for one without a name in it, and for a negated one, which nothing here can undo.
    init?(_ text: String) {
        var names = text.split(separator: "/", omittingEmptySubsequences: true)[...]
        guard !text.hasPrefix("!"), !names.isEmpty else { return nil }
        let isAnchored = text.dropLast().contains("/")
        if names.first == "." { names = names.dropFirst() }
        self.text = text
        isForDirectories = text.hasSuffix("/")
        parts = (isAnchored ? [] : [.directories]) + names.map { $0 == "**" ? .directories : .name(Self.tokens($0)) }
    }

    /// Whether a path, or a directory on the way to it, matches: the names from the directory that the pattern is
    /// relative to.
    func covers(_ path: [[UInt8]], isDirectory: Bool = false) -> Bool {
        let names = path.map(Self.characters)
        return names.indices.contains { last in
            let isHere = last == names.count - 1
            return (!isForDirectories || !isHere || isDirectory) && matches(names[...last])
        }
    }

    private func matches(_ names: ArraySlice<[UInt32]>) -> Bool {
        Self.match(
            parts, Array(names), isMany: { $0 == .directories },
            isLastManyEmpty: false,
            isSame: { part, name in
                guard case .name(let tokens) = part else { return false }
                return Self.match(
                    tokens, name, isMany: { $0 == .many }, isLastManyEmpty: true,
                    isSame: { token, character in token.matches(character) })
            })
    }

    /// Whether a pattern matches a list, where some elements of the pattern match any number of elements: by going back
    /// to the last of these alone, so that no pattern takes longer than the product of the lengths.
    private static func match<Pattern, Element>(
        _ pattern: [Pattern], _ list: [Element], isMany: (Pattern) -> Bool, isLastManyEmpty: Bool,
        isSame: (Pattern, Element) -> Bool
    ) -> Bool {
        var (at, next) = (0, 0)
        var retry: (pattern: Int, list: Int)?
        while at < list.count {
            if next < pattern.count, isMany(pattern[next]) {
                retry = (next, at)
                next += 1
                // What a last ** matches is below the directory before it.
                if next == pattern.count, !isLastManyEmpty { return true }
            } else if next < pattern.count, isSame(pattern[next], list[at]) {
                next += 1
                at += 1
            } else if let last = retry {
                retry = (last.pattern, last.list + 1)
                next = last.pattern + 1
                at = last.list + 1
            } else {
                return false
            }
        }
        if isLastManyEmpty { while next < pattern.count, isMany(pattern[next]) { next += 1 } }
        return next == pattern.count
    }

    /// The characters of a name; a byte that is not UTF-8 is one that no pattern can write.
    private static func characters(_ name: [UInt8]) -> [UInt32] {
        var characters: [UInt32] = []
        var parser = UTF8.ForwardParser()
        var iterator = name.makeIterator()
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): characters.append(UTF8.decode(encoded).value)
            case .error(let count): characters += repeatElement(0x11_0000, count: count)
            case .emptyInput: return characters
            }
        }
    }

    private static func tokens(_ name: Substring) -> [Token] {
        var rest = name.unicodeScalars[...]
        var tokens: [Token] = []
        while let character = rest.popFirst() {
            switch character {
            case "*": if tokens.last != .many { tokens.append(.many) }
            case "?": tokens.append(.one)
            case "[":
                if let (set, after) = set(rest) {
                    tokens.append(set)
                    rest = after
                } else {
                    // As git has it, a bracket that nothing closes matches nothing.
                    tokens.append(.set([], isNegated: false))
                }
            case "\\": tokens.append(.literal((rest.popFirst() ?? character).value))
            default: tokens.append(.literal(character.value))
            }
        }
        return tokens
    }

    /// POSIX's classes of characters, of which gitignore knows those of ASCII.
    private static let classes: [String: [ClosedRange<UInt32>]] = [
        "digit": [0x30...0x39], "upper": [0x41...0x5A], "lower": [0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
        "blank": [0x09...0x09, 0x20...0x20], "space": [0x09...0x0D, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "graph": [0x21...0x7E], "print": [0x20...0x7E],
    ]

    /// The set behind a bracket, and what follows it; nil for a bracket that nothing closes.
    private static func set(
        _ text: Substring.UnicodeScalarView
    ) -> (Token, Substring.UnicodeScalarView)? {
        var rest = text
        let isNegated = rest.first == "!" || rest.first == "^"
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while var character = rest.popFirst() {
            // A bracket in the first place is one of the set.
            if character == "]", !isFirst { return (.set(ranges, isNegated: isNegated), rest) }
            isFirst = false
            if character == "[", rest.first == ":", let close = rest.dropFirst().firstIndex(of: ":"),
                rest.index(after: close) < rest.endIndex, rest[rest.index(after: close)] == "]"
            {
                let name = String(rest[rest.index(after: rest.startIndex)..<close])
                // As git has it, a class that there is none of makes a pattern that matches nothing.
                guard let known = classes[name] else { return (.set([], isNegated: false), rest[rest.endIndex...]) }
                ranges += known
                rest = rest[close...].dropFirst(2)
                continue
            }
            if character == "\\", let escaped = rest.popFirst() { character = escaped }
            var last = character
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                rest.removeFirst(2)
                last = end
            }
            if character <= last { ranges.append(character.value...last.value) }
        }
        return nil
    }
}
