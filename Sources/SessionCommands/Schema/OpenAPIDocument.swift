import BankConnectSession

/// The session API as an OpenAPI 3.1 document: both versions, every row of the error tables, the page's scenarios.
enum OpenAPIDocument {
    /// Under which pointer definitions stand.
    static let place = "#/components/schemas/"

    static var document: Schema {
        let payloads = APIVersion.allCases.map { (name: name(of: $0), value: PayloadSchema.schema($0)) }
        let operations = Schema(
            members: APIVersion.allCases.map { version in
                (version.path, .object(["post": .object(operation(version))]))
            })
        let definitions = (payloads.map(\.value) + [.reference(.session), .reference(.refusal)])
            .reduce(into: []) { $0 = $1.definitions($0) }
        let schemas =
            payloads.map { (name: $0.name, value: Schema.Value.object($0.value)) }
            + definitions.map { (name: $0.rawValue, value: .object($0.schema)) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "FinBox BankConnect session API", "version": .text(ToolVersion.current),
                "description": """
                Written by bcsession \(ToolVersion.current) from its own tables, which follow FinBox's public page \
                of the Session API V2. FinBox publishes no such document itself.
                """,
            ],
            "servers": [["url": .text(Settings.standardEndpoint)]],
            "security": [["apiKey": []]],
            "paths": .object(operations),
            "components": [
                "schemas": .object(Schema(members: schemas)),
                "examples": .object(
                    Schema(
                        members: scenarios.map { name, scenario in
                            (
                                name,
                                .object(["summary": .text(scenario.title), "value": .json(scenario.payload)])
                            )
                        })),
                "responses": .object(Schema(members: statuses.map { ("error\($0)", .object(response($0))) })),
                "securitySchemes": ["apiKey": ["type": "apiKey", "in": "header", "name": "X-Api-Key"]],
            ],
        ]
    }

    private static func name(of version: APIVersion) -> String { "payload-\(version.rawValue)" }

    private static func operation(_ version: APIVersion) -> Schema {
        let examples = scenarios.filter { $0.scenario.versions.contains(version) }.map { entry in
            (name: entry.name, value: Schema.Value.object(["$ref": "#/components/examples/\(entry.name)"]))
        }
        let created: Schema = [
            "description": "The session is created.",
            "content": ["application/json": ["schema": .object(.reference(.session))]],
        ]
        let errors = statuses.map { status in
            (name: String(status), value: Schema.Value.object(["$ref": "#/components/responses/error\(status)"]))
        }
        return [
            "operationId": "create-session-\(version.rawValue)",
            "summary": "Create a session, \(version.rawValue.uppercased())",
            "requestBody": [
                "required": true,
                "content": [
                    "application/json": [
                        "schema": ["$ref": .text(place + name(of: version))],
                        "examples": .object(Schema(members: examples)),
                    ]
                ],
            ],
            "responses": .object(Schema(members: [(name: "200", value: .object(created))] + errors)),
        ]
    }

    private static var scenarios: [(name: String, scenario: PageScenario)] {
        PageScenario.all.enumerated().map { ("scenario-\($0.offset + 1)", $0.element) }
    }

    private static var statuses: [Int] { Set(ServiceError.all.map(\.status)).sorted() }

    /// The answer of a status, with each row of the page that has it.
    private static func response(_ status: Int) -> Schema {
        let rows = ServiceError.all.filter { $0.status == status }
        let codes = rows.map(\.code).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let examples = codes.flatMap { code in
            // Numbered as `explain` and serve's Prefer number them.
            ServiceError.rows(code: code).enumerated().filter { $0.element.status == status }.map { number, row in
                (
                    name: "\(code)-\(number + 1)",
                    value: Schema.Value.object([
                        "summary": .text(row.trigger.isEmpty ? row.message : row.trigger),
                        "description": .text(row.table.title),
                        "value": ["error": ["code": .text(row.code), "message": .text(row.message)]],
                    ])
                )
            }
        }
        return [
            "description": .text(codes.joined(separator: ", ")),
            "content": [
                "application/json": [
                    "schema": .object(.reference(.refusal)), "examples": .object(Schema(members: examples)),
                ]
            ],
        ]
    }
}
