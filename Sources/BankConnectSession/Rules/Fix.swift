/// Edits of a payload's bytes that correct what a finding reports.
package struct Fix: Sendable, Hashable {
    /// How sure it is that the edits give what was meant.
    package enum Safety: String, Sendable, Hashable, CaseIterable {
        /// The meaning cannot be another.
        case safe
        /// A likely reading, which a person should look at.
        case unsafe
    }

    /// Bytes to be replaced.
    package struct Edit: Sendable, Hashable {
        /// Where they begin, counted as the finding's place is.
        package var offset: Int
        /// How many they are; 0 for an insertion.
        package var length: Int
        /// What takes their place.
        package var text: String
    }

    /// What the edits do: an imperative clause without a period.
    package var title: String
    /// How sure it is.
    package var safety: Safety
    /// The edits, by offset, none touching another.
    package var edits: [Edit]

    init(_ title: String, _ safety: Safety, _ edits: [Edit]) {
        self.title = title
        self.safety = safety
        self.edits = edits
    }

    /// The text with the edits made.
    package func applied(to text: some Collection<UInt8>) -> [UInt8] {
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

extension PayloadChecker {
    /// What would correct a finding of the payload last checked; nil where no correction is known.
    package func fix(for finding: Finding) -> Fix? {
        guard case .payload = finding.place, let rule = Rule.all.first(where: { $0.id == finding.rule }) else {
            return nil
        }
        return rule.fix?(request, context, finding)
    }
}

extension Finding {
    /// The value or name that it points at; nil for the opening brace, and for what is not in the payload.
    var node: JSONTape.Index? {
        if case .payload(_, let node) = place, node > 0 { node } else { nil }
    }
}

extension SessionRequest {
    /// A text as JSON.
    private static func json(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return writer.text
    }

    /// The edit that puts other JSON in a value's place.
    func replacement(of node: JSONTape.Index, json text: String) -> Fix.Edit {
        let range = document[node].range
        return Fix.Edit(offset: range.lowerBound, length: range.count, text: text)
    }

    /// The fix that puts another text in the place of a value or a name.
    func fix(_ node: JSONTape.Index, text: String, _ safety: Fix.Safety) -> Fix {
        Fix("write \(DisplayText.quote(text))", safety, [replacement(of: node, json: Self.json(text))])
    }

    /// The fix that takes a member away, with the comma that it needed.
    func removal(ofMember name: JSONTape.Index, _ title: String, _ safety: Fix.Safety) -> Fix? {
        guard let object = object(holding: name) else { return nil }
        let members = Array(document.tape.members(of: object))
        guard let place = members.firstIndex(where: { $0.name == name }) else { return nil }
        var range = document[name].range.lowerBound..<document[members[place].value].range.upperBound
        if place > 0 {
            range = document[members[place - 1].value].range.upperBound..<range.upperBound
        } else if members.count > 1 {
            range = range.lowerBound..<document[members[1].name].range.lowerBound
        }
        return Fix(title, safety, [Fix.Edit(offset: range.lowerBound, length: range.count, text: "")])
    }

    /// The fix that takes a member away whose object has the same name with the same value before.
    func repetitionRemoval(_ name: JSONTape.Index) -> Fix? {
        guard let object = object(holding: name) else { return nil }
        let value = document.source(document[name + 1].range)
        let isRepeated = document.tape.members(of: object).contains { member in
            member.name < name && document.areEqualStrings(member.name, name)
                && document.source(document[member.value].range) == value
        }
        return isRepeated ? removal(ofMember: name, "remove the repetition", .safe) : nil
    }

    /// The fix that gives a member the name that was meant; nil when that is there already, or unknown.
    ///
    /// Another case style of the name is the name; anything else is a guess.
    func renaming(
        _ name: JSONTape.Index, among names: [String], where isFree: (String) -> Bool = { _ in true }
    ) -> Fix? {
        let text = document.text(of: name)
        guard let meant = Nearest.match(for: text, among: names), isFree(meant), let object = object(holding: name),
            !document.tape.members(of: object).contains(where: { document.isString($0.name, meant) })
        else { return nil }
        return fix(name, text: meant, Nearest.folded(text) == Nearest.folded(meant) ? .safe : .unsafe)
    }

    /// The fix that puts a choice in the place of a text that is none; nil when none is like it.
    func choosing(_ value: JSONTape.Index, among choices: [String]) -> Fix? {
        guard document[value].kind == .string else { return nil }
        let text = document.text(of: value)
        guard let meant = Nearest.match(for: text, among: choices) else { return nil }
        return fix(value, text: meant, text.lowercased() == meant.lowercased() ? .safe : .unsafe)
    }

    /// The innermost object that a name is a member of.
    func object(holding name: JSONTape.Index) -> JSONTape.Index? {
        (0..<name).last { document[$0].kind == .object && name < document.tape.next(after: $0) }
    }
}
