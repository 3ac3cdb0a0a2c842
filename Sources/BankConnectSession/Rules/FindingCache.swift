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

    /// What findings depend on, in words, so that eight bytes are compared in one step.
    private struct Key: Sendable {
        private(set) var hash: UInt64 = 0
        private(set) var count = 0
        /// The words that have found room; on the heap, so that a key is compared where it is.
        private var room = [UInt64](repeating: 0, count: 32)

        /// Whether everything has found room.
        var isWhole: Bool { count <= room.count }

        /// The words of a key that is whole.
        var words: [UInt64] { Array(room[..<count]) }

        /// Begins the key of a rule's findings.
        @inline(__always)
        mutating func begin(_ rule: Int) {
            count = 0
            hash = UInt64(truncatingIfNeeded: rule) &* 0x9E37_79B9_7F4A_7C15
        }

        @inline(__always)
        mutating func append(_ word: UInt64) {
            if count < room.count { room[count] = word }
            count += 1
            hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
        }

        /// Adds a number and a text, whose last word is filled up with zeros.
        @inline(__always)
        mutating func append(_ number: UInt8, _ text: Span<UInt8>, _ range: Range<Int>) {
            append(UInt64(number) << 32 | UInt64(truncatingIfNeeded: range.count))
            var at = range.lowerBound
            while at < range.upperBound, isWhole {
                append(ByteWord(text, at: at, upTo: range.upperBound).bits)
                at += 8
            }
        }

        /// Whether the words are those of a key that is whole.
        @inline(__always)
        func matches(_ other: [UInt64]) -> Bool {
            guard other.count == count else { return false }
            let (room, other) = (room.span, other.span)
            for place in other.indices where room[place] != other[place] { return false }
            return true
        }
    }

    private static let size = 512
    /// How many slots a key may be in: so many that a hundred unknown names, each of which costs a search, do not drive
    /// each other out.
    private static let neighbours = 8
    private static let mostParameters = 6

    /// By rule, the parameters that it reads; empty for a rule about names.
    private let reads: [[Parameter]]
    private var entries = Array(repeating: Entry(), count: Self.size)
    /// Which neighbour is overwritten where none is free.
    private var next = 0
    /// What the findings at hand depend on.
    private var key = Key()

    /// An empty cache for rules.
    init(_ rules: [Rule]) {
        reads = rules.map { $0.isAboutNames ? [] : $0.reads }
    }

    /// Whether what a rule finds depends on little enough to be kept.
    ///
    /// A rule about the request looks at its head as well, which no key tells of.
    static func keeps(_ rule: Rule) -> Bool {
        rule.stage >= .json && (rule.isAboutNames || 1...mostParameters ~= rule.reads.count)
    }

    /// What the rule at a place said of a payload with the same values; nil when that is not known.
    mutating func recall(_ rule: Int, in request: borrowing SessionRequest) -> [FindingStatement]? {
        makeKey(rule, request)
        guard key.isWhole else { return nil }
        let entries = entries.span
        for neighbour in 0..<Self.neighbours {
            let slot = slot ^ neighbour
            if entries[slot].rule < 0 { return nil }
            guard entries[slot].hash == key.hash, entries[slot].rule == rule else { continue }
            if key.matches(entries[slot].key) { return entries[slot].statements }
        }
        return nil
    }

    /// Keeps what a rule said of the payload that was last asked for, unless that takes too much room.
    mutating func keep(_ statements: [FindingStatement], of rule: Int) {
        guard key.isWhole else { return }
        let free = (0..<Self.neighbours).first { entries[slot ^ $0].rule < 0 }
        entries[slot ^ (free ?? next)] = Entry(rule: rule, hash: key.hash, key: key.words, statements: statements)
        next = (next + 1) % Self.neighbours
    }

    /// Gathers the values that the rule reads.
    private mutating func makeKey(_ rule: Int, _ request: borrowing SessionRequest) {
        key.begin(rule)
        let text = request.document.buffer.span
        if reads[rule].isEmpty {
            for name in request.unknownNames {
                key.append(NameTable.unknown, text, request.document.inBuffer(request.document[name].range))
            }
        }
        for parameter in reads[rule] {
            guard let value = request.written(parameter) else {
                key.append(.max)
                continue
            }
            // The number tells which spelling of the parameter's name it is.
            key.append(
                request.document.name(at: value - 1), text, request.document.inBuffer(request.document[value].range))
        }
    }

    /// The first slot for the key; its neighbours are the others.
    ///
    /// The highest bits of the hash, on which all bytes of the values have had a part.
    private var slot: Int {
        Int(truncatingIfNeeded: key.hash >> UInt64(UInt64.bitWidth - Self.size.trailingZeroBitCount))
    }
}

extension Rule {
    /// Whether it is about members that are no parameters, whose names alone decide what it finds: BC004.
    fileprivate var isAboutNames: Bool { id.number == 4 }
}
