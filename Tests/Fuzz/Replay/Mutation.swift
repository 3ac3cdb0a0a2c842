import TestSupport

/// Inputs made from those of a corpus by small changes at random.
struct Mutation {
    private let corpus: [[UInt8]]
    private var generator: SplitMix64

    /// What JSON, URLs, requests, command lines and dates are built of, and what breaks them.
    private static let pieces: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "-0", "1e400",
            "99999999999999999999",
            "\n", "\r\n", "\r", "\t", " ", "/", "//", "?", "#", "&", "=", "%", "%00", "--", "-", ".", "\u{FEFF}",
            "\u{202E}",
            "\u{1B}[2J", "é", "e\u{301}", "日", "😀", "::error::", "##[x", "]]>", "<", "29/02/2024", "31/04/2025", "+",
            "@",
        ].map { Array($0.utf8) } + [[0], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE]]

    init(of corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        generator = SplitMix64(seed: seed)
    }

    /// The next input: one of the corpus, with one to five changes.
    mutating func next() -> [UInt8] {
        var input = corpus.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...5, using: &generator) { change(&input) }
        return input
    }

    private mutating func change(_ input: inout [UInt8]) {
        let place = Int.random(in: 0...input.count, using: &generator)
        let end = min(input.count, place + Int.random(in: 1...8, using: &generator))
        switch Int.random(in: 0...6, using: &generator) {
        case 0 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 1 where place < input.count: input[place] = .random(in: .min ... .max, using: &generator)
        case 2: input.removeSubrange(place..<end)
        case 3: input.insert(contentsOf: Array(input[place..<end]), at: place)
        case 4: input.removeSubrange(place...)
        case 5:
            let other = corpus.randomElement(using: &generator) ?? []
            input.replaceSubrange(place..., with: other.suffix(Int.random(in: 0...other.count, using: &generator)))
        default: input.replaceSubrange(place..<place, with: Self.pieces.randomElement(using: &generator) ?? [])
        }
    }
}
