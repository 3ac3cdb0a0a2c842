extension Rule {
    /// BC101–BC115: the customer's identifier and the URLs.
    static let identity: [Rule] = [
        linkIDIsGiven, linkIDIsNotBlank, linkIDFits, redirectURLIsGiven, redirectURLIsURL, redirectURLFits,
        logoURLIsURL, logoURLFits, urlsAreHTTPS,
    ]

    /// `link_id` is there; `consents` does without when it is asked by flags alone.
    package static let linkIDIsGiven = Rule(
        101, "link_id is given", .parameters, predicts: [.linkIDRequired], looksAt: .noLinkID,
        explanation: "link_id, your identifier of the customer, is the one parameter that every payload needs.",
        accepts: [#"{"link_id": "TU-1234"}"#],
        rejects: [#"«{»"mode": "online"}"#]
    ) { request, _, findings in
        guard request.stated(.linkID) == nil else { return }
        findings.add(
            request.openingBrace, "link_id is missing", hint: #"add "link_id": "…", your identifier of the customer"#,
            of: .linkID)
    }

    static let linkIDIsNotBlank = Rule(
        102, "link_id is not blank", .parameters, predicts: [.malformedRequest], basis: .inferred,
        looksAt: [.blankParameter, .given(.linkID)],
        when: { !$1.isDisjoint(with: [.blankParameter, .unusualLinkID]) },
        explanation: """
            A link_id that is null, empty or nothing but white space identifies nobody. The answer follows the pattern \
            of the page's rows for link_id and the wording of the service's framework.
            """,
        accepts: [#"{"link_id": " TU-1234 "}"#],
        rejects: [#"{"link_id": «""»}"#, #"{"link_id": «"  "»}"#, #"{"link_id": «null»}"#]
    ) { request, _, findings in
        guard let value = request.stated(.linkID) else { return }
        let isNull = request.document[value].kind == .null
        guard isNull || request.document.isBlank(value) else { return }
        findings.add(
            request.place(of: value), isNull ? "link_id is null" : "link_id is blank",
            hint: "give your identifier of the customer", of: .linkID,
            predicting: Prediction(
                .invalidRequest("link_id", isNull ? "This field may not be null." : "This field may not be blank."),
                alternatives: [ServiceError.malformedRequest.answer]))
    }

    static let linkIDFits = Rule(
        103, "link_id has at most \(Parameter.linkID.row.maximumLength ?? 0) characters", .parameters,
        predicts: [.linkIDTooLong], looksAt: .given(.linkID), when: { $1.contains(.longText) },
        explanation: "Lengths count Unicode code points, as the service's framework does.",
        accepts: [#"{"link_id": "TU-1234"}"#],
        rejects: [RuleExample(#"{"link_id": «"\#(String(repeating: "x", count: 501))"»}"#)]
    ) { request, _, findings in
        // Blank is what is wrong with five hundred and one spaces: one cause, one finding.
        guard let value = request[.linkID], request.fittingString(.linkID) == nil, !request.document.isBlank(value)
        else { return }
        checkLength(of: .linkID, in: request, &findings)
    }

    static let redirectURLIsGiven = Rule(
        110, "redirect_url is given in the redirect workflow", .parameters, predicts: [.malformedRequest],
        looksAt: .object, when: { $0.workflow == .redirect && !$1.contains(.given(.redirectURL)) },
        explanation: """
            In the redirect workflow the customer leaves your page and needs a way back, so redirect_url is compulsory \
            there; in the inline frame workflow it is not. Checked with --workflow redirect only, because a payload \
            does not say which workflow it is for.
            """,
        accepts: [
            #"{"link_id": "TU-1234"}"#,
            RuleExample(#"{"link_id": "a", "redirect_url": "https://acme.example/back"}"#, workflow: .redirect),
        ],
        rejects: [RuleExample(#"«{»"link_id": "TU-1234"}"#, workflow: .redirect)]
    ) { request, _, findings in
        findings.add(
            request.place(of: .redirectURL), "redirect_url is missing, and the workflow is redirect",
            hint: #"add "redirect_url": "https://…", where the customer comes back to"#, of: .redirectURL,
            predicting: Prediction(
                .invalidRequest("redirect_url", "This field is required."),
                alternatives: [ServiceError.malformedRequest.answer]))
    }

    // The checks of the rules made by functions are written out, because a closure that captures nothing is not
    // counted: all threads ask the same rules, and a count that they share would pass from core to core.

    static let redirectURLIsURL = urlRule(111, .redirectURL, predicts: [.invalidURL]) { request, _, findings in
        checkURL(
            of: .redirectURL, in: request,
            predicting: Prediction(
                ServiceError.invalidURL.answer,
                alternatives: [.invalidRequest("redirect_url", "Enter a valid URL.")]), &findings)
    }

    static let redirectURLFits = lengthRule(
        112, .redirectURL, predicts: [.fieldTooLong, .redirectURLTooLong]
    ) { request, _, findings in
        checkLength(of: .redirectURL, in: request, &findings)
    }

    static let logoURLIsURL = urlRule(
        113, .logoURL, predicts: [.invalidURL, .logoURLInvalid]
    ) { request, _, findings in
        checkURL(
            of: .logoURL, in: request, predicting: Prediction(.invalidURL, alternatives: [.logoURLInvalid]), &findings)
    }

    static let logoURLFits = lengthRule(114, .logoURL, predicts: [.fieldTooLong]) { request, _, findings in
        checkLength(of: .logoURL, in: request, &findings)
    }

    private static let https = ByteWord("https://")

    static let urlsAreHTTPS = Rule(
        115, "URLs use https", .warning, .parameters, looksAt: .given(.redirectURL, .logoURL),
        when: { $1.contains(.unusualURL) },
        explanation: """
            Over plain http, whoever is on the way can read and change what the customer comes back with, and browsers \
            refuse to show an http logo inside an https page.
            """,
        accepts: [#"{"link_id": "a", "redirect_url": "https://acme.example/back"}"#],
        rejects: [#"{"link_id": "a", "redirect_url": «"http://acme.example/back"»}"#]
    ) { request, _, findings in
        checkScheme(of: .redirectURL, in: request, &findings)
        checkScheme(of: .logoURL, in: request, &findings)
    }

    @inline(__always)
    private static func checkScheme(
        of parameter: Parameter, in request: SessionRequest, _ findings: inout Findings
    ) {
        guard let value = request.string(parameter), !request.begins(value, with: https),
            request.fittingString(parameter) != nil, case .success(.http) = WebURL.check(request.document, value)
        else { return }
        findings.add(request.place(of: value), "\(parameter.name) uses http", hint: "use https", of: parameter)
    }

    private static func urlRule(
        _ number: Int, _ parameter: Parameter, predicts: [ServiceError], check: @escaping Check
    ) -> Rule {
        let name = parameter.name
        return Rule(
            number, "\(name) is a URL", .parameters, predicts: predicts, looksAt: .given(parameter),
            when: { $1.contains(.unusualURL) },
            explanation: """
                A URL begins with http:// or https://, names a host, and holds no white space, control character or \
                backslash before its path; a port lies between 1 and 65535, and no user name or password stands \
                before the host.
                """,
            accepts: [
                RuleExample(#"{"link_id": "a", "\#(name)": "https://acme.example:8443/back?customer=1#top"}"#),
                RuleExample(#"{"link_id": "a", "\#(name)": "https://[::1]/"}"#),
            ],
            rejects: [
                RuleExample(#"{"link_id": "a", "\#(name)": «"acme.example/back"»}"#),
                RuleExample(#"{"link_id": "a", "\#(name)": «"javascript:alert(1)"»}"#),
                RuleExample(#"{"link_id": "a", "\#(name)": «"https://acme.example:0/"»}"#),
                RuleExample(#"{"link_id": "a", "\#(name)": «"https://user@acme.example/"»}"#),
                RuleExample(#"{"link_id": "a", "\#(name)": «"https://acme.example/a b"»}"#),
            ],
            check: check)
    }

    private static func checkURL(
        of parameter: Parameter, in request: SessionRequest, predicting prediction: @autoclosure () -> Prediction,
        _ findings: inout Findings
    ) {
        guard let value = request.fittingString(parameter),
            case .failure(let fault) = WebURL.check(request.document, value)
        else { return }
        findings.add(
            request.place(of: value), "\(parameter.name) is not a URL: \(fault.explanation)",
            hint: "write it as https://host/path", of: parameter, predicting: prediction())
    }

    /// A rule for the length of a parameter; `accepting` is a value that other rules are content with too.
    static func lengthRule(
        _ number: Int, _ parameter: Parameter, accepting value: String? = nil, predicts: [ServiceError],
        check: @escaping Check
    ) -> Rule {
        let name = parameter.name
        let limit = parameter.row.maximumLength ?? 0
        let prefix = parameter.row.kind == .url ? "https://a.example/" : ""
        return Rule(
            number, "\(name) has at most \(limit) characters", .parameters, predicts: predicts,
            looksAt: .given(parameter), when: { $1.contains(.longText) },
            explanation: "Lengths count Unicode code points. A value that is too long draws no further finding.",
            accepts: [
                RuleExample(
                    #"{"link_id": "a", "\#(name)": "\#(value ?? prefix + String(repeating: "x", count: limit - prefix.count))"}"#
                )
            ],
            rejects: [
                RuleExample(#"{"link_id": "a", "\#(name)": «"\#(prefix)\#(String(repeating: "x", count: limit))x"»}"#)
            ],
            check: check)
    }

    /// Reports a text, or a number that becomes one, with more code points than its parameter may have.
    static func checkLength(of parameter: Parameter, in request: SessionRequest, _ findings: inout Findings) {
        guard let value = request[parameter] else { return }
        let node = request.document[value]
        // A number becomes text in link_id alone; elsewhere BC007 has refused it.
        guard node.kind == .string || (node.kind == .number && parameter == .linkID),
            let limit = parameter.maximumLength, node.range.count > limit
        else { return }
        let count = node.kind == .string ? request.document.codePointCount(of: value) : node.range.count
        guard count > limit else { return }
        let ownWording = ServiceAnswer.invalidRequest(
            parameter.name, "Ensure this field has no more than \(limit) characters.")
        let prediction =
            parameter == .linkID
            ? Prediction(ownWording) : Prediction(ServiceError.fieldTooLong.answer, alternatives: [ownWording])
        findings.add(
            request.place(of: value), "\(parameter.name) has \(count) characters; the most is \(limit)",
            hint: "shorten it by \(count - limit)", of: parameter, predicting: prediction)
    }
}
