extension CheckSettings {
    /// The members of `validate`; `exclude` and `per_file` stand in a project file alone.
    package enum Member: String, MemberName {
        case apiVersion = "api_version"
        case workflow, strict
        case failOn = "fail_on"
        case fairUse = "fair_use"
        case disable, severity, exclude
        case perFile = "per_file"
        case maxWarnings = "max_warnings"
    }

    /// The members of an entry of `per_file`.
    package enum OverrideMember: String, MemberName {
        case disable, severity
        case apiVersion = "api_version"
        case workflow
    }

    /// Reads the object; `exclude` and `per_file` are for a project file alone, whose directory they are relative to.
    static func read(_ index: JSONTape.Index, isProject: Bool, from reader: inout SettingsReader) -> CheckSettings {
        var settings = CheckSettings()
        guard let members = reader.object(index, "validate", of: Member.self) else { return settings }
        func given<Value: Sendable>(
            _ member: Member, _ read: (inout SettingsReader, JSONTape.Index) -> Value?
        ) -> Given<Value>? {
            guard let place = members[member], let value = read(&reader, place) else { return nil }
            return Given(value: value, range: reader.range(of: place))
        }
        settings.apiVersion = given(.apiVersion) { $0.choice($1, "api_version", of: APIVersion.self) }
        settings.workflow = given(.workflow) { $0.choice($1, "workflow", of: Workflow.self) }
        settings.isStrict = given(.strict) { $0.boolean($1, "strict") }
        settings.failOn = given(.failOn) { $0.choice($1, "fail_on", of: Severity.self) }
        settings.fairUse = given(.fairUse) { $0.choice($1, "fair_use", of: FairUse.self) }
        settings.disabled = given(.disable) { $0.disabledRules($1) }
        settings.severities = given(.severity) { $0.severities($1) }
        settings.mostWarnings = given(.maxWarnings) { $0.wholeNumber($1, "max_warnings", in: 0...Int.max) }
        for member in [Member.exclude, .perFile] where !isProject {
            guard let place = members.name(of: member) else { continue }
            reader.refuse(
                place, "\(member.rawValue) is relative to a repository, and this file is in none",
                hint: "write it in the repository's .bcsession.json")
        }
        guard isProject else { return settings }
        settings.excluded = given(.exclude) { reader, place in
            reader.list(place, "exclude") { reader, place, name in reader.pattern(place, name) }
        }
        guard let place = members[.perFile] else { return settings }
        for (name, value) in reader.entries(place, "per_file") {
            guard let pattern = reader.pattern(name, "the pattern"),
                let members = reader.object(value, "the settings of a pattern", of: OverrideMember.self)
            else { continue }
            func given<Value: Sendable>(
                _ member: OverrideMember, _ read: (inout SettingsReader, JSONTape.Index) -> Value?
            ) -> Given<Value>? {
                guard let place = members[member], let value = read(&reader, place) else { return nil }
                return Given(value: value, range: reader.range(of: place))
            }
            var override = Override(pattern: Given(value: pattern, range: reader.range(of: name)))
            override.disabled = given(.disable) { $0.disabledRules($1) }
            override.severities = given(.severity) { $0.severities($1) }
            override.apiVersion = given(.apiVersion) { $0.choice($1, "api_version", of: APIVersion.self) }
            override.workflow = given(.workflow) { $0.choice($1, "workflow", of: Workflow.self) }
            settings.overrides.append(override)
        }
        return settings
    }
}

extension SettingsReader {
    fileprivate mutating func boolean(_ index: JSONTape.Index, _ name: String) -> Bool? {
        switch document[index].kind {
        case .true: return true
        case .false: return false
        default:
            refuseType(index, name, expected: "true or false")
            return nil
        }
    }

    /// A pattern of file names.
    fileprivate mutating func pattern(_ index: JSONTape.Index, _ name: String) -> String? {
        guard let text = text(index, name) else { return nil }
        guard !text.hasPrefix("!") else {
            refuse(
                index, "\(shown(index)) begins with !, and no exclusion can be undone",
                hint: "write a pattern without !")
            return nil
        }
        guard text.contains(where: { $0 != "/" }) else {
            refuse(index, "\(shown(index)) names no file", hint: "write a pattern such as examples/*.json")
            return nil
        }
        return text
    }

    fileprivate mutating func disabledRules(_ index: JSONTape.Index) -> [Rule.ID]? {
        list(index, "disable") { reader, place, name in
            guard let text = reader.text(place, name), let rule = reader.rule(text, at: place) else { return nil }
            guard !Self.isEssential(rule) else {
                reader.refuse(
                    place, "\(rule) cannot be switched off: a text that is no payload is never valid",
                    hint: "leave it out, or exclude the file")
                return nil
            }
            return rule
        }
    }

    fileprivate mutating func severities(_ index: JSONTape.Index) -> [Rule.ID: Severity]? {
        var severities: [Rule.ID: Severity] = [:]
        for (name, value) in entries(index, "severity") {
            let rule = rule(document.text(of: name), at: name)
            guard let severity = choice(value, "the severity", of: Severity.self), let rule else { continue }
            if Self.isEssential(rule), severity != .error {
                refuse(
                    value, "\(rule) is always an error: a text that is no payload is never valid",
                    hint: "leave it out, or exclude the file")
            } else {
                severities[rule] = severity
            }
        }
        return severities
    }

    private mutating func rule(_ text: String, at index: JSONTape.Index) -> Rule.ID? {
        if let rule = Rule.ID(text) { return rule }
        refuse(index, "\(shown(index)) is not the id of a rule", hint: "'bcsession help rules' lists them")
        return nil
    }

    /// Whether a rule tells a payload from other text.
    private static func isEssential(_ id: Rule.ID) -> Bool { Rule.all.contains { $0.id == id && $0.isEssential } }
}
