import BankConnectSession
import CommandKit

/// Which files of settings a command is to read.
struct SettingsOptions: Sendable {
    /// `--config`: a file, or none at all.
    enum ConfigChoice: RawFlagValue {
        case nowhere
        case file(FilePath)

        init?(word: Argument) {
            self = word.text == "none" ? .nowhere : .file(FilePath(bytes: word.bytes))
        }

        var argument: String {
            switch self {
            case .nowhere: "none"
            case .file(let path): path.displayName
            }
        }

        static var completion: Completion { .fileOrWord("none") }
        static var expectation: String { "a file name, or none" }
    }

    /// `--banks`: a file, or the built-in table as if it were the service's own.
    enum BanksChoice: RawFlagValue {
        case builtIn
        case file(FilePath)

        init?(word: Argument) {
            self = word.text == "builtin" ? .builtIn : .file(FilePath(bytes: word.bytes))
        }

        var argument: String {
            switch self {
            case .builtIn: "builtin"
            case .file(let path): path.displayName
            }
        }

        static var completion: Completion { .fileOrWord("builtin") }
        static var expectation: String { "a file name, or builtin" }
    }

    var config: ConfigChoice?
    var organization: FilePath?
    var banks: BanksChoice?
    var showsConfig = false

    /// The files that the command line names.
    var files: [FilePath] {
        let configuration: FilePath? = if case .file(let path) = config { path } else { nil }
        let banks: FilePath? = if case .file(let path) = banks { path } else { nil }
        return [configuration, organization, banks].compactMap { $0 }
    }
}

/// The options of a command that reads settings.
protocol SettingsCommandOptions: CommandOptions {
    var settings: SettingsOptions { get set }
}

extension SettingsCommandOptions {
    /// The exit status of `--show-config`, which ends the command; nil when it was not asked for.
    ///
    /// A command with settings of its own gives their rows.
    func showConfig(
        _ settings: Settings, _ console: Console, others: @autoclosure () -> [SettingsView.Row] = []
    ) throws -> ExitCode? {
        // Now that they are known, also the files that only settings and environment name; most runs write to none.
        if settings.record != nil || common.output != nil || fileRoles.contains(where: \.isWritten) {
            try checkFiles(console, settings.fileRoles(apartFrom: fileRoles, console))
        }
        guard self.settings.showsConfig else { return nil }
        return try console.withOutput(common) { output in
            let key = SigningKeyFile.generatedPath(console.environment)
            let made = key.flatMap { (try? FileSystem.fileStatus($0)) == nil ? nil : $0 }
            try output.write(SettingsView(settings: settings, generatedKey: made, others: others()).text)
            return .done
        }
    }
}

extension FlagGroup {
    static let settings = FlagGroup("Settings")
}

extension SettingsOptions {
    /// All flags of the settings.
    static var flags: [Flag<Self>] { configFlags + organizationFlags }

    /// The flags that name the configuration.
    static var configFlags: [Flag<Self>] {
        [
            .optional(
                "config", sets: { $0.config = $1 }, "FILE|none",
                "The configuration file, instead of the default one."
            ).group(.settings).environment(ConfigLookup.variable.name),
            .toggle(
                "show-config", sets: { $0.showsConfig = $1 },
                "Show each setting in force and where it comes from, and exit."
            ).group(.settings),
        ]
    }

    /// The flags that say what the organization may use.
    static var organizationFlags: [Flag<Self>] {
        [
            .optional(
                "organization", sets: { $0.organization = $1 }, "FILE",
                "The organization's policy file, instead of the configuration's."
            ).group(.settings),
            .optional(
                "banks", sets: { $0.banks = $1 }, "FILE|builtin",
                """
                The service's banks: the answer of the Bank Catalogue, or identifiers; a bank that is not listed is an error. \
                builtin means the built-in table.
                """
            ).group(.settings),
        ]
    }
}

/// Finds the configuration.
///
/// Nothing is looked up in the working directory: a hostile checkout must not choose settings.
enum ConfigLookup {
    /// The variable that `--config` overrides.
    static let variable = EnvironmentVariable(
        "BCSESSION_CONFIG", "The configuration file, or none; --config overrides it.")

    /// Where the configuration lies when nothing names another.
    static let usualFile = FileEntry(
        "$XDG_CONFIG_HOME/bcsession/config.json", "The configuration; ~/.config is the default directory.")

    /// The configuration's file; nil when there is none, which only a named one must not be.
    static func find(_ choice: SettingsOptions.ConfigChoice?, _ console: Console) throws(CommandFailure)
        -> SettingsFile?
    {
        switch named(choice, console) {
        case .file(let path): return try SettingsFile(path, "configuration", console)
        case .nowhere: return nil
        case nil:
            guard let path = usualPath(console), (try? FileSystem.fileStatus(path)) != nil else { return nil }
            return try SettingsFile(path, "configuration", console)
        }
    }

    /// Why no configuration was read.
    static func absence(_ choice: SettingsOptions.ConfigChoice?, _ console: Console) -> String {
        guard case .nowhere? = named(choice, console) else { return "not found" }
        return choice == nil ? variable.name : "--config"
    }

    private static func named(
        _ choice: SettingsOptions.ConfigChoice?, _ console: Console
    ) -> SettingsOptions.ConfigChoice? {
        choice
            ?? console.environment.bytes(of: variable.name).flatMap { bytes in
                bytes.isEmpty ? nil : SettingsOptions.ConfigChoice(word: Argument(bytes: bytes))
            }
    }

    private static func usualPath(_ console: Console) -> FilePath? {
        // The XDG specification: a relative path is to be ignored.
        if let home = console.environment.path("XDG_CONFIG_HOME"), home.isAbsolute {
            return home.appending("bcsession/config.json")
        }
        guard let home = console.environment.path("HOME"), home.isAbsolute else { return nil }
        return home.appending(".config/bcsession/config.json")
    }
}
