import BankConnectSession

/// The schema of a line of a ledger; the members' names are those of ``LedgerEntry``.
enum LedgerSchema {
    static var line: Schema {
        let first = Schema.object([(LedgerEntry.Member.time.rawValue, ResultSchemas.moment)])
            .with("not", .object(["required": [.text(LedgerEntry.Member.schema.rawValue)]]))
            .deprecated("A line of the first edition, which is still read.")
        return Schema.any(of: [intent, outcome, first]).titled(
            "A line of a ledger", "A request that is about to be sent, or what came of one.")
    }

    private static var intent: Schema {
        entry([(.intent, .constant(true))])
            .described("A request that is about to be sent.")
    }

    private static var outcome: Schema {
        var schema = entry(
            [
                (.sessionID, Schema.string.orNull),
                (.redirectURL, Schema.string.orNull.described("It holds the token.")),
                (.expiresAt, ResultSchemas.moment.orNull), (.outcome, .choice(SendOutcome.Result.self)),
                (.status, Schema.integer.orNull), (.retryAfter, Schema.count.orNull),
                (.response, Schema.anything.described("The body that was answered, as JSON or as text.")),
                (.exit, Schema.integer.described("The exit status that the outcome alone ends with.")),
            ],
            optional: [
                (.expiresIsEstimate, Schema.boolean.described("Whether the expiry is this tool's guess."))
            ])
        schema["not"] = .object(["required": [.text(LedgerEntry.Member.intent.rawValue)]])
        return schema.described("What came of a request, or a local session.")
    }

    private static func entry(
        _ members: [(member: LedgerEntry.Member, value: Schema)],
        optional: [(member: LedgerEntry.Member, value: Schema)] = []
    ) -> Schema {
        let common: [(member: LedgerEntry.Member, value: Schema)] = [
            (.schema, .constant(.text(LedgerEntry.schema))), (.time, ResultSchemas.moment),
            (.endpoint, Schema.string.orNull.described("The endpoint's URL, or local.")),
            (.apiVersion, Schema.choice(APIVersion.self).orNull), (.linkID, Schema.string.orNull),
        ]
        let payload: [(member: LedgerEntry.Member, value: Schema)] = [
            (.record, Schema.integer.with("minimum", 1).described("The number of the batch's line.")),
            (.occurrence, Schema.integer.with("minimum", 1).described("The how-many-th line of the same bytes.")),
            (.request, Schema.string.described("The id of a single request.")),
            (.sha256, Schema.text("^[0-9a-f]{64}$").described("The hash of the bytes that were sent.")),
        ]
        func named(_ members: [(member: LedgerEntry.Member, value: Schema)]) -> [(name: String, value: Schema)] {
            members.map { ($0.member.rawValue, $0.value) }
        }
        return .object(named(common + members), optional: named(payload + optional))
    }
}
