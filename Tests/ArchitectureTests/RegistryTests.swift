import Testing

/// What stands in a file must stand in its registry, or nobody finds it.
@Suite struct RegistryTests {
    /// The names of the constants of a type that some sources declare.
    private func constants(of type: String, in folder: String) -> Set<String> {
        let declaration = try? Regex("static let (\\w+) = \(type)\\(", as: (Substring, Substring).self)
        return Set(
            Source.all(in: folder).flatMap { source in
                declaration.map { source.text.matches(of: $0).map { String($0.output.1) } } ?? []
            })
    }

    /// The names in the list of a registry, `[.text, .concise]`.
    private func registry(_ file: String, behind declaration: String) throws -> Set<String> {
        let source = try #require(Source.all.first { $0.path == file })
        let start = try #require(source.text.firstRange(of: declaration)).upperBound
        let list = source.text[start...].prefix { $0 != "]" }
        return Set(list.matches(of: /(\w+)/).map { String($0.output.1) })
    }

    @Test func `each rule is in the rule book`() throws {
        let rules = constants(of: "Rule", in: "BankConnectSession/Rules")
        #expect(rules.count > 50)
        #expect(try registry("BankConnectSession/Rules/Rule+Book.swift", behind: "all: [Rule] = [") == rules)
    }

    @Test func `each report format is in the registry`() throws {
        let formats = constants(of: "ReportFormat", in: "SessionCommands/Reporting")
        #expect(formats.count > 5)
        #expect(
            try registry("SessionCommands/Reporting/ReportFormat.swift", behind: "all: [ReportFormat] = [") == formats)
    }
}
