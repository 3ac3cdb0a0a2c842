import TestSupport
import Testing

@testable import BankConnectSession

@Suite struct BankSuggestionTests {
    private func suggested(_ name: String, _ table: BankTable = .builtIn) -> [String] {
        table.suggestion(for: name).banks.map(\.identifier)
    }

    @Test(arguments: [
        ("hdfc bank", "HDFC"), ("HDFC_BANK", "HDFC"), ("hdfcbank", "HDFC"), ("H.D.F.C.", "HDFC"),
        ("state bank of india", "SBI"), ("State  Bank-of India", "SBI"), ("pune-merchants", "PUNE MERCHANTS"),
        ("PuneMerchants", "PUNE MERCHANTS"), ("city-union", "CITY_UNION"), ("idfc first bank", "IDFC"),
        ("ICICII", "ICICI"), ("icicci", "ICICI"), ("ICIIC", "ICICI"), ("INDUSND", "INDUSIND"), ("pnbnk", "PNBBNK"),
        ("india post", "INDIA_POST"), ("Saraswat Cooperative Bank", "SARASWAT"),
    ])
    func `a misspelt identifier or a full name is recognised for sure`(name: String, identifier: String) {
        #expect(suggested(name) == [identifier])
        #expect(BankTable.builtIn.suggestion(for: name).isMisspelling)
    }

    @Test(arguments: [
        ("bob", "BARODA"), ("BOB", "BARODA"), ("pnb", "PNBBNK"), ("PNB", "PNBBNK"), ("union bank", "UBI"),
        ("UNION BANK", "UBI"), ("central bank", "CENTRAL"), ("state bank", "SBI"), ("dbs", "DBSBNK"),
        ("kotak mahindra", "KOTAK"), ("IDFCFIRST", "IDFC"), ("idfc first", "IDFC"), ("punjab national", "PNBBNK"),
        ("baroda bank", "BARODA"), ("BOM", "MAHABK"), ("bob bank", "BARODA"), ("kmb", "KOTAK"), ("cbi", "CENTRAL"),
        ("HDFC Bank Ltd.", "HDFC"), ("Kotak Mahindra Bank Limited", "KOTAK"), ("jammu & kashmir bank", "JNKBNK"),
        ("ujjivan bank", "UJJIVAN"), ("yes", "YESBNK"), ("bank of india ltd", "BOI"),
        ("saraswat coop bank", "SARASWAT"), ("Mahindra Kotak", "KOTAK"),
    ])
    func `words, initials and beginnings of a name lead to its bank, but not for sure`(
        name: String, identifier: String
    ) {
        #expect(suggested(name) == [identifier])
        #expect(!BankTable.builtIn.suggestion(for: name).isMisspelling)
    }

    @Test(arguments: [
        "", "   ", "bank", "the bank ltd", "zzz", "qqqqqqqqqq", "axs", "hdfcc", "HFDC", "SBII", "usfb", "national bank",
        "punjab bank", "state bank of mauritius", "union bank of switzerland", "co-op bank", "co", "ab",
        "b", "12345", "बैंक", "\u{0}", String(repeating: "x", count: 1_000_000),
        String(repeating: "bank of ", count: 10_000),
    ])
    func `a name without a good match gets no suggestion`(name: String) {
        #expect(suggested(name) == [])
        #expect(!BankTable.builtIn.suggestion(for: name).isMisspelling)
    }

    @Test func `a name that is one edit from several identifiers is a misspelling of one of them`() {
        let suggestion = BankTable.builtIn.suggestion(for: "xnsbnk")
        #expect(Set(suggestion.banks.map(\.identifier)).isSuperset(of: ["DNSBNK", "SNSBNK", "CNSBNK", "BNSBNK"]))
        #expect(suggestion.isMisspelling)
    }

    @Test func `no bank of FinBox's is suggested for another's misspelling when the other is missing`() {
        // What a bank of the catalogue that is not in our table would meet: a warning, unless it is one edit away.
        var taken: [String] = []
        for bank in BankTable.builtIn.banks {
            let others = BankTable(BankTable.builtIn.banks.filter { $0.identifier != bank.identifier })
            if others.suggestion(for: bank.identifier).isMisspelling { taken.append(bank.identifier) }
        }
        // Each of these differs from another of FinBox's in one letter.
        // Each of these differs from another of FinBox's in one letter, by a count that a script of its own made.
        let published = """
            BNSBNK CNSBNK CSBBNK DBSBNK DNSBNK JANA_SAHAKARI JANTASAHAKARI MSCBNK RSBBNK SNSBNK SVCBNK VSBBNK VSCBNK
            """
        #expect(taken.sorted() == published.split { $0 == " " || $0 == "\n" }.map(String.init))
    }

    @Test func `suggestions are the same with and without the index`() {
        var table = BankTable.builtIn
        table.makeIndex()
        for name in ["bob", "hdfc bank", "ICICII", "union bank", "zzz"] {
            #expect(table.suggestion(for: name) == BankTable.builtIn.suggestion(for: name))
        }
    }

    @Test func `a bank is found by its full name, or by its identifier in another form, and by nothing else`() {
        for bank in BankTable.builtIn.banks {
            #expect(BankTable.builtIn.bank(called: bank.name.uppercased())?.identifier == bank.identifier)
            #expect(BankTable.builtIn.bank(called: bank.identifier) == bank)
        }
        #expect(BankTable.builtIn.bank(called: "State Bank of India")?.identifier == "SBI")
        #expect(BankTable.builtIn.bank(called: "state-bank-of-india")?.identifier == "SBI")
        for name in ["", "bob", "kotak mahindra", "ICICII", "zzz"] {
            #expect(BankTable.builtIn.bank(called: name) == nil)
        }
    }
}
