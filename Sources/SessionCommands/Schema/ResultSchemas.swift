import BankConnectSession

/// The schemas of what the commands write.
///
/// Members are only ever added, so a document may have others besides.
enum ResultSchemas {
    // MARK: validate

    static var validate: Schema {
        let document = document(
            "bcsession.validate/1",
            [("summary", .reference(.summary)), ("results", .array(of: .reference(.result)))])
        return Schema.any(of: [document, .reference(.result)]).titled(
            "Results of validate", "The document of --format json, or a line of --format ndjson.")
    }

    static var summary: Schema {
        let names = ["payloads", "invalid", "errors", "warnings", "notes", "unreadable"]
        let counts: [(name: String, value: Schema)] = names.map { ($0, .count) }
        return .object(
            counts,
            optional: [
                ("fixable", Schema.count.described("Findings that --fix would correct.")),
                ("fixed", Schema.count.described("Findings that were corrected.")),
            ])
    }

    static var result: Schema {
        Schema.object(
            [
                ("source", Schema.string.described("The input's name.")), ("valid", .boolean),
                ("answer", Schema.any(of: [.reference(.answer), .null]).described("What the service would answer.")),
                ("findings", .array(of: .reference(.finding))),
            ],
            optional: [
                ("record", ordinal.described("The line of a stream, or the ordinal of a request in its file.")),
                ("echo", Schema(["type": "object"]).described("The members that --echo names.")),
                ("error", Schema.reference(.error).described("Why the input could not be read.")),
            ]
        ).described("The result of one payload.")
    }

    static var answer: Schema {
        .object([("code", .string), ("status", httpStatus), ("message", .string)])
    }

    static var finding: Schema {
        let number = ordinal.orNull
        return Schema.object(
            [
                ("rule", Schema.choice(of: Rule.all.map(\.id.description))), ("severity", .choice(Severity.self)),
                (
                    "basis",
                    Schema.choice(of: ["page", "inferred"]).described("Whether the API's page states the trigger.")
                ),
                (
                    "code",
                    Schema.string.orNull.described("The code of the service's answer; null where nothing is refused.")
                ),
                ("status", httpStatus.orNull),
                ("message", Schema.string.described("The service's answer, else the detail.")),
                ("detail", Schema.string.described("What is wrong.")),
                ("hint", Schema.string.orNull.described("What to write.")),
                ("pointer", Schema.string.orNull.described("The JSON Pointer of the value.")), ("line", number),
                ("column", Schema.integer.with("minimum", 1).orNull.described("In code points, from 1.")),
                ("end_line", number), ("end_column", number),
                ("offset", Schema.count.orNull.described("In bytes, from the beginning of the file or stream.")),
                ("length", Schema.count.orNull.described("In bytes.")),
                ("alternatives", .array(of: .reference(.answer))),
            ],
            optional: [
                ("source", Schema.string.described("The policy's file, where the place is in it.")),
                ("flag", Schema.string.described("The flag that gave the value.")), ("fix", .reference(.fix)),
            ])
    }

    static var fix: Schema {
        let edit = Schema.object([("offset", .count), ("length", .count), ("text", .string)])
        return Schema.object([
            ("safety", Schema.choice(Fix.Safety.self).described("Whether --fix applies it, or --unsafe-fixes alone.")),
            ("title", .string), ("edits", .array(of: edit).with("minItems", 1)),
        ]).described("What would correct a finding: bytes of the input, and what takes their place.")
    }

    // MARK: consents

    static var consents: Schema {
        let codes = ConsentCode.allCases.map(\.rawValue)
        let dates = Schema.object(ConsentField.allCases.map { ($0.rawValue, day) })
        let page = Schema.object([("consents", map(codes, to: dates))])
        let full = document(
            "bcsession.consents/1",
            [
                ("today", day), ("journey", Schema.choice(Journey.self).orNull),
                ("consents", .reference(.plannedConsents)),
                ("findings", .array(of: .reference(.finding))),
            ])
        return Schema.any(of: [full, page]).titled(
            "Consents", "The document of --format full, or the page's consents object of --format json.")
    }

    static var plannedConsents: Schema {
        let date = Schema.object([("value", day), ("source", .choice(DateSource.self))])
        let bounds = Schema.object([("earliest_from_date", day), ("latest_consent_expiry", day)])
        let dates = ConsentField.allCases.map { (name: $0.rawValue, value: date) }
        let consent = Schema.object([("template", .string)] + dates + [("bounds", bounds)])
        return map(ConsentCode.allCases.map(\.rawValue), to: consent)
    }

