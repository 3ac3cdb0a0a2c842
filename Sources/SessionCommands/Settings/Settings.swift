// Settings from files, environment and flags: `SettingsOptions` says which files, `SettingsFile` reads one, `Settings`
// (here) is what holds in a run, `SettingsView` shows it. `ProjectFile`, `CheckPlan` and `RuleOptions` are how
// payloads are checked; a `SigningKeyFile` names a key.

import BankConnectSession
import CommandKit

/// The effective settings of a run: flags over environment over the configuration over defaults, each with its origin.
struct Settings: Sendable {
    /// A value and where it comes from, in words for people.
    struct Value<Wrapped: Sendable>: Sendable {
        let value: Wrapped
        let origin: String

        init(_ value: Wrapped, _ origin: String = "default") {
            self.value = value
            self.origin = origin
        }
    }

    /// The configuration's file, where there is one.
    let file: SettingsFile?
    /// Why there is none, in words for people.
    let absence: String
    var endpoint: Value<String>
    let apiVersion: Value<APIVersion>
    var clientURL: Value<String>
    var apiKeyFile: Value<SecretPath>?
    /// The variable that holds the API key itself, where it counts.
    var apiKeyVariable: String?
    /// The signing keys that flags, environment or configuration name, strongest first; nil when none does.
    private(set) var signingKeys: Value<[SigningKeyFile]>?
    let tokenScheme: Value<TokenScheme>
    /// The ledger that the configuration names: of `create --live`, `verify-token` and `sessions`.
    var record: Value<FilePath>?
    let organization: Value<OrganizationPolicy>
    let banks: Value<BankTable>
    /// The text that the organization's policy was read from.
    let policy: SettingsFile?
    /// The project file, for the command that reads one.
    let project: Project?
    /// How payloads are checked, the strongest first: the project file's word and the configuration's.
    let checks: [(settings: CheckSettings, file: SettingsFile)]

    /// A project file and what it says.
    struct Project: Sendable {
        let file: SettingsFile
        let settings: ProjectSettings

        /// Reads the project file that the command line names, or that of the working directory's repository.
        static func find(_ choice: ProjectLookup.Choice?, _ console: Console) throws(CommandFailure) -> Project? {
            guard let file = try ProjectLookup.find(choice, console) else { return nil }
            return Project(
                file: file,
                settings: try file.read("project file") { text throws(PolicyErrors) in
                    try ProjectSettings.read(text)
                })
        }
    }

    /// The page's base URL.
    static let standardEndpoint = "https://apis.bankconnect.finbox.in/bank-connect"

