/// BC010–BC017: the request around the payload, and the key.
extension Rule {
    static let methodIsPost = Rule(
        10, stage: .method, reads: [],
        predicts: [.methodNotAllowed, .methodNotAllowedInMatrix],
        documentation: Documentation(
            "the method must be POST",
            explanation: "A session is created by POST; the service answers any other method with 405.",
            accepts: [
                .request(
                    "POST /bank-connect/v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}"
                )
            ],
            rejects: [
                .request(
                    "«GET» /bank-connect/v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}"
                )
            ])
    ) { request, _, findings in
        guard let head = request.head, head.method != "POST" else { return }
        findings.add(
            .head(head.places?.method ?? 0..<0), "the method is \(DisplayText.quote(head.method)), not POST",
            hint: "send the payload with POST",
            predicting: Prediction(
                ServiceError.methodNotAllowed.answer(message: "Method \(DisplayText.clip(head.method)) not allowed."),
                alternatives: [ServiceError.methodNotAllowedInMatrix.answer]))
    }

    static let mediaTypeIsJSON = Rule(
        11, stage: .mediaType, reads: [],
        predicts: [.unsupportedMediaType, .unsupportedMediaTypeInMatrix],
        documentation: Documentation(
            "the media type must be application/json",
            explanation: """
                The Content-Type header says application/json; parameters such as charset=utf-8 may follow. Without \
                the header, many clients send form data, which the service refuses with 415.
                """,
            accepts: [
                .request(
                    "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json; charset=utf-8\n\n{\"link_id\": \"a\"}"
                )
            ],
            rejects: [
                .request("POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: «text/plain»\n\n{\"link_id\": \"a\"}")
            ])
    ) { request, _, findings in
        guard let head = request.head else { return }
        let given = head.value(of: "Content-Type") ?? ""
        guard !isJSON(given) else { return }
        let place = head.places.map { places in
            head.index(of: "Content-Type").map { places.values[$0] } ?? places.end..<places.end
        }
        let prediction = Prediction(
            ServiceError.unsupportedMediaType.answer(
                // With its parameters, as the framework prints it.
                message: "Unsupported media type `\(DisplayText.clip(String(given.trimmed)))`"),
            alternatives: [ServiceError.unsupportedMediaTypeInMatrix.answer])
        lazy var found: FindingText =
            head.index(of: "Content-Type") == nil
            ? "the request has no Content-Type header"
            : "the media type is \(DisplayText.quote(String(mediaType(of: given))))"
        findings.add(
            .head(place ?? 0..<0), found, hint: "send 'Content-Type: application/json'", predicting: prediction)
    }

    static let hasCredentials = Rule(
        12, stage: .credentials, reads: [.apiKey],
        predicts: [.missingCredentials],
        documentation: Documentation(
            "a request must carry an API key",
            explanation: """
                The key comes in the X-Api-Key header or as the payload's api_key member; the service accepts \
                either. Whether a key is the right one, only the service can tell.
                """,
            accepts: [
                .request(
                    "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}"),
                .request(
                    "POST /v2/session/ HTTP/1.1\nContent-Type: application/json\n\n{\"link_id\": \"a\", \"api_key\": \"k\"}"
                ),
            ],
            rejects: [
                .request("POST /v2/session/ HTTP/1.1\nContent-Type: application/json«»\n\n{\"link_id\": \"a\"}")
            ])
    ) { request, _, findings in
        guard let head = request.head else { return }
        let isInBody = request[.apiKey].map { !request.document.isBlank($0) } ?? false
        guard !head.hasKey, !isInBody else { return }
        let place = head.places.map { places in
            head.index(of: "X-Api-Key").map { places.values[$0] } ?? places.end..<places.end
        }
        findings.add(
            .head(place ?? 0..<0), "the request has no API key, in X-Api-Key or as api_key",
            hint: "send the key as the X-Api-Key header")
    }

