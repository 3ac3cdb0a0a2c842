/// Findings of the payloads before, by what they were made of.
///
/// The same mistakes come again and again in a stream, and searching for what was meant and putting it into words is
/// what findings cost. A rule says which parameters it reads; the text of their values, as it is in the payload, decides
/// what the rule finds, so for the same text the same findings are given again, without asking the rule.
struct FindingCache: Sendable {
    /// What a finding points at, in a payload with the same values elsewhere in the text.
    private enum Anchor: Sendable {
        /// A node so many nodes after a parameter's value; -1 is the name.
        case parameter(Parameter, offset: Int)
        /// The name of an unknown member, counted.
        case unknownName(Int)
        /// The payload's opening brace.
        case openingBrace
        /// A place that is not in the payload.
        case fixed(Finding.Place)
    }

    private struct Entry: Sendable {
        var rule = -1
        var key: [UInt8] = []
        var findings: [(statement: FindingStatement, anchor: Anchor)] = []
    }

    private static let size = 512
    private static let longestKey = 128
    private static let mostParameters = 6

    /// By rule, the parameters that it reads; nil for a rule whose findings depend on more, or on too many.
    private let parameters: [[Parameter]?]
    /// By rule, whether anything of it is in the cache.
    private var holds: [Bool]
    private var entries: [Entry] = []
    /// What the payload's findings of the rule depend on; nothing where ``isKeyed`` is false.
    private var key: [UInt8] = []
    private var isKeyed = false

    /// An empty cache for rules.
    init(_ rules: [Rule]) {
        parameters = rules.map { rule in
            // BC004 is about members that are no parameters.
            if rule.id.number == 4 { return [] }
            // A rule about the request looks at its head as well, which no key tells of.
            if rule.stage < .json { return nil }
            let reads = rule.reads
            return reads.isEmpty || reads.count > Self.mostParameters ? nil : reads
        }
        holds = Array(repeating: false, count: rules.count)
    }

    /// Whether what the rule at an index finds may be kept.
    func keeps(_ rule: Int) -> Bool { parameters[rule] != nil }

    /// Adds what the rule found in a payload with the same values; false when that is not known.
    @inline(__always)
    mutating func recall(_ rule: Int, in request: borrowing SessionRequest, into list: inout [Finding]) -> Bool {
        isKeyed = false
        guard holds[rule] else { return false }
        makeKey(rule, request)
        guard isKeyed else { return false }
        let slot = slot(rule)
        guard entries[slot].rule == rule, entries[slot].key == key else { return false }
        for (statement, anchor) in entries[slot].findings {
            list.append(Finding(statement: statement, place: Self.place(anchor, request)))
        }
        return true
    }

    /// Keeps what the rule has just found.
    mutating func keep(_ found: ArraySlice<Finding>, of rule: Int, in request: borrowing SessionRequest) {
        if !isKeyed { makeKey(rule, request) }
        guard isKeyed, let parameters = parameters[rule] else { return }
        var entry = Entry(rule: rule, key: key)
        for finding in found {
            guard let anchor = Self.anchor(of: finding.place, parameters, request) else { return }
            entry.findings.append((finding.statement, anchor))
        }
        if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.size) }
        entries[slot(rule)] = entry
        holds[rule] = true
    }

    /// Gathers the values that the rule reads; sets ``isKeyed`` unless they are too long.
    private mutating func makeKey(_ rule: Int, _ request: borrowing SessionRequest) {
        guard let parameters = parameters[rule] else { return }
        key.removeAll(keepingCapacity: true)
        if parameters.isEmpty {
            for name in request.unknownNames { append(name, request) }
        }
        for parameter in parameters {
            // Bytes that no text in UTF-8 holds, so that no two lists of values look alike.
            guard let value = request.written(parameter) else {
                key.append(0xFE)
                continue
            }
            // The number tells which spelling of the parameter's name it is.
            key.append(request.document.name(at: value - 1))
            append(value, request)
        }
        isKeyed = key.count <= Self.longestKey
    }

    private mutating func append(_ node: JSONTape.Index, _ request: borrowing SessionRequest) {
        let range = request.document.inBuffer(request.document[node].range)
        if key.count <= Self.longestKey { key.append(copying: request.document.buffer.span.extracting(range)) }
        key.append(0xFF)
    }

    /// Where the findings for the key are, or are to be put: one of two neighbours.
    private func slot(_ rule: Int) -> Int {
        var hash = UInt64(truncatingIfNeeded: rule) &* 0x9E37_79B9_7F4A_7C15
        let text = key.span
        var at = 0
        while at < text.count {
            hash = (hash ^ ByteWord(text, at: at, upTo: text.count).bits) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            at += 8
        }
        let slot = Int(truncatingIfNeeded: hash) & (Self.size - 1)
        guard !entries.isEmpty, entries[slot].rule >= 0, entries[slot].rule != rule || entries[slot].key != key else {
            return slot
        }
        return slot ^ 1
    }

    private static func anchor(
        of place: Finding.Place, _ parameters: [Parameter], _ request: borrowing SessionRequest
    ) -> Anchor? {
        guard case .payload(let range, let node) = place else { return .fixed(place) }
        if node == 0 { return place == request.openingBrace ? .openingBrace : nil }
        guard range == request.document[node].range else { return nil }
        if parameters.isEmpty { return request.unknownNames.firstIndex(of: node).map(Anchor.unknownName) }
        for parameter in parameters {
            guard let value = request.written(parameter), node >= value - 1,
                node < request.document.tape.next(after: value)
            else { continue }
            return .parameter(parameter, offset: node - value)
        }
        return nil
    }

    private static func place(_ anchor: Anchor, _ request: borrowing SessionRequest) -> Finding.Place {
        switch anchor {
        case .parameter(let parameter, let offset):
            request.written(parameter).map { request.place(of: $0 + offset) } ?? request.openingBrace
        case .unknownName(let index):
            index < request.unknownNames.count ? request.place(of: request.unknownNames[index]) : request.openingBrace
        case .openingBrace: request.openingBrace
        case .fixed(let place): place
        }
    }
}
