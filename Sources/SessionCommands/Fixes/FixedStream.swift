import CommandKit

/// Some lines of a stream with their fixes applied.
struct FixedLines: Sendable {
    /// The lines as they should be, with their line feeds.
    var text: [UInt8] = []
    /// How many bytes they had before.
    var byteCount = 0
    /// How many findings were fixed.
    var count = 0
}

/// Replaces a file of lines by the same with fixes applied, in constant memory.
///
/// Nothing is written before the first line that changes: what stands before it is then copied from the file.
struct FixedStream: Sendable {
    private let path: FilePath
    private let stream: InputStream
    private let status: FileStatus
    private var file: ReplacementFile?
    /// How many bytes of the file have been gone by.
    private var offset = 0
    /// How many findings were fixed.
    private(set) var count = 0

    init(_ path: FilePath, _ stream: InputStream, _ status: FileStatus) {
        self.path = path
        self.stream = stream
        self.status = status
    }

    /// Goes on by some lines.
    mutating func append(_ lines: FixedLines) throws(SystemError) {
        count += lines.count
        if lines.count > 0, file == nil {
            let file = try ReplacementFile(replacing: path, as: status)
            try copyBeginning(to: file.output)
            self.file = file
        }
        try file?.output.write(lines.text)
        offset += lines.byteCount
    }

    private func copyBeginning(to output: OutputStream) throws(SystemError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var place = 0
        while place < offset {
            let taken = try stream.read(into: &buffer, at: 0, count: min(buffer.count, offset - place), from: place)
            guard taken > 0 else { return }
            try output.write(buffer[..<taken])
            place += taken
        }
    }

    /// Puts the outcome in the file's place, if anything has changed; false where the file is another by now.
    func finish() throws(SystemError) -> Bool {
        try file?.commitIfUnchanged() ?? true
    }
}
