/// The version of the tool.
enum ToolVersion {
    /// The version alone, as semantic versioning has it.
    static let number = "0.2.0"
    /// The day of the version, as manual pages write it.
    static let date = "November 29, 2026"

    /// The version, and the commit where it is known: in packages, which `.ci/package` builds from `git archive`.
    static let current = isArchived ? "\(number) (commit \(commit.prefix(12)))" : number

    // git archive puts the commit's id here (.gitattributes).
    private static let commit = "$Format:%H$"
    private static let isArchived = !commit.utf8.contains(UInt8(ascii: "$"))
}
