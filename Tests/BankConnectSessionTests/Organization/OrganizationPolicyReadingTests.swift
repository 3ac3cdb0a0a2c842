import BankConnectSession
import TestSupport
import Testing

@Suite struct OrganizationPolicyReadingTests {
    @Test func `a policy is read in full, and knows where each date stands`() throws {
        let marked = MarkedText(
            """
            {
              "name": "acme-nbfc", "plan": "payment_pending",
              "modes": ["pdf", "aa"],
              "banks": {"newbank": ["pdf", "aa"], "SHUT": []},
              "fields": ["program_id"],
              "consents": {
                "CT001": {"history": «{"unit": "MONTH", "value": 6}», "to_date": «"01/01/2027"»},
                "CT003": {"from_date": «"29/02/2024"», "to_date": "09/12/2025", "consent_expiry": "10/12/2025"},
                "CC0004": {"life": «{"unit": "YEAR", "value": 2.0}», "fi_types": ["DEPOSIT", "EQUITIES"]},
                "CT035": {}
              }
            }
            """)
        let policy = try OrganizationPolicy.read(marked.bytes)
        #expect(policy.name == "acme-nbfc")
        #expect(policy.plan == .paymentPending)
        #expect(policy.modes == [.pdf, .aa])
        #expect(
            policy.banks == [
                Bank(identifier: "newbank", name: "newbank", pdf: .yes, online: .no, aa: .yes),
                Bank(identifier: "SHUT", name: "SHUT", pdf: .no, online: .no, aa: .no),
            ])
        #expect(policy.fields == ["program_id"])
        #expect(policy.consents.count == 4)
        let ct001 = try #require(policy.consents[.template("CT001")])
        #expect(ct001.history == .months(6))
        #expect(ct001.toDate?.description == "01/01/2027")
        #expect(ct001.origins == [.fromDate: marked.spans[0], .toDate: marked.spans[1]])
        let ct003 = try #require(policy.consents[.template("CT003")])
        #expect(ct003.fromDate?.description == "29/02/2024")
        #expect(ct003.consentExpiry?.description == "10/12/2025")
        #expect(ct003.origins[.fromDate] == marked.spans[2])
        let cc0004 = try #require(policy.consents[.consent(.cc0004)])
        #expect(cc0004.life == .years(2))
        #expect(cc0004.fiTypes == [.deposit, .equities])
        #expect(policy.origin(of: .consentExpiry, for: .cc0004) == marked.spans[3])
    }

    @Test func `a policy may be empty`() throws {
        let policy = try OrganizationPolicy.read(Array(" {} ".utf8))
        #expect(policy.name == nil)
        #expect(policy.plan == .active)
        #expect(policy.modes == nil)
        #expect(policy.banks.isEmpty && policy.fields.isEmpty && policy.consents.isEmpty)
    }

    @Test func `names are compared after their escapes are replaced`() throws {
        let text =
            #"{"n\u0061me": "\u0041cme", "consents": {"CC\u0030001": {"l\u0069fe": {"unit": "D\u0041Y", "value": 1}}}}"#
        let policy = try OrganizationPolicy.read(Array(text.utf8))
        #expect(policy.name == "Acme")
        #expect(policy.consents[.consent(.cc0001)]?.life == .days(1))
    }

    static let refused =
        [
            // Members.
            PolicyErrorCase(#"«[]»"#, "the organization is an array and must be an object"),
            PolicyErrorCase(#"«null»"#, "is null and must be"),
            PolicyErrorCase(#"{«"nmae"»: "a"}"#, "did you mean name?"),
            PolicyErrorCase(#"{«"PLAN"»: "active"}"#, "did you mean plan?"),
            PolicyErrorCase(#"{«"colour"»: 1}"#, "the members are name, plan, modes, banks, fields and consents"),
            PolicyErrorCase(#"{«""»: 1}"#, "'' is not a member"),
            PolicyErrorCase(#"{"name": "a", «"name"»: 5}"#, "duplicate key 'name'"),
            PolicyErrorCase(#"{"name": "a", «"n\u0061me"»: "b"}"#, "duplicate"),
            PolicyErrorCase(#"{«"x"»: 1, «"x"»: 2}"#, "not a member", "duplicate"),
            PolicyErrorCase(#"{«"api_key"»: "s"}"#, "api_key_file"),
            PolicyErrorCase(#"{«"a\u001bb"»: 1}"#, #"\u{1B}"#),
            // Types.
            PolicyErrorCase(#"{"name": «5»}"#, "name is the number 5 and must be a string"),
            PolicyErrorCase(#"{"name": «" \t"»}"#, "name is blank"),
            PolicyErrorCase(#"{"name": «null»}"#, "leave it out"),
            PolicyErrorCase(#"{"plan": «"expird"»}"#, "did you mean expired?"),
            PolicyErrorCase(#"{"plan": «"ACTIVE"»}"#, "did you mean active?"),
            PolicyErrorCase(#"{"plan": «"gold"»}"#, "write active, expired or payment_pending"),
            PolicyErrorCase(#"{"plan": «true»}"#, "plan is true"),
            PolicyErrorCase(#"{"modes": «"pdf"»}"#, "must be an array"),
            PolicyErrorCase(#"{"modes": «[]»}"#, "modes is empty"),
            PolicyErrorCase(
                #"{"modes": [«"fax"», «1», "pdf", «"pdf"»]}"#, "an entry of modes", "number 1", "duplicate"),
            PolicyErrorCase(#"{"fields": [«""», "a", «"a"», «{}»]}"#, "blank", "duplicate", "an object"),
            PolicyErrorCase(#"{"fields": «{}»}"#, "must be an array"),
            // Banks.
            PolicyErrorCase(#"{"banks": «["newbank"]»}"#, "must be an object"),
            PolicyErrorCase(#"{"banks": {"newbank": «"pdf"»}}"#, "must be an array"),
            PolicyErrorCase(#"{"banks": {"newbank": ["aa", «"net"»]}}"#, "which is not among its values"),
            PolicyErrorCase(#"{"banks": {"newbank": [], «"NEWBANK"»: []}}"#, "duplicate"),
            PolicyErrorCase(
                #"{"banks": {«"  "»: [], «" x"»: [], «"a\u200bb"»: []}}"#, "blank", "white space", "be seen"),
            PolicyErrorCase(#"{"banks": {«"\#(String(repeating: "x", count: 51))"»: [«1»]}}"#, "has 51 characters"),
            // Scopes.
            PolicyErrorCase(#"{"consents": «[]»}"#, "consents is an array"),
            PolicyErrorCase(#"{"consents": {«"CT004"»: {}}}"#, "no journey uses"),
            PolicyErrorCase(#"{"consents": {«"CT002"»: {}}}"#, "neither a template nor a consent"),
            PolicyErrorCase(
                #"{"consents": {«"CC0008"»: {}}}"#, "write a template (CT001, CT003 or CT035) or a consent"),
            PolicyErrorCase(#"{"consents": {«"cc0001"»: {}}}"#, "did you mean CC0001?"),
            PolicyErrorCase(#"{"consents": {"CT001": {}, «"CT001"»: {"x": 1}}}"#, "duplicate"),
            PolicyErrorCase(#"{"consents": {"CT001": «5»}}"#, "the entry 'CT001' is the number 5"),
            PolicyErrorCase(#"{"consents": {"CT001": {«"expiry"»: 1}}}"#, "not a member of the entry 'CT001'"),
            PolicyErrorCase(#"{"consents": {"CT001": {«"to_dat"»: 1}}}"#, "did you mean to_date?"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"life": {"unit": "DAY", "value": 1}, «"life"»: 1}}}"#, "duplicate"),
            // Lengths.
            PolicyErrorCase(
                #"{"consents": {"CT001": {"life": «"6 months"»}}}"#, "life is a string and must be an object"),
            PolicyErrorCase(#"{"consents": {"CT001": {"life": «{»}}}}"#, "life lacks unit and value"),
            PolicyErrorCase(#"{"consents": {"CT001": {"life": «{»"unit": "DAY"}}}}"#, "life lacks value"),
            PolicyErrorCase(#"{"consents": {"CT001": {"life": {«"unti"»: "DAY", "value": 1}}}}"#, "did you mean unit?"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"life": {"unit": «"WEEK"», "value": 1}}}}"#, "DAY, MONTH or YEAR"),
            PolicyErrorCase(#"{"consents": {"CT001": {"life": {"unit": «"day"», "value": 1}}}}"#, "did you mean DAY?"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"history": {"unit": "DAY", "value": 1, «"unit"»: "DAY"}}}}"#, "duplicate"),
        ]
        + ["-1", "0", "1201", "5.5", "1e400", "99999999999999999999", #""6""#, "null", "[]"].map { value in
            PolicyErrorCase(
                #"{"consents": {"CT001": {"history": {"unit": "DAY", "value": «\#(value)»}}}}"#,
                "must be a whole number from 1 to 1200")
        } + [
            // Days.
            PolicyErrorCase(#"{"consents": {"CT001": {"to_date": «"2025-12-09"»}}}"#, "write 09/12/2025"),
            PolicyErrorCase(#"{"consents": {"CT001": {"to_date": «"29/02/2025"»}}}"#, "write a day that exists"),
            PolicyErrorCase(#"{"consents": {"CT001": {"consent_expiry": «"soon"»}}}"#, "not a date as DD/MM/YYYY"),
            PolicyErrorCase(#"{"consents": {"CT001": {"from_date": «""»}}}"#, "two digits, a slash"),
            PolicyErrorCase(#"{"consents": {"CT001": {"from_date": «20250101»}}}"#, "must be a date"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"from_date": «"10/12/2025"», "to_date": "09/12/2025"}}}"#,
                "is after to_date"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"to_date": "09/12/2025", "from_date": «"09/12/2025"»}}}"#, "the same day"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"history": {"unit": "DAY", "value": 1}, «"from_date"»: "09/12/2025"}}}"#,
                "history and from_date both decide from_date"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"consent_expiry": "09/12/2025", «"life"»: {"unit": "DAY", "value": 1}}}}"#,
                "life and consent_expiry both decide consent_expiry"),
            // Kinds of financial information.
            PolicyErrorCase(#"{"consents": {"CT001": {"fi_types": «[]»}}}"#, "fi_types is empty"),
            PolicyErrorCase(
                #"{"consents": {"CT001": {"fi_types": ["SIP", «"SIP"», «"DEPOSITS"»]}}}"#, "duplicate", "DEPOSIT?"),
            PolicyErrorCase(#"{"consents": {"CT001": {"fi_types": «"SIP"»}}}"#, "must be an array"),
        ]

    @Test(arguments: refused)
    func `each fault is marked, once`(example: PolicyErrorCase) {
        example.check(OrganizationPolicy.read)
    }

    @Test func `five faults of five kinds are five errors, in the order of the text`() {
        PolicyErrorCase(
            """
            {
              "consents": {
                "CT001": {"life": {"unit": «"WEEK"», "value": 2}},
                "CT003": {"life": {"unit": "DAY", "value": «-3»}},
                «"CT099"»: {"from_date": "01/01/2025"},
                "CC0001": {"to_date": «"31/04/2025"»}
              },
              «"consents"»: {}
            }
            """, "unit is 'WEEK'", "value is the number -3", "'CT099'", "30 days", "duplicate"
        ).check(OrganizationPolicy.read)
    }

    @Test func `forty faults are forty errors`() {
        let members = (0..<40).map { #"«"unknown\#($0)"»: \#($0)"# }
        let example = PolicyErrorCase("{\(members.joined(separator: ", "))}")
        #expect(example.marked.spans.count == 40)
        example.check(OrganizationPolicy.read)
    }
}
