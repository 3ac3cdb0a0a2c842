/// A list of banks comes in one of three forms:
///
///     {"count": 1, "banks": [{"name": "HDFC", "full_name": "HDFC Bank", "is_aa_available": true, …}]}
///     ["HDFC", "ICICI"]
///     HDFC                   an identifier a line; blank lines and lines that begin with # are passed over
///
/// The first is the answer of the service's Bank Catalogue endpoint, whose other members are passed over too. Source:
/// FinBox documentation, Bank Catalogue API.
extension BankTable {
    /// Reads a file that replaces the built-in table.
    ///
    /// Of banks that come as identifiers alone, all modes are unknown. No bank is a snapshot.
    ///
    /// - Throws: everything that is wrong with the file.
    public static func read(_ text: [UInt8]) throws(PolicyErrors) -> BankTable {
        guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw PolicyErrors(
                PolicyError(
                    "the file begins with a byte-order mark (EF BB BF)",
                    hint: "save the file as UTF-8 without a byte-order mark", range: 0..<3))
        }
        let first = text.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            // What is left of an answer that was not the catalogue: null, or a page.
            if first == UInt8(ascii: "<") || (try? JSONDocument(text)) != nil {
                throw PolicyErrors(
                    PolicyError(
                        "the file is neither a list of banks nor the Bank Catalogue's answer",
                        hint: "write an identifier a line, or give the catalogue's answer as it came", range: 0..<0))
            }
            return BankTable(try readLines(text))
        }
        return BankTable(
            try SettingsReader.read(text) { reader, index in
                reader.document[index].kind == .array
                    ? readIdentifiers(index, from: &reader) : readCatalogue(index, from: &reader)
            })
    }

    /// The members of the Bank Catalogue's answer that are read.
    package enum CatalogueMember: String, MemberName {
        case count, banks
    }

    /// The members of one of its banks that are read.
    package enum BankMember: String, MemberName {
        case name
        case fullName = "full_name"
        case pdf = "is_pdf_upload_available"
        case online = "is_net_banking_available"
        case aa = "is_aa_available"
    }

    private static func readIdentifiers(_ index: JSONTape.Index, from reader: inout SettingsReader) -> [Bank] {
        readBanks(index, "the list", from: &reader) { reader, place in
            reader.bankIdentifier(place).map { (Bank(identifier: $0, name: $0), place) }
        }
    }

    private static func readCatalogue(_ index: JSONTape.Index, from reader: inout SettingsReader) -> [Bank] {
        let members = reader.object(index, "the catalogue", of: CatalogueMember.self, ignoresOthers: true)
        guard let members else { return [] }
        reader.require(
            .banks, in: members, "the catalogue",
            hint: "give the Bank Catalogue's answer as it came, or a plain list of identifiers")
        guard let list = members[.banks] else { return [] }
        let banks = readBanks(list, "banks", from: &reader) { readBank($1, from: &$0) }
        if reader.document[list].kind == .array, let place = members[.count],
            let count = reader.wholeNumber(place, "count", in: 0...Int.max)
        {
            let found = reader.document.tape.elements(of: list).reduce(0) { sum, _ in sum + 1 }
            if count != found {
                reader.refuse(
                    place, "count is \(count), but banks holds \(found)",
                    hint: "the file may be cut short or pieced together; fetch the catalogue anew")
            }
        }
        return banks
    }

    /// Reads an array of banks, each identifier of which may stand once without regard to case.
    ///
    /// - Parameters:
    ///   - index: The array.
    ///   - name: Its name, for messages.
    ///   - reader: The file.
    ///   - bank: Reads an element; gives the bank and where its identifier stands.
    /// - Returns: The banks that were not refused.
    private static func readBanks(
        _ index: JSONTape.Index, _ name: String, from reader: inout SettingsReader,
        _ bank: (inout SettingsReader, JSONTape.Index) -> (Bank, JSONTape.Index)?
    ) -> [Bank] {
        guard reader.document[index].kind == .array else {
            reader.refuseType(index, name, expected: "an array")
            return []
        }
        var banks: [Bank] = []
        var seen: Set<[UInt8]> = []
        var isEmpty = true
        for element in reader.document.tape.elements(of: index) {
            isEmpty = false
            guard let (bank, place) = bank(&reader, element) else { continue }
            if seen.insert(ASCII.lowercased(Array(bank.identifier.utf8))).inserted {
                banks.append(bank)
            } else {
                reader.refuse(
                    place, "the bank \(reader.shown(place)) is listed twice", hint: "keep one of them")
            }
        }
        if isEmpty {
            reader.refuse(index, "\(name) holds no bank", hint: "leave the file out to use the built-in table")
        }
        return banks
    }

    private static func readBank(
        _ index: JSONTape.Index, from reader: inout SettingsReader
    ) -> (Bank, JSONTape.Index)? {
        guard let members = reader.object(index, "a bank", of: BankMember.self, ignoresOthers: true) else { return nil }
        reader.require(.name, in: members, "a bank", hint: "name holds the identifier, such as HDFC")
        let identifier = members[.name].flatMap { reader.bankIdentifier($0) }
        let name = members[.fullName].flatMap { reader.fullName($0) }
        let pdf = reader.availability(.pdf, in: members)
        let online = reader.availability(.online, in: members)
        let aa = reader.availability(.aa, in: members)
        guard let place = members[.name], let identifier else { return nil }
        return (Bank(identifier: identifier, name: name ?? identifier, pdf: pdf, online: online, aa: aa), place)
    }
}

extension SettingsReader {
    /// The bank's name for people; nil also where the service has none and says null or "".
    fileprivate mutating func fullName(_ index: JSONTape.Index) -> String? {
        if document[index].kind == .null || document.isBlank(index) { return nil }
        return text(index, "full_name")
    }

    /// What a flag says; unknown where there is none, or null.
    fileprivate mutating func availability<Member>(
        _ member: Member, in members: ObjectReader<Member>
    ) -> Bank.Availability {
        guard let index = members[member] else { return .unknown }
        switch document[index].kind {
        case .true: return .yes
        case .false: return .no
        case .null: return .unknown
        default:
            refuseType(index, member.rawValue, expected: "true or false")
            return .unknown
        }
    }
}
