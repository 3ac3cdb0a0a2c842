import BankConnectSession
import TestSupport
import Testing

@Suite struct BankTableReadingTests {
    @Test func `the catalogue is read, what it does not say is unknown`() throws {
        let text = """
            {"count": 3, "next": null, "banks": [
              {"name": "HDFC", "full_name": "HDFC Bank", "npci_code": "HDFC", "logo_url": "https://x/y.png",
               "is_pdf_upload_available": true, "is_net_banking_available": false, "is_aa_available": true},
              {"name": "icici", "is_aa_available": null, "full_name": null},
              {"name": "PUNE MERCHANTS", "full_name": ""}
            ]}
            """
        let table = try BankTable.read(Array(text.utf8))
        #expect(
            table.banks == [
                Bank(identifier: "HDFC", name: "HDFC Bank", pdf: .yes, online: .no, aa: .yes),
                Bank(identifier: "icici", name: "icici"), Bank(identifier: "PUNE MERCHANTS", name: "PUNE MERCHANTS"),
            ])
        #expect(!table.isSnapshot)
        #expect(table.bank(named: "hdfc") != nil)
    }

    @Test(arguments: [
        #"["HDFC", "PUNE MERCHANTS"]"#, "HDFC\nPUNE MERCHANTS",
        "\n# banks, ours\r\n\tHDFC \r\n\r\n  PUNE MERCHANTS\r\n#",
    ])
    func `a plain list is read, all modes unknown`(text: String) throws {
        let table = try BankTable.read(Array(text.utf8))
        #expect(
            table.banks == [
                Bank(identifier: "HDFC", name: "HDFC"), Bank(identifier: "PUNE MERCHANTS", name: "PUNE MERCHANTS"),
            ])
    }

    @Test func `the built-in identifiers are all fit for a list, in each of its forms`() throws {
        let identifiers = BankTable.builtIn.banks.map(\.identifier)
        #expect(
            try BankTable.read(Array(identifiers.joined(separator: "\n").utf8)).banks.map(\.identifier) == identifiers)
        var writer = JSONWriter()
        writer.array(identifiers)
        #expect(try BankTable.read(writer.bytes).banks.map(\.identifier) == identifiers)
    }

    @Test(arguments: ["null", " true\n", #""HDFC""#, "<html>\n</html>"])
    func `what is left of an answer that is no catalogue is no list either`(text: String) throws {
        let error = try #require(throws: PolicyErrors.self) { try BankTable.read(Array(text.utf8)) }
        #expect(error.all.map(\.message) == ["the file is neither a list of banks nor the Bank Catalogue's answer"])
    }

    @Test(arguments: ["- HDFC\n", "root:*:20228:0\n"])
    func `a line of another kind of list is no identifier`(text: String) throws {
        let error = try #require(throws: PolicyErrors.self) { try BankTable.read(Array(text.utf8)) }
        #expect(error.all.count == 1)
    }

    @Test func `a catalogue of 492 banks is read`() throws {
        let banks = (0..<492).map { number in
            #"{"name": "BANK\#(number)", "full_name": "Bank \#(number)", "is_pdf_upload_available": true, "#
                + #""is_net_banking_available": \#(number % 2 == 0), "is_aa_available": \#(number % 3 == 0)}"#
        }
        let table = try BankTable.read(Array(#"{"count": 492, "banks": [\#(banks.joined(separator: ","))]}"#.utf8))
        #expect(table.banks.count == 492)
        #expect(table.banks.count { $0.online == .yes } == 246)
        #expect(
            table.bank(named: "bank491")
                == Bank(
                    identifier: "BANK491", name: "Bank 491", pdf: .yes, online: .no, aa: .no))
    }

    @Test(arguments: [
        PolicyErrorCase("«»", "the list holds no bank"),
        PolicyErrorCase("«»\n# nothing\n", "the list holds no bank"),
        PolicyErrorCase("«\u{FEFF}»HDFC", "byte-order mark"),
        PolicyErrorCase("«\u{FEFF}»{}", "byte-order mark"),
        PolicyErrorCase("«\0»H\0D", "zero byte"),
        PolicyErrorCase("ONE\n «one» \n«ONE»", "'one' is listed twice", "'ONE'"),
        PolicyErrorCase("«HDFC,HDFC Bank»\nICICI\n«\"AXIS\"»", "','", "'\"'"),
        PolicyErrorCase("«HDFC # the bank»", "a comment has a line of its own"),
        PolicyErrorCase("«a\u{202E}b»\n«\(String(repeating: "é", count: 51))»", "be seen", "51 characters"),
    ])
    func `a faulty list names each line at fault`(example: PolicyErrorCase) {
        example.check(BankTable.read)
    }

    @Test(arguments: [
        PolicyErrorCase("«[]»", "the list holds no bank"),
        PolicyErrorCase(#"["HDFC", «"hdfc"», «5», «""», «null»]"#, "listed twice", "number 5", "blank", "null"),
        PolicyErrorCase("[{«]»", "found ']'"),
        PolicyErrorCase("«{»}", "the catalogue lacks banks"),
        PolicyErrorCase(#"«{»"error": {"message": "no"}}"#, "the catalogue lacks banks"),
        PolicyErrorCase(#"{"banks": «{}»}"#, "banks is an object and must be an array"),
        PolicyErrorCase(#"{"count": 0, "banks": «[]»}"#, "banks holds no bank"),
        PolicyErrorCase(#"{"count": «3», "banks": [{"name": "A"}, {"name": "B"}]}"#, "count is 3, but banks holds 2"),
        PolicyErrorCase(#"{"count": «"1"», "banks": [{"name": "A"}]}"#, "a whole number, 0 or more"),
        PolicyErrorCase(#"{"count": «-1», "banks": [{"name": "A"}]}"#, "a whole number, 0 or more"),
        PolicyErrorCase(#"{"banks": [{"name": "A"}], «"banks"»: []}"#, "duplicate key"),
        PolicyErrorCase(#"{"banks": [{"name": "A", «"name"»: "B"}]}"#, "duplicate key"),
        PolicyErrorCase(#"{"banks": [«"A"», «{»"full_name": "B"}]}"#, "a bank is a string", "a bank lacks name"),
        PolicyErrorCase(#"{"banks": [{"name": "A"}, {"name": «"a"»}]}"#, "listed twice"),
        PolicyErrorCase(
            #"{"banks": [{"name": «1», "full_name": «2», "is_aa_available": «"yes"»}]}"#,
            "the identifier of a bank is the number 1", "full_name", "must be true or false"),
    ])
    func `a faulty catalogue is marked where it is at fault`(example: PolicyErrorCase) {
        example.check(BankTable.read)
    }

    @Test func `bytes that are not UTF-8 are one error`() {
        let errors = policyErrors([0x41, 0x0A, 0xFF, 0xFE, 0xFF], BankTable.read)
        #expect(errors.map(\.range) == [2..<3])
    }
}
