/// What a repository says of its payloads: the file `.bcsession.json`.
///
/// It comes with a checkout, which may be anybody's: so it can choose neither endpoint nor keys nor where anything is
/// written.
package struct ProjectSettings: Sendable {
    /// The organization's policy: the object itself, or the name of a file.
    package enum Organization: Sendable {
        case policy(OrganizationPolicy)
        case file(String)
    }

    /// How payloads are checked.
    package var check = CheckSettings()
    /// What the organization may use.
    package var organization: Configuration.Given<Organization>?
    /// The name of a file of banks.
    package var banks: Configuration.Given<String>?

    /// The members of the file.
    package enum Member: String, MemberName {
        case schema = "$schema"
        case validate, organization, banks
    }

    /// Members of a configuration that a project file must not have.
    private enum Forbidden: String, CaseIterable {
        case endpoint
        case clientURL = "client_url"
        case apiKeyFile = "api_key_file"
        case signingKeys = "signing_keys"
        case tokenScheme = "token_scheme"
        case record
    }

    /// Reads a project file.
    ///
    /// - Throws: everything that is wrong with the file.
    package static func read(_ text: [UInt8]) throws(PolicyErrors) -> ProjectSettings {
        try SettingsReader.read(text) { reader, index in
            var project = ProjectSettings()
            let forbidden = Forbidden.allCases.map(\.rawValue)
            reader.refuse(forbidden, of: index)
            guard let members = reader.object(index, "the project file", of: Member.self, ignoring: forbidden)
            else { return project }
            if let place = members[.schema] { _ = reader.text(place, "$schema") }
            if let place = members[.validate] {
                project.check = CheckSettings.read(place, isProject: true, from: &reader)
            }
            if let place = members[.organization] {
                let isName = reader.document[place].kind == .string
                let value: Organization? =
                    isName
                    ? reader.text(place, "organization").map { .file($0) }
                    : .policy(OrganizationPolicy.read(place, from: &reader))
                project.organization = value.map { .init(value: $0, range: reader.range(of: place)) }
            }
            if let place = members[.banks] {
                project.banks = reader.text(place, "banks").map { .init(value: $0, range: reader.range(of: place)) }
            }
            return project
        }
    }
}

extension SettingsReader {
    /// Refuses members that a project file must not have.
    fileprivate mutating func refuse(_ forbidden: [String], of index: JSONTape.Index) {
        guard document[index].kind == .object else { return }
        for (name, _) in document.tape.members(of: index) {
            guard forbidden.contains(where: { document.isString(name, $0) }) else { continue }
            refuse(
                name,
                "\(shown(name)) cannot be set in a project file: anybody who can change the repository could "
                    + "choose servers and keys with it", hint: "set it in the configuration")
        }
    }
}
