import BankConnectSession
import Foundation
import TestSupport
import Testing

/// `consents --format artefact`, and the values that it shows.
@Suite struct ArtefactTests {
    let tool: TestTool

    init() throws {
        tool = try TestTool()
    }

    // MARK: The form, transcribed from ReBIT's AA API 2.0.0

    /// The required members of ConsentDetail but DataConsumer and Customer, with their members.
    private static let members: [(path: String, names: [String])] = [
        (
            "",
            [
                "DataLife", "FIDataRange", "Frequency", "Purpose", "consentExpiry", "consentMode", "consentStart",
                "consentTypes", "fetchType", "fiTypes",
            ]
        ),
        ("/Purpose", ["Category", "code", "refUri", "text"]), ("/Purpose/Category", ["type"]),
        ("/FIDataRange", ["from", "to"]), ("/DataLife", ["unit", "value"]), ("/Frequency", ["unit", "value"]),
    ]

    private static let choices: [(path: String, values: Set<String>)] = [
        ("consentMode", ["VIEW", "STORE", "QUERY", "STREAM"]), ("fetchType", ["ONETIME", "PERIODIC"]),
        ("Purpose/code", ["101", "102", "103", "104", "105"]),
        (
            "Purpose/Category/type",
            ["Personal Finance", "Financial Reporting", "Account Query and Monitoring"]
        ),
        ("DataLife/unit", ["DAY", "MONTH", "YEAR", "INF"]), ("Frequency/unit", ["HOUR", "DAY", "MONTH", "YEAR"]),
    ]

    private static let consentTypes: Set<String> = ["PROFILE", "SUMMARY", "TRANSACTIONS"]

    private static let fiTypes: Set<String> = [
        "DEPOSIT", "TERM_DEPOSIT", "RECURRING_DEPOSIT", "SIP", "CP", "GOVT_SECURITIES", "EQUITIES", "BONDS",
        "DEBENTURES", "MUTUAL_FUNDS", "ETF", "IDR", "CIS", "AIF", "INSURANCE_POLICIES", "NPS", "INVIT", "REIT",
        "GSTR1_3B", "LIFE_INSURANCE", "GENERAL_INSURANCE", "OTHER",
    ]

