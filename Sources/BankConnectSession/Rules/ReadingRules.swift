/// BC001–BC008: what can be read at all, and as what.
extension Rule {
    static let isJSON = Rule(
        1, stage: .json, reads: [],
        predicts: [.malformedRequest],
        documentation: Documentation(
            "the payload must be JSON",
            explanation: """
                A payload is one JSON value as RFC 8259 has it, in UTF-8. A byte-order mark, a comment, a trailing \
                comma, a raw control character, half of a surrogate pair or a second value after the first are \
                errors here, because the service's reader refuses them too. Nothing else is said of a payload that \
                cannot be read.
                """,
            accepts: [#"{"link_id": "TU-1234"}"#, #" {"link_id": "\u0054U-1234"} "#],
            rejects: [#"{"link_id": "TU-1234"«,»}"#, #"{"link_id": «'»TU-1234'}"#, #"{"link_id": "TU-1234"} «{»}"#])
    ) { request, _, findings in
        if let fault = request.requestFault {
            findings.add(
                .head(fault.range), FindingText(fault.explanation),
                hint: "write the request line, header fields, an empty line and the payload")
            return
        }
        guard let error = request.syntaxError else { return }
        findings.add(
            .payload(error.offset..<error.offset + error.length, node: 0), FindingText(error.explanation),
            hint: FindingText(error.hint))
    }

    static let isObject = Rule(
        2, stage: .json, reads: [],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "the payload must be an object",
            explanation: "The parameters of a session request are the members of one JSON object.",
            accepts: [#"{"link_id": "TU-1234"}"#],
            rejects: [#"«[{"link_id": "TU-1234"}]»"#, "«null»", #"«"TU-1234"»"#])
    ) { request, _, findings in
        guard !request.isObject, request.syntaxError == nil, request.requestFault == nil else { return }
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
                A name that stands twice in an object leaves open which value is meant: readers keep the first, the \
                last, or refuse. Names are compared after their escapes are replaced, byte for byte; the page's row \
                speaks of a number of parameters that does not match.
                """,
            accepts: [#"{"link_id": "TU-1234", "metadata": {"names": [], "employer_names": []}}"#],
            rejects: [
                #"{"link_id": "a", «"link_id"»: "b"}"#, #"{"link_id": "a", «"\u006cink_id"»: "b"}"#,
                #"{"link_id": "a", "metadata": {"names": [], «"names"»: []}}"#,
            ])
    ) { request, _, findings in
        guard request.isObject else { return }
        for name in request.allRepeatedNames() {
            findings.add(
                request.place(of: name), "\(request.shown(name)) stands a second time in the same object",
                hint: "keep one of them", of: request.parameter(holding: name))
        }
    }

    static let membersAreKnown = Rule(
        4, severity: .warning, stage: .parameters, reads: [],
        documentation: Documentation(
            "every member must be a parameter",
            explanation: """
                A member that the page does not list is ignored by the service as far as is known, so a slip in a \
                name silently changes nothing. Members that FinBox's SDKs send and no page describes draw a note; \
                members that the organization's policy lists under fields draw nothing.
                """,
            accepts: [#"{"link_id": "TU-1234", "mode": "aa", "bank_name": "hdfc"}"#],
            rejects: [
                #"{"link_id": "TU-1234", «"form_date"»: "01/01/2025"}"#, #"{"link_id": "a", «"program_id"»: "7"}"#,
            ])
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
            let nearest = Nearest.match(for: text, among: Parameter.names)
            findings.add(
                request.place(of: name), "\(request.shown(name)) is not a parameter of the session API",
                hint: nearest.map { "did you mean \($0)?" } ?? "remove it, or see 'bcsession explain --list parameters'"
            )
        }
    }

    static let bankSpellingsAgree = Rule(
        5, stage: .bankAndMode, reads: [.bankName, .aaRecurringTenureMonthCount],
        predicts: [.parameterCount], basis: .inferred,
        documentation: Documentation(
            "bank and bank_name must agree",
            explanation: """
                bank is another spelling of bank_name, and aa_recurring_tenure_month of \
                aa_recurring_tenure_month_count. With both and two values it is open which one counts.
                """,
            accepts: [#"{"link_id": "a", "bank": "HDFC"}"#, #"{"link_id": "a", "bank": "HDFC", "bank_name": "hdfc"}"#],
            rejects: [#"{"link_id": "a", "bank_name": "hdfc", "bank": «"icici"»}"#])
    ) { request, _, findings in
        for (parameter, name) in request.aliasValues {
            // A spelling without a value counts as absent, so it contradicts nothing.
            guard let main = request[parameter], main != name + 1, !request.document.isAbsent(name + 1),
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
                with either counts as absent.
                """,
            accepts: [#"{"link_id": "TU-1234", "bank_name": "hdfc"}"#],
            rejects: [
                #"{"link_id": "TU-1234", "bank_name": «null»}"#, #"{"link_id": "TU-1234", "journey_mode": «""»}"#,
            ])
    ) { request, _, findings in
        for parameter in Parameter.allCases where request.blank.contains(parameter) && parameter != .linkID {
            guard let value = request.stated(parameter) else { continue }
            let found: FindingText =
                request.document[value].kind == .null
                ? "\(parameter.name) is null and counts as absent" : "\(parameter.name) is empty and counts as absent"
            findings.add(request.place(of: value), found, hint: "leave the member out", of: parameter)
        }
    }

    static let textIsString = Rule(
        7, stage: .parameters, reads: Parameter.texts,
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "a text parameter must be a string",
            explanation: """
                A parameter that the page calls a string, a URL or a date stands in double quotes. The answer \
                follows the pattern of the page's rows for malformed parameters and the wording of the service's \
                framework.
                """,
            accepts: [#"{"link_id": "TU-1234", "from_date": "01/01/2025", "to_date": "09/12/2025"}"#],
            rejects: [#"{"link_id": «true»}"#, #"{"link_id": "a", "redirect_url": «["https://a.example"]»}"#])
    ) { request, _, findings in
        for parameter in Parameter.texts {
            guard let value = request[parameter] else { continue }
            let kind = request.document[value].kind
            if kind == .string || (kind == .number && Parameter.coerced.contains(parameter)) { continue }
            findings.add(
                request.place(of: value),
                "\(parameter.name) is \(request.shownUnlessSecret(value, of: parameter)), not a string",
                hint: "put the text in double quotes", of: parameter,
                predicting: Prediction(
                    .invalidRequest(parameter.name, "Not a valid string."),
                    alternatives: [ServiceError.malformedRequest.answer]))
        }
    }

    static let textIsNoNumber = Rule(
        8, severity: .warning, stage: .parameters, reads: Parameter.texts,
        documentation: Documentation(
            "a text parameter should not be a number",
            explanation: """
                Callers send these two as JSON numbers, and the service's framework turns a number into text. It \
                works until a value begins with a zero or has more digits than the sender's numbers hold.
                """,
            accepts: [#"{"link_id": "1234", "mobile_number": "9876543210"}"#],
            rejects: [#"{"link_id": «1234»}"#, #"{"link_id": "a", "mobile_number": «9876543210»}"#])
    ) { request, _, findings in
        for parameter in Parameter.coerced {
            guard let value = request[parameter], request.document[value].kind == .number else { continue }
            findings.add(
                request.place(of: value), "\(parameter.name) is a number; the service turns it into text",
                hint: #"write "\#(request.plain(value))""#, of: parameter)
        }
    }
}

extension Parameter {
    /// The names of all parameters, made once: a payload may hold many unknown members.
    fileprivate static let names = allCases.map(\.name)
    /// Parameters whose value is text of any form; choices have rules of their own.
    fileprivate static let texts = allCases.filter {
        [.string, .url, .date].contains($0.row.kind) || $0 == .aaJourneyCode
    }
    /// Parameters for which the page shows strings and callers send numbers.
    fileprivate static let coerced: [Parameter] = [.linkID, .mobileNumber]
}
