/// The members of `metadata`, each an array of strings, in the page's order.
package enum MetadataField: String, Sendable, CaseIterable {
    case names
    case employerNames = "employer_names"
    case companiesForSelfTransfer = "companies_for_self_transfer"

    /// The members, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")

    /// Finds members by the bytes of their names.
    struct Names: Sendable {
        static let shared = Names()

        private let fields = MetadataField.allCases
        private let table = NameTable(
            MetadataField.allCases.enumerated().map { ($0.element.rawValue, UInt8($0.offset)) })

        func field(at index: JSONTape.Index, in document: JSONDocument) -> MetadataField? {
            table.id(at: index, in: document).map { fields[Int($0)] }
        }
    }
}
