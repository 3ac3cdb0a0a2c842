import BankConnectSession

/// What a schema says of the members of a document, as rows for people.
///
/// The manual and help show settings and ledgers so, and need no second table of them:
///
///     organization.plan          Whether the plan lets sessions be created. One of active, expired, payment_pending.
///     signing_keys[].file        The file that holds the key: raw, hex: or base64:.
struct SchemaOutline {
    private(set) var rows: [(String, String)] = []

    /// The rows of a schema: each member by its path, those of the objects in it after it, each path once.
    init(_ schema: Schema) {
        add(schema, path: "")
    }

    private mutating func add(_ schema: Schema, path: String) {
        for option in Self.schemas(schema["anyOf"]) { add(option, path: path) }
        if case .object(let items)? = schema["items"] { add(Self.resolved(items), path: path + "[]") }
        if case .object(let values)? = schema["additionalProperties"] {
            add(member: values, path: Self.join(path, "NAME"))
        }
        guard case .object(let properties)? = schema["properties"] else { return }
        let members = properties.members.compactMap { name, value -> (name: String, schema: Schema)? in
            guard case .object(let schema) = value else { return nil }
            return (name, schema)
        }
        // Members that are all of one kind are shown once: consents by code, severities by rule.
        let kinds = Set(members.map { Self.definition($0.schema) })
        if members.count > 3, kinds.count == 1, let kind = kinds.first.flatMap({ $0 }) {
            add(member: .reference(kind), path: Self.join(path, "CODE"))
        } else if members.count > Self.mostNamed {
            let names = members.map(\.name)
            rows.append(
                (Self.join(path, "NAME"), "NAME is one of \(names.count): \(names[0]) to \(names[names.count - 1])."))
        } else {
            for (name, schema) in members { add(member: schema, path: Self.join(path, name)) }
        }
    }

    private mutating func add(member: Schema, path: String) {
        let whole = Self.resolved(member)
        if !rows.contains(where: { $0.0 == path }) {
            rows.append((path, Self.text(of: member, whole)))
        }
        add(whole, path: path)
    }

    /// The most members that are named one by one.
    private static let mostNamed = 20

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func definition(_ schema: Schema) -> Definition? {
        if case .reference(let definition)? = schema["$ref"] { definition } else { nil }
    }

    private static func resolved(_ schema: Schema) -> Schema { definition(schema)?.schema ?? schema }

    private static func schemas(_ value: Schema.Value?) -> [Schema] {
        guard case .list(let values)? = value else { return [] }
        return values.compactMap { if case .object(let schema) = $0 { resolved(schema) } else { nil } }
    }

    /// The description, and the choices where there are some.
    private static func text(of member: Schema, _ whole: Schema) -> String {
        var sentences: [String] = []
        for schema in [member, whole] {
            if sentences.isEmpty, case .text(let text)? = schema["description"] { sentences.append(text) }
        }
        if case .list(let choices)? = whole["enum"] {
            let names = choices.compactMap { if case .text(let name) = $0 { name } else { nil } }
            if names.count <= 8 { sentences.append("One of \(names.joined(separator: ", ")).") }
        }
        return sentences.joined(separator: " ")
    }
}
