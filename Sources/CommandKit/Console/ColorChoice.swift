/// When output is coloured.
package enum ColorChoice: String, FlagValue, CaseIterable {
    /// Where a person looks at it and the environment does not object.
    case auto
    /// Always.
    case always
    /// Never.
    case never
}
