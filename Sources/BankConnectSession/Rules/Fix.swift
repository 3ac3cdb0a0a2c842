package typealias Fix = PayloadChecker.Validation.Fix

extension PayloadChecker.Validation {
    /// Edits of a payload's bytes that correct what a finding reports.
    public struct Fix: Sendable, Hashable {
        /// How sure it is that the edits give what was meant.
        public enum Safety: String, Sendable, Hashable, CaseIterable {
            /// The meaning cannot be another.
            case safe
            /// A likely reading, which a person should look at.
            case unsafe
        }

        /// Bytes to be replaced.
        public struct Edit: Sendable, Hashable {
            /// Where they begin, counted as the finding's place is.
            public var offset: Int
            /// How many they are; 0 for an insertion.
            public var length: Int
            /// What takes their place.
            public var text: String

            /// An edit of its parts.
            package init(offset: Int, length: Int, text: String) {
                self.offset = offset
                self.length = length
                self.text = text
            }
        }

        /// What the edits do: an imperative clause without a period.
        public let title: String
        /// How sure it is.
        public let safety: Safety
        /// The edits, by offset, none reaching into another.
        public private(set) var edits: [Edit]

        init(_ title: String, _ safety: Safety, _ edits: [Edit]) {
            self.title = title
            self.safety = safety
            self.edits = edits
        }

        /// Counts the edits from a place that lies so many bytes before.
        package mutating func move(by distance: Int) {
            for index in edits.indices { edits[index].offset += distance }
        }

        /// From the first byte that is replaced to behind the last.
        var extent: Range<Int> {
            guard let first = edits.first, let last = edits.last else { return 0..<0 }
            return first.offset..<last.offset + last.length
        }

        /// The text with the edits made.
        public func applied(to text: some Collection<UInt8>) -> [UInt8] { Self.applied(edits, to: text) }

        /// The text with edits made, which are in the order of their offsets.
        package static func applied(_ edits: [Edit], to text: some Collection<UInt8>) -> [UInt8] {
            var result: [UInt8] = []
            var rest = text[...]
            var at = 0
            for edit in edits {
                result += rest.prefix(edit.offset - at)
                result += edit.text.utf8
                rest = rest.dropFirst(edit.offset - at + edit.length)
                at = edit.offset + edit.length
            }
            return result + rest
        }
    }
}

extension Finding {
    /// The value or name that it points at; nil for the opening brace, and for what is not in the payload.
    var node: JSONTape.Index? {
        if case .payload(_, let node) = place, node > 0 { node } else { nil }
    }
}

extension SessionRequest {
    /// The edit that puts other JSON in a value's place.
    func replacement(of node: JSONTape.Index, json text: String) -> Fix.Edit {
        let range = document[node].range
        return Fix.Edit(offset: range.lowerBound, length: range.count, text: text)
    }

    /// The fix that puts what was meant in the place of a value or a name.
    func fix(_ node: JSONTape.Index, _ meaning: Meaning, _ safety: Fix.Safety) -> Fix {
        Fix(meaning.title, safety, [replacement(of: node, json: meaning.json)])
    }

    /// The fix that takes the white space off both ends of a string; all other bytes stay, so that no edit shows them.
    func spaceRemoval(_ value: JSONTape.Index) -> Fix? {
        guard document[value].kind == .string, let text = document.trimmedRange(of: value) else { return nil }
        let content = document[value].content
        let edits = [content.lowerBound..<text.lowerBound, text.upperBound..<content.upperBound]
            .filter { !$0.isEmpty }.map { Fix.Edit(offset: $0.lowerBound, length: $0.count, text: "") }
        return edits.isEmpty ? nil : Fix("remove the white space", .safe, edits)
    }
}
