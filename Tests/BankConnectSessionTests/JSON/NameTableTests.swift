import Testing

@testable import BankConnectSession

@Suite struct NameTableTests {
    static let names = Parameter.allCases.flatMap { [$0.name, $0.row.alias].compactMap(\.self) }
    static let table = NameTable { $0 < names.count ? names[Int($0)] : nil }

    /// Looks for a name where it stands between quotation marks, with other letters around it.
    private static func find(_ name: [UInt8], lead: Int = 0, tail: Int = 8) -> UInt8? {
        let quoted = [0x22] + name + [0x22]
        let buffer = [UInt8](repeating: 0x5F, count: lead) + quoted + [UInt8](repeating: 0x5F, count: tail)
        let text = buffer.span
        let found = table.match(text, lead)
        if let found { #expect(found.close == lead + 1 + name.count) }
        return found?.id
    }

    @Test(arguments: names.indices)
    func `a name is found wherever it stands in a buffer`(index: Int) {
        let name = Array(Self.names[index].utf8)
        for lead in 0...9 {
            // The shortest rest of a text is a colon, a digit and a brace.
            for tail in 3...9 { #expect(Self.find(name, lead: lead, tail: tail) == UInt8(index)) }
        }
    }

    @Test(arguments: names)
    func `a name with one byte changed, more or fewer is another`(name: String) {
        let bytes = Array(name.utf8)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x20
            #expect(Self.find(changed, tail: 8) == nil)
            changed.remove(at: place)
            #expect(Self.names.contains(String(decoding: changed, as: UTF8.self)) || Self.find(changed) == nil)
            changed = bytes
            changed.insert(0, at: place)
            #expect(Self.find(changed, tail: 3) == nil)
        }
        #expect(Self.find(bytes + [0]) == nil)
        #expect(Self.find([0] + bytes) == nil)
    }

    @Test func `a name that ends with the text has no end`() {
        for name in Self.names {
            let buffer = Array("\"\(name)\":0}".utf8)
            let text = buffer.span
            #expect(Self.table.match(text, 0) != nil)
            for end in 0...name.utf8.count + 1 { #expect(Self.table.match(text.extracting(first: end), 0) == nil) }
        }
    }

    @Test(arguments: names.indices)
    func `a name put together from escapes is found as a whole`(index: Int) {
        #expect(Self.table.id(of: Array(Self.names[index].utf8)) == UInt8(index))
        #expect(Self.table.id(of: Array(Self.names[index].utf8.dropLast())) != UInt8(index))
    }

    @Test func `the middle of a long name counts`() {
        // Fifteen bytes or more: the first seven and the last seven are not all.
        for name in Self.names where name.utf8.count > 14 {
            for place in 7..<name.utf8.count - 7 {
                var changed = Array(name.utf8)
                changed[place] = 0x58
                #expect(Self.find(changed) == nil)
            }
        }
    }

    @Test func `no name and an empty table find nothing`() {
        #expect(Self.find([]) == nil)
        #expect(Self.table.id(of: []) == NameTable.unknown)
        #expect(NameTable { _ in nil }.id(of: Array("mode".utf8)) == NameTable.unknown)
    }
}
