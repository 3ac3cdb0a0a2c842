import BankConnectSession

/// The schema of a payload, made from the table of parameters and the rules' own.
///
/// It judges form. What a rule only warns of, or takes with a note, passes through a branch that is marked deprecated;
/// what needs more than form (whether a day exists, whether a consent belongs to the journey) is in the descriptions.
enum PayloadSchema {
    /// The schema of payloads for a version of the API.
    static func schema(_ version: APIVersion) -> Schema {
        var properties: [(name: String, value: Schema)] = []
        for parameter in Parameter.allCases {
            let schema = schema(of: parameter, version)
            properties.append((parameter.name, schema))
            if let alias = parameter.row.alias {
                properties.append((alias, schema.described("Another spelling of \(parameter.name).").deprecated()))
            }
        }
        properties += Parameter.undocumentedNames.map { name in
            (name, Schema.anything.described("Known from FinBox's SDKs, but on no page of the API.").deprecated())
        }
        var schema = Schema.object([], optional: properties).titled(
            "Session request, API \(version.rawValue.uppercased())",
            "The JSON body of a request to POST \(version.path) of FinBox's BankConnect session API.")
        schema["required"] = .list([.text(Parameter.linkID.name)])
        schema["additionalProperties"] = .object(unknownMember(demand(4)))
        schema["allOf"] = .list(
            [bankForMode, pair(.fromDate, with: .toDate), pair(.toDate, with: .fromDate)].map { .object($0) })
        let scenarios = PageScenario.all.filter { $0.versions.contains(version) }
        schema["examples"] = .list(scenarios.map { .json($0.payload) })
        return schema
    }

    /// One entry of `consents`.
    static var consent: Schema {
        let dates = ConsentField.allCases.map { field in
            (
                name: field.rawValue,
                value: Schema.text("^\(datePattern)$").described("The consent's \(field.rawValue), DD/MM/YYYY.")
            )
        }
        return Schema.object([], optional: dates).described(
            "Your own dates of one consent; what is left out is generated."
        )
        .with("additionalProperties", .object(unknownMember(demand(606))))
    }