    static let planIsActive = Rule(
        13, stage: .plan, reads: [],
        predicts: [.paymentRequired],
        documentation: Documentation(
            "the organization's plan must be active",
            explanation: """
                The service answers 402 to an organization whose plan has expired or whose payment is pending. Only \
                the organization's policy says so here, so the rule is for requests and for local creation, not of \
                a payload alone.
                """,
            accepts: [
                .request(
                    "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}")
            ],
            rejects: [
                .request(
                    "«POST» /v2/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}"
                ) {
                    var policy = OrganizationPolicy()
                    policy.plan = .expired
                    return policy
                }
            ])
    ) { request, context, findings in
        guard context.organization.plan != .active, request.head != nil || context.isCreation else { return }
        let place =
            request.head.map { Finding.Place.head($0.places?.method ?? 0..<0) }
            ?? (request.syntaxError == nil ? request.openingBrace : .payload(0..<0, node: 0))
        findings.add(
            place, "the organization's plan is \(context.organization.plan.rawValue)",
            hint: "renew the plan, or correct plan in the organization's policy")
    }

    static let pathIsSessionEndpoint = Rule(
        14, severity: .warning, stage: .method, reads: [],
        documentation: Documentation(
            "the path should be a session endpoint",
            explanation: """
                The path ends in /v1/session/ or /v2/session/, with the slash. Without it the service redirects, and \
                a client that follows may lose the body.
                """,
            accepts: [
                .request(
                    "POST /bank-connect/v1/session/ HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}"
                )
            ],
            rejects: [
                .request(
                    "POST «/bank-connect/v2/session» HTTP/1.1\nX-Api-Key: k\nContent-Type: application/json\n\n{\"link_id\": \"a\"}"
                )
            ])
    ) { request, _, findings in
        guard let head = request.head, APIVersion(path: head.path) == nil else { return }
        findings.add(
            .head(head.places?.path ?? 0..<0),
            "\(DisplayText.quote(head.path)) does not end in /v1/session/ or /v2/session/",
            hint: "post to …/v2/session/, the last slash included")
    }

