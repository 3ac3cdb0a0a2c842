import BankConnectSession
import PlainText

/// A session on its page: what the customer is asked for, and how the customer leaves.
struct SessionView {
    private let made: MadeSession
    private let request: SessionRequest
    private let resolution: Resolution
    private let now: Int64

    /// Nil where the payload is none, of which no session is made.
    init?(_ made: MadeSession, now: Int64) {
        self.made = made
        self.now = now
        var checker = PayloadChecker(made.context)
        checker.check(made.payload)
        guard let resolution = Resolution(checker, now: made.madeAt) else { return nil }
        request = checker.request
        self.resolution = resolution
    }

    var html: String {
        """
        <h1>Share your bank statements</h1>
        <div class="verdict good"><span aria-hidden="true">✓</span> <div><p>This link is valid until \
        <strong>\(time(made.expiresAt))</strong>\(minutesLeft).</p></div></div>
        \(facts)
        \(consents)
        \(actions)
        """
    }

    private var minutesLeft: String {
        let minutes = (made.expiresAt - now + 59) / 60
        return minutes == 1 ? ", for one more minute" : ", for \(minutes) more minutes"
    }

    private func time(_ seconds: Int64) -> String {
        guard let text = Timestamp(unixSeconds: seconds)?.description else { return "an unknown time" }
        return text.dropLast().substituting("T", with: " ") + " UTC"
    }

    // MARK: Facts

    private var facts: String {
        var rows = [
            ("For", text(.linkID)), ("First screen", Self.name(of: resolution.entryScreen)),
            ("Bank", text(.bankName) ?? "the customer chooses"),
            ("Statements", "\(resolution.fromDate) to \(resolution.toDate)"),
        ]
        if let journey = resolution.plan?.journey { rows.append(("Journey", "\(journey.rawValue), \(journey.title)")) }
        for (title, parameter) in [("Mobile number", Parameter.mobileNumber), ("Logo", .logoURL)] {
            if let text = text(parameter) { rows.append((title, text)) }
        }
        rows.append(("Session", made.session.id.text))
        rows.append(("API", made.version.rawValue.uppercased()))
        let items = rows.map { title, text in
            "<div><dt>\(title)</dt><dd>\(HTML.escape(text ?? ""))</dd></div>"
        }
        return "<dl>\n\(items.joined(separator: "\n"))\n</dl>"
    }

    /// A parameter as text; nil when it is absent.
    private func text(_ parameter: Parameter) -> String? {
        request[parameter].map { request.document.text(of: $0) }
    }

    private static func name(of screen: Resolution.EntryScreen) -> String {
        switch screen {
        case .bankSelection: "bank selection (bank_selection)"
        case .pdfUpload: "upload of PDF statements (pdf_upload)"
        case .netBankingLogin: "login to net banking (net_banking_login)"
        case .aaMobileNumber: "mobile number for the Account Aggregator (aa_mobile_number)"
        }
    }

    // MARK: Consents

    private var consents: String {
        guard let plan = resolution.plan else { return "" }
        let planned = Array(plan.consents)
        let scale = PageTimeline(planned, today: made.context.today)
        let parts = planned.map { consent in
            let dates = ConsentField.allCases.map { field in
                """
                <tr><th scope="row">\(field.rawValue)</th><td>\(consent[field].date)</td>\
                <td>\(consent[field].source.rawValue)</td></tr>
                """
            }
            return """
                <section class="consent">
                <h3><code>\(consent.code.rawValue)</code> \(HTML.escape(consent.code.template.useCase))</h3>
                \(scale.drawing(of: consent))
                <table>
                <thead><tr><th scope="col">Date</th><th scope="col">Day</th><th scope="col">Decided by</th></tr></thead>
                <tbody>
                \(dates.joined(separator: "\n"))
                </tbody>
                </table>
                </section>
                """
        }
        let title =
            planned.count == 1 ? "The consent you are asked for" : "The \(planned.count) consents you are asked for"
        return "<h2>\(title)</h2>\n\(scale.legend)\n\(parts.joined(separator: "\n"))"
    }

    // MARK: Ways out

    /// The customer's way back: an address that is followed when the page stands alone, else a message to the page
    /// around it.
    private var actions: String {
        let returns = returnURL
        func button(_ status: String, _ label: String, _ kind: String, _ address: String?) -> String {
            guard let address else {
                return "<button type=\"button\" class=\"\(kind)\" data-status=\"\(status)\">\(label)</button>"
            }
            return """
                <a class="\(kind)" data-status="\(status)" href="\(HTML.escape(address))">\(label)</a>
                """
        }
        let success = returns.map { Self.adding("success=true&session_id=\(made.session.id.text)", to: $0) }
        let exit = returns.map { Self.adding("success=false", to: $0) }
        let way =
            returns.map { "The customer goes back to <code>\(HTML.escape($0))</code>." }
            ?? (text(.redirectURL) == nil
                ? "The session has no redirect_url: "
                : "This page does not open the session's redirect_url, which is not a plain http or https address: ")
            + "the page around this one, or that opened it, gets a message."
        return """
            <h2>What does the customer do?</h2>
            <p class="aside" id="way">\(way)</p>
            <div class="actions" id="actions" data-session-id="\(HTML.escape(made.session.id.text))" \
            data-link-id="\(HTML.attribute(made.linkID))">
            \(button("success", "Finish", "primary", success))
            \(button("exit", "Leave", "secondary", exit))
            <button type="button" class="secondary" data-status="error" id="fail"\(returns == nil ? "" : " hidden")>\
            Fail</button>
            </div>
            <p role="status" id="sent"></p>
            """
    }

    var script: String { PageParts.script }

    /// The payload's `redirect_url`, where a browser may be sent there.
    private var returnURL: String? {
        guard let url = text(.redirectURL), case .success = WebURL.check(Array(url.utf8)) else { return nil }
        return url
    }

    /// An address with parameters added to its query, before its fragment.
    static func adding(_ parameters: String, to url: String) -> String {
        let bytes = url.utf8
        let fragment = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        let base = url[..<fragment]
        let separator = base.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return base + separator + parameters + url[fragment...]
    }
}
