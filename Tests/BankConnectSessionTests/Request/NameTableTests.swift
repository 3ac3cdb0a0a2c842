import Testing

@testable import BankConnectSession

@Suite struct NameTableTests {
    static let names = Parameter.allCases.flatMap { [$0.name] + $0.row.aliases }
    static let table = NameTable(names.enumerated().map { ($0.element, UInt8($0.offset)) })

    private static func find(_ name: [UInt8], lead: Int = 0, tail: Int = 0) -> UInt8? {
        // Letters around the name, so that looking past its ends would show.
        let buffer = [UInt8](repeating: 0x5F, count: lead) + name + [UInt8](repeating: 0x5F, count: tail)
        return table.id(of: buffer, in: lead..<lead + name.count)
    }

    @Test(arguments: names.indices)
    func `a name is found wherever it stands in a buffer`(index: Int) {
        let name = Array(Self.names[index].utf8)
        for lead in 0...9 {
            for tail in 0...9 { #expect(Self.find(name, lead: lead, tail: tail) == UInt8(index)) }
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

    @Test func `zero bytes do not fill up a short name`() {
        // A name of fewer than eight bytes is compared filled up with zeros.
        #expect(Self.find(Array("mode".utf8)) != nil)
        for count in 1...12 { #expect(Self.find(Array("mode".utf8) + [UInt8](repeating: 0, count: count)) == nil) }
    }

    @Test func `the middle of a long name counts`() {
        // Seventeen bytes or more: the first and the last eight are not all.
        for name in Self.names where name.utf8.count > 16 {
            for place in 8..<name.utf8.count - 8 {
                var changed = Array(name.utf8)
                changed[place] = 0x58
                #expect(Self.find(changed) == nil)
            }
        }
    }

    @Test func `no name and an empty table find nothing`() {
        #expect(Self.find([]) == nil)
        #expect(NameTable([]).id(of: Array("mode".utf8), in: 0..<4) == nil)
    }
}
