/// What rules said of payloads before, by what made them say it.
///
/// The same mistakes come again and again in a stream, and searching for what was meant and putting it into words is
/// what findings cost. A rule says which parameters it reads; the text of their values, as it is in the payload, decides
/// what the rule finds, so for the same text the same statements are given again.
struct FindingCache: Sendable {
    private struct Entry: Sendable {
        var rule = -1
        var hash: UInt64 = 0
        var key: [UInt64] = []
        var statements: [FindingStatement] = []
    }

    private struct SyntaxEntry: Sendable {
        let error: JSONSyntaxError
        let statements: [FindingStatement]
    }

    private static let size = 512
    /// How many slots a key may be in: so many that a hundred unknown names, each of which costs a search, do not drive
    /// each other out.
    private static let neighbours = 8
    private static let mostParameters = 6
    /// The bytes of a date with its quotation marks.
    private static let dateLength = 12

    /// By rule, the parameters that it reads; none for a rule about names.
    private let reads: [ParameterSet]
    private var entries = Array(repeating: Entry(), count: Self.size)
    /// What was said of texts that are not JSON, by what is wrong but not where; a stream has few such mistakes.
    private var syntax: [SyntaxEntry] = []
    private static let mostSyntaxErrors = 16
    private let syntaxRule: Int?
    /// Which neighbour is overwritten where none is free.
    private var next = 0
    /// What the findings at hand depend on, in words, so that eight bytes are compared in one step; on the heap, so that a
    /// key is compared where it is.
    private var key = [UInt64](repeating: 0, count: 32)
    /// How many words it has; as many as can be for one that is too long to be kept.
    private var keyCount = 0
    private var keyHash: UInt64 = 0

    /// An empty cache for rules.
    init(_ rules: [Rule]) {
        syntaxRule = rules.firstIndex { $0.isAboutSyntax }
        reads = rules.map { $0.isAboutNames ? [] : $0.reads.reduce(into: []) { $0.formUnion(ParameterSet($1)) } }
    }

    /// Whether what a rule finds depends on little enough to be kept.
    ///
    /// A rule about the request looks at its head as well, which no key tells of.
    static func keeps(_ rule: Rule) -> Bool {
        rule.stage >= .json
            && (rule.isAboutNames || rule.isAboutSyntax || 1...mostParameters ~= rule.reads.count)
    }

    /// Adds what the rule at a place said of a payload with the same values, at the places where it finds that now; false
    /// when it is not known.
    mutating func recall(
        _ rule: Int, in request: borrowing SessionRequest, at places: [Finding.Place], into list: inout [Finding]
    ) -> Bool {
        if rule == syntaxRule {
            guard let error = request.syntaxError?.withoutPlace else { return false }
            // Through a span, in which no element is copied to be compared; codes first, whose comparison copies nothing.
            let known = syntax.span
            for index in known.indices where known[index].error.code == error.code && known[index].error == error {
                return Self.append(known[index].statements.span, at: places, to: &list)
            }
            return false
        }
        makeKey(rule, request)
        guard keyCount <= key.count else { return false }
        let entries = entries.span
        for neighbour in 0..<Self.neighbours {
            let slot = slot ^ neighbour
            if entries[slot].rule < 0 { return false }
            guard entries[slot].hash == keyHash, entries[slot].rule == rule else { continue }
            guard isKey(entries[slot].key.span) else { continue }
            return Self.append(entries[slot].statements.span, at: places, to: &list)
        }
        return false
    }

    @inline(__always)
    private static func append(
        _ statements: Span<FindingStatement>, at places: [Finding.Place], to list: inout [Finding]
    ) -> Bool {
        guard statements.count == places.count else { return false }
        for index in places.indices { list.append(Finding(statement: statements[index], place: places[index])) }
        return true
    }

    /// Whether the words are those of the key at hand.
    @inline(__always)
    private func isKey(_ words: Span<UInt64>) -> Bool {
        let key = key.span
        guard words.count == keyCount else { return false }
        for place in words.indices where words[place] != key[place] { return false }
        return true
    }

    /// Keeps what a rule said of the payload that was last asked for, unless that takes too much room.
    mutating func keep(_ statements: [FindingStatement], of rule: Int, in request: borrowing SessionRequest) {
        if rule == syntaxRule {
            guard let error = request.syntaxError?.withoutPlace else { return }
            if syntax.count >= Self.mostSyntaxErrors { syntax = [] }
            return syntax.append(SyntaxEntry(error: error, statements: statements))
        }
        guard keyCount <= key.count else { return }
        let free = (0..<Self.neighbours).first { entries[slot ^ $0].rule < 0 }
        entries[slot ^ (free ?? next)] = Entry(
            rule: rule, hash: keyHash, key: Array(key[..<keyCount]), statements: statements)
        next = (next + 1) % Self.neighbours
    }

