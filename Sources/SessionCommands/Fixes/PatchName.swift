import CommandKit

/// The name of a file in a diff, as `patch -p0` and `git apply -p0` read it.
struct PatchName: Sendable {
    /// As it stands behind `---` and `+++`.
    let bytes: [UInt8]
    /// Whether it leads out of the working directory: both programs take no such name.
    let isOutside: Bool

    /// The name of a file without links in it, relative to the working directory.
    ///
    /// Both programs refuse to write through a link, and git refuses `./`.
    init(of path: FilePath) {
        let directory = FileSystem.workingDirectory()?.components() ?? []
        let whole = (FileSystem.resolved(path) ?? path).components(in: directory)
        isOutside = !(whole.count > directory.count && whole.starts(with: directory))
        let names = isOutside ? whole : Array(whole.dropFirst(directory.count))
        let name = (isOutside ? [UInt8(ascii: "/")] : []) + Array(names.joined(separator: [UInt8(ascii: "/")]))
        bytes = Self.quoted(name)
    }

    /// The name that standard input goes by.
    init(standardInput name: String) {
        bytes = Self.quoted(Array(name.utf8))
        isOutside = false
    }

    /// The name between quotation marks, as C writes strings, where it has anything but letters and the most usual signs.
    private static func quoted(_ name: [UInt8]) -> [UInt8] {
        let plain = Array("._-+/@,=<>".utf8)
        func isPlain(_ byte: UInt8) -> Bool {
            byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || plain.contains(byte)
        }
        guard !name.allSatisfy(isPlain) else { return name }
        var result = [UInt8(ascii: "\"")]
        for byte in name {
            if isPlain(byte) || byte == 0x20 {
                result.append(byte)
            } else {
                let octal = String(byte, radix: 8)
                result += Array(("\\" + String(repeating: "0", count: 3 - octal.utf8.count) + octal).utf8)
            }
        }
        return result + [UInt8(ascii: "\"")]
    }
}
