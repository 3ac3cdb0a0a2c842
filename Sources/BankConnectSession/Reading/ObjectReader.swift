import PlainText

/// The names that the members of one kind of object may have; readers and the schemas of files share them.
package protocol MemberName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// An object whose members are known by name: where each value stands.
///
/// Made by `SettingsReader.object`, which is the one home of unknown and repeated members.
struct ObjectReader<Member: MemberName> {
    /// The object.
    let index: JSONTape.Index
    fileprivate var names: [Member: JSONTape.Index] = [:]
    /// Members whose names are probably misspelt in the file, which is an error already.
    fileprivate var misspelt: Set<Member> = []

    fileprivate init(_ index: JSONTape.Index) {
        self.index = index
    }

    /// The value of a member; nil when the file does not give it.
    subscript(member: Member) -> JSONTape.Index? {
        // A member's name stands right before its value.
        names[member].map { $0 + 1 }
    }

    /// The name of a member as it stands in the file.
    func name(of member: Member) -> JSONTape.Index? { names[member] }

    /// Those of some members that the file does not give.
    func missing(among members: [Member]) -> [Member] {
        members.filter { names[$0] == nil && !misspelt.contains($0) }
    }
}

extension SettingsReader {
    /// The known members of an object, the others refused; nil, and refused, when the value is no object.
    ///
    /// - Parameters:
    ///   - index: The value.
    ///   - noun: What the object is, for messages: `the organization`, `life`.
    ///   - type: The members.
    ///   - ignoresOthers: Whether members of other names are passed over, as those of a service's answer are.
    ///   - ignored: Other members that are passed over: the caller looks at them.
    /// - Returns: The members of known names.
    mutating func object<Member: MemberName>(
        _ index: JSONTape.Index, _ noun: String, of type: Member.Type, ignoresOthers: Bool = false,
        ignoring ignored: [String] = []
    ) -> ObjectReader<Member>? {
        guard document[index].kind == .object else {
            refuseType(index, noun, expected: "an object")
            return nil
        }
        var object = ObjectReader<Member>(index)
        var others: Set<[UInt8]> = []
        for (name, _) in document.tape.members(of: index) {
            if let member = type.allCases.first(where: { document.isString(name, $0.rawValue) }) {
                if object.names[member] == nil {
                    object.names[member] = name
                } else {
                    refuseRepeated(name)
                }
            } else if !ignoresOthers, !ignored.contains(where: { document.isString(name, $0) }) {
                if others.insert(document.decodedBytes(of: name)).inserted {
                    refuseUnknown(name, noun, in: &object)
                } else {
                    refuseRepeated(name)
                }
            }
        }
        return object
    }

    /// The members of an object that may have any names, in the order of the text, repeated ones refused; empty, and
    /// refused, when the value is no object.
    mutating func entries(
        _ index: JSONTape.Index, _ noun: String, foldsCase: Bool = false
    ) -> [(name: JSONTape.Index, value: JSONTape.Index)] {
        guard document[index].kind == .object else {
            refuseType(index, noun, expected: "an object")
            return []
        }
        var seen: Set<[UInt8]> = []
        var entries: [(name: JSONTape.Index, value: JSONTape.Index)] = []
        for (name, value) in document.tape.members(of: index) {
            let bytes = document.decodedBytes(of: name)
            if seen.insert(foldsCase ? ASCII.lowercased(bytes) : bytes).inserted {
                entries.append((name, value))
            } else {
                refuseRepeated(name)
            }
        }
        return entries
    }

    /// Refuses an object that lacks members; all that it lacks are one error.
    mutating func require<Member>(
        _ members: Member..., in object: ObjectReader<Member>, _ noun: String, hint: String
    ) {
        let missing = object.missing(among: members)
        guard !missing.isEmpty else { return }
        refuseOpening(of: object.index, "\(noun) lacks \(missing.map(\.rawValue).listed("and"))", hint: hint)
    }

    private mutating func refuseRepeated(_ name: JSONTape.Index) {
        refuse(name, "duplicate key \(shown(name))", hint: "keep one of them")
    }

    private mutating func refuseUnknown<Member>(
        _ name: JSONTape.Index, _ noun: String, in object: inout ObjectReader<Member>
    ) {
        let text = document.text(of: name)
        if Self.namesSecret(text) {
            return refuse(
                name, "\(shown(name)) would hold a secret, and this file must not hold secrets",
                hint: """
                    write it to a file of its own; in the configuration api_key_file names the file of the API key, \
                    and signing_keys those of signing keys
                    """)
        }
        let known = Member.allCases.map(\.rawValue)
        let near = Self.nearest(to: text, among: known)
        if let near, let member = Member(rawValue: near) { object.misspelt.insert(member) }
        refuse(
            name, "\(shown(name)) is not a member of \(noun)",
            hint: near.map { "did you mean \($0)?" } ?? "the members are \(known.listed("and"))")
    }

    /// Whether a member of this name is one under which people write a key itself.
    private static func namesSecret(_ text: String) -> Bool {
        text.lowercased() == "key" || SecretScanner.isSecretName(Array(text.utf8))
    }
}
