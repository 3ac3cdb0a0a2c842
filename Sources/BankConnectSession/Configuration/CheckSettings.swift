/// How payloads are checked, as the object `validate` of a project file or a configuration says; every member may be
/// left out.
package struct CheckSettings: Sendable {
    /// A value, and where the file gives it.
    package typealias Given<Value: Sendable> = Configuration.Given<Value>

    /// What files of a pattern have of their own.
    package struct Override: Sendable {
        /// The pattern, as it was written.
        package var pattern: Given<String>
        /// Rules that are switched off besides.
        package var disabled: Given<[Rule.ID]>?
        /// Severities that differ from the rules' own.
        package var severities: Given<[Rule.ID: Severity]>?
        /// The version of the API that payloads are for.
        package var apiVersion: Given<APIVersion>?
        /// How the customer reaches BankConnect.
        package var workflow: Given<Workflow>?
    }

    /// The version of the API that payloads are for.
    package var apiVersion: Given<APIVersion>?
    /// How the customer reaches BankConnect.
    package var workflow: Given<Workflow>?
    /// Whether warnings count as errors.
    package var isStrict: Given<Bool>?
    /// The lowest severity that makes a payload invalid.
    package var failOn: Given<Severity>?
    /// What is done about a consent beyond its template's bounds.
    package var fairUse: Given<FairUse>?
    /// Rules that are switched off.
    package var disabled: Given<[Rule.ID]>?
    /// Severities that differ from the rules' own.
    package var severities: Given<[Rule.ID: Severity]>?
    /// Patterns of files that are not checked.
    package var excluded: Given<[String]>?
    /// What files of a pattern have of their own, in the order of the file.
    package var overrides: [Override] = []
    /// How many warnings a run may have.
    package var mostWarnings: Given<Int>?

    /// Settings that say nothing.
    package init() {}
}
