import BankConnectSession
import Framework

_ = (HTTPRequest(), HTTPResponse(), Rule(), Bank(), Finding(), Parameter(), Validation())

guard let now = Timestamp("2025-12-09T06:30:00Z"), let later = Timestamp("2025-12-09T07:30:00Z"),
    let today = CalendarDate(unixSeconds: now.unixSeconds)
else { preconditionFailure("the calendar has no such day") }

let context = RuleContext(today: today)
var checker = PayloadChecker(context)
let body = Array(#"{"link_id": "TU-1234", "mode": "pfd", "aa_journey_code": "BCAA003"}"#.utf8)
let validation = checker.validate(body)
for finding in validation.findings {
    print("\(finding.line ?? 0):\(finding.column ?? 0) \(finding.rule) \(finding.severity): \(finding.message)")
}
if let answer = validation.answer { print("the API would answer \(answer.status) \(answer.code)") }

for consent in validation.consents?.consents ?? ConsentPlanner(today: today).plan(for: .default).consents {
    print("\(consent.code.rawValue) \(consent.fromDate.date) to \(consent.toDate.date)")
}

var random = SystemRandomNumberGenerator()
let key = SigningKey.generated(using: &random).key
let api = SessionAPI(context: context, issuer: SessionAPI.Issuer(key: key))
let head = HTTPMessage.Head(
    method: "POST", path: "/v2/session/",
    fields: [HTTPMessage.Field("Content-Type", "application/json"), HTTPMessage.Field("X-Api-Key", "test")])
let request = HTTPMessage.Request(head: head, body: Array(#"{"link_id": "TU-1234"}"#.utf8))
print("the double answers \(api.respond(to: request, at: now, using: &random).status)")

let session = SessionID(using: &random)
let token = TokenScheme.bcsession.mint(sessionID: session, key: key, issued: now, expires: later)
let verdict = TokenVerifier(keys: [key]).verify(token ?? "", sessionID: session.text, at: later)
print("the token is \(verdict.isValid ? "valid" : verdict.reasons.map(\.rawValue).joined(separator: ", "))")
