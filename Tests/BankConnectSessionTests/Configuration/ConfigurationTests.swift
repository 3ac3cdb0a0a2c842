import BankConnectSession
import TestSupport
import Testing

@Suite struct ConfigurationTests {
    @Test func `the documented example is read in full, with the place of each value`() throws {
        let marked = MarkedText(
            """
            {
              "endpoint": «"https://apis.bankconnect.finbox.in/bank-connect/"»,
              "api_version": «"v2"»,
              "client_url": «"https://bankconnectclient.finbox.in/"»,
              "api_key_file": «"api.key"»,
              "signing_keys": [{"id": "2026-11", "file": «"signing.key"»}, {"file": «"../old.key"»}],
              "token_scheme": «"bcsession"»,
              "organization": {
                "name": "acme-nbfc", "plan": "active",
                "modes": ["pdf", "aa"],
                "banks": {"newbank": ["pdf", "aa"]},
                "fields": ["program_id"],
                "consents": {
                  "CT001": {"history": «{"unit": "MONTH", "value": 6}»},
                  "CC0004": {"life": «{"unit": "YEAR", "value": 2}»}
                }
              }
            }
            """)
        let configuration = try Configuration.read(marked.bytes)
        #expect(configuration.endpoint?.value.text == "https://apis.bankconnect.finbox.in/bank-connect")
        #expect(configuration.endpoint?.range == marked.spans[0])
        #expect(configuration.apiVersion?.value == .v2)
        #expect(configuration.apiVersion?.range == marked.spans[1])
        #expect(configuration.clientURL?.value == "https://bankconnectclient.finbox.in/")
        #expect(configuration.clientURL?.range == marked.spans[2])
        #expect(configuration.apiKeyFile?.value == "api.key")
        #expect(configuration.apiKeyFile?.range == marked.spans[3])
        let keys = try #require(configuration.signingKeys?.value)
        #expect(keys.map(\.id) == [KeyID("2026-11"), nil])
        #expect(keys.map(\.file) == ["signing.key", "../old.key"])
        #expect(keys.map(\.range) == Array(marked.spans[4...5]))
        #expect(configuration.tokenScheme?.value == .bcsession)
        #expect(configuration.tokenScheme?.range == marked.spans[6])
        let policy = try #require(configuration.organization?.value)
        #expect(policy.name == "acme-nbfc")
        #expect(policy.banks.map(\.identifier) == ["newbank"])
        #expect(policy.origin(of: .fromDate, for: .cc0003) == marked.spans[7])
        #expect(policy.origin(of: .consentExpiry, for: .cc0004) == marked.spans[8])
        #expect(policy.consents[.consent(.cc0004)]?.life == .years(2))
    }

    @Test func `what is not given is not there`() throws {
        let configuration = try Configuration.read(Array("{}".utf8))
        #expect(configuration.endpoint == nil && configuration.apiVersion == nil && configuration.clientURL == nil)
        #expect(configuration.apiKeyFile == nil && configuration.signingKeys == nil)
        #expect(configuration.tokenScheme == nil && configuration.organization == nil)
    }

    @Test func `a token scheme can be described`() throws {
        let text = """
            {"token_scheme": {"name": "acme", "algorithm": "sha256", "message": "{secret}|{session_id}|{link_id}",
             "encoding": "base64url"}}
            """
        let scheme = try #require(try Configuration.read(Array(text.utf8)).tokenScheme?.value)
        let described = try TokenScheme(
            name: "acme", algorithm: .sha256, message: "{secret}|{session_id}|{link_id}", encoding: .base64url)
        #expect(scheme == described)
    }

