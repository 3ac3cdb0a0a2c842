import CommandKit

/// How `validate` takes an input.
enum InputKind: String, FlagValue, CaseIterable {
    /// By the ending of its name: `.ndjson` and `.jsonl`, `.http`, anything else JSON.
    case auto
    /// The whole input is one payload.
    case json
    /// Each line is a payload.
    case ndjson
    /// The whole input is a raw HTTP/1.1 request.
    case http

    /// The endings that a directory is searched for.
    static let searched: [(ending: String, kind: InputKind)] = [
        (".json", .json), (".ndjson", .ndjson), (".jsonl", .ndjson), (".http", .http),
    ]

    /// The kind that a file's name tells of; nil for an ending that is none of ours.
    static func ending(of path: FilePath) -> InputKind? {
        let name = path.lastComponent.bytes.map { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        return searched.first {
            name.count > $0.ending.utf8.count && name.suffix($0.ending.utf8.count).elementsEqual($0.ending.utf8)
        }?
        .kind
    }

    /// What the kind means for a file.
    func resolved(for path: FilePath) -> InputKind {
        self == .auto ? Self.ending(of: path) ?? .json : self
    }
}

/// An input of `validate`.
struct ValidationInput: Sendable {
    let path: FilePath
    let kind: InputKind

    /// The name in reports.
    var name: SourceName { SourceName(path) }

    /// The inputs that the operands name: files as they are, directories searched for files of known endings.
    ///
    /// Links to directories are not followed, so that the walk ends.
    static func list(_ paths: [FilePath], _ kind: InputKind) throws -> [ValidationInput] {
        var inputs: [ValidationInput] = []
        for path in paths {
            let isDirectory = !path.isStandardStream && (try? FileSystem.fileStatus(path))?.kind == .directory
            if isDirectory {
                try walk(path, kind, into: &inputs)
            } else {
                inputs.append(ValidationInput(path: path, kind: kind.resolved(for: path)))
            }
        }
        guard !inputs.isEmpty else {
            let names = paths.map { "'\($0.displayName)'" }.joined(separator: ", ")
            throw UsageError(
                "there is no file to check in \(names)",
                hint:
                    "directories are searched for \(InputKind.searched.map { "*" + $0.ending }.joined(separator: ", "))"
            )
        }
        return inputs
    }

    private static func walk(_ directory: FilePath, _ kind: InputKind, into inputs: inout [ValidationInput]) throws {
        // A list of directories still to visit, the next one last, instead of recursion: depth is the input's choice.
        var pending = [directory]
        while let next = pending.popLast() {
            var directories: [FilePath] = []
            for name in try FileSystem.directoryEntries(next) {
                let path = next.appending(name)
                switch (try? FileSystem.fileStatus(path, followingLinks: false))?.kind {
                case .directory: directories.append(path)
                case nil: continue
                default:
                    guard InputKind.ending(of: path) != nil else { continue }
                    inputs.append(ValidationInput(path: path, kind: kind.resolved(for: path)))
                }
            }
            pending.append(contentsOf: directories.reversed())
        }
    }
}
