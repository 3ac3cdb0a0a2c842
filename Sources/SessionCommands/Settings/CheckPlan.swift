import BankConnectSession
import CommandKit

/// How a run of `validate` checks its files, each value with its origin: flags over the patterns of the project file
/// over the project file over the configuration over defaults.
struct CheckPlan: Sendable {
    /// How some files are checked.
    struct Profile: Sendable {
        let context: RuleContext
        let disabled: Set<Rule.ID>
        let severities: [Rule.ID: Severity]

        /// A checker for such files.
        var checker: PayloadChecker { PayloadChecker(context, disabled: disabled, severities: severities) }
    }

    let workflow: Settings.Value<Workflow?>
    let fairUse: Settings.Value<FairUse>
    let isStrict: Settings.Value<Bool>
    let failOn: Settings.Value<Severity>
    let disabled: Settings.Value<Set<Rule.ID>>
    let severities: Settings.Value<[Rule.ID: Severity]>
    let mostWarnings: Settings.Value<Int?>
    /// A profile for files that no pattern matches, and one for each pattern.
    let profiles: [Profile]
    /// What the project file says of files; nil without one.
    let files: ProjectFiles?

    /// What the command line says.
    struct Flags {
        var rules = RuleOptions()
        var isStrict = false
        var failOn: Severity?
        var disabled: [Rule.ID] = []
        var severities: [Rule.ID: Severity] = [:]
        var mostWarnings: Int?
    }

    init(_ flags: Flags, _ settings: Settings, today: CalendarDate) {
        /// A value of the project file, else of the configuration, else the default.
        ///
        /// Asked for by functions: a key path is put together when the program starts, which takes longer than the rest.
        func value<Wrapped>(
            _ flag: Wrapped?, _ name: String, _ given: (CheckSettings) -> CheckSettings.Given<Wrapped>?
        ) -> Settings.Value<Wrapped>? {
            if let flag { return Settings.Value(flag, "--\(name)") }
            for (check, file) in settings.checks {
                if let given = given(check) { return Settings.Value(given.value, file.origin(given.range)) }
            }
            return nil
        }
        workflow =
            value(flags.rules.workflow, "workflow") { $0.workflow }.map { Settings.Value($0.value, $0.origin) }
            ?? Settings.Value(nil)
        fairUse = value(flags.rules.fairUse, "fair-use") { $0.fairUse } ?? Settings.Value(.warn)
        isStrict = value(flags.isStrict ? true : nil, "strict") { $0.isStrict } ?? Settings.Value(false)
        failOn = value(flags.failOn, "fail-on") { $0.failOn } ?? Settings.Value(.error)
        severities =
            value(flags.severities.isEmpty ? nil : flags.severities, "severity") { $0.severities }
            ?? Settings.Value([:])
        mostWarnings =
            value(flags.mostWarnings, "max-warnings") { $0.mostWarnings }.map { Settings.Value($0.value, $0.origin) }
            ?? Settings.Value(nil)
        // Rules that are switched off add up.
        var off: (rules: Set<Rule.ID>, origins: [String]) = (Set(flags.disabled), [])
        if !flags.disabled.isEmpty { off.origins.append("--disable") }
        for (check, file) in settings.checks {
            guard let given = check.disabled else { continue }
            off.rules.formUnion(given.value)
            off.origins.append(file.origin(given.range))
        }
        disabled = Settings.Value(
            off.rules, off.origins.isEmpty ? "default" : off.origins.joined(separator: " and "))
        let base = RuleContext(
            today: today, apiVersion: settings.apiVersion.value, workflow: workflow.value,
            organization: settings.organization.value, banks: settings.banks.value, fairUse: fairUse.value)
        var profiles = [Profile(context: base, disabled: disabled.value, severities: severities.value)]
        for override in settings.project?.settings.check.overrides ?? [] {
            var context = base
            if flags.rules.apiVersion == nil, let version = override.apiVersion { context.apiVersion = version.value }
            if flags.rules.workflow == nil, let workflow = override.workflow { context.workflow = workflow.value }
            profiles.append(
                Profile(
                    context: context, disabled: disabled.value.union(override.disabled?.value ?? []),
                    severities: flags.severities.isEmpty
                        ? override.severities?.value ?? severities.value : severities.value))
        }
        self.profiles = profiles
        files = settings.project.map { ProjectFiles($0.settings.check, in: $0.file) }
    }

    /// The values as `--show-config` prints them.
    func rows(_ settings: Settings) -> [SettingsView.Row] {
        func list(_ items: [String]) -> String { items.isEmpty ? "none" : items.joined(separator: ", ") }
        let severities = severities.value.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }
        let check = settings.project?.settings.check
        let project = settings.project?.file
        return [
            ("project", project?.path.displayName ?? "none", project == nil ? "not found" : "read"),
            ("workflow", workflow.value?.rawValue ?? "none", workflow.origin),
            ("fair_use", fairUse.value.rawValue, fairUse.origin),
            ("strict", String(isStrict.value), isStrict.origin),
            ("fail_on", failOn.value.rawValue, failOn.origin),
            ("disable", list(disabled.value.sorted().map(\.description)), disabled.origin),
            ("severity", list(severities), self.severities.origin),
            ("max_warnings", mostWarnings.value.map(String.init) ?? "none", mostWarnings.origin),
            (
                "exclude", list(check?.excluded?.value ?? []),
                check?.excluded.flatMap { given in project?.origin(given.range) } ?? "default"
            ),
            (
                "per_file", list(check?.overrides.map(\.pattern.value) ?? []),
                check?.overrides.first.flatMap { override in project?.origin(override.pattern.range) } ?? "default"
            ),
        ]
    }
}

/// `--max-warnings`: a number of warnings.
struct WarningLimit: FlagValue, Sendable {
    let count: Int

    init?(argument: String) {
        guard let count = Int(argument: argument), count >= 0 else { return nil }
        self.count = count
    }

    var argument: String { String(count) }

    static var expectation: String { "a whole number, 0 or more" }
}

extension GlobPattern: FlagValue {
    init?(argument: String) {
        self.init(argument)
    }

    var argument: String { text }

    static var expectation: String { "a pattern of file names, such as 'drafts/*.json', without ! before it" }
}