    static let keyIsNotInFile = Rule(
        15, severity: .warning, stage: .parameters, reads: [.apiKey],
        documentation: Documentation(
            "a payload should not hold an API key",
            explanation: """
                A key inside a payload ends up where payloads go: repositories, logs, tickets. The service takes the \
                X-Api-Key header just as well.
                """,
            accepts: [#"{"link_id": "TU-1234"}"#],
            rejects: [#"{"link_id": "TU-1234", «"api_key"»: "k"}"#]),
        fix: { request, finding, _, maker in
            // A request that has no other key needs this one.
            guard let name = finding.node, request.head?.hasKey ?? true else { return nil }
            return maker.removal(ofMember: name, in: request, "take the key out of the payload", .unsafe)
        }
    ) { request, _, findings in
        guard let value = request[.apiKey] else { return }
        findings.add(
            request.place(of: value - 1), "the payload holds an API key",
            hint: "remove api_key and send the key as the X-Api-Key header", of: .apiKey)
    }

    static let lengthIsBodys = Rule(
        16, stage: .json, reads: [],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "Content-Length must be the length of the body",
            explanation: """
                A server reads as many bytes as Content-Length says. Where that is more than there are, it waits for the \
                rest until its time is over, and answers 400 or 408, or just closes the connection. Where it is less, the \
                JSON is cut short, and what follows is read as another request. A value that is no number, and two \
                values that differ, are refused by servers with 400. The line end behind a body may be counted or not, \
                because editors add one to a file. Looked at in requests that are read from a file; most clients write \
                the header themselves, so that it can be left out there.
                """,
            accepts: [
                .request(sample("Content-Type: application/json\nContent-Length: 16")),
                .request(sample("Content-Type: application/json")),
            ],
            rejects: [
                .request(sample("Content-Type: application/json\nContent-Length: «15»")),
                .request(sample("Content-Type: application/json\nContent-Length: «1e3»")),
                .request(sample("Content-Type: application/json\nContent-Length: 16\nContent-Length: «17»")),
            ])
    ) { request, _, findings in
        // A request that was made in memory may have had its body decoded.
        guard let head = request.head, let places = head.places else { return }
        let fields = head.indices(of: "Content-Length")
        let lengths = request.bodyLengths
        for index in fields {
            let (text, first) = (head.fields[index].value, head.fields[fields[0]].value)
            let place = Finding.Place.head(places.values[index])
            if text != first {
                return findings.add(
                    place,
                    "Content-Length is given twice, as \(DisplayText.quote(first)) and \(DisplayText.quote(text))",
                    hint: "keep one of them, \(lengths.upperBound)")
            }
            let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
            guard isNumber else {
                return findings.add(
                    place, "Content-Length is \(DisplayText.quote(text)), not a number of bytes",
                    hint: "write \(lengths.upperBound), or leave the header to the client")
            }
            guard Int(text).map(lengths.contains) != true else { continue }
            return findings.add(
                place, "Content-Length is \(DisplayText.clip(text)), but the body has \(lengths.upperBound) bytes",
                hint: "write \(lengths.upperBound), or leave the header to the client")
        }
    }

    static let mediaTypeIsGivenOnce = Rule(
        17, stage: .mediaType, reads: [],
        predicts: [.unsupportedMediaType, .unsupportedMediaTypeInMatrix], basis: .inferred,
        documentation: Documentation(
            "Content-Type must be given once",
            explanation: """
                Of two Content-Type headers some servers take the first, others the last, and others join them with a \
                comma, which is no media type and answered with 415. Two that both say application/json draw a warning.
                """,
            accepts: [.request(sample("Content-Type: application/json"))],
            rejects: [
                .request(sample("Content-Type: application/json\nContent-Type: «text/plain»")),
                .request(sample("Content-Type: application/json\nContent-Type: «application/json»")),
            ])
    ) { request, _, findings in
        guard let head = request.head, !findings.contains(11) else { return }
        let fields = head.indices(of: "Content-Type")
        guard fields.count > 1, let first = fields.first else { return }
        let other = fields.dropFirst().first { !isJSON(head.fields[$0].value) }
        let value = head.fields[other ?? fields[1]].value
        findings.add(
            .head(head.places?.values[other ?? fields[1]] ?? 0..<0),
            """
            Content-Type is given \(fields.count == 2 ? "twice" : "\(fields.count) times"), as \
            \(DisplayText.quote(head.fields[first].value)) and \(DisplayText.quote(value))
            """,
            hint: "keep 'Content-Type: application/json' alone", severity: other == nil ? .warning : nil,
            predicting: other == nil
                ? nil
                : Prediction(
                    ServiceError.unsupportedMediaType.answer(
                        message: "Unsupported media type `\(DisplayText.clip(value))`"),
                    alternatives: [ServiceError.unsupportedMediaTypeInMatrix.answer]))
    }

    /// A request with these header fields besides its key.
    private static func sample(_ fields: String) -> String {
        "POST /v2/session/ HTTP/1.1\nX-Api-Key: k\n\(fields)\n\n{\"link_id\": \"a\"}"
    }

    /// Whether a Content-Type, with or without parameters, says JSON.
    private static func isJSON(_ value: String) -> Bool { mediaType(of: value).lowercased() == "application/json" }

    /// A Content-Type without its parameters.
    private static func mediaType(of value: String) -> Substring {
        // By code points: a semicolon with a combining mark behind it is another Character.
        Substring(value.unicodeScalars.prefix { $0 != ";" }).trimmed
    }
}

extension HTTPRequestHead {
    /// Whether the X-Api-Key header holds a key.
    fileprivate var hasKey: Bool { value(of: "X-Api-Key").map { !$0.isBlank } ?? false }
}
