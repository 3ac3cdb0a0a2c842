extension Configuration {
    /// The members of the file.
    package enum Member: String, MemberName {
        case endpoint
        case apiVersion = "api_version"
        case clientURL = "client_url"
        case apiKeyFile = "api_key_file"
        case signingKeys = "signing_keys"
        case tokenScheme = "token_scheme"
        case record, organization, validate
    }

    /// The members of a signing key.
    package enum KeyMember: String, MemberName {
        case id, file
    }

    /// Reads a configuration file.
    ///
    /// - Throws: everything that is wrong with the file, the organization's policy included. No message repeats a URL
    ///   or what may be a key.
    package static func read(_ text: [UInt8]) throws(PolicyErrors) -> Configuration {
        try SettingsReader.read(text) { reader, index in read(index, from: &reader) }
    }

    private static func read(_ index: JSONTape.Index, from reader: inout SettingsReader) -> Configuration {
        var configuration = Configuration()
        guard let members = reader.object(index, "the configuration", of: Member.self) else { return configuration }
        /// The value of a member, with its place; nil when it is not given or was refused.
        func given<Value: Sendable>(
            _ member: Member, _ read: (inout SettingsReader, JSONTape.Index) -> Value?
        ) -> Given<Value>? {
            guard let place = members[member], let value = read(&reader, place) else { return nil }
            return Given(value: value, range: reader.range(of: place))
        }
        configuration.endpoint = given(.endpoint) { $0.endpoint($1) }
        configuration.apiVersion = given(.apiVersion) { $0.choice($1, "api_version", of: APIVersion.self) }
        configuration.clientURL = given(.clientURL) { $0.clientURL($1) }
        configuration.apiKeyFile = given(.apiKeyFile) { $0.fileName($1, "api_key_file") }
        configuration.signingKeys = given(.signingKeys) { readKeys($1, from: &$0) }
        configuration.tokenScheme = given(.tokenScheme) { TokenScheme.read($1, from: &$0) }
        configuration.record = given(.record) { $0.fileName($1, "record") }
        configuration.organization = given(.organization) { OrganizationPolicy.read($1, from: &$0) }
        if let place = members[.validate] {
            configuration.check = CheckSettings.read(place, isProject: false, from: &reader)
        }
        return configuration
    }

    private static func readKeys(_ index: JSONTape.Index, from reader: inout SettingsReader) -> [SigningKeyFile]? {
        var ids: Set<KeyID> = []
        return reader.list(index, "signing_keys") { reader, place, _ in
            guard let members = reader.object(place, "a signing key", of: KeyMember.self) else { return nil }
            let id = members[.id].flatMap { reader.keyID($0) }
            if let id, let place = members[.id], !ids.insert(id).inserted {
                reader.refuse(place, "two signing keys have the id \(id)", hint: "give each key an id of its own")
            }
            let file = members[.file].flatMap { reader.fileName($0, "file") }
            reader.require(
                .file, in: members, "a signing key", hint: "name the file that holds the key under file")
            guard let file, let place = members[.file] else { return nil }
            return SigningKeyFile(id: id, file: file, range: reader.range(of: place))
        }
    }
}

extension SettingsReader {
    fileprivate mutating func endpoint(_ index: JSONTape.Index) -> Endpoint? {
        guard let text = text(index, "endpoint") else { return nil }
        do {
            return try Endpoint(text)
        } catch {
            refuse(index, "endpoint cannot be used: \(error.explanation)", hint: error.hint(version: "api_version"))
            return nil
        }
    }

    fileprivate mutating func clientURL(_ index: JSONTape.Index) -> String? {
        guard let text = text(index, "client_url") else { return nil }
        if case .failure(let fault) = WebURL.check(Array(text.utf8)) {
            refuse(
                index, "client_url is no URL: \(fault.explanation)",
                hint: "write it as https://bankconnectclient.finbox.in/")
            return nil
        }
        guard RedirectURL.make(clientURL: text, sessionID: "", token: nil) != nil else {
            refuse(
                index, "client_url has a session_id or token of its own, and each session adds one",
                hint: "remove the parameter")
            return nil
        }
        return text
    }

    /// The name of a file, as it stands; never repeated in a message, since a key may have been put there.
    fileprivate mutating func fileName(_ index: JSONTape.Index, _ name: String) -> String? {
        guard document[index].kind == .string else {
            let found = document[index].kind == .number ? "a number" : shown(index)
            refuse(index, "\(name) is \(found) and must be a string", hint: "write the name of a file")
            return nil
        }
        guard let text = text(index, name) else { return nil }
        guard !["hex:", "base64:", "raw:"].contains(where: text.hasPrefix) else {
            refuse(
                index, "\(name) looks like a key, and this file must not hold secrets",
                hint: "write the key to a file of its own, and the file's name here")
            return nil
        }
        guard !text.utf8.contains(0) else {
            refuse(index, "\(name) holds a NUL character, which no file's name can", hint: "remove the character")
            return nil
        }
        return text
    }

    fileprivate mutating func keyID(_ index: JSONTape.Index) -> KeyID? {
        guard let text = text(index, "id") else { return nil }
        if let id = KeyID(text) { return id }
        let lengths = KeyID.lengths
        refuse(
            index, "id is not the name of a key",
            hint: "write \(lengths.lowerBound) to \(lengths.upperBound) letters A to Z, digits, underscores and hyphens"
        )
        return nil
    }
}