    /// Reads the files that the options and the environment name.
    ///
    /// A project file, and what a configuration says of `validate`, are read for that command alone.
    init(
        _ options: SettingsOptions, apiVersion flag: APIVersion? = nil, isValidation: Bool = false,
        project choice: ProjectLookup.Choice? = nil, _ console: Console
    ) throws(CommandFailure) {
        let file = try ConfigLookup.find(options.config, console)
        let configuration =
            try file.map { file throws(CommandFailure) in
                try file.read("configuration") { text throws(PolicyErrors) in try Configuration.read(text) }
            } ?? Configuration()
        func given<Wrapped: Sendable>(_ value: Configuration.Given<Wrapped>?) -> Value<Wrapped>? {
            value.map { Value($0.value, file?.origin($0.range) ?? "configuration") }
        }
        func secretPath(_ name: String) -> SecretPath {
            SecretPath(file?.resolve(name) ?? FilePath(name), given: FilePath(name))
        }
        self.file = file
        absence = ConfigLookup.absence(options.config, console)
        console.detail("configuration: \(file?.path.displayName ?? "none (\(absence))")")
        let project = isValidation ? try Project.find(choice, console) : nil
        self.project = project
        var checks: [(settings: CheckSettings, file: SettingsFile)] = []
        if isValidation {
            if let project { checks.append((project.settings.check, project.file)) }
            if let file { checks.append((configuration.check, file)) }
        }
        self.checks = checks
        let checked = checks.lazy.compactMap { check, file in
            check.apiVersion.map { Value($0.value, file.origin($0.range)) }
        }.first
        endpoint = given(configuration.endpoint).map { Value($0.value.text, $0.origin) } ?? Value(Self.standardEndpoint)
        apiVersion =
            flag.map { Value($0, "--api-version") } ?? checked
            ?? given(configuration.apiVersion) ?? Value(.v2)
        clientURL = given(configuration.clientURL) ?? Value(SessionAPI.Issuer.standardClientURL)
        apiKeyFile = given(configuration.apiKeyFile).map {
            Value(secretPath($0.value), $0.origin)
        }
        if let path = console.environment.path(SigningKeyFile.variable.name) {
            signingKeys = Value([SigningKeyFile(id: nil, name: SecretPath(path))], SigningKeyFile.variable.name)
        } else if let keys = given(configuration.signingKeys), !keys.value.isEmpty {
            signingKeys = Value(
                keys.value.map { SigningKeyFile(id: $0.id, name: secretPath($0.file)) },
                keys.origin)
        }
        tokenScheme = given(configuration.tokenScheme) ?? Value(.bcsession)
        for weakness in tokenScheme.value.weaknesses {
            console.warning("token_scheme \(tokenScheme.value.name) in \(tokenScheme.origin): \(weakness)")
        }
        record = given(configuration.record).map { Value(file?.resolve($0.value) ?? FilePath($0.value), $0.origin) }
        if let path = options.organization {
            (organization, policy) = try Self.organization(path, "--organization", console)
        } else if let project, let given = project.settings.organization {
            let origin = project.file.origin(given.range)
            switch given.value {
            case .policy(let value): (organization, policy) = (Value(value, origin), project.file)
            case .file(let name):
                (organization, policy) = try Self.organization(try project.file(named: name), origin, console)
            }
        } else {
            policy = configuration.organization == nil ? nil : file
            organization = given(configuration.organization) ?? Value(OrganizationPolicy())
        }
        switch options.banks {
        case .file(let path): banks = try Self.banks(path, "--banks", console)
        case .builtIn: banks = Value(BankTable.builtIn.asCatalogue, "--banks")
        case nil:
            if let project, let given = project.settings.banks {
                banks = try Self.banks(try project.file(named: given.value), project.file.origin(given.range), console)
            } else {
                banks = Value(.builtIn)
            }
        }
    }

    /// The files that they were read from or name; a ledger that a flag names stands for the one named here.
    func fileRoles(apartFrom given: [FileRole], _ console: Console) -> [FileRole] {
        let projectFiles = project.map { [$0.file.path] + $0.namedFiles } ?? []
        let keys =
            signingKeys?.value.map(\.path) ?? [SigningKeyFile.generatedPath(console.environment)].compactMap { $0 }
        let ledger = FileRole.ledger(record?.value)
        return FileRole.settings([file?.path].compactMap { $0 } + projectFiles)
            + FileRole.apiKey(apiKeyFile?.value.path)
            + FileRole.signingKeys(keys) + ledger.filter { one in !given.contains { $0.name == one.name } }
    }

    /// The settings with the client's URL that a flag names.
    func with(clientURL: String) throws(UsageError) -> Settings {
        if case .failure(let fault) = WebURL.check(Array(clientURL.utf8)) {
            throw UsageError(
                "--client-url is no URL: \(fault.explanation)", flag: "client-url",
                hint: "write it as https://bankconnectclient.finbox.in/")
        }
        var settings = self
        settings.clientURL = Value(clientURL, "--client-url")
        return settings
    }

    private static func organization(
        _ path: FilePath, _ origin: String, _ console: Console
    ) throws(CommandFailure) -> (Value<OrganizationPolicy>, SettingsFile) {
        let file = try SettingsFile(path, "organization's policy", console)
        let policy = try file.read("organization's policy") { text throws(PolicyErrors) in
            try OrganizationPolicy.read(text)
        }
        return (Value(policy, origin), file)
    }

    private static func banks(
        _ path: FilePath, _ origin: String, _ console: Console
    ) throws(CommandFailure) -> Value<BankTable> {
        let list = try SettingsFile(path, "list of banks", console)
        return Value(try list.read("list of banks") { text throws(PolicyErrors) in try BankTable.read(text) }, origin)
    }

    /// The settings with the signing keys that flags name, if they name any.
    func with(_ signingKeyFiles: [SigningKeyFile]) -> Settings {
        guard !signingKeyFiles.isEmpty else { return self }
        var settings = self
        settings.signingKeys = Value(signingKeyFiles, "--signing-key-file")
        return settings
    }
}
