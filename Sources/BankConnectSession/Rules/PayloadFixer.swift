/// Applies the fixes of a payload's findings: bytes in, bytes out.
///
///     var fixer = PayloadFixer(PayloadChecker(context), includesUnsafe: false)
///     if let fixed = fixer.fix(bytes, in: 0..<bytes.count) { … fixed.text … }
///
/// Fixes that reach into one another are applied in turns, each to the outcome of the one before. The outcome parses, and
/// every byte outside the edits is as it was.
package struct PayloadFixer: Sendable {
    /// A text with fixes applied.
    package struct Outcome: Sendable, Hashable {
        /// The whole text as it should be.
        package var text: [UInt8]
        /// What differs from the text that was given, by offset in that text.
        package var edits: [Fix.Edit]
        /// How many findings were fixed.
        package var count: Int

        /// An outcome of its parts.
        package init(text: [UInt8], edits: [Fix.Edit], count: Int) {
            self.text = text
            self.edits = edits
            self.count = count
        }
    }

    /// How often the outcome is looked at again; what is then still left stays.
    private static let mostTurns = 10

    private var checker: PayloadChecker
    private let includesUnsafe: Bool
    /// The version of the API for payloads; a request's path says its own.
    private let version: APIVersion

    /// A fixer for what a checker finds.
    ///
    /// - Parameters:
    ///   - checker: the rules.
    ///   - includesUnsafe: whether to apply fixes that are only likely as well.
    package init(_ checker: PayloadChecker, includesUnsafe: Bool) {
        self.checker = checker
        self.includesUnsafe = includesUnsafe
        version = checker.context.apiVersion
    }

    /// Fixes the payload at a range of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: the buffer that the payload is in.
    ///   - range: where in it.
    ///   - isRequest: whether the range holds a raw HTTP request, whose body is the payload; a Content-Length that was
    ///     right stays right.
    /// - Returns: the outcome; nil where nothing is to be fixed.
    package mutating func fix(_ bytes: [UInt8], in range: Range<Int>, isRequest: Bool = false) -> Outcome? {
        defer { checker.releaseBuffer() }
        var start = check(bytes, range, isRequest)
        var (edits, found) = nextEdits(from: start)
        guard found > 0 else { return nil }
        var text = Array(bytes[range])
        var script = EditScript(byteCount: text.count)
        var (count, turns) = (0, 0)
        while found > 0, turns < Self.mostTurns {
            let next = Fix.applied(edits, to: text)
            start = check(next, 0..<next.count, isRequest)
            // No fix is known to do this; one that did would make things worse.
            guard checker.request.syntaxError == nil, checker.request.requestFault == nil else { break }
            script.apply(edits)
            text = next
            count += found
            turns += 1
            (edits, found) = nextEdits(from: start)
        }
        guard count > 0 else { return nil }
        if isRequest, let lengths = contentLengths(grownBy: text.count - range.count) {
            script.apply(lengths)
            text = Fix.applied(lengths, to: text)
        }
        return Outcome(text: text, edits: script.edits, count: count)
    }

    /// Checks a text; where in it the payload begins.
    private mutating func check(_ bytes: [UInt8], _ range: Range<Int>, _ isRequest: Bool) -> Int {
        if isRequest { return checker.checkRequest(bytes, in: range, otherwise: version) }
        checker.check(bytes, in: range)
        return 0
    }

    /// The edits of the fixes that can be applied at the same time, and how many fixes that are.
    private mutating func nextEdits(from start: Int) -> (edits: [Fix.Edit], count: Int) {
        var fixes: [Fix] = []
        for finding in checker.findings {
            guard let fix = checker.fix(for: finding), fix.safety == .safe || includesUnsafe, !fix.edits.isEmpty else {
                continue
            }
            fixes.append(fix)
        }
        // The longer of two that begin together: what replaces a whole value also does what is to be done at its ends.
        fixes.sort { ($0.extent.lowerBound, -$0.extent.count) < ($1.extent.lowerBound, -$1.extent.count) }
        var (edits, count, end) = ([Fix.Edit](), 0, 0)
        for fix in fixes where fix.extent.lowerBound >= end {
            for var edit in fix.edits {
                edit.offset += start
                edits.append(edit)
            }
            count += 1
            end = fix.extent.upperBound
        }
        return (edits, count)
    }

    /// What makes each Content-Length of the request last checked right again, whose body has grown; nil where none was
    /// right before.
    private func contentLengths(grownBy difference: Int) -> [Fix.Edit]? {
        guard difference != 0, let head = checker.request.head, let places = head.places else { return nil }
        let edits = head.indices(of: "Content-Length").compactMap { index -> Fix.Edit? in
            let place = places.values[index]
            guard let length = Int(head.fields[index].value), checker.request.bodyLengths.contains(length + difference)
            else { return nil }
            return Fix.Edit(offset: place.lowerBound, length: place.count, text: String(length + difference))
        }
        return edits.isEmpty ? nil : edits
    }
}

/// Edits that were made one after another, as one list of edits of the first text.
private struct EditScript {
    /// A stretch of the text as it is now.
    private enum Piece {
        case kept(Range<Int>)
        case inserted([UInt8])

        var count: Int {
            switch self {
            case .kept(let range): range.count
            case .inserted(let bytes): bytes.count
            }
        }

        /// The piece up to a place, and the rest of it.
        func split(at count: Int) -> (Piece, Piece) {
            switch self {
            case .kept(let range):
                let middle = range.lowerBound + count
                return (.kept(range.lowerBound..<middle), .kept(middle..<range.upperBound))
            case .inserted(let bytes): return (.inserted(Array(bytes[..<count])), .inserted(Array(bytes[count...])))
            }
        }
    }

    private var pieces: [Piece]
    private let byteCount: Int

    init(byteCount: Int) {
        pieces = [.kept(0..<byteCount)]
        self.byteCount = byteCount
    }

    /// Makes edits of the text as it is now.
    mutating func apply(_ edits: [Fix.Edit]) {
        var result: [Piece] = []
        var rest = Array(pieces.reversed())
        var at = 0
        /// Takes the next bytes off the front.
        func take(_ count: Int, keeping isKept: Bool) {
            var wanted = count
            while wanted > 0, let piece = rest.popLast() {
                guard piece.count > wanted else {
                    if isKept { result.append(piece) }
                    wanted -= piece.count
                    continue
                }
                let (front, back) = piece.split(at: wanted)
                if isKept { result.append(front) }
                rest.append(back)
                wanted = 0
            }
        }
        for edit in edits {
            take(edit.offset - at, keeping: true)
            take(edit.length, keeping: false)
            if !edit.text.isEmpty { result.append(.inserted(Array(edit.text.utf8))) }
            at = edit.offset + edit.length
        }
        pieces = result + rest.reversed()
    }

    /// The edits of the first text that give the text as it is now.
    var edits: [Fix.Edit] {
        var edits: [Fix.Edit] = []
        var at = 0
        var text: [UInt8] = []
        func add(upTo end: Int) {
            if end > at || !text.isEmpty {
                edits.append(Fix.Edit(offset: at, length: end - at, text: String(decoding: text, as: UTF8.self)))
            }
            text = []
        }
        for piece in pieces {
            switch piece {
            case .inserted(let bytes): text += bytes
            case .kept(let range):
                add(upTo: range.lowerBound)
                at = range.upperBound
            }
        }
        add(upTo: byteCount)
        return edits
    }
}
