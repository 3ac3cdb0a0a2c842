import Foundation

/// Django REST framework, whose messages the API's page quotes, as a judge of payloads: Tests/Fixtures/drf/judge.py.
public enum FrameworkJudge {
    /// What the framework says of one value.
    public struct Message: Sendable, Hashable, Decodable {
        /// The innermost name that the message is about; empty for the whole payload.
        public let field: String
        /// The framework's wording, without the name.
        public let wording: String

        /// Reads `["field", "wording"]`.
        public init(from decoder: any Decoder) throws {
            var parts = try decoder.unkeyedContainer()
            field = try parts.decode(String.self)
            wording = try parts.decode(String.self)
        }
    }

    /// Something that kept the judge from answering.
    public struct Failure: Error {
        let reason: String
    }

    /// A Python that has the packages of requirements.txt: `BCSESSION_DRF_PYTHON`, else the one that `.ci/run` installs.
    public static let python =
        ProcessInfo.processInfo.environment["BCSESSION_DRF_PYTHON"]
        ?? URL(filePath: Fixture.path("../../.build/python/bin/python")).standardized.path

    /// Whether the judge is installed: in CI its absence is a failure, elsewhere a reason to skip.
    public static var isInstalled: Bool {
        ProcessInfo.processInfo.environment["CI"] != nil || FileManager.default.isExecutableFile(atPath: python)
    }

    /// How to install it, for the comment of a skipped test.
    public static let howToInstall = """
        python3 -m venv .build/python && .build/python/bin/pip install -r Tests/Fixtures/requirements.txt
        """

    /// What the framework says of each payload; nothing for one that it takes.
    public static func messages(on payloads: [[UInt8]]) throws -> [[Message]] {
        let scratch = try ScratchDirectory()
        let lines = payloads.map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
        try scratch.write(lines.joined(separator: "\n") + "\n", to: "payloads")
        let script = "'\(python)' '\(Fixture.path("drf/judge.py"))' payloads <payloads"
        let answers = try OtherProgram.lines(of: script, in: scratch)
        guard answers.count == payloads.count else {
            throw Failure(reason: "\(answers.count) answers to \(payloads.count) payloads")
        }
        let decoder = JSONDecoder()
        return try answers.map { try decoder.decode([Message].self, from: Data($0.utf8)) }
    }

    /// The framework behind a port of this machine, as long as the value lives.
    public final class Server {
        /// The port, chosen by the system.
        public let port: Int
        private let process = Process()
        private let input = Pipe()

        /// Starts a server and waits until it accepts connections.
        public init() throws {
            let output = Pipe()
            process.executableURL = URL(filePath: python)
            process.arguments = [Fixture.path("drf/judge.py"), "serve"]
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            var line = Data()
            while let byte = try output.fileHandleForReading.read(upToCount: 1), byte.first ?? 0x0A != 0x0A {
                line += byte
            }
            guard let port = Int(String(decoding: line, as: UTF8.self)) else {
                throw Failure(reason: "the server did not start")
            }
            self.port = port
        }

        deinit {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
    }
}
