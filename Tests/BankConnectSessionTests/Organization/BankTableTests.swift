import Testing

@testable import BankConnectSession

@Suite struct BankTableTests {
    @Test func `the built-in table is the documentation's list, bank for bank`() throws {
        let published = try fixtureRows("banks.tsv")
        let table = BankTable.builtIn.banks.map { bank in
            [bank.identifier, bank.name, bank.pdf.rawValue, bank.online.rawValue, bank.aa.rawValue]
        }
        #expect(table == published)
        #expect(table.count == 346)
        #expect(BankTable.builtIn.isSnapshot)
    }

    @Test func `every bank is found in any case, and is the one found`() {
        for (index, bank) in BankTable.builtIn.banks.enumerated() {
            for name in [bank.identifier, bank.identifier.lowercased(), bank.identifier.uppercased()] {
                let bytes = Array("\"\(name)\"".utf8)
                #expect(BankTable.builtIn.index(ofBankNamed: bytes, in: 1..<bytes.count - 1) == index)
            }
        }
    }

    @Test func `the index finds what is found without it, and no identifier of the built-in table comes twice`() {
        var table = BankTable.builtIn
        #expect(!table.hasIndex)
        #expect(table.makeIndex().isEmpty)
        #expect(table.hasIndex)
        for name in table.banks.map(\.identifier) + ["", "HDF", "HDFCX", "@DFC", String(repeating: "A", count: 99)] {
            #expect(table.bank(named: name.lowercased()) == BankTable.builtIn.bank(named: name))
        }
    }

    @Test(arguments: ["model", "PUNE MERCHANTS", "PRATHAMA GRAMIN"])
    func `an irregular identifier is found`(identifier: String) {
        #expect(BankTable.builtIn.bank(named: identifier)?.identifier == identifier)
        #expect(BankTable.builtIn.bank(named: identifier.uppercased())?.identifier == identifier)
    }

    @Test(arguments: [
        "", " ", "HDF", "HDFCX", " HDFC", "HDFC ", "PUNE_MERCHANTS", "PUNE\u{A0}MERCHANTS", "ＨＤＦＣ", "HDFC\0",
        "@DFC", "[DFC", String(repeating: "A", count: 100_000),
    ])
    func `what is no identifier is not found`(name: String) {
        #expect(BankTable.builtIn.bank(named: name) == nil)
    }

    @Test func `only letters are compared without case`() {
        // These pairs differ in the bit that tells the cases of a letter apart.
        let table = BankTable([Bank(identifier: "A_B", name: ""), Bank(identifier: "A@B", name: "")])
        #expect(table.bank(named: "a_b") != nil)
        #expect(table.bank(named: "a\u{7F}b") == nil)
        #expect(table.bank(named: "a`b") == nil)
    }

    @Test func `a range that is not inside the buffer finds nothing`() {
        let bytes = Array("HDFC".utf8)
        for range in [1..<5, -1..<3, 0..<0, Int.max - 4..<Int.max, Int.min..<Int.max] {
            #expect(BankTable.builtIn.index(ofBankNamed: bytes, in: range) == nil)
        }
    }

    @Test func `later rows replace earlier ones in their places`() {
        let table = BankTable([
            Bank(identifier: "ONE", name: "first"), Bank(identifier: "TWO", name: "second"),
            Bank(identifier: "one", name: "third", aa: .no),
        ])
        #expect(table.banks.map(\.name) == ["third", "second"])
        #expect(table.bank(named: "ONE")?.aa == .no)
        #expect(!table.isSnapshot)
    }

    @Test func `banks can be added to the built-in ones`() {
        let added = [
            Bank(identifier: "newbank", name: "New", aa: .yes), Bank(identifier: "hdfc", name: "Ours", aa: .no),
        ]
        let table = BankTable.builtIn.adding(added)
        #expect(table.banks.count == 347)
        #expect(table.bank(named: "NEWBANK")?.aa == .yes)
        #expect(table.bank(named: "HDFC")?.name == "Ours")
        #expect(table.bank(named: "HDFC")?.isSnapshot == false)
        #expect(table.bank(named: "ICICI")?.isSnapshot == true)
    }

    @Test func `a big table finds its banks, and an empty one none`() {
        let table = BankTable((0..<5000).map { Bank(identifier: "BANK\($0)", name: "") })
        let found = (0..<5000).allSatisfy { table.bank(named: "bank\($0)")?.identifier == "BANK\($0)" }
        #expect(found)
        #expect(table.bank(named: "BANK5000") == nil)
        #expect(BankTable([]).bank(named: "HDFC") == nil)
        #expect(BankTable([Bank(identifier: "", name: "")]).bank(named: "") == nil)
    }

    @Test func `a bank answers for each mode`() throws {
        let bank = Bank(identifier: "X", name: "X", pdf: .yes, online: .no, aa: .init(nil))
        #expect(BankMode.allCases.map(bank.availability(of:)) == [.yes, .unknown, .no])
        #expect(Bank.Availability(true) == .yes)
        #expect(Bank.Availability(false) == .no)
    }

    @Test func `the table as the service's own word has the same banks, none of a snapshot`() {
        let table = BankTable.builtIn.asCatalogue
        #expect(table.banks.map(\.identifier) == BankTable.builtIn.banks.map(\.identifier))
        #expect(!table.isSnapshot)
        #expect(table.banks.allSatisfy { !$0.isSnapshot })
        #expect(table.bank(named: "SBI")?.aa == .no)
    }
}

@Suite struct BankModeTests {
    @Test func `a mode is read out of a larger buffer`() {
        for mode in BankMode.allCases {
            let bytes = Array("\"\(mode.rawValue)\"".utf8)
            #expect(BankMode(bytes: bytes, in: 1..<bytes.count - 1) == mode)
            #expect(BankMode(bytes: bytes, in: 0..<bytes.count) == nil)
        }
        #expect(BankMode(bytes: Array("PDF".utf8), in: 0..<3) == nil)
        #expect(BankMode(bytes: Array("no".utf8), in: 0..<2) == nil)
        #expect(BankMode(bytes: [], in: Int.min..<Int.max) == nil)
    }
}
