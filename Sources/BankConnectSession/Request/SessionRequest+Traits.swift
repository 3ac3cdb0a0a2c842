extension SessionRequest {
    /// What a request holds, as one set of bits: the parameters that count, and a few things beside.
    ///
    /// A rule names the traits that give it something to look at; a payload without any of them costs that rule
    /// one comparison.
    package struct Traits: OptionSet, Sendable, Hashable {
        package let rawValue: UInt32

        package init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The parameters of a set.
        @inline(__always)
        init(given parameters: ParameterSet) {
            rawValue = parameters.rawValue
        }

        /// One of some parameters counts as present.
        package static func given(_ parameters: Parameter...) -> Self { Self(given: ParameterSet(parameters)) }

        /// A parameter counts whose value is no string.
        package static let otherThanString = Self(rawValue: 1 << 22)
        /// The payload is a JSON object without `link_id`.
        package static let noLinkID = Self(rawValue: 1 << 23)
        /// The payload is a JSON object.
        package static let object = Self(rawValue: 1 << 24)
        /// The payload is JSON, but no object.
        package static let notAnObject = Self(rawValue: 1 << 25)
        /// The payload is not JSON.
        package static let syntaxError = Self(rawValue: 1 << 26)
        /// There is a request around the payload, with a method and headers.
        package static let request = Self(rawValue: 1 << 27)
        /// A top-level member is no parameter.
        package static let unknownMember = Self(rawValue: 1 << 28)
        /// A name may stand twice somewhere.
        package static let mayRepeatNames = Self(rawValue: 1 << 29)
        /// A parameter is `null` or `""`.
        package static let blankParameter = Self(rawValue: 1 << 30)
        /// A parameter stands under another spelling.
        package static let alias = Self(rawValue: 1 << 31)
        /// Every payload and request.
        package static let anything: Self = [.object, .notAnObject, .syntaxError, .request]
    }
}

/// Finds parameters by the bytes of their names.
struct ParameterNames: Sendable {
    static let shared = ParameterNames()

    private let table: NameTable
    private static let aliasBit: UInt8 = 0x80

    private init() {
        table = NameTable(
            Parameter.allCases.flatMap { parameter in
                let row = parameter.row
                return [(row.name, parameter.rawValue)] + row.aliases.map { ($0, parameter.rawValue | Self.aliasBit) }
            })
    }

    /// The parameter that the name at `index` stands for, and whether the name is another spelling of it.
    @inline(__always)
    func parameter(named index: JSONTape.Index, in document: JSONDocument) -> (Parameter, isAlias: Bool)? {
        let node = document[index]
        let id: UInt8?
        if node.hasEscape {
            let decoded = document.decodedBytes(of: index)
            id = table.id(of: decoded, in: 0..<decoded.count)
        } else {
            id = table.id(of: document.buffer, in: document.inBuffer(node.content))
        }
        guard let id, let parameter = Parameter(rawValue: id & ~Self.aliasBit) else { return nil }
        return (parameter, id & Self.aliasBit != 0)
    }
}
