/// BC101–BC115: the customer's identifier and the URLs.
extension Rule {
    static let linkIDIsGiven = Rule(
        101, stage: .parameters, reads: [.linkID],
        predicts: [.linkIDRequired],
        documentation: Documentation(
            "link_id is required",
            explanation: "link_id, your identifier of the customer, is the one parameter that every payload needs.",
            accepts: [#"{"link_id": "TU-1234"}"#],
            rejects: [#"«{»"mode": "online"}"#])
    ) { request, _, findings in
        guard request.isPayload, request.index(of: .linkID) == nil else { return }
        findings.add(
            request.openingBrace, "link_id is missing", hint: #"add "link_id": "…", your identifier of the customer"#,
            of: .linkID)
    }

    static let linkIDIsNotBlank = Rule(
        102, stage: .parameters, reads: [.linkID],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "link_id must not be blank",
            explanation: """
                A link_id that is null, empty or nothing but white space does not identify anybody. The answer follows the \
                pattern of the page's rows for link_id and the wording of the service's framework.
                """,
            accepts: [#"{"link_id": "TU-1234"}"#],
            rejects: [#"{"link_id": «""»}"#, #"{"link_id": «"  "»}"#, #"{"link_id": «null»}"#])
    ) { request, _, findings in
        guard let value = request.index(of: .linkID) else { return }
        let isNull = request.document[value].kind == .null
        guard isNull || request.document.isBlank(value) else { return }
        findings.add(
            request.place(of: value), isNull ? "link_id is null" : "link_id is blank",
            hint: "give your identifier of the customer", of: .linkID,
            predicting: .framework("link_id", isNull ? "This field may not be null." : "This field may not be blank."))
    }

    static let linkIDFits = Rule(
        103, stage: .parameters, reads: [.linkID],
        predicts: [.linkIDTooLong],
        documentation: Documentation(
            "link_id must have at most \(Parameter.linkID.maximumLength ?? 0) characters",
            explanation: "Lengths count Unicode code points, as the service's framework does.",
            accepts: [#"{"link_id": "TU-1234"}"#],
            rejects: [RuleExample(#"{"link_id": «"\#(String(repeating: "x", count: 501))"»}"#)])
    ) { request, _, findings in
        // Blank is what is wrong with five hundred and one spaces: one cause, one finding.
        guard let value = request[.linkID], request.fittingString(.linkID) == nil, !request.document.isBlank(value)
        else { return }
        checkLength(of: .linkID, in: request, &findings)
    }

    static let redirectURLIsGiven = Rule(
        110, stage: .parameters, reads: [.redirectURL],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "redirect_url is required in the redirect workflow",
            explanation: """
                In the redirect workflow the customer leaves your page and needs a way back, so redirect_url is \
                compulsory there; in the inline frame workflow it is not. Checked with --workflow redirect only, \
                because a payload does not say which workflow it is for.
                """,
            accepts: [
                #"{"link_id": "TU-1234"}"#,
                RuleExample(#"{"link_id": "a", "redirect_url": "https://acme.example/back"}"#, workflow: .redirect),
            ],
            rejects: [RuleExample(#"«{»"link_id": "TU-1234"}"#, workflow: .redirect)])
    ) { request, context, findings in
        guard context.workflow == .redirect, request[.redirectURL] == nil, request.isPayload else { return }
        findings.add(
            request.place(of: .redirectURL), "redirect_url is missing, and the workflow is redirect",
            hint: #"add "redirect_url": "https://…", where the customer comes back to"#, of: .redirectURL,
            predicting: .framework("redirect_url", "This field is required."))
    }

    // Rules that are alike are written out all the same: their closures capture nothing, so that the compiler lays the
    // rules out, and no thread counts references to what all of them share.

    static let redirectURLIsURL = Rule(
        111, stage: .parameters, reads: [.redirectURL],
        predicts: [.invalidURL],
        documentation: Documentation(
            "redirect_url must be a URL",
            explanation: aboutURLs,
            accepts: urls(in: .redirectURL),
            rejects: wrongURLs(in: .redirectURL))
    ) { request, _, findings in
        checkURL(
            of: .redirectURL, in: request,
            predicting: Prediction(
                ServiceError.invalidURL.answer,
                alternatives: [.invalidRequest("redirect_url", "Enter a valid URL.")]), &findings)
    }

    static let redirectURLFits = Rule(
        112, stage: .parameters, reads: [.redirectURL],
        predicts: [.fieldTooLong, .redirectURLTooLong],
        documentation: Documentation(
            "redirect_url must have at most \(Parameter.redirectURL.maximumLength ?? 0) characters",
            explanation: aboutLengths,
            accepts: fittingText(in: .redirectURL),
            rejects: longText(in: .redirectURL))
    ) { request, _, findings in
        checkLength(of: .redirectURL, in: request, &findings)
    }

    static let logoURLIsURL = Rule(
        113, stage: .parameters, reads: [.logoURL],
        predicts: [.invalidURL, .logoURLInvalid],
        documentation: Documentation(
            "logo_url must be a URL",
            explanation: aboutURLs,
            accepts: urls(in: .logoURL),
            rejects: wrongURLs(in: .logoURL))
    ) { request, _, findings in
        checkURL(
            of: .logoURL, in: request, predicting: Prediction(.invalidURL, alternatives: [.logoURLInvalid]), &findings)
    }

    static let logoURLFits = Rule(
        114, stage: .parameters, reads: [.logoURL],
        predicts: [.fieldTooLong], basis: .inferred,
        documentation: Documentation(
            "logo_url must have at most \(Parameter.logoURL.maximumLength ?? 0) characters",
            explanation: aboutLengths,
            accepts: fittingText(in: .logoURL),
            rejects: longText(in: .logoURL))
    ) { request, _, findings in
        checkLength(of: .logoURL, in: request, &findings)
    }

    static let urlsServeCustomers = Rule(
        115, severity: .warning, stage: .parameters, reads: [.redirectURL, .logoURL],
        documentation: Documentation(
            "URLs should be https URLs that every browser reads the same way",
            explanation: """
                The service's framework accepts some URLs that do not work well in a browser. Over plain \
                http, anybody on the network can read and change what the customer comes back with, and browsers \
                refuse to show an http logo inside an https page. A user name before the host, a port of 0 or above \
                65535, a backslash, an invisible character, a full stop of another script or a dot at the end of the \
                host is read differently by different browsers.
                """,
            accepts: [#"{"link_id": "a", "redirect_url": "https://acme.example/back"}"#],
            rejects: [
                #"{"link_id": "a", "redirect_url": «"http://acme.example/back"»}"#,
                #"{"link_id": "a", "redirect_url": «"https://user@acme.example/"»}"#,
                #"{"link_id": "a", "logo_url": «"https://acme.example:0/logo.svg"»}"#,
            ])
    ) { request, _, findings in
        addRemarks(on: .redirectURL, in: request, &findings)
        addRemarks(on: .logoURL, in: request, &findings)
    }

    /// Reports what a browser or a customer is ill served by, all of it in one finding.
    private static func addRemarks(on parameter: Parameter, in request: SessionRequest, _ findings: inout Findings) {
        guard let value = request.fittingString(parameter), let text = request.trimmedText(of: parameter),
            let remarks = try? FrameworkURL(text).remarks, !remarks.isEmpty
        else { return }
        findings.add(
            request.place(of: value), "\(parameter.name) \(remarks.map(\.clause).joined(separator: ", and "))",
            hint: FindingText(remarks.map(\.advice).joined(separator: "; ")), of: parameter)
    }

    private static let aboutURLs = """
        What the service's framework takes for a URL: http, https, ftp or ftps; then a host that is localhost, an IP \
        address (IPv6 in brackets), or a name of two or more parts of letters, digits and inner hyphens, in any \
        script, whose last part is of two or more letters; a port of up to five digits; no white space. The page \
        documents the answer; where exactly the service draws the line is read from the framework's own validator.
        """

    private static func urls(in parameter: Parameter) -> [RuleExample] {
        ["https://acme.example:8443/back?customer=1#top", "https://[::1]/"].map { url in
            RuleExample(#"{"link_id": "a", "\#(parameter.name)": "\#(url)"}"#)
        }
    }

    private static func wrongURLs(in parameter: Parameter) -> [RuleExample] {
        [
            #""acme.example/back""#, #""javascript:alert(1)""#, #""https://web:8000/""#, #""https://acme..example/""#,
            #""https://acme.example/a b""#, "5",
        ].map { RuleExample(#"{"link_id": "a", "\#(parameter.name)": «\#($0)»}"#) }
    }

    private static func checkURL(
        of parameter: Parameter, in request: SessionRequest, predicting prediction: @autoclosure () -> Prediction,
        _ findings: inout Findings
    ) {
        guard let value = request[parameter] else { return }
        guard request.document[value].kind == .string else {
            return findings.add(
                request.place(of: value), "\(parameter.name) is \(request.shown(value)), not a URL",
                hint: "write a URL in double quotes", of: parameter, predicting: prediction(), basis: .inferred)
        }
        guard request.fittingString(parameter) != nil, let text = request.trimmedText(of: parameter) else { return }
        do throws(FrameworkURL.Fault) {
            _ = try FrameworkURL(text)
        } catch {
            findings.add(
                request.place(of: value), "\(parameter.name) is not a URL: \(error.explanation)",
                hint: FindingText(error.hint), of: parameter, predicting: prediction(),
                basis: error.isPlain ? .page : .inferred)
        }
    }

    static let aboutLengths =
        "Lengths count Unicode code points. A value that is too long draws no further finding."

    /// Examples of a text that is as long as its parameter may be, or of one that other rules are content with too.
    static func fittingText(in parameter: Parameter, _ text: String? = nil) -> [RuleExample] {
        let text = text ?? String(filled(parameter).dropLast())
        return [RuleExample(#"{"link_id": "a", "\#(parameter.name)": "\#(text)"}"#)]
    }

    static func longText(in parameter: Parameter) -> [RuleExample] {
        [RuleExample(#"{"link_id": "a", "\#(parameter.name)": «"\#(filled(parameter))"»}"#)]
    }

    /// A text of one character more than a parameter may have, a URL where one is asked for.
    private static func filled(_ parameter: Parameter) -> String {
        let prefix = parameter.row.kind == .url ? "https://a.example/" : ""
        return prefix + String(repeating: "x", count: (parameter.maximumLength ?? 0) + 1 - prefix.count)
    }

    /// Reports a text, or a number that becomes one, with more code points than its parameter may have.
    static func checkLength(of parameter: Parameter, in request: SessionRequest, _ findings: inout Findings) {
        guard let value = request[parameter] else { return }
        let node = request.document[value]
        // A number becomes text, but not a bank or a URL, for which it has another fault.
        guard request.string(parameter) != nil || (node.kind == .number && parameter.isTextOfNumbers),
            let limit = parameter.maximumLength, node.range.count > limit
        else { return }
        let count = request.length(of: parameter, at: value)
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

extension Parameter {
    /// Whether the API reads a number as its text; rule BC008 warns of it.
    package var isTextOfNumbers: Bool { row.kind == .string && self != .bankName }
}
