import PlainText

/// A configured scheme:
///
///     {"name": "acme", "algorithm": "hmac-sha256", "message": "{session_id}|{link_id}", "encoding": "hex"}
extension TokenScheme {
    /// The members of a configured scheme.
    package enum Member: String, MemberName {
        case name, algorithm, message, encoding
    }

    /// Reads `"bcsession"` or the object that describes another scheme; nil, and refused, for anything else.
    static func read(_ index: JSONTape.Index, from reader: inout SettingsReader) -> TokenScheme? {
        switch reader.document[index].kind {
        case .string where reader.document.isString(index, bcsession.name): return .bcsession
        case .string:
            reader.refuse(
                index, "token_scheme is \(reader.shown(index)), and the one scheme known by name is \(bcsession.name)",
                hint: "describe another scheme as an object with \(Member.allCases.map(\.rawValue).listed("and"))")
        case .object: return readDescription(index, from: &reader)
        default: reader.refuseType(index, "token_scheme", expected: "\"\(bcsession.name)\" or an object")
        }
        return nil
    }

    private static func readDescription(
        _ index: JSONTape.Index, from reader: inout SettingsReader
    ) -> TokenScheme? {
        guard let members = reader.object(index, "token_scheme", of: Member.self) else { return nil }
        let name = members[.name].flatMap { reader.text($0, "name") }
        let algorithm = members[.algorithm].flatMap { reader.choice($0, "algorithm", of: Algorithm.self) }
        let message = members[.message].flatMap { reader.text($0, "message") }
        let encoding = members[.encoding].flatMap { reader.choice($0, "encoding", of: ByteEncoding.self) }
        reader.require(
            .name, .algorithm, .message, .encoding, in: members, "token_scheme",
            hint: "a scheme has all four of \(Member.allCases.map(\.rawValue).listed("and"))")
        // A stand-in for what is missing lets the other be judged.
        if let name, let place = members[.name] {
            refuse(fault(name: name, .hmacSHA256, message: "{session_id}"), at: place, in: &reader)
        }
        if let message, let place = members[.message] {
            refuse(fault(name: "stand-in", algorithm ?? .hmacSHA256, message: message), at: place, in: &reader)
        }
        guard let name, let algorithm, let message, let encoding else { return nil }
        return try? TokenScheme(name: name, algorithm: algorithm, message: message, encoding: encoding)
    }

    private static func fault(name: String, _ algorithm: Algorithm, message: String) -> TokenSchemeError? {
        do {
            _ = try TokenScheme(name: name, algorithm: algorithm, message: message, encoding: .hex)
            return nil
        } catch {
            return error
        }
    }

    private static func refuse(
        _ fault: TokenSchemeError?, at place: JSONTape.Index, in reader: inout SettingsReader
    ) {
        guard let fault else { return }
        reader.refuse(place, DisplayText.escape(fault.description), hint: fault.code.hint)
    }
}

extension TokenSchemeError.Code {
    fileprivate var hint: String {
        switch self {
        case .invalidName: "write a short name, such as acme"
        case .reservedName: "give your scheme another name, or write \"bcsession\" instead of the object"
        case .unknownPlaceholder, .strayBrace: "write {session_id}, {link_id} or {secret}, and no other braces"
        case .missingSessionID: "add {session_id}"
        case .missingSecret: "add {secret}, or use hmac-sha256"
        }
    }
}