    static var artefact: Schema {
        let period = Schema.object([("unit", .choice(ReBIT.DataLifeUnit.self)), ("value", .count)])
        let frequency = Schema.object([("unit", .choice(ReBIT.FrequencyUnit.self)), ("value", .count)])
        let moment = Schema.string.with("format", "date-time")
        let purpose = Schema.object([
            ("code", .choice(ReBIT.PurposeCode.self)), ("refUri", .string), ("text", .string),
            ("Category", .object([("type", .string)])),
        ])
        let detail = Schema.object([
            ("consentStart", moment), ("consentExpiry", moment), ("consentMode", .choice(ReBIT.ConsentMode.self)),
            ("fetchType", .choice(ReBIT.FetchType.self)), ("consentTypes", .array(of: .choice(ReBIT.ConsentType.self))),
            ("fiTypes", .array(of: .choice(ReBIT.FIType.self))), ("Purpose", purpose),
            ("FIDataRange", .object([("from", moment), ("to", moment)])), ("DataLife", period),
            ("Frequency", frequency),
        ])
        return document(
            "bcsession.artefact/1", [("consents", map(ConsentCode.allCases.map(\.rawValue), to: detail))]
        ).titled("Consent artefacts", "ReBIT's consent detail of each consent, as an Account Aggregator shows it.")
    }

    // MARK: verify-token

    static var verifyToken: Schema {
        let document = document("bcsession.verify-token/1", [("results", .array(of: .reference(.verdict)))])
        return Schema.any(of: [document, .reference(.verdict)]).titled(
            "Verdicts of verify-token", "The document of --format json, or a line of --format ndjson.")
    }

    static var verdict: Schema {
        let checks = ["link", "token", "ledger", "clock"].map { name in
            (name: name, value: Schema.choice(TokenVerdict.Check.self))
        }
        let repair = Schema.object([("kind", .choice(LinkRepair.Kind.self)), ("text", .string)])
        let recorded = Schema.object([
            ("time", moment.orNull), ("link_id", Schema.string.orNull), ("expires_at", moment.orNull),
            ("expires_is_estimate", .boolean), ("endpoint", Schema.string.orNull),
        ])
        let verdict = Schema.object(
            [
                ("input", Schema.string.described("Where it came from; never the token.")), ("record", ordinal.orNull),
                ("kind", .choice(TokenVerdict.Kind.self)), ("verdict", .choice(TokenVerdict.Outcome.self)),
                ("valid", .boolean),
                ("scheme", Schema.string.orNull.described("The token's scheme; null without a token of a known one.")),
                ("key", Schema.string.orNull),
                ("reasons", .array(of: .choice(TokenVerdict.Reason.self))), ("checks", .object(checks)),
                ("vouched_by", Schema.choice(TokenVerdict.Voucher.self).orNull),
                ("origin", Schema.choice(TokenVerdict.Origin.self).orNull), ("session_id", Schema.string.orNull),
                ("issued_at", moment.orNull), ("expires_at", moment.orNull), ("repairs", .array(of: repair)),
                ("link", Schema.string.orNull), ("ledger", recorded.orNull),
            ],
            optional: [
                ("inspected", Schema.constant(true).described("Nothing was checked with a key.")),
                ("shown_host", Schema.string.described("The host that its text shows, where it opens another one.")),
            ])
        let unreadable = Schema.object(
            [
                ("input", .string), ("valid", .constant(false)),
                ("error", .reference(.error)),
            ])
        return .any(of: [verdict, unreadable])
    }

    // MARK: create, batch, sessions

    static var create: Schema {
        let problem = Schema.object(
            [
                ("kind", exitKind), ("exit", exitStatus), ("code", Schema.string.orNull), ("message", .string),
            ], optional: [("retry_after", .count)])
        let resolved = Schema.object([
            ("from_date", day), ("to_date", day), ("counted_months", .array(of: .text("^[0-9]{4}-[0-9]{2}$"))),
            ("journey", Schema.choice(Journey.self).orNull), ("consents", .reference(.plannedConsents)),
            ("entry_screen", .choice(Resolution.EntryScreen.self)), ("expires_at", moment),
        ])
        let full = document(
            "bcsession.create/1",
            [
                ("origin", .choice(CreationAnswer.Origin.self)), ("status", httpStatus.orNull), ("request", .anything),
                ("response", Schema.anything.described("The body that was answered, as JSON or as text.")),
                ("findings", .array(of: .reference(.finding))), ("resolved", resolved.orNull),
            ], optional: [("error", problem)])
        return Schema.any(of: [full, .reference(.session), .reference(.refusal), .reference(.failure)]).titled(
            "Answers of create", "The API's answer, or the document of --format full.")
    }

