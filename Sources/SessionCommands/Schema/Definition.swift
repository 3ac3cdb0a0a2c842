/// A schema that others refer to; the raw values are the names under `$defs`, or among an OpenAPI document's components.
enum Definition: String, Sendable {
    case given, consent
    case organization, consentOverride, period, signingKey, bankIdentifier
    case validateSettings, projectValidateSettings, fileSettings, disabledRules, ruleSeverities
    case answer, finding, fix, result, summary, plannedConsents, verdict, session, refusal, failure, error
    case ledgerSession

    /// The schema itself.
    var schema: Schema {
        switch self {
        case .given: PayloadSchema.given
        case .consent: PayloadSchema.consent
        case .organization: SettingsSchemas.organization
        case .consentOverride: SettingsSchemas.consentOverride
        case .period: SettingsSchemas.period
        case .signingKey: SettingsSchemas.signingKey
        case .bankIdentifier: SettingsSchemas.bankIdentifier
        case .validateSettings: SettingsSchemas.validate(isProject: false)
        case .projectValidateSettings: SettingsSchemas.validate(isProject: true)
        case .fileSettings: SettingsSchemas.fileSettings
        case .disabledRules: SettingsSchemas.disabledRules
        case .ruleSeverities: SettingsSchemas.ruleSeverities
        case .answer: ResultSchemas.answer
        case .finding: ResultSchemas.finding
        case .fix: ResultSchemas.fix
        case .result: ResultSchemas.result
        case .summary: ResultSchemas.summary
        case .plannedConsents: ResultSchemas.plannedConsents
        case .verdict: ResultSchemas.verdict
        case .session: ResultSchemas.session
        case .refusal: ResultSchemas.refusal
        case .failure: ResultSchemas.failure
        case .error: ResultSchemas.error
        case .ledgerSession: ResultSchemas.ledgerSession
        }
    }
}
