/// The package jsonschema, as a judge of schemas and of documents: Tests/Fixtures/schema/judge.py.
public enum SchemaJudge {
    /// Something that kept the judge from answering.
    public struct Failure: Error {
        let reason: String
    }

    /// Whether the judge is installed: in CI its absence is a failure, elsewhere a reason to skip.
    public static var isInstalled: Bool { FrameworkJudge.isInstalled && OtherProgram.has("check-jsonschema") }

    /// How to install it, for the comment of a skipped test.
    public static let howToInstall = """
        python3 -m venv .build/python && .build/python/bin/pip install -r Tests/Fixtures/requirements.txt
        """

    /// What is wrong with each JSON text, in UTF-8, by a schema; nil for one that is right.
    ///
    /// Where the schema is closed, an object may have no other members than it names.
    public static func faults(
        of texts: [[UInt8]], by schema: String, isClosed: Bool = false
    ) throws -> [String?] {
        let scratch = try ScratchDirectory()
        let lines = texts.map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
        try scratch.write(lines.joined(separator: "\n") + "\n", to: "texts")
        try scratch.write(schema, to: "schema.json")
        let judge = Fixture.path("schema/judge.py")
        let script = "'\(FrameworkJudge.python)' '\(judge)' schema.json \(isClosed ? "closed" : "") <texts"
        let answers = try OtherProgram.lines(of: script, in: scratch)
        guard answers.count == texts.count else {
            throw Failure(reason: "\(answers.count) answers to \(texts.count) texts")
        }
        return answers.map { $0 == "valid" ? nil : $0 }
    }
}
