/// The members of `metadata`, each an array of strings, in the page's order.
package enum MetadataField: String, Sendable, CaseIterable {
    case names
    case employerNames = "employer_names"
    case companiesForSelfTransfer = "companies_for_self_transfer"

    /// The members, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}
