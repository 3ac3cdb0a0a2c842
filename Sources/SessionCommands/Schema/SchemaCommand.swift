import BankConnectSession
import CommandKit

// `schema` prints JSON Schemas, made from the tables that rules, readers and writers use:
//
// - `SchemaCommand` (this file): flags and one run. `SchemaDocument`: which schema is printed.
// - `Schema`: a schema as a value. `Definition`: the schemas that others refer to.
// - `PayloadSchema` from the table of parameters, `SettingsSchemas` from the readers of files, `LedgerSchema` from the
//   ledger's members, `ResultSchemas` for what the commands write, `OpenAPIDocument` for the API as a whole.

/// The options of `schema`.
struct SchemaOptions: CommandOptions {
    var common = CommonOptions()
    var subject = SchemaDocument.Subject.payload
    var apiVersion: APIVersion?
}

extension Command {
    /// `schema`: prints the JSON Schema of a kind of document.
    static var schema: Command {
        Command(
            "schema",
            summary: "Print a JSON Schema of payloads, files or results, or the API's OpenAPI document.",
            discussion: """
                WHAT is payload when it is left out. The schemas are JSON Schema 2020-12, for editors, which complete and \
                explain names by them, and for validators. They judge form; whether a day exists, a bank is known or a \
                consent belongs to the journey is also checked by 'bcsession validate'. What draws only a warning \
                passes, and is marked deprecated.

                configuration, project, organization, banks and ledger are files; validate, consents, artefact, \
                verify-token, create, batch, sessions, serve, explain and error are what the commands write as JSON, or a \
                line of it; openapi is an OpenAPI 3.1 document of the API, with both versions, every error and the \
                page's scenarios.
                """,
            flags: [
                [
                    .optional(
                        "api-version", sets: { $0.apiVersion = $1 }, "VERSION",
                        "The version of the API that payloads are for."
                    ).group(.output).defaultText(APIVersion.v2.rawValue)
                ]
            ],
            operands: [.optional("WHAT", sets: { $0.subject = $1 }, "What to describe.")],
            exits: [.done, .usage, .cannotWrite],
            examples: [
                Example("bcsession schema -o payload.schema.json", "Write the schema of payloads to a file."),
                Example("bcsession schema project", "Describe the project file, for an editor."),
                Example("bcsession schema openapi -o openapi.json", "Describe the API for generators of clients."),
            ]
        ) { (options: SchemaOptions, console) in
            guard options.apiVersion == nil || options.subject == .payload else {
                throw UsageError(
                    "--api-version is for the schema of payloads alone", flag: "api-version",
                    hint: options.subject == .openapi ? "openapi holds both versions" : "leave it out")
            }
            console.detail(
                options.subject == .openapi
                    ? "OpenAPI 3.1, V1 and V2 of the API" : "JSON Schema 2020-12 of \(options.subject.rawValue)")
            return try console.withOutput(options.common) { output in
                try output.write(
                    SchemaDocument(subject: options.subject, version: options.apiVersion ?? .v2).text)
                return .done
            }
        }
    }
}
