import BankConnectSession

/// Streams of payloads, a line each.
enum StreamProperties {
    private static let words = ["validate", "--input", "ndjson", "--format", "ndjson", "-"]

    /// The most lines that are checked one by one.
    private static let limit = 6

    static func check(_ input: [UInt8]) throws {
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
        let run = ToolRun(words, input: input)
        var expected: [[UInt8]] = []
        for (index, line) in lines.prefix(limit).enumerated() {
            // Behind lines of nothing but spaces, so that its number and its offset are the same.
            let before = lines[..<index].flatMap { [UInt8](repeating: 0x20, count: $0.count) + [0x0A] }
            let alone = ToolRun(words, input: before + line)
            try hold(alone.lines.count <= 1, "a line has one result at most")
            try hold(alone.status == 0 || alone.status == 1, "a line is valid or not")
            if let result = alone.lines.first { _ = try JSONDocument(result) }
            expected += alone.lines
        }
        try hold(Array(run.lines.prefix(expected.count)) == expected, "a line's result is its own")
        try hold(lines.count > limit || run.lines.count == expected.count, "no line has a second result")
        let isInvalid = run.lines.contains { $0.text.contains(#""valid":false"#) }
        try hold(run.status == (isInvalid ? 1 : 0), "the status tells whether all lines are valid")
    }
}
