import CommandKit

/// The requests of a `.http` file: one as it is sent, or several as REST clients keep them.
///
/// A line that begins with `###` is between two requests. Before a request there may be blank lines and comments, `#` or
/// `//`. Variables are not filled in: what uses one is checked as it stands.
struct RequestFile {
    /// A request of the file.
    struct Request: Equatable {
        /// From its first line to the separator.
        let range: Range<Int>
        /// The number of its first line, counted from 1.
        let line: Int
    }

    private(set) var requests: [Request] = []
    /// What the file holds that is not supported, with the number of its line.
    private(set) var remarks: [(line: Int, text: String)] = []

    init(_ bytes: [UInt8]) {
        var start: (offset: Int, line: Int)?
        var number = 0
        var offset = 0
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            let line = bytes[offset..<end]
            number += 1
            if line.starts(with: "###".utf8) {
                if let start { add(start, until: offset) }
                start = nil
            } else if start == nil {
                if line.first == UInt8(ascii: "@") {
                    remarks.append((number, "variables are not supported: the line is passed over"))
                } else if !Self.isPassedOver(line) {
                    start = (offset, number)
                }
            }
            offset = end
        }
        if let start { add(start, until: bytes.count) }
        // A file without a request is one that cannot be read as one.
        if requests.isEmpty { requests = [Request(range: 0..<bytes.count, line: 1)] }
    }

    private mutating func add(_ start: (offset: Int, line: Int), until end: Int) {
        requests.append(Request(range: start.offset..<end, line: start.line))
    }

    private static func isPassedOver(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == UInt8(ascii: "#") || line.starts(with: "//".utf8)
            || line.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}
