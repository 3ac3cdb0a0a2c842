import BankConnectSession
import Testing

@Suite struct ReBITTests {
    @Test func `enumerations spell their values as the API does`() {
        #expect(ReBIT.ConsentMode.allCases.map(\.rawValue) == ["VIEW", "STORE", "QUERY", "STREAM"])
        #expect(ReBIT.FetchType.allCases.map(\.rawValue) == ["ONETIME", "PERIODIC"])
        #expect(ReBIT.ConsentType.allCases.map(\.rawValue) == ["PROFILE", "SUMMARY", "TRANSACTIONS"])
        #expect(ReBIT.DataLifeUnit.allCases.map(\.rawValue) == ["DAY", "MONTH", "YEAR", "INF"])
        #expect(ReBIT.FrequencyUnit.allCases.map(\.rawValue) == ["HOUR", "DAY", "MONTH", "YEAR"])
        #expect(ReBIT.PurposeCode.allCases.map(\.rawValue) == ["101", "102", "103", "104", "105"])
        #expect(ReBIT.FIType.allCases.count == 22)
    }

    @Test func `nine types are SEBI's`() {
        let types = ReBIT.FIType.allCases.filter(\.isSEBI).map(\.rawValue)
        #expect(types == ["SIP", "EQUITIES", "MUTUAL_FUNDS", "ETF", "IDR", "CIS", "AIF", "INVIT", "REIT"])
    }
}
