import BankConnectSession
import Testing

@Suite struct JourneyTests {
    /// The page's table "Predefined AA Journey Codes & Consent Templates".
    @Test(arguments: [
        ("BCAA001", ["CC0001"], ["CT001"]),
        ("BCAA002", ["CC0002"], ["CT003"]),
        ("BCAA003", ["CC0003", "CC0004"], ["CT001", "CT003"]),
        ("BCAA004", ["CC0005", "CC0006", "CC0007"], ["CT001", "CT003", "CT035"]),
    ])
    func `a journey has its consents and templates`(code: String, consents: [String], templates: [String]) throws {
        let journey = try #require(Journey(rawValue: code))
        #expect(journey.consents.map(\.rawValue) == consents)
        #expect(journey.consents.map(\.template.id) == templates)
        #expect(journey.consents.allSatisfy { $0.journey == journey })
    }

    @Test func `a session without a journey gets BCAA001`() {
        #expect(Journey.default.rawValue == "BCAA001")
    }

    @Test(arguments: [("only_once", "BCAA001"), ("only_recurring", "BCAA002"), ("once_with_recurring", "BCAA003")])
    func `a mode of V1 has the journey that replaces it`(mode: String, code: String) {
        #expect(Journey(replacingV1Mode: mode)?.rawValue == code)
        #expect(Journey(rawValue: code)?.replacesV1Mode == mode)
    }

    @Test func `BCAA004 replaces no mode, and other modes have no journey`() {
        #expect(Journey.bcaa004.replacesV1Mode == nil)
        #expect(Journey(replacingV1Mode: "ONLY_ONCE") == nil)
        #expect(Journey(replacingV1Mode: "") == nil)
    }

    @Test func `codes are read out of a larger buffer`() {
        for journey in Journey.allCases {
            let bytes = Array("\"\(journey.rawValue)\"".utf8)
            #expect(Journey(bytes: bytes, in: 1..<8) == journey)
            #expect(Journey(bytes: bytes, in: 1..<7) == nil)
        }
    }

    @Test(arguments: [
        "", "CC0001", "BCAA00", "BCAA001 ", "BCAA001\0", "BCAA0011", "BCAA00112", "BCAA000", "BCAA005", "bcaa001",
        "BCAA01", "BCAA0001", "BCAA00１",
    ])
    func `what is no code is refused`(text: String) {
        let bytes = Array(text.utf8)
        #expect(Journey(bytes: bytes, in: bytes.indices) == nil)
    }

    @Test func `a range that is not inside the buffer is refused`() {
        let bytes = Array("BCAA001".utf8)
        for range in [1..<8, -1..<5, Int.max - 6..<Int.max, Int.min..<Int.max] {
            #expect(Journey(bytes: bytes, in: range) == nil)
        }
    }
}
