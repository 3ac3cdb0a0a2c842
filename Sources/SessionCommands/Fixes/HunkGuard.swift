import BankConnectSession

/// Keeps hunks out of a diff that shows what must not reach a log: a diff cannot escape what it shows.
struct HunkGuard: Sendable {
    /// Why a hunk is left out.
    enum Objection: Sendable, Hashable {
        case secret
        case obeyedText
        case invisibleText

        /// What the hunk shows, in words that follow "it shows".
        var words: String {
            switch self {
            case .secret: "a secret"
            case .obeyedText: "text that a terminal or the runner of a CI job would obey"
            case .invisibleText: "characters that cannot be seen"
            }
        }
    }

    private let old: SecretRanges
    private let new: SecretRanges

    /// A guard for two whole texts, by where their secrets are.
    init(old: SecretRanges, new: SecretRanges) {
        self.old = old
        self.new = new
    }

    /// Why a hunk of the two texts is left out; nil for one that can be shown.
    func objection(to hunk: UnifiedDiff.Hunk) -> Objection? {
        for (mark, line) in hunk.lines {
            let secrets = mark == .added ? new : old
            if secrets.overlap(line.offset..<line.offset + line.bytes.count) { return .secret }
        }
        return Self.obeyed(hunk)
    }

    /// Why a hunk is left out whose lines are payloads; nil for one that can be shown.
    static func objection(toLinesOf hunk: UnifiedDiff.Hunk) -> Objection? {
        hunk.lines.lazy.compactMap { objection(toPayload: Array($0.line.bytes)) }.first
    }

    /// Why a payload that is one line is not shown.
    static func objection(toPayload line: [UInt8]) -> Objection? {
        var request = SessionRequest()
        request.read(line, in: 0..<line.count)
        guard SecretRanges(request, in: line, text: 0..<line.count).isEmpty else { return .secret }
        return objection(toText: line[...])
    }

    private static func obeyed(_ hunk: UnifiedDiff.Hunk) -> Objection? {
        hunk.lines.lazy.compactMap { objection(toText: $0.line.bytes) }.first
    }

    /// Why a line is not shown: a terminal, or a runner that reads the log, could do something else with it, or a person
    /// not see all of it.
    static func objection(toText line: ArraySlice<UInt8>) -> Objection? {
        var line = line
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        guard var text = String(validating: line, as: UTF8.self)?.unicodeScalars[...] else { return .obeyedText }
        // A byte-order mark at the start of a file, or of one that was appended, does nothing.
        if text.first == "\u{FEFF}" { text.removeFirst() }
        if text.drop(while: \.properties.isWhitespace).starts(with: "::".unicodeScalars) { return .obeyedText }
        var previous: Unicode.Scalar?
        var objection: Objection?
        while let scalar = text.popFirst() {
            if scalar == "#", previous == "#" {
                // Runners obey a word in front of a bracket; number signs alone are between requests.
                if text.drop(while: \.properties.isAlphabetic).first == "[" { return .obeyedText }
            } else if scalar != "\t", DisplayText.needsEscape(scalar, after: previous) {
                if scalar.properties.generalCategory == .control { return .obeyedText }
                objection = .invisibleText
            }
            previous = scalar
        }
        return objection
    }
}
