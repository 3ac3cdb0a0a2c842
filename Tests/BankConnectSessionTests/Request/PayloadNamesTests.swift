import Testing

@testable import BankConnectSession

@Suite struct PayloadNamesTests {
    private static func number(_ name: String) -> UInt8 { PayloadNames.table.id(of: Array(name.utf8)) }

    @Test(arguments: Parameter.allCases)
    func `a parameter is found by its name and its other spellings`(parameter: Parameter) {
        #expect(PayloadNames.parameter(Self.number(parameter.name)).map { $0.0 == parameter && !$0.isAlias } == true)
        if let alias = parameter.row.alias {
            #expect(PayloadNames.parameter(Self.number(alias)).map { $0.0 == parameter && $0.isAlias } == true)
        }
    }

    @Test func `members at other depths are found, and are no parameters`() {
        for field in MetadataField.allCases {
            #expect(MetadataField(number: Self.number(field.rawValue)) == field)
            #expect(PayloadNames.parameter(field.number) == nil)
        }
        for field in ConsentField.allCases { #expect(ConsentField(number: Self.number(field.rawValue)) == field) }
        #expect(PayloadNames.parameter(ConsentField.consentExpiry.number) == nil)
        for code in ConsentCode.allCases {
            #expect(ConsentCode(number: Self.number(code.rawValue)) == code)
            #expect(PayloadNames.parameter(code.number) == nil)
        }
        #expect(PayloadNames.parameter(NameTable.unknown) == nil)
    }

    @Test func `numbers fit a word, and no two names share one`() {
        let names =
            Parameter.allCases.flatMap { [$0.name, $0.row.alias].compactMap(\.self) }
            + MetadataField.allCases.map(\.rawValue)
            + ConsentField.allCases.map(\.rawValue) + ConsentCode.allCases.map(\.rawValue)
        let numbers = Set(names).map(Self.number)
        #expect(numbers.allSatisfy { $0 < 64 } && Set(numbers).count == numbers.count)
    }
}
