/// The names of members that the API knows, at any depth, with the numbers that the reader gives them.
///
/// A documented parameter's number is its place in the
/// page's table; a name that stands at two depths, such as `from_date`, has one number.
enum PayloadNames {
    /// The table that payloads are read with.
    static let table = NameTable(name)

    /// The name that has a number; a parameter has at most one other spelling.
    private static func name(_ number: UInt8) -> String? {
        if let (parameter, isAlias) = parameter(number) {
            return isAlias ? parameter.row.alias : parameter.name
        }
        return MetadataField(number: number)?.rawValue ?? ConsentField(number: number)?.rawValue
            ?? ConsentCode(number: number)?.rawValue
    }

    /// Added to a parameter's number where its name is another spelling.
    static var otherSpelling: UInt8 { 32 }

    /// The parameter that a number stands for at the top level, and whether the name is another spelling of it.
    static func parameter(_ number: UInt8) -> (Parameter, isAlias: Bool)? {
        if let parameter = Parameter(rawValue: number) { return (parameter, false) }
        guard number & otherSpelling != 0, let parameter = Parameter(rawValue: number & ~otherSpelling) else {
            return nil
        }
        return (parameter, true)
    }
}

extension MetadataField {
    /// The number of the member's name.
    var number: UInt8 {
        switch self {
        case .names: 22
        case .employerNames: 23
        case .companiesForSelfTransfer: 24
        }
    }

    /// The member of `metadata` whose name has a number.
    init?(number: UInt8) {
        switch number {
        case Self.names.number: self = .names
        case Self.employerNames.number: self = .employerNames
        case Self.companiesForSelfTransfer.number: self = .companiesForSelfTransfer
        default: return nil
        }
    }
}

extension ConsentField {
    /// The number of the member's name.
    var number: UInt8 {
        switch self {
        case .fromDate: Parameter.fromDate.rawValue
        case .toDate: Parameter.toDate.rawValue
        case .consentExpiry: 25
        }
    }

    /// The member of an entry of `consents` whose name has a number.
    init?(number: UInt8) {
        switch number {
        case Self.fromDate.number: self = .fromDate
        case Self.toDate.number: self = .toDate
        case Self.consentExpiry.number: self = .consentExpiry
        default: return nil
        }
    }
}

extension ConsentCode {
    /// The number of the code as a name.
    var number: UInt8 {
        switch self {
        case .cc0001: 56
        case .cc0002: 57
        case .cc0003: 58
        case .cc0004: 59
        case .cc0005: 60
        case .cc0006: 61
        case .cc0007: 62
        }
    }

    /// The code whose name has a number.
    init?(number: UInt8) {
        switch number {
        case Self.cc0001.number: self = .cc0001
        case Self.cc0002.number: self = .cc0002
        case Self.cc0003.number: self = .cc0003
        case Self.cc0004.number: self = .cc0004
        case Self.cc0005.number: self = .cc0005
        case Self.cc0006.number: self = .cc0006
        case Self.cc0007.number: self = .cc0007
        default: return nil
        }
    }
}
