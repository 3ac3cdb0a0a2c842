import BankConnectSession
import Testing

extension TokenTests {
    @Suite struct SessionIDTests {
        @Test func `sixteen bytes make a version 4 UUID`() {
            let zeros = SessionID(random: InlineArray<16, UInt8>(repeating: 0))
            let ones = SessionID(random: InlineArray<16, UInt8>(repeating: 0xff))
            let counted = SessionID(random: InlineArray<16, UInt8> { UInt8($0) * 17 })
            #expect(zeros.text == "00000000-0000-4000-8000-000000000000")
            #expect(ones.text == "ffffffff-ffff-4fff-bfff-ffffffffffff")
            #expect(counted.text == "00112233-4455-4677-8899-aabbccddeeff")
            #expect(SessionID(counted.text) == counted)
        }

        @Test(arguments: [
            "b91ffaac-3b4d-478b-90f6-cfa1a612c3d4", "00000000-0000-0000-0000-000000000000",
            "01890a5d-ac96-774b-bcce-b302099a8057",
        ])
        func `a lower-case UUID of any version is taken`(text: String) {
            #expect(SessionID(text)?.text == text)
        }

        @Test(arguments: [
            "", "B91FFAAC-3b4d-478b-90f6-cfa1a612c3d4", "b91ffaac3b4d478b90f6cfa1a612c3d4",
            "b91ffaac-3b4d-478b-90f6-cfa1a612c3d", "b91ffaac-3b4d-478b-90f6-cfa1a612c3d4 ",
            "b91ffaac-3b4d-478b-90f6-cfa1a612c3dg", "b91ffaac-3b4d-478b-90f6cfa1-a612c3d4",
            "b91ffaac–3b4d-478b-90f6-cfa1a612c3", "{91ffaac-3b4d-478b-90f6-cfa1a612c3d}",
        ])
        func `any other text is refused`(text: String) {
            #expect(SessionID(text) == nil)
        }
    }
}
