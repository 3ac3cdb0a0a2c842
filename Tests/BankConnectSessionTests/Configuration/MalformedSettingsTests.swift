import BankConnectSession
import Testing

/// Texts that nobody means: they draw errors, and nothing else happens.
@Suite struct MalformedSettingsTests {
    static let configuration = Array(
        """
        {"endpoint": "https://apis.bankconnect.finbox.in/bank-connect", "api_version": "v2", "client_url": \
        "https://bankconnectclient.finbox.in/", "api_key_file": "api.key", "signing_keys": [{"id": "2026-11", \
        "file": "signing.key"}], "token_scheme": {"name": "acme", "algorithm": "sha256", "message": \
        "{session_id}{secret}", "encoding": "hex"}, "organization": {"name": "acme-nbfc", "plan": "active", "modes": \
        ["pdf", "aa"], "banks": {"newbank": ["pdf", "aa"]}, "fields": ["program_id"], "consents": {"CT001": \
        {"history": {"unit": "MONTH", "value": 6}, "to_date": "09/12/2025", "fi_types": ["SIP"]}}}}
        """.utf8)

    private static let readers: [@Sendable ([UInt8]) -> [PolicyError]] = [
        { policyErrors($0, Configuration.read) }, { policyErrors($0, OrganizationPolicy.read) },
        { policyErrors($0, BankTable.read) },
    ]

    @Test(arguments: ["", " \n", "\u{FEFF}{}", "{\"a\": 1,}", "{} {}", "{\"a\"", "// x\n{}", "{\"a\": \"\u{1}\"}"])
    func `a text that is no JSON is one error`(text: String) {
        for read in [Self.readers[0], Self.readers[1]] {
            let errors = read(Array(text.utf8))
            #expect(errors.count == 1)
            #expect(errors.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= text.utf8.count })
            #expect(errors.allSatisfy { !"\($0.message) \($0.hint)".contains("payload") }, "\(errors)")
        }
    }

    @Test func `a configuration cut short anywhere is one error`() {
        #expect(policyErrors(Self.configuration, Configuration.read) == [])
        for count in 0..<Self.configuration.count {
            let errors = policyErrors(Array(Self.configuration[..<count]), Configuration.read)
            #expect(errors.count == 1)
        }
    }

    @Test(arguments: ["null", "true", "-1.5e3", #""""#, #""x""#, "[]", "[[1]]", "{}", #"{"a":{"name":[]}}"#, "[{},{}]"])
    func `a value of any type anywhere is refused or read, and never more`(value: String) throws {
        let document = try JSONDocument(Self.configuration)
        for index in document.tape.nodes.indices {
            let range = document[index].range
            let text =
                Self.configuration[..<range.lowerBound] + Array(value.utf8) + Self.configuration[range.upperBound...]
            for read in Self.readers {
                for error in read(Array(text)) {
                    #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.count)
                }
            }
        }
    }

    @Test func `objects deeper than the reader goes are one error`() {
        let text = String(repeating: #"{"consents":"#, count: 10_000)
        #expect(policyErrors(Array(text.utf8), OrganizationPolicy.read).count == 1)
    }

    @Test func `ten thousand members with one name are read in no time`() {
        let text = "{" + Array(repeating: #""x": 1"#, count: 10_000).joined(separator: ",") + "}"
        #expect(policyErrors(Array(text.utf8), OrganizationPolicy.read).count == 10_000)
    }
}
