import Testing

/// Which module may know which, read off the sources.
@Suite struct ModuleTests {
    @Test func `the core imports the leaf alone, and the leaf nothing`() {
        let core = Source.all(in: "BankConnectSession")
        #expect(core.count > 50)
        for source in core { #expect(source.imports.isSubset(of: ["PlainText"]), "\(source.path)") }
        let leaf = Source.all(in: "PlainText")
        #expect(!leaf.isEmpty)
        for source in leaf { #expect(source.imports.isEmpty, "\(source.path)") }
    }

    @Test func `Foundation is imported in one target, and the C library in another for CommandKit alone`() {
        for source in Source.all {
            let isLive = source.path.hasPrefix("BankConnectLive/")
            #expect(
                isLive || source.imports.isDisjoint(with: ["Foundation", "FoundationNetworking", "Dispatch"]),
                "\(source.path)")
            let isLibrary = source.path == "CLibrary/CLibrary.swift"
            #expect(isLibrary || source.imports.isDisjoint(with: ["Glibc", "Musl", "Darwin"]), "\(source.path)")
            #expect(!source.imports.contains("CLibrary") || Self.mayCallTheSystem(source.path), "\(source.path)")
        }
    }

    @Test func `only the helper program knows the network`() {
        for source in Source.all where source.imports.contains("BankConnectLive") {
            #expect(source.path.hasPrefix("bcsession-live/"), "\(source.path)")
        }
        for source in Source.all(in: "BankConnectLive") {
            #expect(source.imports.isDisjoint(with: ["CommandKit", "SessionCommands"]), "\(source.path)")
        }
    }

    @Test func `CommandKit knows no session`() {
        let kit = Source.all(in: "CommandKit")
        #expect(!kit.isEmpty)
        for source in kit { #expect(!source.imports.contains("BankConnectSession"), "\(source.path)") }
    }

    @Test func `unsafe code stands in few files`() {
        let files = Source.all.filter { source in
            source.text.split(separator: "\n").contains { line in
                // The word as the compiler asks for it, not in a comment or a text.
                !line.contains("//") && !line.contains("\"") && line.contains(/(?:^ *|[=(] ?|return |in )unsafe \w/)
            }
        }.map(\.path)
        #expect(files.contains { $0.hasPrefix("CommandKit/Platform/") })
        let outside = files.filter {
            !Self.mayCallTheSystem($0) && !$0.hasPrefix("CLibrary/") && !$0.hasPrefix("BankConnectSession/Bytes/")
        }
        #expect(outside.isEmpty, "\(outside)")
    }

    /// The folders that answer in plain Swift values for what the C library does.
    private static func mayCallTheSystem(_ path: String) -> Bool {
        path.hasPrefix("CommandKit/Platform/") || path.hasPrefix("CommandKit/Processes/")
            // It asks the system for the state of libcurl's sockets, which CommandKit, unknown to it, cannot.
            || path == "BankConnectLive/Connections.swift"
            // It hashes a link in its buffer, for which the standard library has no call without a raw pointer.
            || path == "SessionCommands/VerifyToken/TokenVerificationWorker.swift"
    }
}