    /// Gathers the values that the rule reads.
    ///
    /// The key is a word that tells which parameters are there, then for each of them a day, a text of at most eight bytes,
    /// or a longer text behind its length. The highest bits tell these apart: no value in JSON ends in a byte that has one.
    private mutating func makeKey(_ rule: Int, _ request: borrowing SessionRequest) {
        // In local variables, which stay in registers.
        var (count, hash) = (0, UInt64(truncatingIfNeeded: rule) &* 0x9E37_79B9_7F4A_7C15)
        let (isAboutNames, asked) = (reads[rule].isEmpty, reads[rule])
        var left = asked.intersection(request.written).rawValue
        let hasAliases = !request.aliasValues.isEmpty
        var words = key.mutableSpan
        let text = request.document.buffer.span
        if isAboutNames {
            for name in request.unknownNames {
                Self.append(text, request.document.inBuffer(request.document[name].range), to: &words, &count, &hash)
            }
        }
        Self.append(UInt64(left), to: &words, &count, &hash)
        while let parameter = Parameter(rawValue: UInt8(truncatingIfNeeded: left.trailingZeroBitCount)) {
            left &= left &- 1
            let value = request.slot(of: parameter)
            if hasAliases {
                // The number tells which spelling of the parameter's name it is.
                Self.append(0b101 << 61 | UInt64(request.document.name(at: value - 1)), to: &words, &count, &hash)
            }
            let range = request.document.inBuffer(request.document[value].range)
            if range.count == Self.dateLength, let day = request.date(parameter) {
                // The day tells the text: of this length it is DD/MM/YYYY, without escapes and without space.
                Self.append(0b100 << 61 | UInt64(UInt32(bitPattern: day.dayNumber)), to: &words, &count, &hash)
            } else {
                Self.append(text, range, to: &words, &count, &hash)
            }
        }
        // What stands under another spelling counts too, also beside the documented one.
        for alias in request.aliasValues where asked.contains(alias.parameter) {
            Self.append(0b101 << 61 | UInt64(request.document.name(at: alias.name)), to: &words, &count, &hash)
            let range = request.document.inBuffer(request.document[alias.name + 1].range)
            Self.append(text, range, to: &words, &count, &hash)
        }
        (keyCount, keyHash) = (count, hash)
    }

    @inline(__always)
    private static func append(
        _ word: UInt64, to words: inout MutableSpan<UInt64>, _ count: inout Int, _ hash: inout UInt64
    ) {
        guard count < words.count else { return count = .max }
        words[count] = word
        count &+= 1
        hash = (hash &<< 5 ^ hash &>> 59 ^ word) &* 0xD6E8_FEB8_6659_FD93
    }

    /// Adds a text: its eights of bytes, and its last eight; one of at most eight is filled up with zeros.
    @inline(__always)
    private static func append(
        _ text: borrowing Span<UInt8>, _ range: Range<Int>, to words: inout MutableSpan<UInt64>,
        _ count: inout Int, _ hash: inout UInt64
    ) {
        guard range.count > 8 else {
            return append(
                ByteWord(text, at: range.lowerBound, upTo: range.upperBound).bits, to: &words, &count, &hash)
        }
        append(0b11 << 62 | UInt64(truncatingIfNeeded: range.count), to: &words, &count, &hash)
        let last = range.upperBound &- 8
        var at = range.lowerBound
        while at < last, count < words.count {
            append(ByteWord(text, at: at).bits, to: &words, &count, &hash)
            at &+= 8
        }
        append(ByteWord(text, at: last).bits, to: &words, &count, &hash)
    }

    /// The first slot for the key; its neighbours are the others.
    ///
    /// The highest bits of the hash, on which all bytes of the values have had a part.
    private var slot: Int {
        Int(truncatingIfNeeded: keyHash >> UInt64(UInt64.bitWidth - Self.size.trailingZeroBitCount))
    }
}

extension JSONSyntaxError {
    /// What is wrong, wherever it is.
    fileprivate var withoutPlace: Self {
        var error = self
        (error.offset, error.length) = (0, 0)
        return error
    }
}

extension Rule {
    /// Whether it is about texts that are not JSON: BC001.
    fileprivate var isAboutSyntax: Bool { id.number == 1 }
    /// Whether it is about members that are no parameters, whose names alone decide what it finds: BC004.
    fileprivate var isAboutNames: Bool { id.number == 4 }
}
