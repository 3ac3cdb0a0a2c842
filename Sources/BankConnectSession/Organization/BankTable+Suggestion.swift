import PlainText

extension BankTable {
    /// What an unknown name of a bank probably means.
    package struct Suggestion: Sendable, Hashable {
        /// The banks that it may mean, the only one as a rule; none when nothing matches well.
        package let banks: [Bank]
        /// Whether the name is surely a misspelling of an identifier, and not a bank that is missing from the table.
        package let isMisspelling: Bool
    }

    /// What a name that is not in the table probably means.
    ///
    /// In this order, each step only when it leads to one bank:
    /// - the letters and digits are those of an identifier or of a full name (`hdfc-bank`, `state bank of india`), or
    ///   all but one of an identifier of five or more (`ICICII`): these are misspellings;
    /// - the words are those of a name, without `bank`, `limited` and the like (`kotak mahindra`, `union bank`);
    /// - the letters are a name's initials (`pnb`, `BOM`);
    /// - the words begin a name (`ujjivan bank`).
    ///
    /// Never by letters alone: 49 of FinBox's own 346 identifiers lie within two edits of another.
    package func suggestion(for name: String) -> Suggestion {
        let wanted = SpelledBank(name.utf8.prefix(SpelledBank.longest + 1))
        guard !wanted.letters.isEmpty, wanted.letters.count <= SpelledBank.longest else {
            return Suggestion(banks: [], isMisspelling: false)
        }
        let spellings = spellings ?? banks.map { Spelling($0) }
        let all = { (isMatch: (Spelling) -> Bool) in spellings.indices.filter { isMatch(spellings[$0]) } }
        var found = all { $0.identifier.letters == wanted.letters || $0.name.letters == wanted.letters }
        if found.isEmpty {
            found = all {
                $0.identifier.letters.count >= 5
                    && EditDistance.between(wanted.letters, $0.identifier.letters, limit: 1) != nil
            }
        }
        guard found.isEmpty else { return Suggestion(banks: found.map { banks[$0] }, isMisspelling: true) }
        for isMatch in Self.looseMatches {
            let found = all { isMatch(wanted, $0) }
            if found.count == 1 { return Suggestion(banks: found.map { banks[$0] }, isMisspelling: false) }
            // Several banks have these words, so that no later step could tell which is meant.
            if found.count > 1 { break }
        }
        return Suggestion(banks: [], isMisspelling: false)
    }

    /// The bank whose identifier or full name this is, case, spaces and punctuation aside; nil for none or several.
    package func bank(called name: String) -> Bank? {
        let suggestion = suggestion(for: name)
        guard suggestion.banks.count == 1, let bank = suggestion.banks.first else { return nil }
        let letters = SpelledBank(name.utf8).letters
        let isBank = [bank.identifier, bank.name].contains { SpelledBank($0.utf8).letters == letters }
        return isBank ? bank : nil
    }

    /// The spelling of a bank's identifier and name, as suggestions compare them; each step looks at all of them, which a
    /// class lends without copying what is in it.
    final class Spelling: Sendable {
        let identifier: SpelledBank
        let name: SpelledBank

        init(_ bank: Bank) {
            identifier = SpelledBank(bank.identifier.utf8)
            name = SpelledBank(bank.name.utf8)
        }
    }

    private static let looseMatches: [@Sendable (SpelledBank, Spelling) -> Bool] = [
        { wanted, bank in
            !wanted.words.isEmpty
                && (bank.identifier.hasSameWords(as: wanted) || bank.name.hasSameWords(as: wanted))
        },
        { wanted, bank in wanted.isAcronym && bank.name.initials.contains(wanted.words[0]) },
        { wanted, bank in !wanted.words.isEmpty && bank.name.words.starts(with: wanted.words) },
    ]
}

/// A bank's name taken apart: letters without case, and the words that tell banks apart.
struct SpelledBank: Sendable {
    /// The letters and digits, ASCII letters in lower case.
    let letters: [UInt8]
    /// The words in order, without those that nearly every bank has.
    let words: [String]
    /// The same run together, and in the order of the alphabet.
    private let (joined, sorted): (String, [String])
    /// The first letters of all words, once with and once without the smallest.
    let initials: [String]

    /// The most letters of a name that is looked into; the longest of FinBox's has 60.
    static let longest = 100

    /// Words that do not tell banks apart.
    private static let common = ["bank", "bnk", "ltd", "limited", "pvt", "private", "india"]
    /// Words that do not always have a letter in an acronym.
    private static let small = ["the", "of", "and"]
    /// Spellings of one word, which a name has one, two or three of: cooperative.
    private static let cooperative = ["co", "op", "coop", "operative", "cooperative"]

    init(_ text: some Sequence<UInt8>) {
        var letters: [UInt8] = []
        var all: [String] = []
        var word: [UInt8] = []
        func endWord() {
            if !word.isEmpty { all.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for byte in text {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
                word.append(byte)
            // Not the end of a word: people's.
            case UInt8(ascii: "'"): continue
            default:
                letters += word
                endWord()
            }
        }
        letters += word
        endWord()
        self.letters = letters
        let isCommon = { (word: String) in Self.common.contains(word) || Self.small.contains(word) }
        var telling = all.filter { !isCommon($0) }.map(Self.withoutBank)
        // Bank of India has no other word.
        if telling.isEmpty { telling = all.filter { $0 == "india" } }
        var words: [String] = []
        var isBehindCooperative = false
        for word in telling {
            let isCooperative = Self.cooperative.contains(word)
            if !isCooperative { words.append(word) } else if !isBehindCooperative { words.append("cooperative") }
            isBehindCooperative = isCooperative
        }
        self.words = words
        (joined, sorted) = (words.joined(), words.sorted())
        let short = all.filter { $0 != "the" && $0 != "ltd" && $0 != "limited" }
        initials = [Self.initials(of: short), Self.initials(of: short.filter { !Self.small.contains($0) })]
    }

    /// Whether the words are the same, in any order, or run together.
    func hasSameWords(as other: SpelledBank) -> Bool { joined == other.joined || sorted == other.sorted }

    /// Whether this may be the initials of a name: one word of three to six letters.
    var isAcronym: Bool {
        words.count == 1 && (3...6).contains(words[0].utf8.count) && words[0].utf8.allSatisfy { $0 > UInt8(ascii: "9") }
    }

    private static func initials(of words: [String]) -> String {
        // Byte by byte, a first one and those that continue it: the standard library's way through scalars costs ten times
        // as much, for each of hundreds of banks.
        var initials: [UInt8] = []
        for word in words {
            initials += word.utf8.prefix(1)
            initials += word.utf8.dropFirst().prefix { $0 & 0xC0 == 0x80 }
        }
        return String(decoding: initials, as: UTF8.self)
    }

    /// `dbs` for `dbsbnk` and `citi` for `citibank`.
    private static func withoutBank(_ word: String) -> String {
        for ending in ["bank", "bnk"] where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + 2 {
            return String(word.dropLast(ending.utf8.count))
        }
        return word
    }
}
