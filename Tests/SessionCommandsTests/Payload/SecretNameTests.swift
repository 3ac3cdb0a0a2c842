import PlainText
import TestSupport
import Testing

/// What counts as a secret, and that it is shown by nothing that shows a payload.
@Suite struct SecretNameTests {
    @Test(arguments: [
        "api_key", "apiKey", "API-KEY", "X-Api-Key", "my_api_key", "Authorization", "authorization", "secret",
        "clientSecret", "client_secret", "password", "DB_PASSWORD", "accessToken", "token", "secret-key", "api.key",
    ])
    func `names of secrets are recognised in any case style`(name: String) {
        #expect(SecretScanner.isSecretName(Array(name.utf8)))
    }

    @Test(arguments: ["link_id", "bank_name", "mode", "redirect_url", "aa_journey_code", "session_expiry", "metadata"])
    func `names of parameters are none`(name: String) {
        #expect(!SecretScanner.isSecretName(Array(name.utf8)))
    }

    @Test func `no view of a payload shows the value of a secret`() throws {
        let tool = try TestTool()
        let key = try tool.files.write("key-of-test", to: "api.key", mode: 0o600)
        let payload = try tool.files.write(
            #"{"link_id":"a","Authorization":"Bearer s3cret1","my_api_key":"s3cret2","note":"password=s3cret3"}"#,
            to: "p.json")
        let wrong = try tool.files.write(#"{"link_id":"A","mode":"api_key=s3cret4"}"#, to: "w.json")
        for words in [
            ["create", payload, "--format", "full"], ["create", payload, "--dry-run", "--api-key-file", key],
            ["create", wrong], ["validate", wrong], ["validate", "-f", "json", wrong],
            ["validate", "-f", "sarif", wrong],
            ["validate", "-f", "junit", wrong], ["validate", "-f", "github", wrong],
            ["validate", "-f", "ndjson", payload],
        ] {
            let run = tool.run(words)
            #expect(!(run.output + run.errors).contains("s3cret"), "\(words) \(run.output) \(run.errors)")
        }
        #expect(tool.run("create", payload, "--format", "full").output.contains(#""Authorization": "***""#))
    }
}
