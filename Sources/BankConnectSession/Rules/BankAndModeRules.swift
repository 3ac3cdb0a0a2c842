/// BC201–BC208: the bank, the mode, and whether they go together.
extension Rule {
    static let bankNameFits = Rule(
        201, stage: .parameters, reads: [.bankName],
        predicts: [.fieldTooLong, .bankNameTooLong],
        documentation: Documentation(
            "bank_name must have at most \(Parameter.bankName.maximumLength ?? 0) characters",
            explanation: aboutLengths,
            accepts: fittingText(in: .bankName, "hdfc"),
            rejects: longText(in: .bankName))
    ) { request, _, findings in
        checkLength(of: .bankName, in: request, &findings)
    }

    static let bankIsKnown = Rule(
        202, stage: .bankAndMode, reads: [.bankName],
        predicts: [.unknownBank, .unknownBankInMatrix],
        documentation: Documentation(
            "the bank must be known",
            explanation: """
                Identifiers compare without case. The built-in table holds the \(BankTable.builtIn.banks.count) \
                identifiers of FinBox's appendix of 2023, and the service's catalogue has more. So a name that is not \
                in the table is an error where it is clearly a misspelling of one that is: the same letters and digits \
                as an identifier or a full name, or one edit from an identifier of five letters or more. Any other \
                unknown name is a warning. With the service's own catalogue, given with --banks FILE, every unknown \
                name is an error. Banks that the organization's policy names are known too.
                """,
            accepts: [#"{"link_id": "a", "bank_name": "hdfc"}"#, #"{"link_id": "a", "bank": "ICICI"}"#],
            rejects: [
                #"{"link_id": "a", "bank_name": «"hdfc bank"»}"#, #"{"link_id": "a", "bank_name": «"icicci"»}"#,
                #"{"link_id": "a", "bank_name": «"zzz"»}"#, #"{"link_id": "a", "bank_name": «5»}"#,
            ]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, context, findings in
        guard let value = request[.bankName], findings.bank(for: request, context) == nil else { return }
        let place = request.place(of: value)
        guard request.document[value].kind != .number else {
            return findings.add(
                place, "bank_name is a number, which no bank has as its identifier",
                hint: "write the bank's identifier, such as \"hdfc\"", of: .bankName, basis: .inferred)
        }
        guard request.fittingString(.bankName) != nil else { return }
        // Asked for only where the finding has not been put into words before.
        lazy var text = request.trimmedText(of: .bankName) ?? ""
        lazy var suggestion = context.banks.suggestion(for: text)
        lazy var isCertain = suggestion.isMisspelling || !context.banks.isSnapshot
        findings.add(
            place,
            isCertain
                ? "unknown bank \(request.shown(value))"
                : "unknown bank \(request.shown(value)): it is not in the built-in list, FinBox's of 2023",
            hint: isBranchCode(text)
                ? "this is an IFSC code, of a branch; write the bank's identifier ('bcsession explain --list banks')"
                : FindingText(suggestion.hint(isCertain: isCertain)), of: .bankName,
            severity: isCertain ? nil : .warning,
            predicting: Prediction(.unknownBank, alternatives: [.unknownBankInMatrix]),
            basis: context.banks.isSnapshot ? .inferred : .page,
            meaning: suggestion.banks.count == 1 ? Meaning(suggestion.banks[0].identifier, isSure: false) : nil)
    }

    /// Whether a text has the form of an IFSC code.
    ///
    /// Four letters of the bank, a zero, six letters or digits of the branch. The first four are not FinBox's identifiers,
    /// so no bank is guessed from them.
    ///
    /// Source: Reserve Bank of India, Indian Financial System Code.
    private static func isBranchCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isLetter = { (byte: UInt8) in UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
        return bytes.count == 11 && bytes[..<4].allSatisfy(isLetter) && bytes[4] == UInt8(ascii: "0")
            && bytes[5...].allSatisfy { isLetter($0) || $0 &- UInt8(ascii: "0") < 10 }
    }

    static let bankIsGivenWithMode = Rule(
        203, stage: .bankAndMode, reads: [.bankName, .mode],
        predicts: [.missingBank, .missingBankInMatrix],
        documentation: Documentation(
            "mode pdf and mode aa require a bank",
            explanation: """
                The trigger names mode=pdf and mode=aa, though the message names mode alone: online without a \
                bank is let through.
                """,
            accepts: [#"{"link_id": "a", "mode": "aa", "bank_name": "hdfc"}"#, #"{"link_id": "a", "mode": "online"}"#],
            rejects: [#"{"link_id": "a", "mode": «"pdf"»}"#])
    ) { request, _, findings in
        guard let mode = request.bankMode, mode.requiresBank, request[.bankName] == nil else { return }
        findings.add(
            request.place(of: .mode), "mode is \(mode.rawValue), but no bank_name is given",
            hint: "add bank_name, or leave mode out so that the customer chooses", of: .bankName)
    }

    static let modeIsChoice = Rule(
        204, stage: .parameters, reads: [.mode],
        predicts: [.modeChoice],
        documentation: Documentation(
            "mode must be pdf, aa or online",
            explanation: "Choices compare exactly, case included.",
            accepts: [#"{"link_id": "a", "mode": "online"}"#],
            rejects: [
                #"{"link_id": "a", "mode": «"no"»}"#, #"{"link_id": "a", "mode": «"AA"»}"#,
                #"{"mode": «5», "link_id": "a"}"#,
            ]),
        fix: { request, finding, _, _ in FixMaker.replacement(finding, request) }
    ) { request, _, findings in
        guard request.bankMode == nil else { return }
        checkChoice(of: .mode, in: request, among: BankMode.allCases.map(\.rawValue), &findings)
    }

    static let bankHasMode = Rule(
        205, stage: .bankAndMode, reads: [.bankName, .mode],
        predicts: [.modeNotAvailable],
        documentation: Documentation(
            "the bank must support the mode",
            explanation: """
                Whether a bank takes uploads (pdf) or net banking (online) is in the table of banks. The built-in \
                table is FinBox's appendix of 2023, and banks have gained modes since, so a mode that it denies is a \
                warning; for Account Aggregator availability it draws BC207 instead. A table given with --banks, and a \
                bank of the organization's policy, are the service's own word: a mode that they deny is an error.
                """,
            accepts: [#"{"link_id": "a", "mode": "online", "bank_name": "hdfc"}"#],
            rejects: [
                #"{"link_id": "a", "mode": «"online"», "bank_name": "akola_janata"}"#,
                RuleExample(
                    #"{"link_id": "a", "mode": «"online"», "bank_name": "newbank"}"#,
                    organization: {
                        var policy = OrganizationPolicy()
                        policy.banks = [Bank(identifier: "newbank", name: "New Bank", pdf: .yes, online: .no)]
                        return policy
                    }),
            ])
    ) { request, context, findings in
        guard let mode = request.bankMode, let value = request[.mode],
            let place = findings.bank(for: request, context),
            context.banks.banks[place].availability(of: mode) == .no,
            !(mode == .aa && context.banks.banks[place].isSnapshot)
        else { return }
        let bank = context.banks.banks[place]
        let modes = bank.supportedModes
        if bank.isSnapshot {
            findings.add(
                request.place(of: value),
                "\(bank.identifier) does not support mode \(mode.rawValue) in the built-in list, which is FinBox's of 2023",
                hint: "there it supports: \(modes); --banks FILE takes the service's current catalogue", of: .mode,
                severity: .warning, predicting: Prediction(.modeNotAvailable), basis: .inferred)
        } else {
            findings.add(
                request.place(of: value), "\(bank.identifier) does not support mode \(mode.rawValue)",
                hint: "\(bank.identifier) supports: \(modes)", of: .mode)
        }
    }

    static let modeIsEnabled = Rule(
        206, stage: .bankAndMode, reads: [.mode],
        predicts: [.modeNotEnabled, .modeNotAvailableInMatrix],
        documentation: Documentation(
            "the mode must be enabled for the organization",
            explanation: """
                The organization's policy lists its modes. The page gives this trigger two answers: 403 \
                MODE_NOT_ENABLED in its list, 400 MODE_NOT_AVAILABLE in its matrix.
                """,
            accepts: [#"{"link_id": "a", "mode": "online", "bank_name": "hdfc"}"#],
            rejects: [
                RuleExample(
                    #"{"link_id": "a", "mode": «"online"», "bank_name": "hdfc"}"#,
                    organization: {
                        var policy = OrganizationPolicy()
                        policy.modes = [.pdf, .aa]
                        return policy
                    })
            ])
    ) { request, context, findings in
        guard let enabled = context.organization.modes, let mode = request.bankMode, let value = request[.mode],
            !enabled.contains(mode)
        else { return }
        findings.add(
            request.place(of: value), "mode \(mode.rawValue) is not enabled for the organization",
            hint: "its policy enables: \(enabled.map(\.rawValue).joined(separator: ", "))", of: .mode)
    }

    static let aaIsCertain = Rule(
        207, severity: .note, stage: .bankAndMode, reads: [.bankName, .mode],
        documentation: Documentation(
            "the bank's Account Aggregator availability should be known",
            explanation: """
                For most banks nothing is published, and what the built-in table has is a snapshot of 2024: banks \
                have joined since. Ask the service's Bank Catalogue and give its answer with --banks.
                """,
            accepts: [#"{"link_id": "a", "mode": "aa", "bank_name": "hdfc"}"#],
            rejects: [#"{"link_id": "a", "mode": "aa", "bank_name": «"sbi"»}"#])
    ) { request, context, findings in
        guard request.bankMode == .aa, let value = request[.bankName],
            let place = findings.bank(for: request, context), context.banks.banks[place].aa != .yes
        else { return }
        let bank = context.banks.banks[place]
        guard bank.aa == .unknown || bank.isSnapshot else { return }
        lazy var found: FindingText =
            bank.aa == .unknown
            ? "whether \(bank.identifier) is on Account Aggregator is not published"
            : "\(bank.identifier) was not on Account Aggregator in 2024; it may be now"
        findings.add(
            request.place(of: value), found, hint: "check the service's Bank Catalogue and give it with --banks",
            of: .bankName)
    }

    static let bankIsWrittenInFull = Rule(
        208, severity: .note, stage: .parameters, reads: [.bankName],
        documentation: Documentation(
            "the bank should be given as bank_name",
            explanation: """
                The page's table of parameters says bank_name, its scenarios say bank. Both are read as the same \
                parameter; bank_name is the documented name.
                """,
            accepts: [#"{"link_id": "a", "bank_name": "hdfc"}"#],
            rejects: [#"{"link_id": "a", «"bank"»: "hdfc"}"#]),
        fix: { request, finding, _, maker in
            // Beside a bank_name of the same value it says nothing.
            guard let name = finding.node, request[.bankName].map({ $0 != name + 1 }) ?? false else { return nil }
            return request.document.isAbsent(name + 1)
                ? maker.removal(ofMember: name, in: request, "remove the member", .unsafe)
                : maker.removal(ofMember: name, in: request, "remove the repetition", .safe)
        }
    ) { request, _, findings in
        for (parameter, name) in request.aliasValues where parameter == .bankName && !findings.contains(5) {
            findings.add(
                request.place(of: name), "bank is read as bank_name", hint: "write bank_name", of: .bankName)
        }
    }

    /// Reports a value that is none of a parameter's choices.
    static func checkChoice(
        of parameter: Parameter, in request: SessionRequest, among choices: @autoclosure () -> [String],
        _ findings: inout Findings
    ) {
        guard let value = request[parameter] else { return }
        checkChoice(at: value, of: parameter, in: request, among: choices(), &findings)
    }

    private static func checkChoice(
        at value: JSONTape.Index, of parameter: Parameter, in request: SessionRequest, among choices: [String],
        _ findings: inout Findings
    ) {
        let isString = request.document[value].kind == .string
        let text = request.document.text(of: value)
        guard !isString || !choices.contains(text) else { return }
        lazy var near = isString ? Nearest.match(for: text.lowercased(), among: choices) : nil
        findings.add(
            request.place(of: value),
            "\(parameter.name) is \(request.shown(value)), not one of \(choices.joined(separator: ", "))",
            hint: near.map { "did you mean \($0)?" } ?? "choose one of them", of: parameter,
            predicting: .framework(
                parameter.name, "\"\(request.document.frameworkText(of: value))\" is not a valid choice."),
            // The page shows this answer for other choices than V1's, whose names are from another page.
            basis: parameter == .mode ? nil : .inferred, meaning: near.map { Meaning($0, insteadOf: text) })
    }
}

extension SessionRequest {
    /// The place in the table of the bank that the payload names; nil when it is absent or unknown.
    @inline(__always)
    func bank(in context: RuleContext) -> Int? {
        guard let raw = rawString(.bankName) else {
            guard let text = trimmedText(of: .bankName) else { return nil }
            return context.banks.index(ofBankNamed: Array(text.utf8), in: 0..<text.utf8.count)
        }
        return context.banks.index(ofBankNamed: document.buffer, in: raw)
    }
}

extension BankTable.Suggestion {
    /// What to do about an unknown bank.
    fileprivate func hint(isCertain: Bool) -> String {
        let names = banks.prefix(3).map { "\($0.identifier) (\($0.name))" }
        let question = names.isEmpty ? [] : ["did you mean \(names.joined(separator: " or "))?"]
        if isCertain { return question.first ?? "'bcsession explain --list banks' lists the built-in banks" }
        return (question + ["--banks FILE takes the service's current catalogue"]).joined(separator: " ")
    }
}
