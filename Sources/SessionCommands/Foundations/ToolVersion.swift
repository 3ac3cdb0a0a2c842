/// The version of the tool.
enum ToolVersion {
    static let current = "0.1.0"
    /// The day of the version, as manual pages write it.
    static let date = "November 22, 2026"
}
