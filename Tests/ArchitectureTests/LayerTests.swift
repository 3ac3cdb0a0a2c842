import Testing

/// The folders of a target are layers: each uses only those before it in the target's list.
@Suite struct LayerTests {
    /// The folders of a target, the lowest first.
    struct Layers: CustomTestStringConvertible, Sendable {
        let target: String
        let order: [String]

        var testDescription: String { target }

        /// Who uses whom in the target's sources, and in some more.
        func uses(adding more: [(path: String, text: String)] = []) -> FolderUses {
            FolderUses(
                Source.all(in: target).map { (String($0.path.dropFirst(target.count + 1)), $0.text) } + more,
                besides: Source.all.filter { !$0.path.hasPrefix(target + "/") }.map(\.text))
        }
    }

    static let layers = [
        Layers(
            target: "BankConnectSession",
            order: [
                "Bytes", "JSON", "Calendar", "Reading", "Errors", "HTTP", "Journeys", "Organization", "Request",
                "Consents", "Rules", "Tokens", "Service", "Configuration",
            ]),
        Layers(
            target: "CommandKit",
            order: [
                "Platform", "Streams", "Processes", "Sockets", "Console", "Pipeline", "Arguments", "Descriptions",
                "Help", "Manual", "Completions", "Commands",
            ]),
        Layers(
            target: "SessionCommands",
            order: [
                "Foundations", "Settings", "Keys", "Reporting", "Payload", "Ledger", "Consents", "Live", "Fixes",
                "Validate", "Create", "VerifyToken", "Sessions", "Serve", "Explain", "Schema", "Generate", "Tool",
            ]),
    ]

    @Test(arguments: layers)
    func `a folder uses only folders below it`(layers: Layers) {
        let uses = layers.uses()
        #expect(uses.folders == Set(layers.order), "\(layers.target) has other folders than the list of its layers")
        #expect(uses.upward(in: layers.order).isEmpty, "\n\(uses.report(in: layers.order))")
        #expect(!uses.uses.isEmpty)
    }

    @Test(arguments: layers)
    func `a deliberate arrow upward and a circle of neighbours are seen in the real sources`(layers: Layers) throws {
        let pairs =
            Array(zip(layers.order, layers.order.dropFirst())) + [(layers.order[0], try #require(layers.order.last))]
        let uses = layers.uses(
            adding: pairs.enumerated().flatMap { number, pair in
                [
                    ("\(pair.0)/Low\(number).swift", "struct Low\(number) { var high: High\(number) }"),
                    ("\(pair.1)/High\(number).swift", "struct High\(number) { var low: Low\(number)? }"),
                ]
            })
        let arrows = pairs.enumerated().map { "\($1.0) uses \($1.1): High\($0) in Low\($0).swift" }.sorted()
        #expect(uses.upward(in: layers.order).map(\.description) == arrows)
        #expect(uses.report(in: layers.order).hasSuffix(arrows.joined(separator: "\n")))
    }

    // The tests' own instrument, on sources made up for it: Low may use nothing, High may use Low.

    private func upward(_ low: String, _ high: String) -> [String] {
        FolderUses([("Low/Low.swift", low), ("High/High.swift", high)]).upward(in: ["Low", "High"]).map(\.name)
    }

    @Test(arguments: [
        ("struct Low { var part: High }", "High"), ("func low() { high() }", "high"),
        ("struct Low { func low() -> [High.Part] {} }", "High"), ("let text = \"\\(High.name)\"", "High"),
        ("let text = #\"\\#(High())\"#", "High"), ("struct Low { let a = Low().added }", ".added"),
        ("let range = 0..<High.count", "High"), ("let a = Low().Nested", ".Nested"),
    ])
    func `an arrow upward is seen`(low: String, name: String) {
        let high = """
            struct High { var low: Low }
            func high() {}
            extension Low { var added: Int { 1 }
                struct Nested {} }
            """
        #expect(upward("struct Low {}\n" + low, high) == [name])
    }

    @Test func `a circle has an arrow upward, and the report shows the matrix`() {
        let uses = FolderUses([
            ("A/A.swift", "struct A { let c: C }"), ("B/B.swift", "struct B { let a: A }"),
            ("C/C.swift", "struct C { let b: B }"),
        ])
        #expect(uses.upward(in: ["A", "B", "C"]).map(\.description) == ["A uses C: C in A.swift"])
        #expect(
            uses.report(in: ["A", "B", "C"]) == """
                   A  B  C  
                A  .  .  1  
                B  1  .  .  
                C  .  1  .  
                A uses C: C in A.swift
                """)
    }

    @Test(arguments: [
        "// High", "/* High */ let a = 1", "let a = \"High\"", "let a = #\"High \\(High)\"#",
        "let a = \"\"\"\n High\n\"\"\"",
        "let a = b.High", "let hidden = Hidden()", "let a = b.hidden", "let a = b.shared", "let High_ = 1",
    ])
    func `what only looks like a use is none`(low: String) {
        let high = """
            struct High { var shared = 1 }
            private struct Hidden {}
            extension String { private var hidden: Int { 1 }
                var shared: Int { 1 } }
            """
        #expect(upward("struct Low { let shared = 1 }\n" + low, high).isEmpty)
    }

    @Test func `a member that another target declares too may be that one's`() {
        let sources = [
            ("Low/Low.swift", "let a = b.added"), ("High/High.swift", "extension Low { var added: Int { 1 } }"),
        ]
        #expect(FolderUses(sources).upward(in: ["Low", "High"]).count == 1)
        #expect(FolderUses(sources, besides: ["struct Other { let added = 1 }"]).uses.isEmpty)
    }

    @Test func `a member behind its type's name is seen, though other folders have members of that name`() {
        let high = "extension Foreign { static var name: Int { 1 } }"
        #expect(upward("struct Low { let name = Foreign.name }", high) == [".name"])
        #expect(upward("struct Low { let name = other.name }", high).isEmpty)
    }

    @Test func `a use downward or inside a folder is none upward`() {
        #expect(
            upward("struct Low {}\nextension Low { var own: Low { self } }", "struct High { let low: Low }").isEmpty)
    }
}