    @Test(arguments: [
        PolicyErrorCase("«[]»", "the configuration is an array"),
        PolicyErrorCase(#"{«"endpiont"»: 1}"#, "did you mean endpoint?"),
        PolicyErrorCase(#"{"endpoint": «5», «"endpoint"»: 1}"#, "number 5", "duplicate key"),
        PolicyErrorCase(#"{"api_version": «"v3"»}"#, "v1 or v2"),
        PolicyErrorCase(#"{"api_version": «2»}"#, "must be a string"),
        PolicyErrorCase(#"{"endpoint": «"http://example.com"»}"#, "use https"),
        PolicyErrorCase(#"{"client_url": «"bankconnectclient.finbox.in"»}"#, "does not begin with https:// or http://"),
        PolicyErrorCase(#"{"client_url": «"https://x/?token=1"»}"#, "a session_id or token of its own"),
        PolicyErrorCase(#"{"client_url": «null»}"#, "null"),
        PolicyErrorCase(#"{"api_key_file": «""»}"#, "blank"),
        PolicyErrorCase(#"{"api_key_file": «"a\u0000b"»}"#, "NUL"),
        PolicyErrorCase(#"{"api_key_file": «["a"]»}"#, "the name of a file"),
        PolicyErrorCase(#"{"signing_keys": «{"id": "a", "file": "b"}»}"#, "must be an array"),
        PolicyErrorCase(#"{"signing_keys": [«"signing.key"», «{»"id": "a"}]}"#, "must be an object", "lacks file"),
        PolicyErrorCase(#"{"signing_keys": [{"id": «"a b"», "file": "c"}]}"#, "1 to 32 letters"),
        PolicyErrorCase(
            #"{"signing_keys": [{"id": "a", "file": "c"}, {"id": «"a"», "file": "d"}]}"#, "two signing keys"),
        PolicyErrorCase(#"{"signing_keys": [{«"fil"»: "c"}]}"#, "did you mean file?"),
        PolicyErrorCase(#"{"organization": {«"plna"»: 1, "modes": [«"x"»]}}"#, "did you mean plan?", "modes"),
    ])
    func `each fault is marked, once`(example: PolicyErrorCase) {
        example.check(Configuration.read)
    }

    @Test(arguments: [
        #"{«"api_key"»: "S3cr3tS3cr3tS3cr3t"}"#, #"{«"API-Key"»: "S3cr3tS3cr3tS3cr3t"}"#,
        #"{«"key"»: "S3cr3tS3cr3tS3cr3t"}"#, #"{«"secret"»: ["S3cr3tS3cr3tS3cr3t"]}"#,
        #"{«"signing_key"»: "S3cr3tS3cr3tS3cr3t"}"#,
        #"{"signing_keys": [{"file": "a", «"key"»: "S3cr3tS3cr3tS3cr3t"}]}"#,
        #"{"organization": {«"secret"»: "S3cr3tS3cr3tS3cr3t"}}"#,
        #"{"api_key_file": «"hex:S3cr3tS3cr3tS3cr3t"»}"#, #"{"signing_keys": [{"file": «"raw:S3cr3tS3cr3t"»}]}"#,
        #"{"endpoint": «"https://u:S3cr3t@x"»}"#, #"{"endpoint": «"https://x/?key=S3cr3t"»}"#,
        #"{"signing_keys": «"hex:S3cr3tS3cr3tS3cr3t"»}"#, #"{"signing_keys": [«"hex:S3cr3tS3cr3tS3cr3t"»]}"#,
        #"{"signing_keys": [{"file": "a", "id": «"hex:S3cr3tS3cr3tS3cr3t"»}]}"#,
        #"{"client_url": «"https://u:S3cr3t@x/"»}"#,
    ])
    func `a secret in the file is refused and not repeated`(text: String) throws {
        let marked = MarkedText(text)
        let errors = policyErrors(marked.bytes, Configuration.read)
        #expect(errors.map(\.range) == marked.spans)
        let error = try #require(errors.first)
        #expect(!"\(error.message) \(error.hint)".contains("S3cr3t"))
        if text.contains("\"»:") { #expect(error.hint.contains("api_key_file")) }
    }

    @Test(arguments: [
        PolicyErrorCase(#"{"token_scheme": «"finbox"»}"#, "an object with name, algorithm, message and encoding"),
        PolicyErrorCase(#"{"token_scheme": «7»}"#, "must be"),
        PolicyErrorCase(#"{"token_scheme": «{»}}"#, "lacks name, algorithm, message and encoding"),
        PolicyErrorCase(
            #"{"token_scheme": {"name": «"a b"», "algorithm": «"md5"», "message": «"x"», "encoding": «"hex2"»}}"#,
            "1 to 64", "hmac-sha256", "{session_id}", "did you mean hex?"),
        PolicyErrorCase(
            #"{"token_scheme": {"name": «"bcsession"», "algorithm": "sha256", "message": «"{session_id}"», "encoding": "hex"}}"#,
            "taken", "{secret}"),
        PolicyErrorCase(
            #"{"token_scheme": {"name": "a", "algorithm": "sha256", "message": «"{session_id}{"», «"encodin"»: "hex"}}"#,
            "brace", "did you mean encoding?"),
        PolicyErrorCase(
            #"{"token_scheme": {"name": "a", "algorithm": "sha256", "message": «"{\u202e}"», "encoding": "hex"}}"#,
            #"{\u{202E}}"#),
    ])
    func `each fault of a described scheme is marked, once`(example: PolicyErrorCase) {
        example.check(Configuration.read)
    }
}
