import BankConnectSession
import Testing

@Suite struct ConsentPlannerTests {
    static func date(_ text: String) -> CalendarDate { CalendarDate(ddmmyyyy: text) ?? .earliest }

    /// The dates of a payload's consents, each with the layer that decided it.
    static func plan(
        _ payload: String, today: String = "09/12/2025", policy: (inout OrganizationPolicy) -> Void = { _ in }
    ) throws -> [String] {
        var organization = OrganizationPolicy()
        policy(&organization)
        var request = SessionRequest()
        let bytes = Array(payload.utf8)
        request.read(bytes, in: 0..<bytes.count)
        let plan = try #require(ConsentPlanner(today: date(today), organization: organization).plan(for: request))
        return plan.consents.map { consent in
            let dates = [consent.fromDate, consent.toDate, consent.consentExpiry]
            return consent.code.rawValue + dates.map { " \($0.date) \($0.source.rawValue)" }.joined()
        }
    }

    @Test func `the page's sample is what BCAA001 gets on its day`() throws {
        #expect(
            try Self.plan(#"{"link_id": "a"}"#)
                == ["CC0001 09/10/2024 template 09/12/2025 template 10/12/2025 template"])
    }

    @Test func `scenario 3 keeps the expiry that its payload does not give`() throws {
        #expect(
            try Self.plan(try fixtureText("payloads/scenario-3.json"))
                == ["CC0001 01/10/2025 user 09/12/2025 user 10/12/2025 template"])
    }

    @Test func `each journey's consents are made from their templates`() throws {
        #expect(
            try Self.plan(#"{"aa_journey_code": "BCAA004"}"#) == [
                "CC0005 09/10/2024 template 09/12/2025 template 10/12/2025 template",
                "CC0006 09/06/2025 template 09/12/2030 template 09/12/2030 template",
                "CC0007 08/12/2025 template 09/12/2033 template 09/12/2033 template",
            ])
    }

    @Test(arguments: [
        ("31/05/2025", "31/03/2024", "30/11/2024", "31/05/2030"),
        ("29/02/2024", "29/12/2022", "29/08/2023", "28/02/2029"),
        ("31/08/2025", "30/06/2024", "28/02/2025", "31/08/2030"),
        ("30/04/2024", "28/02/2023", "30/10/2023", "30/04/2029"),
        ("31/12/2025", "31/10/2024", "30/06/2025", "31/12/2030"),
    ])
    func `months that are too short give their last day`(
        today: String, oneTime: String, periodic: String, expiry: String
    ) throws {
        let tomorrow = Self.date(today).adding(days: 1).description
        #expect(
            try Self.plan(#"{"aa_journey_code": "BCAA003"}"#, today: today) == [
                "CC0003 \(oneTime) template \(today) template \(tomorrow) template",
                "CC0004 \(periodic) template \(expiry) template \(expiry) template",
            ])
    }

    @Test func `every day of five years has the dates of an independent calendar`() throws {
        let rows = try fixtureRows("consent-defaults.tsv")
        #expect(rows.count == 1827)
        for row in rows {
            let today = Self.date(row[0])
            let days = row.dropFirst().compactMap { Int($0) }.map { today.adding(days: $0) }
            try #require(days.count == 6)
            let expected = ["CT001": [days[0], today, days[1]], "CT003": [days[2], days[3], days[3]]]
            let collections = [days[4], days[5], days[5]]
            let planner = ConsentPlanner(today: today)
            let consents = Journey.allCases.flatMap { planner.plan(for: $0).consents }
            #expect(consents.map(\.code) == ConsentCode.allCases)
            for consent in consents {
                let dates = [consent.fromDate, consent.toDate, consent.consentExpiry]
                #expect(dates.map(\.date) == expected[consent.code.template.id] ?? collections, "\(row[0])")
                #expect(dates.allSatisfy { $0.source == .template })
            }
        }
    }

    @Test func `a template's override reaches all its consents, and a consent's own is stronger, field by field`()
        throws
    {
        let plan = try ["BCAA001", "BCAA003"].flatMap { journey in
            try Self.plan(#"{"aa_journey_code": "\#(journey)"}"#) { policy in
                var template = ConsentOverride()
                template.history = .months(6)
                template.life = .days(10)
                var own = ConsentOverride()
                own.history = .days(30)
                own.toDate = Self.date("08/12/2025")
                policy.consents = [.template("CT001"): template, .consent(.cc0003): own]
            }
        }
        #expect(
            plan == [
                "CC0001 09/06/2025 organization 09/12/2025 template 19/12/2025 organization",
                "CC0003 09/11/2025 organization 08/12/2025 organization 19/12/2025 organization",
                "CC0004 09/06/2025 template 09/12/2030 template 09/12/2030 template",
            ])
    }

    @Test func `a fixed date is stronger than a length of its scope, and a stronger scope than both`() throws {
        func plan(_ own: ConsentOverride?) throws -> [String] {
            try Self.plan("{}") { policy in
                var template = ConsentOverride()
                template.history = .months(6)
                template.fromDate = Self.date("01/02/2025")
                template.life = .years(1)
                template.consentExpiry = Self.date("01/01/2026")
                policy.consents = [.template("CT001"): template]
                if let own { policy.consents[.consent(.cc0001)] = own }
            }
        }
        #expect(try plan(nil) == ["CC0001 01/02/2025 organization 09/12/2025 template 01/01/2026 organization"])
        var own = ConsentOverride()
        own.history = .days(1)
        own.life = .days(2)
        #expect(try plan(own) == ["CC0001 08/12/2025 organization 09/12/2025 template 11/12/2025 organization"])
    }

    @Test(arguments: [
        ("", "", "09/12/2030 template 09/12/2030 template"),
        ("life", "", "09/12/2027 organization 09/12/2027 organization"),
        ("life", #""consent_expiry": "01/01/2027""#, "01/01/2027 user 01/01/2027 user"),
        ("", #""consent_expiry": "01/01/2027""#, "01/01/2027 user 01/01/2027 user"),
        ("to", "", "01/06/2026 organization 09/12/2030 template"),
        ("to", #""consent_expiry": "01/01/2027""#, "01/06/2026 organization 01/01/2027 user"),
        ("life", #""to_date": "01/01/2026""#, "01/01/2026 user 09/12/2027 organization"),
        ("", #""to_date": "01/01/2026", "consent_expiry": "01/01/2027""#, "01/01/2026 user 01/01/2027 user"),
        ("", #""consent_expiry": "01/01/2027", "to_date": "01/01/2026""#, "01/01/2026 user 01/01/2027 user"),
        ("", #""consent_expiry": "x", "to_date": null"#, "09/12/2030 template 09/12/2030 template"),
    ])
    func `a periodic to_date that no layer gives follows the expiry, whoever set that`(
        policy: String, members: String, dates: String
    ) throws {
        let payload = #"{"aa_journey_code": "BCAA002", "consents": {"CC0002": {\#(members)}}}"#
        let plan = try Self.plan(payload) { organization in
            var override = ConsentOverride()
            if policy == "life" { override.life = .years(2) }
            if policy == "to" { override.toDate = Self.date("01/06/2026") }
            organization.consents = [.template("CT003"): override]
        }
        #expect(plan == ["CC0002 09/06/2025 template \(dates)"])
    }

    @Test func `a one-time to_date stays where it is when the expiry moves`() throws {
        #expect(
            try Self.plan(#"{"consents": {"CC0001": {"consent_expiry": "01/01/2026"}}}"#)
                == ["CC0001 09/10/2024 template 09/12/2025 template 01/01/2026 user"])
    }

    @Test(arguments: [
        #"{"consents": {"CC0002": {"from_date": "01/12/2025"}}}"#, #"{"consents": []}"#,
        #"{"consents": {"CC0001": 5}}"#,
        #"{"consents": {"CC0001": {"From_date": "01/12/2025"}}}"#,
        #"{"from_date": "01/12/2025", "to_date": "02/12/2025"}"#,
        #"{"consents": null, "aa_journey_code": ""}"#,
    ])
    func `what is no date of the journey's consents changes none`(payload: String) throws {
        #expect(try Self.plan(payload) == (try Self.plan("{}")))
    }

    @Test func `an unknown journey has no plan`() {
        var request = SessionRequest()
        for code in [#""BCAA009""#, "5", "[]"] {
            let bytes = Array(#"{"aa_journey_code": \#(code)}"#.utf8)
            request.read(bytes, in: 0..<bytes.count)
            #expect(ConsentPlanner(today: Self.date("09/12/2025")).plan(for: request) == nil)
        }
    }
}
