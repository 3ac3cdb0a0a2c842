import BankConnectSession

/// The schemas of files that people write: their members are those of the readers.
enum SettingsSchemas {
    static var configuration: Schema {
        Schema.settings(Configuration.Member.self) { member in
            switch member {
            case .endpoint:
                Schema.someText.described("The address below which the API is: https, or http to this machine.")
                    .with("examples", [.text(Settings.standardEndpoint)])
            case .apiVersion: apiVersion
            case .clientURL: Schema.someText.described("What the redirect URLs of local sessions begin with.")
            case .apiKeyFile:
                fileName.described("The file that holds the API key; the configuration itself holds no key.")
            case .signingKeys:
                list(of: .reference(.signingKey)).described(
                    "The keys of tokens: create signs with the first, verify-token takes the one that a token names.")
            case .tokenScheme: tokenScheme
            case .record: fileName.described("The ledger that live sessions are recorded in, and looked up in.")
            case .organization: .reference(.organization)
            case .validate: .reference(.validateSettings)
            }
        }.titled("Configuration of bcsession", "Names of files are relative to the configuration's directory.")
    }

    static var project: Schema {
        Schema.settings(ProjectSettings.Member.self) { member in
            switch member {
            case .schema: Schema.someText.described("The address of this schema, for editors.")
            case .validate: .reference(.projectValidateSettings)
            case .organization:
                Schema.any(of: [.reference(.organization), .someText]).described(
                    "The organization's policy, or the name of its file inside the repository.")
            case .banks: Schema.someText.described("The name of a file of banks inside the repository.")
            }
        }.titled(
            "Project file of bcsession (.bcsession.json)",
            "How the payloads of a repository are checked. It cannot set servers or keys.")
    }

    static var organization: Schema {
        Schema.settings(OrganizationPolicy.Member.self) { member in
            switch member {
            case .name: Schema.someText.described("The organization's name, for messages.")
            case .plan:
                Schema.choice(OrganizationPolicy.Plan.self).described("Whether the plan lets sessions be created.")
            case .modes:
                list(of: .choice(BankMode.self)).with("minItems", 1).described(
                    "The modes that are enabled; all without it.")
            case .banks:
                Schema([
                    "type": "object", "propertyNames": .object(.reference(.bankIdentifier)),
                    "additionalProperties": .object(list(of: .choice(BankMode.self)).described("The bank's modes.")),
                ]).described("More banks that the organization may use, each with its modes.")
            case .fields:
                list(of: .someText).described(
                    "Members of payloads that FinBox agreed with the organization; they draw no BC004.")
            case .consents: consentOverrides
            }
        }.titled("Organization policy", "What an organization may use, and its own dates of consents.")
    }

    static var consentOverride: Schema {
        var schema = Schema.settings(ConsentOverride.Member.self) { member in
            switch member {
            case .history: Schema.reference(.period).described("How far back from today data is asked for.")
            case .life: Schema.reference(.period).described("How long from today the consent lives.")
            case .fromDate: date.described("A fixed first day of data, instead of a history.")
            case .toDate: date.described("A fixed last day of data.")
            case .consentExpiry: date.described("A fixed day of expiry, instead of a life.")
            case .fiTypes:
                list(of: .choice(ReBIT.FIType.self)).with("minItems", 1).described(
                    "Kinds of financial information; DEPOSIT without it.")
            }
        }
        func both(_ first: ConsentOverride.Member, _ second: ConsentOverride.Member) -> Schema {
            ["required": [.text(first.rawValue), .text(second.rawValue)]]
        }
        schema["not"] = .object(.any(of: [both(.history, .fromDate), both(.life, .consentExpiry)]))
        return schema
    }

    static var period: Schema {
        Schema.settings(CalendarPeriod.Member.self, required: Array(CalendarPeriod.Member.allCases)) { member in
            switch member {
            case .unit: Schema.choice(CalendarPeriod.Unit.self).described("The unit of the period.")
            case .value:
                Schema([
                    "type": "integer", "minimum": .integer(CalendarPeriod.policyValues.lowerBound),
                    "maximum": .integer(CalendarPeriod.policyValues.upperBound),
                ]).described("How many of the unit.")
            }
        }
    }

    static var signingKey: Schema {
        let lengths = KeyID.lengths
        return .settings(Configuration.KeyMember.self, required: [.file]) { member in
            switch member {
            case .id:
                Schema.text("^[A-Za-z0-9_-]{\(lengths.lowerBound),\(lengths.upperBound)}$").described(
                    "The id that tokens name the key by; derived from the key without it.")
            case .file: fileName.described("The file that holds the key: raw, hex: or base64:.")
            }
        }
    }

    /// The settings of `validate`; a project file has two more of them than a configuration.
    static func validate(isProject: Bool) -> Schema {
        let members = CheckSettings.Member.allCases.filter { isProject || ($0 != .exclude && $0 != .perFile) }
        return Schema.settings(CheckSettings.Member.self, only: members) { member in
            switch member {
            case .apiVersion: apiVersion
            case .workflow: workflow
            case .strict: Schema.boolean.described("Whether warnings count as errors.")
            case .failOn: Schema.choice(Severity.self).described("The least severity that makes a payload invalid.")
            case .fairUse:
                Schema.choice(FairUse.self).described("What to do about a consent outside its template's limits.")
            case .disable: .reference(.disabledRules)
            case .severity: .reference(.ruleSeverities)
            case .exclude: list(of: glob).described("Files to skip; the wildcards of .gitignore, without !.")
            case .perFile:
                Schema([
                    "type": "object", "propertyNames": .object(glob),
                    "additionalProperties": .object(.reference(.fileSettings)),
                ]).described("Settings for the files that match a pattern; the last pattern that matches counts.")
            case .maxWarnings: Schema.count.described("How many warnings a run may have.")
            }
        }.described("How validate checks payloads.")
    }

