/// BC001–BC009: what can be read at all, and as what.
extension Rule {
    static let isJSON = Rule(
        1, stage: .json, reads: [],
        predicts: [.malformedRequest],
        documentation: Documentation(
            "the payload must be JSON",
            explanation: """
                A payload is one JSON value as RFC 8259 has it, in UTF-8. A byte-order mark, a comment, a trailing \
                comma, a raw control character or a second value after the first are errors here, because the \
                service's reader refuses them too. That reader, Python's, accepts half of a surrogate pair in an \
                escape, and the text field that it ends up in refuses it. Nothing else is reported of a payload that \
                cannot be read, and this rule cannot be switched off or made less severe.
                """,
            accepts: [#"{"link_id": "TU-1234"}"#, #" {"link_id": "\u0054U-1234"} "#],
            rejects: [#"{"link_id": "TU-1234"«,»}"#, #"{"link_id": «'»TU-1234'}"#, #"{"link_id": "TU-1234"} «{»}"#]),
        fix: { request, _, _, maker in request.syntaxFix(&maker) }
    ) { request, _, findings in
        if let fault = request.requestFault {
            findings.add(
                .head(fault.range), FindingText(fault.explanation), hint: FindingText(fault.hint))
            return
        }
        guard let error = request.syntaxError else { return }
        findings.add(
            .payload(error.offset..<error.offset + error.length, node: 0), FindingText(error.explanation),
            hint: FindingText(request.head.flatMap { hint(error, below: $0) } ?? error.hint))
    }

    /// What to do about a body that is not JSON, where the request around it tells.
    private static func hint(_ error: JSONSyntaxError, below head: HTTPRequestHead) -> String? {
        if head.index(of: "Transfer-Encoding") != nil {
            return "write the payload as it is, without Transfer-Encoding; bodies in chunks are not read"
        }
        return error.code == .secondDocument && error.advice == nil
            ? "one request has one payload; put a line of three '#' between two requests" : nil
    }

    static let isObject = Rule(
        2, stage: .json, reads: [],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "the payload must be an object",
            explanation: """
                The parameters of a session request are the members of one JSON object. This rule can be neither \
                switched off nor made less serious.
                """,
            accepts: [#"{"link_id": "TU-1234"}"#],
            rejects: [#"«[{"link_id": "TU-1234"}]»"#, "«null»", #"«"TU-1234"»"#])
    ) { request, _, findings in
        guard !request.isPayload, request.syntaxError == nil, request.requestFault == nil else { return }
        findings.add(
            request.place(of: 0), "the payload is \(request.shown(0)), not an object",
            hint: #"write {"link_id": "…"}; several payloads, a line each, are for validate --input ndjson"#)
    }

    static let namesStandOnce = Rule(
        3, stage: .parameters, reads: Parameter.allCases,
        predicts: [.parameterCount], basis: .inferred,
        documentation: Documentation(
            "a member must be given once",
            explanation: """
                A name that is given twice in an object leaves open which value is meant: readers keep the first, the \
                last, or refuse. Names are compared after their escapes are replaced, byte for byte; the page's row \
                is about a number of parameters that does not match.
                """,
            accepts: [#"{"link_id": "TU-1234", "metadata": {"names": [], "employer_names": []}}"#],
            rejects: [
                #"{"link_id": "a", «"link_id"»: "b"}"#, #"{"link_id": "a", «"\u006cink_id"»: "b"}"#,
                #"{"link_id": "a", "metadata": {"names": [], «"names"»: []}}"#,
            ]),
        fix: { request, finding, _, maker in finding.node.flatMap { maker.repetitionRemoval($0, in: request) } }
    ) { request, _, findings in
        guard request.isPayload else { return }
        for name in request.allRepeatedNames() {
            findings.add(
                request.place(of: name), "duplicate key \(request.shown(name))",
                hint: "keep one of them; most readers of JSON take the last value without an error",
                of: request.parameter(holding: name))
        }
    }

    static let membersAreKnown = Rule(
        4, severity: .warning, stage: .parameters, reads: [],
        documentation: Documentation(
            "every member must be a parameter",
            explanation: """
                A member that the page does not list is ignored by the service as far as is known, so a misspelled \
                name silently has no effect. Members that FinBox's SDKs send and no page describes draw a note; \
                members that the organization's policy lists under fields draw nothing.
                """,
            accepts: [#"{"link_id": "TU-1234", "mode": "aa", "bank_name": "hdfc"}"#],
            rejects: [
                #"{"link_id": "TU-1234", «"form_date"»: "01/01/2025"}"#, #"{"link_id": "a", «"program_id"»: "7"}"#,
            ]),
        fix: { request, finding, all, maker in
            maker.renaming(finding, in: request, of: all) { Parameter(name: $0).flatMap(request.written) == nil }
        }
    ) { request, context, findings in
        for name in request.unknownNames {
            let text = request.document.text(of: name)
            if context.organization.fields.contains(text) { continue }
            if Parameter.undocumentedNames.contains(text) {
                findings.add(
                    request.place(of: name), "\(request.shown(name)) is known from FinBox's SDKs, but on no page",
                    hint: "list it under fields in the organization's policy to pass over it", severity: .note)
                continue
            }
            lazy var meant = parameterMeant(by: text)
            findings.add(
                request.place(of: name), "\(request.shown(name)) is not a parameter of the session API",
                hint: meant.map { "did you mean \($0.text)?" }
                    ?? "remove it, or see 'bcsession explain --list parameters'", meaning: meant)
        }
    }

    /// The parameter that a name probably means: one whose other spelling it is but for case and separators, the only one
    /// that ends in it (`journey_code`), or one that is like it.
    private static func parameterMeant(by text: String) -> Meaning? {
        let wanted = Nearest.folded(text)
        if let parameter = Parameter.allCases.first(where: { $0.row.alias.map(Nearest.folded) == wanted }) {
            return Meaning(parameter.name, isSure: true)
        }
        let longer =
            wanted.count < 8 ? [] : Parameter.names.filter { Nearest.folded($0).suffix(wanted.count) == wanted[...] }
        let meant = longer.count == 1 ? longer[0] : Nearest.match(for: text, among: Parameter.names)
        return meant.map { Meaning(name: $0, insteadOf: text) }
    }

    static let bankSpellingsAgree = Rule(
        5, stage: .bankAndMode, reads: [.bankName, .aaRecurringTenureMonthCount],
        predicts: [.parameterCount], basis: .inferred,
        documentation: Documentation(
            "bank and bank_name must agree",
            explanation: """
                bank is another spelling of bank_name, and aa_recurring_tenure_month of \
                aa_recurring_tenure_month_count. If both are given with different values, it is not known which one \
                counts.
                """,
            accepts: [#"{"link_id": "a", "bank": "HDFC"}"#, #"{"link_id": "a", "bank": "HDFC", "bank_name": "hdfc"}"#],
            rejects: [#"{"link_id": "a", "bank_name": "hdfc", "bank": «"icici"»}"#])
    ) { request, _, findings in
        for (parameter, name) in request.aliasValues {
            // A spelling without a value counts as absent, so it contradicts nothing.
            guard let main = request[parameter], main != name + 1, !request.document.isAbsent(name + 1),
                !request.document.isAbsent(main),
                request.document.text(of: main).lowercased() != request.document.text(of: name + 1).lowercased()
            else { continue }
            findings.add(
                request.place(of: name + 1),
                """
                \(request.document.text(of: name)) is \(request.shown(name + 1)), but \(parameter.name) is \
                \(request.shown(main))
                """,
                hint: "keep \(parameter.name) alone", of: parameter)
        }
    }

    static let optionalsHaveValues = Rule(
        6, severity: .note, stage: .parameters, reads: Parameter.allCases.filter { $0 != .linkID },
        documentation: Documentation(
            "an optional member should have a value",
            explanation: """
                FinBox's own samples send null and "" for parameters that are not used, so an optional parameter \
                that is null counts as absent, and so does a text that is empty or nothing but white space, and an \
                array of metadata that is null. An empty text where the page wants a choice, an integer, a boolean \
                or an object is the error of that rule.
                """,
            accepts: [#"{"link_id": "TU-1234", "bank_name": "hdfc"}"#],
            rejects: [
                #"{"link_id": "TU-1234", "bank_name": «null»}"#, #"{"link_id": "TU-1234", "journey_mode": «""»}"#,
            ]),
        fix: { request, finding, _, maker in
            finding.node.flatMap { maker.removal(ofMember: $0 - 1, in: request, "remove the member", .unsafe) }
        }
    ) { request, _, findings in
        for parameter in Parameter.allCases where request.blank.contains(parameter) && parameter != .linkID {
            guard let value = request.index(of: parameter) else { continue }
            addAbsent(parameter.name, value, of: parameter, in: request, &findings)
        }
        guard let metadata = request[.metadata] else { return }
        request.document.tape.forEachMember(of: metadata) { name, value in
            guard let field = MetadataField(number: request.document.name(at: name)),
                request.document[value].kind == .null
            else { return }
            addAbsent(field.rawValue, value, of: .metadata, in: request, &findings)
        }
    }

    static let textIsString = Rule(
        7, stage: .parameters, reads: Parameter.texts,
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "a text parameter must be a string",
            explanation: """
                A parameter that the page calls a string, a URL or a date is written in double quotes, and holds no \
                U+0000. The answer follows the pattern of the page's rows for malformed parameters and the wording \
                of the service's framework.
                """,
            accepts: [#"{"link_id": "TU-1234", "from_date": "01/01/2025", "to_date": "09/12/2025"}"#],
            rejects: [
                #"{"link_id": «true»}"#, #"{"link_id": "a", "journey_mode": «["multi_pdf"]»}"#,
                #"{"link_id": «"a\u0000b"»}"#,
            ])
    ) { request, _, findings in
        for parameter in Parameter.texts {
            guard let value = request[parameter] else { continue }
            if request.withNull.contains(parameter) {
                findings.add(
                    request.place(of: value), "\(parameter.name) holds the character U+0000",
                    hint: "remove it", of: parameter,
                    predicting: .framework(parameter.name, "Null characters are not allowed."))
                continue
            }
            // What is no text is no URL, as the rules about URLs say.
            if parameter.row.kind == .url { continue }
            switch request.document[value].kind {
            case .string, .number, .null: continue
            case .true, .false, .object, .array: break
            }
            findings.add(
                request.place(of: value), "\(parameter.name) is \(request.shown(value)), not a string",
                hint: textHint(parameter, value, in: request), of: parameter,
                predicting: .framework(parameter.name, "Not a valid string."))
        }
    }

    /// What to write in the place of a value that is no text; the value is not repeated, because it may be a key.
    private static func textHint(
        _ parameter: Parameter, _ value: JSONTape.Index, in request: SessionRequest
    ) -> FindingText {
        if parameter.row.kind == .date { return "write it as \"DD/MM/YYYY\"" }
        switch request.document[value].kind {
        case .object: return "write one text in double quotes, not an object"
        case .array:
            let elements = Array(request.document.tape.elements(of: value).prefix(2))
            return elements.count == 1 && request.document[elements[0]].kind == .string
                ? "write its text alone, without the brackets" : "write one text in double quotes, not an array"
        default: return "write a text in double quotes"
        }
    }

    static let textIsNoNumber = Rule(
        8, severity: .warning, stage: .parameters, reads: Parameter.texts,
        documentation: Documentation(
            "a text parameter should not be a number",
            explanation: """
                Callers send link_id and mobile_number as JSON numbers, and the service's framework turns a number \
                into text. It works until a value begins with a zero or has more digits than the sender's numbers \
                hold. A number for a date, a bank or a URL is an error of the rule for its form.
                """,
            accepts: [#"{"link_id": "1234", "mobile_number": "9876543210"}"#],
            rejects: [#"{"link_id": «1234»}"#, #"{"link_id": "a", "mobile_number": «9876543210»}"#])
    ) { request, _, findings in
        for parameter in Parameter.texts where parameter.isTextOfNumbers {
            guard let value = request[parameter], request.document[value].kind == .number else { continue }
            findings.add(
                request.place(of: value), "\(parameter.name) is a number; the service turns it into text",
                hint: parameter == .apiKey ? "put it in double quotes" : #"write "\#(request.plain(value))""#,
                of: parameter)
        }
    }

    static let textIsTrimmed = Rule(
        9, severity: .warning, stage: .parameters, reads: Parameter.texts,
        documentation: Documentation(
            "a text parameter should have no white space around it",
            explanation: """
                The service's framework takes white space away around a text, so it works, and the value stored is \
                another than the one sent. The other rules look at the text without it. Choices, such as mode, are \
                compared as they are.
                """,
            accepts: [#"{"link_id": "TU 1234"}"#],
            rejects: [#"{"link_id": «" TU-1234"»}"#, #"{"link_id": "a", "bank_name": «"hdfc\n"»}"#]),
        fix: { request, finding, _, _ in finding.node.flatMap(request.spaceRemoval) }
    ) { request, _, findings in
        for parameter in Parameter.texts where request.spaced.contains(parameter) {
            guard let value = request[parameter], let text = request.trimmedText(of: parameter) else { continue }
            findings.add(
                request.place(of: value), "\(parameter.name) has white space around it; the service removes it",
                hint: parameter == .apiKey ? "remove it" : "write \(DisplayText.quote(text))", of: parameter)
        }
    }

    private static func addAbsent(
        _ name: String, _ value: JSONTape.Index, of parameter: Parameter, in request: SessionRequest,
        _ findings: inout Findings
    ) {
        lazy var found: FindingText =
            request.document[value].kind == .null
            ? "\(name) is null and counts as absent" : "\(name) is empty and counts as absent"
        findings.add(request.place(of: value), found, hint: "leave the member out", of: parameter)
    }
}

extension Parameter {
    /// The names of all parameters, made once: a payload may hold many unknown members.
    fileprivate static let names = allCases.map(\.name)
    /// Parameters whose value is text of any form; choices have rules of their own.
    fileprivate static let texts = allCases.filter { [.string, .url, .date].contains($0.row.kind) }
}
