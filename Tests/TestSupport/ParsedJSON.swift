import Foundation

/// A JSON text read by a parser that is not ours, and looked into by path.
public struct ParsedJSON {
    private let root: Any

    /// Reads exactly one JSON document.
    public init(_ text: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    /// The value at a path such as `results/0/valid`, a slash in a name as `~1`, written as JSON, strings without their quotes; nil where there
    /// is none.
    public subscript(path: String) -> String? {
        guard let value = value(at: path) else { return nil }
        if let text = value as? String { return text }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The names of the object at a path, sorted.
    public func names(at path: String = "") -> [String] {
        (value(at: path) as? [String: Any])?.keys.sorted() ?? []
    }

    /// How many elements the array at a path has; nil for anything else.
    public func count(at path: String) -> Int? {
        (value(at: path) as? [Any])?.count
    }

    private func value(at path: String) -> Any? {
        path.split(separator: "/").map { String($0.replacing("~1", with: "/")) }.reduce(Optional(root)) { value, step in
            if let object = value as? [String: Any] { return object[step] }
            guard let array = value as? [Any], let index = Int(step), array.indices.contains(index) else { return nil }
            return array[index]
        }
    }
}
