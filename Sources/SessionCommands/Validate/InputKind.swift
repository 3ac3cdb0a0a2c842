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
