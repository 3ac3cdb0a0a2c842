import BankConnectSession
import Foundation
import TestSupport
import Testing

/// Certificates of a real server, nginx, made by a real openssl.
///
/// A certificate is only trusted when the system trusts who signed it: `.ci/run` makes an authority that the system
/// trusts for the time of the tests, and tells of it in a variable.
@Suite(.serialized) struct TLSTests {
    /// The directory of the authority's certificate and key.
    static let authority = ProcessInfo.processInfo.environment["BCSESSION_TEST_CA"]

    /// What the server's certificate says.
    enum Certificate: String, CaseIterable {
        case good, selfSigned, expired, otherHost
        /// A good certificate of a server that speaks TLS 1.0 alone.
        case oldProtocol
    }

    /// Makes a certificate and starts nginx with it; `$!` of the script is its process.
    private func script(_ certificate: Certificate, port: Int, authority: String) -> String {
        let names = certificate == .otherHost ? "DNS:other.example" : "DNS:localhost,IP:127.0.0.1"
        let dates =
            certificate == .expired ? "-startdate 20200101000000Z -enddate 20200201000000Z" : "-days 2"
        let old = "ssl_protocols TLSv1; ssl_ciphers ALL:@SECLEVEL=0;"
        let isOld = certificate == .oldProtocol
        let body = NetworkFaultTests.session.replacing("\"", with: "\\\"")
        return """
            set -e
            printf 'subjectAltName=\(names)\\n' >names
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout key -out request 2>log
            if [ \(certificate.rawValue) = selfSigned ]; then
              openssl x509 -req -in request -signkey key -extfile names -days 2 -out cert 2>log
            else
              mkdir -p db && : >db/index && echo 01 >db/serial
              printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=db/index\\nserial=db/serial\\nnew_certs_dir=db\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' >ca.conf
              openssl ca -batch -config ca.conf -cert \(authority)/ca.crt -keyfile \(authority)/ca.key -in request \\
                -extfile names \(dates) -out cert -notext 2>log
            fi
            cat >nginx.conf <<END
            daemon off; worker_processes 1; pid pid; error_log err;
            events { worker_connections 64; }
            http {
              access_log access; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4;
              scgi_temp_path t5;
              server {
                listen 127.0.0.1:\(port) ssl http2; ssl_certificate cert; ssl_certificate_key key;
                \(isOld ? old : "")
                location / { default_type application/json; return 200 "\(body)"; }
              }
            }
            END
            nginx -p "$PWD/" -c nginx.conf 2>log &
            trap "kill $!" EXIT
            for i in 1 2 3 4 5 6 7 8 9; do openssl s_client \(isOld ? "-tls1 -cipher ALL:@SECLEVEL=0 " : "")-connect 127.0.0.1:\(port) </dev/null >log 2>&1 && break; sleep 0.2; done
            set +e

            """
    }

    /// Runs `create --live` against nginx; what nginx logged stands behind the tool's own output.
    private func create(_ certificate: Certificate, authority: String, _ variables: String = "") throws
        -> BuiltTool.Ending
    {
        let tool = try LiveTool()
        // A port that was free a moment ago.
        let port = try LoopbackService.api().port
        let words = "create --live --api-key-file api.key --endpoint https://localhost:\(port)/bank-connect"
        return try tool.tool.shell(
            script(certificate, port: port, authority: authority)
                + "\(variables)bcsession \(words) --link-id L1 --timeout 5\nstatus=$?\ncat access >&2\nexit $status")
    }

    @Test(.enabled(if: authority != nil), arguments: Certificate.allCases)
    func `a certificate that the system trusts for the host is taken, any other is not`(
        certificate: Certificate
    ) throws {
        let run = try create(certificate, authority: try #require(Self.authority))
        if certificate == .good {
            #expect(run.status == 0, "\(run.errors)")
            #expect(try ParsedJSON(run.output)["session_id"] == LiveAnswerTests.id)
            #expect(run.errors.contains("POST /bank-connect/v2/session/ HTTP/2.0"))
        } else {
            #expect(run.status == 6, "\(run.errors)")
            #expect(run.errors.contains("nothing was sent"))
            #expect(!run.errors.contains("POST"))
        }
    }

    @Test(arguments: ["", "SSL_CERT_FILE=cert CURL_CA_BUNDLE=cert URLSessionCertificateAuthorityInfoFile=cert "])
    func `a self-signed certificate is not taken, whatever variables say`(variables: String) throws {
        let run = try create(.selfSigned, authority: "none", variables)
        #expect(run.status == 6, "\(run.errors)")
        #expect(run.errors.contains("nothing was sent"))
        #expect(!run.errors.contains("POST"))
    }

    @Test func `a server that speaks plain HTTP where TLS is wanted gets no request`() throws {
        let service = try LoopbackService.api()
        let endpoint = service.endpoint.replacing("http:", with: "https:")
        let run = try LiveTool().create(at: endpoint, "--link-id", "L1", "--timeout", "3")
        #expect(run.status == 6, "\(run.errors)")
        #expect(service.requests.isEmpty)
        #expect(!run.errors.contains("certificate"), "\(run.errors)")
    }

    @Test func `a proxy for https sees the host, and neither the key nor the payload`() throws {
        let proxy = try LoopbackService { _, _ in .answer(HTTPResponse(status: 403, body: [])) }
        let run = try LiveTool().create(
            at: "https://bank.example/bank-connect", "--link-id", "SECRET-LINK", "--timeout", "5",
            environment: ["all_proxy": "http://127.0.0.1:\(proxy.port)"])
        #expect(run.status == 6, "\(run.errors)")
        let seen = try #require(proxy.requests.first)
        #expect(seen.head.hasPrefix("CONNECT bank.example:443"))
        #expect(!seen.head.contains(LiveTool.key))
        #expect(proxy.requests.allSatisfy { $0.request.body.isEmpty })
    }
}
