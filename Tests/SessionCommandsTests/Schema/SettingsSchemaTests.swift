import BankConnectSession
import TestSupport
import Testing

@testable import SessionCommands

/// The schemas of files that people write, judged by the package jsonschema, against what the readers say.
@Suite(.enabled(if: SchemaJudge.isInstalled, "\(SchemaJudge.howToInstall)"))
struct SettingsSchemaTests {
    private static let policies = (
        right: [
            "{}", #"{"name": "acme", "plan": "payment_pending", "modes": ["pdf"], "fields": ["program_id"]}"#,
            #"{"banks": {"newbank": ["pdf", "aa"], "other": []}}"#,
            #"{"consents": {"CT001": {"history": {"unit": "MONTH", "value": 6}}, "CC0004": {"to_date": "31/12/2026"}}}"#,
            #"{"consents": {"CC0001": {"fi_types": ["DEPOSIT"], "life": {"unit": "YEAR", "value": 1200}}}}"#,
        ],
        wrong: [
            "[]", #"{"name": ""}"#, #"{"plan": "none"}"#, #"{"modes": []}"#, #"{"modes": ["pdf", "pdf"]}"#,
            #"{"banks": {" x": []}}"#, #"{"banks": {"x": "pdf"}}"#, #"{"fields": [" "]}"#, #"{"colour": "red"}"#,
            #"{"consents": {"CT999": {}}}"#, #"{"consents": {"CC0001": {"history": 6}}}"#,
            #"{"consents": {"CC0001": {"history": {"unit": "WEEK", "value": 1}}}}"#,
            #"{"consents": {"CC0001": {"history": {"unit": "DAY", "value": 0}}}}"#,
            #"{"consents": {"CC0001": {"history": {"unit": "DAY", "value": 1}, "from_date": "01/01/2025"}}}"#,
            #"{"consents": {"CC0001": {"to_date": "2025-01-01"}}}"#, #"{"consents": {"CC0001": {"fi_types": []}}}"#,
        ]
    )

    private static let checks = (
        right: [
            "{}", #"{"api_version": "v1", "workflow": "redirect", "strict": true, "fail_on": "note"}"#,
            #"{"fair_use": "correct", "disable": ["BC304", "bc305"], "severity": {"BC306": "warning", "bc001": "error"}}"#,
            #"{"max_warnings": 0}"#,
        ],
        wrong: [
            #"{"strict": "yes"}"#, #"{"disable": ["BC001"]}"#, #"{"disable": ["BC999"]}"#, #"{"disable": "BC304"}"#,
            #"{"severity": {"BC001": "note"}}"#, #"{"severity": {"BC306": "grave"}}"#,
            #"{"severity": {"BC999": "note"}}"#,
            #"{"max_warnings": -1}"#, #"{"fail_on": "Error"}"#, #"{"quiet": true}"#,
        ]
    )

    @Test func `a policy is judged as its reader judges it`() throws {
        try compare(.organization, right: Self.policies.right, wrong: Self.policies.wrong) {
            _ = try OrganizationPolicy.read($0)
        }
    }

    @Test func `a configuration is judged as its reader judges it`() throws {
        let scheme = #"{"name": "acme", "algorithm": "sha256", "message": "{session_id}{secret}", "encoding": "hex"}"#
        let right =
            [
                "{}", #"{"endpoint": "https://acme.example/api", "api_version": "v1", "record": "sessions.ledger"}"#,
                #"{"client_url": "https://acme.example/", "api_key_file": "api.key", "token_scheme": "bcsession"}"#,
                #"{"signing_keys": [{"id": "2026-11", "file": "signing.key"}, {"file": "other.key"}]}"#,
                "{\"token_scheme\": \(scheme)}",
            ] + Self.policies.right.map { "{\"organization\": \($0)}" }
            + Self.checks.right.map { "{\"validate\": \($0)}" }
        let wrong =
            [
                #"{"api_key": "x"}"#, #"{"api_key_file": "hex:00"}"#, #"{"api_key_file": ""}"#, #"{"api_version": 2}"#,
                #"{"signing_keys": [{"id": "2026-11"}]}"#, #"{"signing_keys": [{"id": "a b", "file": "x"}]}"#,
                #"{"token_scheme": "other"}"#, #"{"token_scheme": {"name": "acme"}}"#,
                #"{"validate": {"exclude": ["x"]}}"#, #"{"validate": {"per_file": {}}}"#,
            ] + Self.policies.wrong.map { "{\"organization\": \($0)}" }
            + Self.checks.wrong.map { "{\"validate\": \($0)}" }
        try compare(.configuration, right: right, wrong: wrong) { _ = try Configuration.read($0) }
    }

    @Test func `a project file is judged as its reader judges it`() throws {
        let right =
            [
                #"{"$schema": "project.schema.json", "organization": "policy.json", "banks": "banks.json"}"#,
                #"{"validate": {"exclude": ["examples/*.json", "/x"], "per_file": {"v1/**": {"api_version": "v1"}}}}"#,
                #"{"validate": {"per_file": {"a": {"disable": ["BC304"], "severity": {"BC306": "error"}}}}}"#,
            ] + Self.policies.right.map { "{\"organization\": \($0)}" }
            + Self.checks.right.map { "{\"validate\": \($0)}" }
        let wrong =
            [
                #"{"endpoint": "https://acme.example"}"#, #"{"api_key_file": "x"}"#, #"{"record": "x"}"#,
                #"{"banks": []}"#,
                #"{"validate": {"exclude": ["!x"]}}"#, #"{"validate": {"exclude": ["/"]}}"#,
                #"{"validate": {"exclude": "x"}}"#, #"{"validate": {"per_file": {"a": {"strict": true}}}}"#,
                #"{"validate": {"per_file": {"!a": {}}}}"#,
            ] + Self.checks.wrong.map { "{\"validate\": \($0)}" }
        try compare(.project, right: right, wrong: wrong) { _ = try ProjectSettings.read($0) }
    }

    @Test func `banks are judged as their reader judges them`() throws {
        let right = [
            #"["HDFC", "ICICI"]"#, #"{"banks": [{"name": "HDFC"}]}"#,
            #"{"count": 1, "next": null, "banks": [{"name": "HDFC", "full_name": null, "is_aa_available": true, "x": 1}]}"#,
        ]
        let wrong = [
            "[]", #"["HDFC", "HDFC"]"#, #"[""]"#, "[7]", "{}", #"{"banks": []}"#, #"{"banks": [{"full_name": "x"}]}"#,
            #"{"banks": [{"name": "HDFC", "is_aa_available": "yes"}]}"#, #"{"count": -1, "banks": [{"name": "HDFC"}]}"#,
        ]
        try compare(.banks, right: right, wrong: wrong) { _ = try BankTable.read($0) }
    }

    /// Expects reader and schema to take what is right, and to refuse what is wrong.
    private func compare(
        _ subject: SchemaDocument.Subject, right: [String], wrong: [String], read: ([UInt8]) throws -> Void
    ) throws {
        let schema = String(decoding: SchemaDocument(subject: subject, version: .v2).text, as: UTF8.self)
        let texts = right + wrong
        let faults = try SchemaJudge.faults(of: texts.map { Array($0.utf8) }, by: schema)
        for (index, text) in texts.enumerated() {
            let isRight = index < right.count
            #expect((faults[index] == nil) == isRight, "\(text): \(faults[index] ?? "passes the schema")")
            #expect(((try? read(Array(text.utf8))) != nil) == isRight, "\(text)")
        }
    }
}