    @Test(arguments: Journey.allCases)
    func `an artefact has ReBIT's members, choices and times`(journey: Journey) throws {
        let json = try tool.run("consents", "--format", "artefact", "--aa-journey-code", journey.rawValue).json
        #expect(json["schema"] == "bcsession.artefact/1")
        #expect(json.names(at: "consents") == journey.consents.map(\.rawValue))
        for code in journey.consents {
            let at = "consents/\(code.rawValue)/"
            for (path, names) in Self.members { #expect(json.names(at: at + path) == names) }
            for (path, values) in Self.choices { #expect(values.contains(json[at + path] ?? ""), "\(path)") }
            for time in ["consentStart", "consentExpiry", "FIDataRange/from", "FIDataRange/to"] {
                #expect(json[at + time]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:30/) != nil)
            }
            for (list, values) in [("consentTypes", Self.consentTypes), ("fiTypes", Self.fiTypes)] {
                let count = try #require(json.count(at: at + list))
                #expect(count > 0)
                for index in 0..<count { #expect(values.contains(json["\(at)\(list)/\(index)"] ?? "")) }
            }
            for number in ["DataLife/value", "Frequency/value"] { #expect((Int(json[at + number] ?? "") ?? 0) >= 1) }
            // The addresses are production's, as XML.
            #expect(json[at + "Purpose/refUri"]?.hasSuffix(".xml") == true)
            #expect(json[at + "Purpose/refUri"]?.contains("/PROD/fairuse/purpose/") == true)
        }
    }

    @Test func `the artefact of the collections journey is as ever`() throws {
        let run = tool.run("consents", "--format", "artefact", "--aa-journey-code", "BCAA004")
        try ViewGolden.expect(run.output, is: "collections-artefact.json")
    }

    // MARK: Bounds, by another calendar

    @Test func `consents stay within their bounds on every day of five years`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 19_800))
        let bounds: [String: (history: DateComponents, life: DateComponents)] = [
            "CT001": (DateComponents(month: -14), DateComponents(month: 1)),
            "CT003": (DateComponents(month: -6), DateComponents(year: 5)),
            "CT035": (DateComponents(day: -1), DateComponents(year: 8)),
        ]
        let parser = ISO8601DateFormatter()
        // Consents of a day share most of their times, and reading them is what takes long.
        var read: [IndianTime: Date] = [:]
        var day = try #require(CalendarDate(ddmmyyyy: "01/01/2024"))
        let end = try #require(CalendarDate(ddmmyyyy: "31/12/2028"))
        while day <= end {
            defer { day = day.adding(days: 1) }
            let planner = ConsentPlanner(today: day)
            for consent in Journey.allCases.flatMap({ planner.plan(for: $0).consents }) {
                // The default, and all that the template allows.
                var widest = consent
                widest.consentExpiry.date = consent.bounds.latestConsentExpiry
                widest.toDate.date = consent.bounds.latestConsentExpiry
                for consent in [consent, widest] {
                    let detail = ConsentDetail(of: consent, today: day, organization: OrganizationPolicy())
                    let times = try [
                        detail.dataRange.from, detail.consentStart, detail.dataRange.to, detail.consentExpiry,
                    ].map { time in
                        if let date = read[time] { return date }
                        let date = try #require(parser.date(from: time.description))
                        read[time] = date
                        return date
                    }
                    let bound = try #require(bounds[consent.code.template.id])
                    let earliest = try #require(calendar.date(byAdding: bound.history, to: times[1]))
                    let latest = try #require(calendar.date(byAdding: bound.life, to: times[1]))
                    #expect(times[0] >= earliest && times[3] <= latest, "\(consent.code) on \(day)")
                    #expect(times == times.sorted(), "\(consent.code) on \(day)")
                }
            }
        }
    }

    // MARK: Decisions

    private func detail(_ dates: String, journey: String = "BCAA001", code: String = "CC0001") throws -> ParsedJSON {
        let run = tool.run(
            "consents", "--format", "artefact", "--aa-journey-code", journey, "--consent", "\(code):\(dates)")
        return try ParsedJSON(run.json["consents/\(code)"] ?? "")
    }

    @Test func `data of a one-time consent is asked for to the end of to_date`() throws {
        let json = try detail("to_date=01/12/2025")
        #expect(json["FIDataRange/to"] == "2025-12-01T23:59:59+05:30")
        #expect(json["consentExpiry"] == "2025-12-10T00:00:00+05:30")
    }

    @Test func `no data is asked for after the end of the consent`() throws {
        let oneTime = try detail("to_date=10/12/2025")
        #expect(oneTime["FIDataRange/to"] == oneTime["consentExpiry"])
        let periodic = try detail("consent_expiry=01/06/2026", journey: "BCAA002", code: "CC0002")
        #expect(periodic["FIDataRange/to"] == "2026-06-01T00:00:00+05:30")
        #expect(periodic["consentExpiry"] == "2026-06-01T00:00:00+05:30")
    }

    @Test func `a consent that ends today ends with the day`() throws {
        let json = try detail("consent_expiry=09/12/2025")
        #expect(json["consentStart"] == "2025-12-09T00:00:00+05:30")
        #expect(json["consentExpiry"] == "2025-12-09T23:59:59+05:30")
        #expect(json["FIDataRange/to"] == "2025-12-09T23:59:59+05:30")
    }

    @Test func `dates that contradict each other are not hidden`() throws {
        let json = try detail("to_date=20/12/2025")
        #expect(json["FIDataRange/to"] == "2025-12-20T23:59:59+05:30")
        #expect(json["consentExpiry"] == "2025-12-10T00:00:00+05:30")
    }

    @Test func `a one-time consent is fetched once an hour, others as often as the template allows`() throws {
        let json = try tool.run("consents", "--format", "artefact", "--aa-journey-code", "BCAA004").json
        #expect(json["consents/CC0005/Frequency"] == #"{"unit":"HOUR","value":1}"#)
        #expect(json["consents/CC0006/Frequency"] == #"{"unit":"MONTH","value":5}"#)
        #expect(json["consents/CC0007/Frequency"] == #"{"unit":"DAY","value":1}"#)
    }

    @Test func `the organization's kinds of information hold for a consent before its template`() throws {
        let policy = try tool.files.write(
            """
            {"consents": {"CC0003": {"fi_types": ["DEPOSIT", "GSTR1_3B"]}, "CT001": {"fi_types": ["NPS"]},
                          "CT003": {"fi_types": ["TERM_DEPOSIT"]}}}
            """, to: "policy.json")
        let types = { (journey: String, code: String) in
            try tool.run(
                "consents", "--format", "artefact", "--aa-journey-code", journey, "--organization", policy
            ).json["consents/\(code)/fiTypes"]
        }
        #expect(try types("BCAA003", "CC0003") == #"["DEPOSIT","GSTR1_3B"]"#)
        #expect(try types("BCAA003", "CC0004") == #"["TERM_DEPOSIT"]"#)
        #expect(try types("BCAA001", "CC0001") == #"["NPS"]"#)
        #expect(try types("BCAA004", "CC0007") == #"["DEPOSIT"]"#)
    }

    @Test func `a payload without a journey has an artefact without consents`() throws {
        let run = tool.run("consents", "--format", "artefact", "--aa-journey-code", "BCAA009")
        #expect(run.status == 1)
        #expect(try run.json["consents"] == "{}")
    }
}
