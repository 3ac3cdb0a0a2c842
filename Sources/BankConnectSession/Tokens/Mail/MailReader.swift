/// Reads a mail as it came and gives the text of its parts, decoded, in memory that does not grow with the mail.
///
///     Content-Type: multipart/alternative; boundary="b1"
///
///     --b1
///     Content-Type: text/html
///     Content-Transfer-Encoding: quoted-printable
///
///     <a href=3D"https://bankconnectclient.finbox.in/?session_id=3D…&amp;token=3D…">
///
/// Plain and HTML parts are read, and mails inside it; attachments of other kinds are passed over. What stands in the
/// heads of the mail itself is text too. Several mails in one file (mbox) follow one another.
package struct MailReader: Sendable {
    private enum Place {
        case head, body
    }

    /// What the head of a part says of its body.
    private struct Part {
        var isRead = true
        var isHTML = false
        var isMail = false
        var encoding = TransferDecoder.Encoding.identity
        var isUTF16 = false
    }

    /// The longest line that is kept whole; longer ones are content, piece by piece.
    private static let longestLine = 4_096
    private static let greatestBoundaryCount = 64
    /// What stands before each mail of several in one file (mbox), behind an empty line.
    private static let mailSeparator = Array("From ".utf8)

    private let isMail: Bool
    private let finder: LinkFinder
    private var place: Place
    private var line: [UInt8] = []
    /// Whether pieces of the line were handed on already.
    private var isContinued = false
    /// Whether the line before was empty.
    private var isAfterEmptyLine = true
    /// The field of a head that lines with white space before them go on with.
    private var field: [UInt8] = []
    private var part = Part()
    private var decoder = TransferDecoder(.identity)
    private var html: HTMLReader?
    /// Decodes the part's UTF-16; nil before its first bytes have come, and in other parts.
    private var wide: UTF16Decoder?
    private var boundaries: [[UInt8]] = []

    /// Begins with the head of a mail.
    package init(_ finder: LinkFinder) {
        self.finder = finder
        isMail = true
        place = .head
    }

    /// Begins with HTML that stands alone, of which the first part is there: quoted-printable as in a mail, or plain.
    package init(readingHTMLFor finder: LinkFinder, beginning head: Span<UInt8>) {
        self.finder = finder
        isMail = false
        place = .body
        html = HTMLReader(finder)
        if Self.isQuotedPrintable(head) { decoder = TransferDecoder(.quotedPrintable) }
    }

    /// The text of HTML that is there as a whole.
    static func text(ofHTML html: Span<UInt8>, _ finder: LinkFinder) -> [UInt8] {
        var reader = MailReader(readingHTMLFor: finder, beginning: html)
        var text: [UInt8] = []
        reader.read(html, into: &text)
        reader.finish(into: &text)
        return text
    }

    /// Whether HTML is the source of a mail's part: each equals sign behind `href` is written `=3D`.
    private static func isQuotedPrintable(_ html: Span<UInt8>) -> Bool {
        var at = 0
        var isEncoded = false
        while let place = html.firstOffset(of: "href=", from: at) {
            at = place + 5
            guard html.holds("3D", at: at) else { return false }
            isEncoded = true
        }
        return isEncoded
    }

    /// Reads on, and adds what it gives to a text.
    package mutating func read(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        var start = 0
        while let feed = bytes.firstLineFeed(from: start) {
            line.append(copying: bytes.extracting(start..<feed))
            start = feed + 1
            if line.last == 0x0D { line.removeLast() }
            endLine(into: &text)
        }
        // A line without an end in sight is handed on piece by piece.
        while start < bytes.count {
            let end = min(bytes.count, start + max(1, Self.longestLine - line.count))
            line.append(copying: bytes.extracting(start..<end))
            start = end
            if line.count >= Self.longestLine { handOnPiece(into: &text) }
        }
    }

    /// Ends the mail.
    package mutating func finish(into text: inout [UInt8]) {
        if !line.isEmpty || isContinued { endLine(into: &text) }
        endPart(into: &text)
    }

    private mutating func handOnPiece(into text: inout [UInt8]) {
        // An escape stays whole.
        let kept = line.suffix(3).contains(UInt8(ascii: "=")) ? 3 : 0
        let piece = Array(line.dropLast(kept))
        line.removeFirst(piece.count)
        isContinued = true
        if place == .body { decode(piece.span, hasEnd: false, into: &text) }
    }

    private mutating func endLine(into text: inout [UInt8]) {
        defer {
            isAfterEmptyLine = line.isEmpty && !isContinued
            line.removeAll(keepingCapacity: true)
            isContinued = false
        }
        if isMail, !isContinued, isAfterEmptyLine, line.starts(with: Self.mailSeparator) {
            // The next mail of several in one file.
            endPart(into: &text)
            boundaries.removeAll()
            part = Part()
            place = .head
            return
        }
        switch place {
        case .head: readHeadLine(into: &text)
        case .body:
            if !isContinued, let isLast = boundaryIsLast() {
                endPart(into: &text)
                part = Part()
                place = isLast ? .body : .head
                decoder = TransferDecoder(.identity)
            } else {
                let line = line
                decode(line.span, hasEnd: true, into: &text)
            }
        }
    }

    /// Whether the line is the last of a boundary's; nil for a line that is no boundary.
    private func boundaryIsLast() -> Bool? {
        guard line.count > 2, line[0] == UInt8(ascii: "-"), line[1] == UInt8(ascii: "-") else { return nil }
        let rest = line[2...]
        for boundary in boundaries.reversed() where rest.starts(with: boundary) {
            let behind = rest.dropFirst(boundary.count)
            if behind.allSatisfy({ $0 <= 0x20 }) { return false }
            if behind.starts(with: [0x2D, 0x2D]), behind.dropFirst(2).allSatisfy({ $0 <= 0x20 }) { return true }
        }
        return nil
    }

    // MARK: - Heads

    private mutating func readHeadLine(into text: inout [UInt8]) {
        if line.isEmpty, !isContinued {
            endField()
            place = .body
            if part.isMail {
                part = Part()
                place = .head
                return
            }
            decoder = TransferDecoder(part.encoding)
            html = part.isHTML ? HTMLReader(finder) : nil
            text.append(0x0A)
            return
        }
        if boundaries.isEmpty {
            text.append(copying: line)
            text.append(0x0A)
        }
        if let first = line.first, first == 0x20 || first == 0x09 {
            if field.count + line.count <= Self.longestLine { field += line }
        } else {
            endField()
            field = line
        }
    }

    private mutating func endField() {
        let field = field
        self.field.removeAll(keepingCapacity: true)
        let span = field.span
        if span.holds("Content-Type:", at: 0) {
            readType(span)
        } else if span.holds("Content-Transfer-Encoding:", at: 0) {
            if span.firstOffset(of: "quoted-printable") != nil {
                part.encoding = .quotedPrintable
            } else if span.firstOffset(of: "base64") != nil {
                part.encoding = .base64
            }
        }
    }

    private mutating func readType(_ field: Span<UInt8>) {
        var start = 13
        while start < field.count, field[start] <= 0x20 { start += 1 }
        let type = field.extracting(start...)
        part.isHTML = type.holds("text/html", at: 0)
        part.isMail = type.holds("message/rfc822", at: 0)
        part.isUTF16 =
            type.firstOffset(of: "charset=utf-16") != nil || type.firstOffset(of: "charset=\"utf-16") != nil
        part.isRead = type.holds("text/", at: 0) || type.holds("multipart/", at: 0) || type.holds("message/", at: 0)
        guard type.holds("multipart/", at: 0), let name = type.firstOffset(of: "boundary=") else { return }
        var at = name + 9
        let isQuoted = at < type.count && type[at] == UInt8(ascii: "\"")
        if isQuoted { at += 1 }
        var end = at
        while end < type.count,
            isQuoted ? type[end] != UInt8(ascii: "\"") : type[end] > 0x20 && type[end] != UInt8(ascii: ";")
        {
            end += 1
        }
        guard end > at, end - at <= 512 else { return }
        boundaries.append(type.extracting(at..<end).array)
        if boundaries.count > Self.greatestBoundaryCount { boundaries.removeFirst() }
    }

    // MARK: - Bodies

    private mutating func decode(_ bytes: Span<UInt8>, hasEnd: Bool, into text: inout [UInt8]) {
        guard part.isRead else { return }
        let isWide = part.isUTF16 && part.encoding == .base64
        guard html != nil || isWide else { return decoder.decode(bytes, hasEnd: hasEnd, to: &text) }
        var decoded: [UInt8] = []
        decoder.decode(bytes, hasEnd: hasEnd, to: &decoded)
        if isWide { decoded = decodedWide(decoded) }
        if html == nil { text += decoded } else { html?.read(decoded.span, into: &text) }
    }

    private mutating func decodedWide(_ bytes: [UInt8]) -> [UInt8] {
        if wide == nil { wide = UTF16Decoder(beginning: bytes.span) }
        var text: [UInt8] = []
        wide?.decode(bytes.span, into: &text)
        return text
    }

    private mutating func endPart(into text: inout [UInt8]) {
        html?.finish(into: &text)
        html = nil
        wide = nil
        text.append(literal: "\n\n")
    }

    // MARK: - What a text is

    /// Whether a text has a link of HTML somewhere, which may show something else than it opens.
    package static func holdsHTMLLink(_ text: Span<UInt8>) -> Bool { HTMLReader.holdsAnchor(text) }

    /// Whether a text begins as a mail does: with lines of fields, or with a line of mbox.
    package static func beginsAsMail(_ head: Span<UInt8>) -> Bool {
        var at = 0
        while at < head.count, head[at] <= 0x20 { at += 1 }
        if head.holds("From ", at: at),
            head.firstOffset(of: "\nReceived:") != nil || head.firstOffset(of: "\nFrom:") != nil
        {
            return true
        }
        if head.holds("--", at: at), let feed = head.firstLineFeed(from: at), head.holds("Content-", at: feed + 1) {
            return true
        }
        var colon = at
        while colon < head.count, ASCII.isLetterOrDigit(head[colon]) || head[colon] == UInt8(ascii: "-") { colon += 1 }
        guard colon > at, colon < head.count, head[colon] == UInt8(ascii: ":") else { return false }
        let name = head.extracting(at..<colon)
        for field in fieldNames where name.equalsIgnoringCase(field) { return true }
        return name.holds("X-", at: 0) || name.holds("Content-", at: 0) || name.holds("ARC-", at: 0)
    }

    private static let fieldNames: [StaticString] = [
        "Return-Path", "Received", "Delivered-To", "From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version",
        "DKIM-Signature", "Reply-To", "Sender", "Authentication-Results", "Received-SPF", "In-Reply-To", "References",
        "List-Unsubscribe", "Thread-Topic", "Thread-Index", "Importance", "Priority", "User-Agent", "Bcc", "Sent",
    ]

    /// Whether a text begins as an HTML document or a piece of one.
    package static func beginsAsHTML(_ head: Span<UInt8>) -> Bool {
        var at = 0
        if head.holds([0xEF, 0xBB, 0xBF].span, at: 0) { at = 3 }
        while at < head.count, head[at] <= 0x20 { at += 1 }
        guard at + 1 < head.count else { return false }
        // A link of HTML in the midst of a text shows something else than it opens.
        guard head[at] == UInt8(ascii: "<") else { return HTMLReader.holdsAnchor(head) }
        if head[at + 1] == UInt8(ascii: "!") { return true }
        var end = at + 1
        while end < head.count, ASCII.isLetterOrDigit(head[end]) { end += 1 }
        if end > at + 1, end < head.count,
            head[end] <= 0x20 || head[end] == UInt8(ascii: ">") || head.holds("/>", at: end)
        {
            return true
        }
        return HTMLReader.holdsAnchor(head)
    }
}
