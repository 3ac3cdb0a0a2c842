import BankConnectSession
import CommandKit

/// Reads a list of links or tokens, or a mail, piece by piece; no link stands in two pieces.
struct LinkTextSource: PipelineSource {
    /// What a piece holds.
    enum Kind: Sendable {
        /// Lines of links, or text with links in it.
        case text
        /// The decoded text of a mail or of HTML, whose lines have no numbers that anybody knows.
        case mail
        /// A token a line.
        case tokens
    }

    /// Some of the input.
    struct Piece: Sendable {
        var bytes: [UInt8] = []
        var count = 0
        var firstLine = 1
        var kind = Kind.text
        /// Why the input could not be read any further.
        var failure: SystemError?
    }

    private static let chunkSize = 1 << 16
    /// How much must have come before a text without a line end is looked at again.
    private static let leastGrowth = 1 << 12

    private let stream: InputStream
    private let finder: LinkFinder
    private var kind: Kind?
    private let isTokenList: Bool
    private let takesOneToken: Bool
    private var mail: MailReader?
    /// What was read and stands in no piece yet.
    private var rest: [UInt8] = []
    private var nextLine = 1
    private var isAtEnd = false
    private var isDone = false
    private var raw: [UInt8] = []
    private var firstFailure: SystemError?
    /// Whether nothing has been read yet.
    private var isAtStart = true
    /// Decodes a text of UTF-16; nil for another one.
    private var decoder: UTF16Decoder?

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - stream: What is read.
    ///   - finder: What says where the text may be cut.
    ///   - isTokenList: Whether each line is a token, whatever it looks like.
    ///   - takesOneToken: Whether an input of one line that may be a token is one.
    init(_ stream: InputStream, _ finder: LinkFinder, isTokenList: Bool, takesOneToken: Bool) {
        self.stream = stream
        self.finder = finder
        self.isTokenList = isTokenList
        self.takesOneToken = takesOneToken
    }

    func makeItem() -> Piece { Piece() }

    /// Waits until something has come; what goes wrong is reported with the first piece.
    mutating func readFirst() {
        do throws(SystemError) {
            try begin()
        } catch {
            firstFailure = error
        }
    }

    mutating func next(into piece: inout Piece) -> Bool {
        guard !isDone else { return false }
        piece.failure = nil
        piece.count = 0
        do throws(SystemError) {
            if let failure = firstFailure { throw failure }
            if kind == nil { try begin() }
            try fill(&piece)
        } catch {
            piece.failure = error
            isDone = true
            return true
        }
        if piece.count == 0 {
            isDone = true
            return false
        }
        piece.kind = kind ?? .text
        piece.firstLine = nextLine
        nextLine += ByteSearch.lineFeedCount(in: piece.bytes, 0..<piece.count)
        return true
    }

    /// Reads until it is known what the input is: its first lines say so.
    private mutating func begin() throws(SystemError) {
        if isTokenList {
            kind = .tokens
            return
        }
        while !isAtEnd, rest.count < Self.chunkSize, !Self.hasWholeLine(rest) { try readMore() }
        if MailReader.beginsAsMail(rest.span) {
            kind = .mail
            mail = MailReader(finder)
        } else if MailReader.beginsAsHTML(rest.span) {
            kind = .mail
            while !isAtEnd, rest.count < Self.chunkSize { try readMore() }
            mail = MailReader(readingHTMLFor: finder, beginning: rest.span)
        } else {
            if takesOneToken, TokenForm.isOneLine(rest) {
                while !isAtEnd, TokenForm.isOneLine(rest) { try readMore() }
            }
            kind = takesOneToken && isAtEnd && TokenForm.isOneLine(rest) ? .tokens : .text
        }
        if mail != nil {
            let first = rest
            rest = []
            mail?.read(first.span, into: &rest)
            // All of it may have come already.
            if isAtEnd { mail?.finish(into: &rest) }
        }
    }

    private static func hasWholeLine(_ text: [UInt8]) -> Bool {
        text.contains(0x0A) && text.contains { $0 > 0x20 }
    }

    /// Moves what can be searched from the rest to a piece, reading on as needed.
    private mutating func fill(_ piece: inout Piece) throws(SystemError) {
        var tried = 0
        var isFirst = true
        while true {
            let hasGrown = rest.count >= tried + Self.leastGrowth || rest.last == 0x0A || isFirst
            if isAtEnd || (hasGrown && rest.count > 0) {
                isFirst = false
                tried = rest.count
                let cut = isAtEnd ? rest.count : cut(rest)
                if cut > 0 || isAtEnd {
                    piece.bytes.removeAll(keepingCapacity: true)
                    piece.bytes.append(contentsOf: rest[..<cut])
                    piece.count = cut
                    rest.removeFirst(cut)
                    return
                }
            }
            try readMore()
        }
    }

    private func cut(_ text: [UInt8]) -> Int {
        if kind != .tokens { return finder.safeCut(text.span) }
        return ByteSearch.lastLineFeed(in: text, 0..<text.count).map { $0 + 1 } ?? 0
    }

    private mutating func readMore() throws(SystemError) {
        var raw: [UInt8] = []
        swap(&raw, &self.raw)
        defer { swap(&raw, &self.raw) }
        if raw.isEmpty { raw = [UInt8](repeating: 0, count: Self.chunkSize) }
        var taken = try stream.read(into: &raw, at: 0, count: raw.count)
        if isAtStart {
            isAtStart = false
            // Its first four bytes say whether a text is UTF-16.
            while taken > 0, taken < 4 {
                let more = try stream.read(into: &raw, at: taken, count: raw.count - taken)
                guard more > 0 else { break }
                taken += more
            }
            decoder = UTF16Decoder(beginning: raw.span.extracting(first: taken))
        }
        guard taken > 0 else {
            isAtEnd = true
            mail?.finish(into: &rest)
            return
        }
        if decoder != nil {
            var decoded: [UInt8] = []
            decoder?.decode(raw.span.extracting(first: taken), into: &decoded)
            if mail == nil { rest += decoded } else { mail?.read(decoded.span, into: &rest) }
        } else if mail != nil {
            mail?.read(raw.span.extracting(0..<taken), into: &rest)
        } else {
            rest.append(contentsOf: raw[..<taken])
        }
        // What is a text so far may have HTML in it further on.
        if kind == .text, mail == nil, raw[..<taken].contains(UInt8(ascii: "<")), MailReader.holdsHTMLLink(rest.span) {
            readRestAsHTML()
        }
    }

    private mutating func readRestAsHTML() {
        kind = .mail
        let text = rest
        var reader = MailReader(readingHTMLFor: finder, beginning: text.span)
        rest = []
        reader.read(text.span, into: &rest)
        mail = reader
    }
}

/// What a token looks like, whatever its scheme.
enum TokenForm {
    /// Whether a text is one line, with its end or without, that may be a token.
    static func isOneLine(_ text: [UInt8]) -> Bool {
        var end = text.count
        while end > 0, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
        guard (8...4_096).contains(end), text.count - end <= 2 else { return false }
        return text[..<end].allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D...0x2F, 0x3D, 0x5F, 0x7E: true
            default: false
            }
        }
    }
}
