import BankConnectSession
import Testing

@Suite struct DateTextTests {
    @Test func `every day reads back from its text`() {
        var wrong: [String] = []
        var bytes: [UInt8] = []
        for number in CalendarDate.earliest.dayNumber...CalendarDate.latest.dayNumber {
            guard let date = CalendarDate(dayNumber: number) else { continue }
            bytes.removeAll(keepingCapacity: true)
            date.appendDDMMYYYY(to: &bytes)
            if CalendarDate(ddmmyyyy: bytes, in: bytes.indices) != date {
                wrong.append("\(number)")
            }
        }
        #expect(wrong.prefix(5) == [])
    }

    @Test(arguments: ["01/01/0001", "29/02/2000", "09/12/2025", "31/12/9999"])
    func `a date writes the text that it was read from`(text: String) throws {
        #expect(try #require(CalendarDate(ddmmyyyy: text)).description == text)
    }

    @Test(arguments: [
        "29/02/1900", "29/02/2025", "31/04/2025", "00/01/2025", "01/00/2025", "01/13/2025", "32/01/2025", "1/1/2025",
        "2025-01-01", "01/01/25", "01/01/0000", " 01/01/2025", "01/01/2025 ", "01-01-2025", "01.01.2025", "01/01-2025",
        "01012025", "0101/2025", "+1/01/2025", "-1/01/2025", "01/+1/2025", "01/01/+025", "01/01/20 5", "01/01/02025",
        "", "/", "//////////", "０１/０１/２０２５", "०१/०१/२०२५", "01∕01∕2025", "01/01/2025\n", "\u{FEFF}01/01/2025",
        "0１/01/2025", "aa/bb/cccc", "12/25/2025", "01/01/２０",
    ])
    func `a text that is no date is refused`(text: String) {
        #expect(CalendarDate(ddmmyyyy: text) == nil)
    }

    @Test func `a date is read out of a larger buffer`() {
        let bytes = Array(#"{"to_date": "09/12/2025"}"#.utf8)
        #expect(CalendarDate(ddmmyyyy: bytes, in: 13..<23)?.description == "09/12/2025")
        #expect(CalendarDate(ddmmyyyy: bytes, in: 12..<22) == nil)
        #expect(CalendarDate(ddmmyyyy: bytes, in: 13..<22) == nil)
        #expect(CalendarDate(ddmmyyyy: bytes, in: 13..<24) == nil)
    }

    @Test func `a range that is not inside the buffer is refused`() {
        let bytes = Array("09/12/2025".utf8)
        for range in [1..<11, -1..<9, 10..<20, Int.max - 10..<Int.max, Int.min..<Int.min + 10, Int.min..<Int.max] {
            #expect(CalendarDate(ddmmyyyy: bytes, in: range) == nil)
        }
    }

    @Test func `any single changed byte that is no digit is refused`() {
        let bytes = Array("09/12/2025".utf8)
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max where byte != bytes[index] && !(0x30...0x39).contains(byte) {
                var changed = bytes
                changed[index] = byte
                #expect(CalendarDate(ddmmyyyy: changed, in: changed.indices) == nil, "byte \(byte) at \(index)")
            }
        }
    }
}
