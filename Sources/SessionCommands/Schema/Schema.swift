import BankConnectSession

/// A JSON object with its members in the order in which they are written: a JSON Schema, or a part of one.
struct Schema: Sendable, ExpressibleByDictionaryLiteral {
    /// A value in a schema.
    indirect enum Value: Sendable {
        case text(String)
        case integer(Int)
        case boolean(Bool)
        case null
        case list([Value])
        case object(Schema)
        /// The schema of a definition, wherever the document keeps its definitions.
        case reference(Definition)
        /// Any JSON, as it is written.
        case json(String)
    }

    /// The members, each once.
    private(set) var members: [(name: String, value: Value)]

    init(dictionaryLiteral elements: (String, Value)...) {
        members = elements.map { ($0.0, $0.1) }
    }

    init(members: [(name: String, value: Value)]) {
        self.members = members
    }

    /// The schema itself, where it is written as a literal.
    init(_ schema: Schema) {
        self = schema
    }

    /// The value of a member; nil takes it away.
    subscript(name: String) -> Value? {
        get { members.first { $0.name == name }?.value }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }

    // MARK: Keywords

    /// The schema with another keyword.
    func with(_ keyword: String, _ value: Value) -> Schema {
        var copy = self
        copy[keyword] = value
        return copy
    }

    /// The schema with a title and a description, which stand first.
    func titled(_ title: String, _ description: String) -> Schema {
        Schema(members: [("title", .text(title))] + described(description).members)
    }

    /// The schema with a description, which stands first.
    func described(_ description: String) -> Schema {
        Schema(
            members: [("description", .text(description))]
                + members.filter { $0.name != "title" && $0.name != "description" })
    }

    /// The schema of what is taken, but should not be written so.
    func deprecated(_ reason: String? = nil) -> Schema {
        (reason.map { described($0) } ?? self).with("deprecated", true)
    }

    // MARK: Kinds of values

    static let string: Schema = ["type": "string"]
    static let integer: Schema = ["type": "integer"]
    static let count: Schema = ["type": "integer", "minimum": 0]
    static let boolean: Schema = ["type": "boolean"]
    static let null: Schema = ["type": "null"]
    static let anything: Schema = [:]

    /// A text that a pattern, of both ECMA 262 and Python, describes.
    static func text(_ pattern: String) -> Schema { ["type": "string", "pattern": .text(pattern)] }

    /// A text with something to read in it.
    static let someText = text(#"\S"#)

    /// Exactly one value.
    static func constant(_ value: Value) -> Schema { ["const": value] }

    /// One of some texts.
    static func choice(of choices: [String]) -> Schema {
        ["type": "string", "enum": .list(choices.map { .text($0) })]
    }

    /// One of the texts of an enumeration.
    static func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> Schema {
        choice(of: type.allCases.map(\.rawValue))
    }

    /// A value of one of several kinds.
    static func any(of schemas: [Schema]) -> Schema { ["anyOf": .list(schemas.map { .object($0) })] }

    /// The schema of a definition.
    static func reference(_ definition: Definition) -> Schema { ["$ref": .reference(definition)] }

    /// An array of values alike.
    static func array(of element: Schema) -> Schema { ["type": "array", "items": .object(element)] }

    /// The schema, or null.
    var orNull: Schema {
        if case .text(let type)? = self["type"], self["enum"] == nil, self["const"] == nil {
            return with("type", [.text(type), "null"])
        }
        return .any(of: [self, .null])
    }

    /// An object of members of our own, all of which are there but the optional ones; later versions may have more.
    static func object(
        _ properties: [(name: String, value: Schema)], optional: [(name: String, value: Schema)] = []
    ) -> Schema {
        var schema: Schema = ["type": "object"]
        if !properties.isEmpty { schema["required"] = .list(properties.map { .text($0.name) }) }
        schema["properties"] = .object(Schema(members: (properties + optional).map { ($0.name, .object($0.value)) }))
        return schema
    }

    /// An object that has members of a reader's table, and no others.
    static func settings<Member: MemberName>(
        _ type: Member.Type, only members: [Member]? = nil, required: [Member] = [], of schema: (Member) -> Schema
    ) -> Schema {
        let properties = (members ?? Array(type.allCases)).map { (name: $0.rawValue, value: schema($0)) }
        var object = Schema.object([], optional: properties)
        if !required.isEmpty { object["required"] = .list(required.map { .text($0.rawValue) }) }
        object["additionalProperties"] = false
        return object
    }

    /// An object that has a member for each key, of one schema; others of another, or none.
    static func map(_ names: [(name: String, title: String)], to value: Schema, others: Value = false) -> Schema {
        .object([], optional: names.map { ($0.name, value.described($0.title)) }).with("additionalProperties", others)
    }
}

extension Schema {
    /// Writes the schema; `place` says under which pointer a definition stands.
    func write(to writer: inout JSONWriter, place: String) {
        writer.object { writer in
            for (name, value) in members {
                writer.name(name)
                value.write(to: &writer, place: place)
            }
        }
    }

    /// The definitions that the schema needs, each once, in the order of their first use; theirs included.
    func definitions(_ found: [Definition] = []) -> [Definition] {
        var found = found
        for (_, value) in members { value.collect(&found) }
        return found
    }
}

extension Schema.Value {
    fileprivate func write(to writer: inout JSONWriter, place: String) {
        switch self {
        case .text(let text): writer.string(text)
        case .integer(let number): writer.integer(number)
        case .boolean(let value): writer.boolean(value)
        case .null: writer.null()
        case .list(let values):
            writer.array { writer in
                for value in values { value.write(to: &writer, place: place) }
            }
        case .object(let schema): schema.write(to: &writer, place: place)
        case .reference(let definition): writer.string(place + definition.rawValue)
        case .json(let text):
            if let document = try? JSONDocument(Array(text.utf8)) {
                writer.copy(0, of: document)
            } else {
                writer.string(text)
            }
        }
    }

    fileprivate func collect(_ found: inout [Definition]) {
        switch self {
        case .text, .integer, .boolean, .null, .json: break
        case .list(let values): for value in values { value.collect(&found) }
        case .object(let schema): found = schema.definitions(found)
        case .reference(let definition):
            guard !found.contains(definition) else { return }
            found.append(definition)
            found = definition.schema.definitions(found)
        }
    }
}

extension Schema.Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: Self...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Self)...) {
        self = .object(Schema(members: elements.map { ($0.0, $0.1) }))
    }
}
