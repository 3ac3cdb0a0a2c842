import BankConnectSession
import Testing

extension TokenTests.TokenVerifierTests {
    @Suite struct URLs {
        typealias Parent = TokenTests.TokenVerifierTests
        let parent: Parent

        init() throws {
            parent = try Parent()
        }

        private func reasons(_ query: String, asked session: String? = nil) -> [TokenVerdict.Reason] {
            let url = "https://bankconnectclient.finbox.in/path" + query
            return parent.verifier.verify(link: url, sessionID: session, now: Parent.issued).reasons
        }

        private var token: String { parent.token }

        @Test func `a made URL verifies, whatever surrounds the two parameters`() {
            for query in [
                "?session_id=\(Parent.session)&token=\(token)", "?token=\(token)&session_id=\(Parent.session)",
                "?a=1&session_id=\(Parent.session)&b&token=\(token)&c=%zz#token=x",
            ] {
                #expect(reasons(query) == [])
                #expect(reasons(query, asked: Parent.session) == [])
            }
        }

        @Test(
            arguments: [
                ("hxxps", [.notHTTPS]), ("httpx", [.notHTTPS]), ("abcds", [.notHTTPS]), ("http", [.notHTTPS]),
                ("ftps", [.notHTTPS]), ("HTTPS", []), ("hTTps", []),
            ] as [(String, [TokenVerdict.Reason])])
        func `a link begins with https and no other scheme`(scheme: String, expected: [TokenVerdict.Reason]) {
            let url = "\(scheme)://bankconnectclient.finbox.in/?session_id=\(Parent.session)&token=\(token)"
            #expect(parent.verifier.verify(link: url, now: Parent.issued).reasons == expected)
        }

        @Test func `an asked session must agree with the URL's`() {
            let query = "?session_id=\(Parent.session)&token=\(token)"
            #expect(reasons(query, asked: Parent.other) == [.sessionMismatch])
            #expect(reasons(query, asked: "") == [.sessionMismatch])
        }

        @Test func `an asked session stands in for a missing one, which still counts`() {
            #expect(reasons("?token=\(token)", asked: Parent.session) == [.missingSessionID])
            #expect(reasons("?token=\(token)", asked: Parent.other) == [.missingSessionID, .badSignature])
            #expect(reasons("?token=\(token)") == [.missingSessionID])
            #expect(reasons("?token=\(token)&session_id=") == [.missingSessionID])
        }

        @Test func `a V1 URL lacks the token`() {
            #expect(reasons("?session_id=\(Parent.session)") == [.missingToken])
            #expect(reasons("?session_id=\(Parent.session)&token=") == [.missingToken])
            #expect(reasons("") == [.missingSessionID, .missingToken])
        }

        @Test func `a parameter twice is reported and the first is judged`() {
            let session = "session_id=\(Parent.session)"
            #expect(reasons("?\(session)&token=\(token)&token=\(token)") == [.repeatedParameter])
            #expect(reasons("?\(session)&\(session)&token=\(token)") == [.repeatedParameter])
            #expect(reasons("?\(session)&token=\(token)&%74oken=x") == [.repeatedParameter])
            #expect(reasons("?\(session)&token=x&token=\(token)") == [.repeatedParameter, .unknownScheme])
        }

        @Test func `values are decoded once and only once`() {
            let once = token.utf8.map { byte in "%" + String(byte, radix: 16) }.joined()
            let twice = once.replacing("%", with: "%25")
            let session = "session_id=\(Parent.session)"
            #expect(reasons("?\(session)&token=\(once)") == [])
            #expect(reasons("?\(session)&token=\(twice)") == [.unknownScheme])
            #expect(reasons("?\(session)&token=\(token.replacing(".", with: "%2E"))") == [])
            #expect(reasons("?\(session)&token=\(token.replacing(".", with: "%252E"))") == [.unknownScheme])
            #expect(reasons("?session_id=%62\(Parent.session.dropFirst())&token=\(token)") == [])
        }

        @Test func `a bad escape, NUL, space or plus sign in the token is malformed`() {
            let session = "session_id=\(Parent.session)"
            for suffix in ["%", "%0", "%0g", "%00", "%20", "+", " ", "%2B"] {
                #expect(reasons("?\(session)&token=\(token)\(suffix)") == [.malformed], "\(suffix)")
            }
            #expect(reasons("?session_id=%&token=\(token)") == [.malformed])
        }
    }
}
