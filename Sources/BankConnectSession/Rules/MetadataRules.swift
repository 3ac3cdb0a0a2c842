/// BC701–BC703: metadata.
extension Rule {
    static let metadataIsObject = Rule(
        701, stage: .metadata, reads: [.metadata],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "metadata must be an object",
            explanation: "metadata holds the optional arrays \(MetadataField.list).",
            accepts: [#"{"link_id": "a", "metadata": {}}"#],
            rejects: [#"{"link_id": "a", "metadata": «"AYUSH PATIL"»}"#])
    ) { request, _, findings in
        guard let value = request[.metadata], request.document[value].kind != .object else { return }
        addNotObject("metadata", at: value, of: .metadata, in: request, &findings)
    }

    static let metadataHoldsStrings = Rule(
        702, stage: .metadata, reads: [.metadata],
        predicts: [.malformedRequest], basis: .inferred,
        documentation: Documentation(
            "metadata's members must be arrays of strings",
            explanation: """
                Each of \(MetadataField.list) is an array of strings, also for a single name. The service's framework \
                turns a number into text, which draws a warning; any other element that is no string, or a blank \
                one, is refused.
                """,
            accepts: [#"{"link_id": "a", "metadata": {"names": ["AYUSH PATIL"], "employer_names": []}}"#],
            rejects: [
                #"{"link_id": "a", "metadata": {"names": «"AYUSH PATIL"»}}"#,
                #"{"link_id": "a", "metadata": {"names": ["AYUSH PATIL", «7», «""»]}}"#,
            ])
    ) { request, _, findings in
        guard let metadata = request[.metadata] else { return }
        request.document.tape.forEachMember(of: metadata) { name, value in
            guard let field = MetadataField(number: request.document.name(at: name)),
                request.document[value].kind != .null
            else { return }
            guard request.document[value].kind == .array else {
                lazy var type = request.document.frameworkType(of: value)
                findings.add(
                    request.place(of: value), "\(field.rawValue) is \(request.shown(value)), not an array",
                    hint: "write an array of strings in brackets", of: .metadata,
                    predicting: .framework(field.rawValue, "Expected a list of items but got type \"\(type)\"."))
                return
            }
            request.document.tape.forEachElement(of: value) { element in
                checkText(element, of: field, in: request, &findings)
            }
        }
    }

    private static func checkText(
        _ element: JSONTape.Index, of field: MetadataField, in request: SessionRequest, _ findings: inout Findings
    ) {
        let node = request.document[element]
        let place = request.place(of: element)
        switch node.kind {
        case .string where request.document.isBlank(element):
            findings.add(
                place, "an element of \(field.rawValue) is blank", hint: "remove it", of: .metadata,
                predicting: .framework(field.rawValue, "This field may not be blank."))
        case .string where node.hasEscape && request.document.decodedBytes(of: element).contains(0):
            findings.add(
                place, "an element of \(field.rawValue) holds the character U+0000", hint: "remove it", of: .metadata,
                predicting: .framework(field.rawValue, "Null characters are not allowed."))
        case .string: break
        case .null:
            findings.add(
                place, "an element of \(field.rawValue) is null", hint: "remove it", of: .metadata,
                predicting: .framework(field.rawValue, "This field may not be null."))
        case .number:
            findings.add(
                place, "an element of \(field.rawValue) is a number; the service turns it into text",
                hint: "write it in double quotes", of: .metadata, severity: .warning)
        case .object, .array, .true, .false:
            findings.add(
                place, "an element of \(field.rawValue) is \(request.shown(element)), not a string",
                hint: "write it in double quotes", of: .metadata,
                predicting: .framework(field.rawValue, "Not a valid string."))
        }
    }

    static let metadataMembersAreKnown = Rule(
        703, severity: .warning, stage: .metadata, reads: [.metadata],
        documentation: Documentation(
            "members of metadata should be known",
            explanation: "The page lists \(MetadataField.list).",
            accepts: [#"{"link_id": "a", "metadata": {"companies_for_self_transfer": []}}"#],
            rejects: [#"{"link_id": "a", "metadata": {«"name"»: ["AYUSH PATIL"]}}"#]),
        fix: { request, finding, all, maker in maker.renaming(finding, in: request, of: all) }
    ) { request, _, findings in
        guard let metadata = request[.metadata] else { return }
        request.document.tape.forEachMember(of: metadata) { name, _ in
            if MetadataField(number: request.document.name(at: name)) != nil { return }
            lazy var near = Nearest.match(
                for: request.document.text(of: name), among: MetadataField.allCases.map(\.rawValue))
            findings.add(
                request.place(of: name), "\(request.shown(name)) is not a member of metadata",
                hint: near.map { "did you mean \($0)?" } ?? "the members are \(MetadataField.list)", of: .metadata,
                meaning: near.map { Meaning(name: $0, insteadOf: request.document.text(of: name)) })
        }
    }
}
