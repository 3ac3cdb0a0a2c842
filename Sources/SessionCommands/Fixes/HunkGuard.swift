import BankConnectSession

/// Keeps hunks out of a diff that shows what must not reach a log: a diff cannot escape what it shows.
struct HunkGuard: Sendable {
    /// Why a hunk is left out.
    enum Objection: Sendable, Hashable {
        case secret
        case obeyedText

        /// What the hunk shows, in words that follow "it shows".
        var words: String {
            switch self {
            case .secret: "a secret"
            case .obeyedText: "text that a terminal or the runner of a CI job would obey"
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
        for (_, line) in hunk.lines {
            let bytes = Array(line.bytes)
            var request = SessionRequest()
            request.read(bytes, in: 0..<bytes.count)
            if !SecretRanges(request, in: bytes, text: 0..<bytes.count).isEmpty { return .secret }
        }
        return obeyed(hunk)
    }

    private static func obeyed(_ hunk: UnifiedDiff.Hunk) -> Objection? {
        hunk.lines.contains { isObeyed($0.line.bytes) } ? .obeyedText : nil
    }

    /// Whether a terminal, or a runner that reads the log, could do something else with a line than show it.
    static func isObeyed(_ line: ArraySlice<UInt8>) -> Bool {
        var line = line
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        guard let text = String(validating: line, as: UTF8.self) else { return true }
        if text.drop(while: \.isWhitespace).hasPrefix("::") { return true }
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar != "\t", DisplayText.needsEscape(scalar, after: previous) { return true }
            previous = scalar
        }
        return false
    }
}