    static var fileSettings: Schema {
        .settings(CheckSettings.OverrideMember.self) { member in
            switch member {
            case .disable: .reference(.disabledRules)
            case .severity: .reference(.ruleSeverities)
            case .apiVersion: apiVersion
            case .workflow: workflow
            }
        }
    }

    static var disabledRules: Schema {
        let ids = Rule.all.filter { !$0.isEssential }.map(\.id.description)
        let other = Schema.text("^[bB][cC](\(ids.map { String($0.dropFirst(2)) }.joined(separator: "|")))$")
        return list(of: .any(of: [.choice(of: ids), other])).described("Rules that are switched off.")
    }

    static var ruleSeverities: Schema {
        func pattern(_ isEssential: Bool) -> String {
            let numbers = Rule.all.filter { $0.isEssential == isEssential }.map {
                String($0.id.description.dropFirst(2))
            }
            return "^[bB][cC](\(numbers.joined(separator: "|")))$"
        }
        let severity = Schema.choice(Severity.self)
        let error = Schema.choice(of: [Severity.error.rawValue])
        return .map(
            Rule.all.map { ($0.id.description, $0.documentation.demand + ".") }, to: .anything
        ).with(
            "patternProperties",
            .object(Schema(members: [(pattern(false), .object(severity)), (pattern(true), .object(error))]))
        ).described("Severities that differ from the rules' own.")
    }

    /// A list of banks, as JSON; a plain list of identifiers, one a line, is no JSON.
    static var banks: Schema {
        let bank = Schema.object(
            [],
            optional: BankTable.BankMember.allCases.map { member in
                switch member {
                case .name: (member.rawValue, .reference(.bankIdentifier))
                case .fullName: (member.rawValue, Schema.string.orNull.described("The name that people know."))
                case .pdf, .online, .aa:
                    (member.rawValue, Schema.boolean.orNull.described("Whether the bank can be used so."))
                }
            }
        ).with("required", [.text(BankTable.BankMember.name.rawValue)])
        let catalogue = Schema.object(
            [],
            optional: BankTable.CatalogueMember.allCases.map { member in
                switch member {
                case .count: (member.rawValue, Schema.count.described("How many banks there are."))
                case .banks: (member.rawValue, Schema.array(of: bank).with("minItems", 1))
                }
            }
        ).with("required", [.text(BankTable.CatalogueMember.banks.rawValue)])
            .described("The answer of the service's Bank Catalogue; other members are passed over.")
        let identifiers = list(of: .reference(.bankIdentifier)).with("minItems", 1).described("Identifiers of banks.")
        return Schema.any(of: [catalogue, identifiers]).titled("Banks", "What --banks FILE reads, where it is JSON.")
    }

    static var bankIdentifier: Schema {
        Schema.text(#"^\S([\s\S]*\S)?$"#).with("maxLength", .integer(BankIdentifier.lengths.upperBound))
            .described("What bank_name holds; compared without case.")
    }

    // MARK: Values

    private static var apiVersion: Schema {
        Schema.choice(APIVersion.self).described("The version of the API that payloads are for.")
    }

    private static var workflow: Schema {
        Schema.choice(Workflow.self).described("How the customer reaches BankConnect: redirect requires redirect_url.")
    }

    private static let date = Schema.text("^\(PayloadSchema.datePattern)$")

    private static let fileName = Schema.text("^(?!hex:|base64:|raw:)[^\\u0000]*[^\\s\\u0000][^\\u0000]*$")

    private static let glob = Schema.text(#"^(?!!)(?=[\s\S]*\S)[\s\S]*[^/][\s\S]*$"#)

    private static func list(of element: Schema) -> Schema { .array(of: element).with("uniqueItems", true) }

    private static var tokenScheme: Schema {
        let other = Schema.settings(TokenScheme.Member.self, required: Array(TokenScheme.Member.allCases)) { member in
            switch member {
            case .name:
                Schema.text("^[A-Za-z0-9._-]{1,64}$").with("not", .object(.constant(.text(TokenScheme.bcsession.name))))
                    .described("The scheme's name.")
            case .algorithm: Schema.choice(TokenScheme.Algorithm.self).described("The hash.")
            case .message:
                Schema.text(#"\{session_id\}"#).described("What is hashed, with {session_id}, {link_id} and {secret}.")
            case .encoding: Schema.choice(ByteEncoding.self).described("How the hash is written.")
            }
        }
        return Schema.any(of: [.constant(.text(TokenScheme.bcsession.name)), other]).described("How tokens are made.")
    }

    private static var consentOverrides: Schema {
        let templates = ConsentScope.templateIDs.map { (name: $0, title: "All consents of template \($0).") }
        let codes = ConsentCode.allCases.map { (name: $0.rawValue, title: "The consent \($0.rawValue).") }
        return Schema.map(templates + codes, to: .reference(.consentOverride)).described(
            "Dates of consents, by template or by consent; a consent's override its template's.")
    }
}