    static var session: Schema {
        .object([("session_id", .string), ("redirect_url", .string)])
    }

    static var refusal: Schema {
        .object([("error", .object([("code", Schema.string.orNull), ("message", .string)]))])
    }

    static var batch: Schema {
        let line = Schema.object([
            ("record", ordinal), ("link_id", Schema.string.orNull), ("outcome", .choice(SendOutcome.Result.self)),
            ("status", httpStatus.orNull), ("retry_after", Schema.count.orNull),
            ("known", Schema.boolean.described("Whether the outcome is the ledger's: nothing was sent now.")),
            ("response", .anything), ("exit", exitStatus),
        ])
        return line.titled("A line of create --batch", "What came of a line of the batch.")
    }

    static var sessions: Schema {
        let document = document("bcsession.sessions/1", [("sessions", .array(of: .reference(.ledgerSession)))])
        return Schema.any(of: [document, .reference(.ledgerSession)]).titled(
            "Sessions of a ledger", "The document of --format json, or a line of --format ndjson.")
    }

    static var ledgerSession: Schema {
        .object([
            ("time", moment), ("link_id", Schema.string.orNull), ("session_id", Schema.string.orNull),
            ("outcome", .choice(SendOutcome.Result.self)), ("status", httpStatus.orNull),
            ("origin", Schema.choice(SessionRow.Origin.self).orNull), ("expires_at", moment.orNull),
            ("expires_is_estimate", .boolean), ("endpoint", Schema.string.orNull),
            ("redirect_url", Schema.string.orNull.described("Its token is masked unless --show-link is given.")),
        ])
    }

    // MARK: serve, explain, errors

    static var serve: Schema {
        let address = document("bcsession.serve/1", [("address", .string), ("pid", ordinal)])
        let request = Schema.object([
            ("time", moment.orNull), ("method", .string), ("path", .string),
            ("headers", Schema(["type": "object", "additionalProperties": ["type": "string"]])), ("body", .anything),
            ("status", httpStatus.orNull), ("forced", Schema.string.orNull),
            ("findings", .array(of: .reference(.finding))),
        ])
        let session = Schema.object([
            ("time", moment.orNull), ("session_id", .string), ("link_id", Schema.string.orNull),
            ("api_version", .choice(APIVersion.self)), ("redirect_url", .string), ("expires_at", moment.orNull),
        ])
        return Schema.any(of: [
            address, .object([("requests", .array(of: request)), ("dropped", .count)]),
            .object([("sessions", .array(of: session)), ("dropped", .count)]),
            .object([("status", Schema.constant("ok"))]),
        ]).titled("Documents of serve", "Its address, or what is answered below /_bcsession/.")
    }

    static var explain: Schema {
        let subject = document(
            "bcsession.explain/1",
            [
                ("kind", Schema.choice(of: Explanation.Kind.allCases.map(\.singular))), ("id", .string),
                ("title", .string), ("text", .string),
            ]
        ).described("A subject; further members depend on its kind.")
        let list = document(
            "bcsession.explain/1",
            [
                ("kind", .choice(Explanation.Kind.self)),
                ("subjects", .array(of: .object([("id", .string), ("title", .string)]))),
            ])
        return Schema.any(of: [subject, list]).titled("Explanations", "A subject, or the list of a kind.")
    }

    static var failure: Schema {
        document("bcsession.error/1", [("error", .reference(.error))]).titled(
            "Error", "What stops a command in JSON, whatever it was to write.")
    }

    static var error: Schema {
        .object([("kind", exitKind), ("exit", exitStatus), ("message", .string)], optional: [("status", httpStatus)])
    }

    // MARK: Values

    private static func document(
        _ id: String, _ members: [(name: String, value: Schema)], optional: [(name: String, value: Schema)] = []
    ) -> Schema {
        .object([("schema", .constant(.text(id)))] + members, optional: optional)
    }

    private static func map(_ names: [String], to value: Schema) -> Schema {
        .object([], optional: names.map { ($0, value) })
    }

    static let day = Schema.text("^\(PayloadSchema.datePattern)$")
    static let moment = Schema.text(#"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"#)
    private static let ordinal: Schema = ["type": "integer", "minimum": 1]
    private static let httpStatus: Schema = ["type": "integer", "minimum": 100, "maximum": 599]

    private static var exitStatus: Schema {
        ["enum": .list(ExitCode.allCases.map { .integer(Int($0.rawValue)) })]
    }

    private static var exitKind: Schema {
        .choice(
            of: ExitCode.allCases.map(\.kind).reduce(into: []) { kinds, kind in
                if !kinds.contains(kind) { kinds.append(kind) }
            })
    }
}
