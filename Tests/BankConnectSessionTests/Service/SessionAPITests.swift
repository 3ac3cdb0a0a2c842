import BankConnectSession
import Testing

/// The service's answers to whole requests.
@Suite struct SessionAPITests {
    private let now: Int64 = 1_795_365_774
    private let body = #"{"link_id": "TU-1234"}"#

    private func api(_ change: (inout OrganizationPolicy) -> Void = { _ in }) throws -> SessionAPI {
        var policy = OrganizationPolicy()
        change(&policy)
        let today = try #require(CalendarDate(unixSeconds: now))
        let key = try SigningKey(bytes: Array(repeating: 7, count: 32))
        return SessionAPI(context: RuleContext(today: today, organization: policy), issuer: .init(key: key))
    }

    private func request(
        _ body: String, method: String = "POST", path: String = "/bank-connect/v2/session/",
        fields: [HTTPField] = [HTTPField("x-api-key", "k"), HTTPField("content-type", "application/json")]
    ) -> HTTPRequest {
        HTTPRequest(head: HTTPRequestHead(method: method, path: path, fields: fields), body: Array(body.utf8))
    }

    private func answer(_ api: SessionAPI, _ request: HTTPRequest) -> (status: Int, body: String, fields: [HTTPField]) {
        let response = api.respond(to: request, now: now, random: InlineArray(repeating: 0xAB))
        return (response.status, String(decoding: response.body, as: UTF8.self), response.fields)
    }

    @Test func `V2 answers 200 with a session and a URL whose token verifies`() throws {
        let (status, body, fields) = answer(try api(), request(body))
        #expect(status == 200)
        #expect(fields.contains(HTTPField("Content-Type", "application/json")))
        let document = try JSONDocument(Array(body.utf8))
        let members = document.tape.members(of: 0).map { (document.text(of: $0.name), document.text(of: $0.value)) }
        #expect(members.map(\.0) == ["session_id", "redirect_url"])
        #expect(members[0].1 == "abababab-abab-4bab-abab-abababababab")
        let verifier = TokenVerifier(keys: [try SigningKey(bytes: Array(repeating: 7, count: 32))])
        #expect(verifier.verify(link: members[1].1, now: now).isValid)
        // Sixty minutes when the payload does not say.
        #expect(verifier.verify(link: members[1].1, now: now + 3599).isValid)
        #expect(verifier.verify(link: members[1].1, now: now + 3600).reasons == [.expired])
    }

    @Test func `V1 answers with a URL without a token`() throws {
        let (status, body, _) = answer(try api(), request(body, path: "/bank-connect/v1/session/"))
        #expect(status == 200)
        #expect(body.contains("?session_id=abababab-abab-4bab-abab-abababababab\""))
        #expect(!body.contains("token"))
    }

    @Test func `each thing around the payload has its answer, in the service's order`() throws {
        let json = HTTPField("Content-Type", "application/json")
        let key = HTTPField("X-Api-Key", "k")
        let expired = try api { $0.plan = .expired }
        // Everything is wrong at once, and is mended one by one.
        let cases: [(SessionAPI, HTTPRequest, Int, String)] = [
            (expired, request("[", method: "GET", fields: []), 401, "AUTHENTICATION_CREDENTIALS_NOT_PROVIDED"),
            (expired, request("[", method: "GET", fields: [key]), 402, "PAYMENT_REQUIRED"),
            (try api(), request("[", method: "GET", fields: [key]), 405, "METHOD_NOT_ALLOWED"),
            (try api(), request("[", fields: [key]), 415, "UNSUPPORTED_MEDIA_TYPE"),
            (try api(), request("[", fields: [key, json]), 400, "INVALID_REQUEST"),
            (try api(), request("{}", fields: [key, json]), 400, "INVALID_REQUEST"),
        ]
        for (api, request, status, code) in cases {
            let response = answer(api, request)
            #expect(response.status == status)
            #expect(response.body.hasPrefix(#"{"error":{"code":"\#(code)","message":""#), "\(response.body)")
            #expect((status == 405) == response.fields.contains(HTTPField("Allow", "POST, OPTIONS")))
        }
    }

    @Test func `a key in the body is enough, and media type parameters are allowed`() throws {
        let fields = [HTTPField("Content-Type", "application/json; charset=utf-8")]
        #expect(answer(try api(), request(#"{"link_id": "a", "api_key": "k"}"#, fields: fields)).status == 200)
        #expect(answer(try api(), request(#"{"link_id": "a", "api_key": " "}"#, fields: fields)).status == 401)
    }

    @Test(arguments: ["/", "/bank-connect/v2/session", "/bank-connect/v3/session/"])
    func `another path is not found`(path: String) throws {
        #expect(answer(try api(), request(body, path: path)).status == 404)
    }

    @Test func `a parameter of V2 sent to V1 is no refusal`() throws {
        let body = #"{"link_id": "a", "aa_journey_code": "BCAA001"}"#
        #expect(answer(try api(), request(body, path: "/v1/session/")).status == 200)
    }
}