    /// A value that counts: neither null nor a blank text.
    static let given: Schema = [
        "not": .object(.any(of: [.null, .text(#"^\s*$"#)]))
    ]

    // MARK: Parameters

    private static func schema(of parameter: Parameter, _ version: APIVersion) -> Schema {
        let row = parameter.row
        if version == .v1, row.versions == .v2 {
            return Schema.anything.titled(row.kind.rawValue, row.summary + " V1 does not read it.").deprecated()
        }
        var branches: [Schema]
        switch row.kind {
        case .string: branches = texts(of: parameter)
        case .url: branches = [.text("^[^\\u0000]*$").with("maxLength", .integer(row.maximumLength ?? 0))]
        case .date: branches = [.text("^\\s*(\(datePattern))?\\s*$")]
        case .choice: branches = choices(of: parameter)
        case .integer: branches = integers(of: parameter)
        case .boolean: branches = booleans
        case .object: branches = [parameter == .consents ? consents : metadata]
        }
        if parameter != .linkID { branches.append(Schema.null.deprecated("null counts as absent.")) }
        if row.kind == .choice, !SessionRequest.noTexts.contains(parameter) {
            branches.append(Schema.constant("").deprecated("An empty text counts as absent."))
        }
        var schema = Schema.any(of: branches).titled(row.kind.rawValue, description(of: parameter))
        if parameter == .apiKey { schema = schema.deprecated() }
        if version == .v2, row.versions == .v1 { schema = schema.deprecated() }
        if parameter == .bankName {
            schema["examples"] = .list(BankTable.builtIn.banks.map { .text($0.identifier) })
        }
        return schema
    }

    /// What `explain` says of a parameter in short, and what the rules ask of it.
    private static func description(of parameter: Parameter) -> String {
        let row = parameter.row
        var text = row.summary
        if let required = row.required { text += " Required: \(required)." }
        if row.versions != .both { text += " Known to \(row.versions.rawValue)." }
        if let value = row.defaultValue { text += " Default: \(value)." }
        let rules = Rule.all.filter { $0.reads.contains(parameter) && $0.reads.count < 7 }
        return text + rules.map { "\n\($0.id): \($0.documentation.demand)." }.joined()
    }

    /// A text, and where the service takes one for it, a number.
    private static func texts(of parameter: Parameter) -> [Schema] {
        let row = parameter.row
        var text = Schema.text(parameter == .linkID ? "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$" : "^[^\\u0000]*$")
        var number: Schema = ["type": "number"]
        if parameter == .mobileNumber {
            text["pattern"] = "^\\s*([0-9]{\(MobileNumber.digitCount)})?\\s*$"
            let digits = Array(repeating: "9", count: MobileNumber.digitCount).joined()
            number = [
                "type": "integer", "minimum": .json("1" + digits.dropFirst().map { _ in "0" }),
                "maximum": .json(digits),
            ]
        }
        if let limit = row.maximumLength { text["maxLength"] = .integer(limit) }
        var branches = [text]
        if !row.choices.isEmpty {
            branches = [.choice(JourneyMode.self), text.deprecated(demand(406))]
        }
        if parameter.isTextOfNumbers { branches.append(number.deprecated(demand(8))) }
        return branches
    }

    private static func choices(of parameter: Parameter) -> [Schema] {
        switch parameter {
        case .aaJourneyCode:
            return Journey.allCases.map { journey in
                .constant(.text(journey.rawValue)).described(
                    "\(journey.title): \(journey.consents.map(\.rawValue).joined(separator: ", ")).")
            }
        case .aaRecurringFrequencyUnit:
            let legacy = RecurringFrequency.Unit.allCases.filter(\.isLegacy)
            return [.choice(of: parameter.row.choices)]
                + legacy.map { .constant(.text($0.rawValue)).deprecated("FinBox's newer SDKs have dropped it.") }
        default: return [.choice(of: parameter.row.choices)]
        }
    }

    private static func integers(of parameter: Parameter) -> [Schema] {
        guard let bounds = parameter.row.bounds else { return [.integer] }
        let text = Schema.text("^\\s*\\+?0*(\(NumberPattern.pattern(of: bounds)))(\\.0*)?\\s*$").deprecated(demand(408))
        guard parameter == .aaRecurringTenureMonthCount else { return [range(bounds), text] }
        let most = RecurringTenure.effectiveMaximum
        return [
            range(bounds.lowerBound...most), range(most + 1...bounds.upperBound).deprecated(demand(508)), text,
        ]
    }

    private static func range(_ bounds: ClosedRange<Int>) -> Schema {
        ["type": "integer", "minimum": .integer(bounds.lowerBound), "maximum": .integer(bounds.upperBound)]
    }

    private static var booleans: [Schema] {
        let words = (BooleanText.trueTexts + BooleanText.falseTexts).map { word in
            word.map { $0.isLetter ? "[\($0)\($0.uppercased())]" : String($0) }.joined()
        }
        return [
            .boolean, Schema.text("^(\(words.joined(separator: "|")))$").deprecated(demand(408)),
            Schema(["type": "number", "enum": [0, 1]]).deprecated(demand(408)),
        ]
    }

    private static var consents: Schema {
        let codes = ConsentCode.allCases.map { code in
            (
                name: code.rawValue,
                title: "\(code.template.useCase) (\(code.template.id)), in journey \(code.journey.rawValue)."
            )
        }
        return .map(codes, to: .reference(.consent), others: .object(.reference(.consent)))
    }

    private static var metadata: Schema {
        let texts = Schema.any(of: [
            .array(
                of: .any(of: [
                    .text("^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$"),
                    Schema(["type": "number"]).deprecated("The service turns a number into text."),
                ])), Schema.null.deprecated("null counts as absent."),
        ])
        return Schema.object([], optional: MetadataField.allCases.map { ($0.rawValue, texts) })
            .with("additionalProperties", .object(unknownMember(demand(703))))
    }

    private static func unknownMember(_ demand: String) -> Schema { Schema.anything.deprecated(demand) }

    // MARK: Parameters together

    /// A mode that requires a bank comes with one, under either name.
    private static var bankForMode: Schema {
        let names = [Parameter.bankName.name] + [Parameter.bankName.row.alias].compactMap(\.self)
        let modes = BankMode.allCases.filter(\.requiresBank).map(\.rawValue)
        return [
            "if": .object(.object([(Parameter.mode.name, .choice(of: modes))])),
            "then": .object(.any(of: names.map { .object([($0, .reference(.given))]) })),
        ]
    }

    private static func pair(_ first: Parameter, with second: Parameter) -> Schema {
        [
            "if": .object(.object([(first.name, .reference(.given))])),
            "then": .object(.object([(second.name, .reference(.given))])),
        ]
    }

    /// The form of a date; whether the day exists is more than form.
    static let datePattern = "[0-9]{2}/[0-9]{2}/[0-9]{4}"

    /// What a rule demands, as a sentence.
    private static func demand(_ number: Int) -> String {
        guard let rule = Rule.all.first(where: { $0.id.number == number }) else { return "" }
        return "\(rule.id): \(rule.documentation.demand)."
    }
}

/// A regular expression for the decimal digits of the numbers of a range.
enum NumberPattern {
    /// The alternatives, with `|` between; for ranges from 0 upwards, numbers without leading zeros.
    static func pattern(of range: ClosedRange<Int>) -> String {
        var alternatives: [String] = []
        var low = range.lowerBound
        while low <= range.upperBound {
            // The largest block of numbers from here on that differ in their last digits alone, in all ways.
            var size = 1
            while low % (size * 10) == 0, low > 0, low + size * 10 - 1 <= range.upperBound { size *= 10 }
            var last = low + size - 1
            while last % (size * 10) != size * 10 - 1, last + size <= range.upperBound { last += size }
            let (first, final) = (low / size, last / size)
            let digit = first == final ? "\(first % 10)" : "[\(first % 10)-\(final % 10)]"
            let rest = String(size).dropFirst().map { _ in "[0-9]" }.joined()
            alternatives.append((first >= 10 ? "\(first / 10)" : "") + digit + rest)
            low = last + 1
        }
        return alternatives.joined(separator: "|")
    }
}

/// A payload that the API's page shows.
struct PageScenario: Sendable {
    /// The page's heading.
    let title: String
    /// The payload, as the page has it.
    let payload: String
    /// The versions of the API whose payload it is.
    var versions = [APIVersion.v2]

    /// Source: Session API V2 page, "AA Journey Scenarios".
    static let all = [
        PageScenario(
            title: "Scenario 1: no AA journey code provided", payload: #"{"link_id": "UX-2827"}"#,
            versions: APIVersion.allCases),
        PageScenario(
            title: "Scenario 2: AA journey code and bank provided",
            payload: #"""
                {"link_id": "TU-1234", "from_date": "01/01/2025", "to_date": "09/12/2025", \#
                "aa_journey_code": "BCAA001", "bank": "HDFC"}
                """#),
        PageScenario(
            title: "Scenario 3: AA journey code and the user's consent dates",
            payload: #"""
                {"link_id": "YP-7863", "aa_journey_code": "BCAA001", "bank": "ICICI", \#
                "consents": {"CC0001": {"from_date": "01/10/2025", "to_date": "09/12/2025"}}}
                """#),
    ]
}
