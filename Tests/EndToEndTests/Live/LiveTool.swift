import Foundation
import TestSupport

/// The built tool with an API key of its own, which nothing it writes may hold.
struct LiveTool {
    static let key = "planted-key-4c1d9e"

    let tool: BuiltTool
    let keyFile: String

    init() throws {
        tool = try BuiltTool()
        keyFile = try tool.files.write(Self.key + "\n", to: "api.key", mode: 0o600)
    }

    /// Runs `create --live` against a service.
    func create(
        at endpoint: String, _ words: String..., input: String = "", environment: [String: String?] = [:]
    ) throws -> BuiltTool.Ending {
        try tool.run(
            bytes: (["create", "--live", "--api-key-file", keyFile, "--endpoint", endpoint] + words)
                .map { Array($0.utf8) },
            input: input, environment: environment)
    }

    /// Runs `create --live` for one customer.
    func create(_ service: LoopbackService, _ words: String...) throws -> BuiltTool.Ending {
        try tool.run(
            bytes: (["create", "--live", "--api-key-file", keyFile, "--endpoint", service.endpoint, "--link-id", "L1"]
                + words).map { Array($0.utf8) })
    }
}

extension BuiltTool.Ending {
    /// Whether the key stands in anything that was written.
    var showsKey: Bool { output.contains(LiveTool.key) || errors.contains(LiveTool.key) }
}
