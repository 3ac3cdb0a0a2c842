import BankConnectSession
import CommandKit

/// What `schema` prints: the schema of one kind of document, or the API's OpenAPI document.
struct SchemaDocument {
    /// What there are schemas of, as the command line names it.
    enum Subject: String, FlagValue, CaseIterable {
        case payload, configuration, project, organization, banks, ledger
        case validate, consents, artefact
        case verifyToken = "verify-token"
        case create, batch, sessions, serve, explain, error, openapi
    }

    let subject: Subject
    /// The version of the API; payloads alone differ by it.
    let version: APIVersion

    /// The document's text.
    var text: [UInt8] {
        var writer = JSONWriter(indented: true)
        if subject == .openapi {
            OpenAPIDocument.document.write(to: &writer, place: OpenAPIDocument.place)
        } else {
            schema.write(to: &writer, place: "#/$defs/")
        }
        writer.endLine()
        return writer.bytes
    }

    /// The schema with its name and the definitions that it needs.
    private var schema: Schema {
        let name = subject == .payload ? "\(subject.rawValue):\(version.rawValue)" : subject.rawValue
        var members: [(name: String, value: Schema.Value)] = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("$id", "urn:bcsession:schema:\(name)"),
        ]
        let body = body
        members += body.members
        let definitions = body.definitions()
        if !definitions.isEmpty {
            members.append(("$defs", .object(Schema(members: definitions.map { ($0.rawValue, .object($0.schema)) }))))
        }
        return Schema(members: members)
    }

    private var body: Schema {
        switch subject {
        case .payload: PayloadSchema.schema(version)
        case .configuration: SettingsSchemas.configuration
        case .project: SettingsSchemas.project
        case .organization: SettingsSchemas.organization
        case .banks: SettingsSchemas.banks
        case .ledger: LedgerSchema.line
        case .validate: ResultSchemas.validate
        case .consents: ResultSchemas.consents
        case .artefact: ResultSchemas.artefact
        case .verifyToken: ResultSchemas.verifyToken
        case .create: ResultSchemas.create
        case .batch: ResultSchemas.batch
        case .sessions: ResultSchemas.sessions
        case .serve: ResultSchemas.serve
        case .explain: ResultSchemas.explain
        case .error: ResultSchemas.failure
        case .openapi: OpenAPIDocument.document
        }
    }
}
