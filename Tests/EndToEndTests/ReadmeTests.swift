import Foundation
import Testing

/// README.md, typed as it stands.
@Suite struct ReadmeTests {
    /// Commands that are not run, by their beginning, and why.
    static let notRun = [
        "swift test": "it is what runs this test",
        "sudo ": "it changes the machine",
    ]

    /// Languages whose blocks are not run, and why.
    static let notRunLanguages = [
        "python": "it is run by ServeClientTests", "js": "it is run by ServeClientTests",
        "swift": "its lines are held by LibraryTests, which builds a program of them",
    ]

    @Test func `every command prints what README shows`() throws {
        let readme = try ReadmeText()
        let steps = readme.steps.filter { step in !Self.notRun.keys.contains { step.command.hasPrefix($0) } }
        #expect(steps.count > 20)
        var script = TypedCommands.prelude + "exec 2>&1 <<<example-key\n"
        for (index, step) in steps.enumerated() {
            if let name = step.command.wholeMatch(of: /cat (\S+)/)?.1, let text = step.output {
                script += "shown '\(name)' <<'README_END'\n\(text)README_END\n"
            }
            script += "\(step.command)\nmark \(index)\n"
        }
        let run = try BuiltTool().shell(script)
        let parts = run.output.components(separatedBy: "\u{1F}")
        #expect(parts.count == steps.count + 1, "the shell ended early: \(parts.last ?? "")\(run.errors)")
        for (step, part) in zip(steps, parts) {
            let ending = part.components(separatedBy: "\u{1E}")
            let status = Int(ending.last?.split(separator: " ").last ?? "") ?? -1
            let place = "README.md:\(step.line): \(step.command)\n\(ending[0])"
            if let shown = step.output { #expect(ShownOutput.fits(ending[0], shown), "\(place)") }
            if let statuses = step.statuses { #expect(statuses.contains(status), "\(place)status \(status)") }
        }
    }

    @Test func `what is not run is there, and told with its reason`() throws {
        let readme = try ReadmeText()
        for beginning in Self.notRun.keys {
            #expect(readme.steps.contains { $0.command.hasPrefix(beginning) }, "\(beginning)")
        }
        #expect(readme.languages == Set(["console", "sh", "yaml"] + Self.notRunLanguages.keys))
    }

    @Test(arguments: [
        ("a\nb\n", "a\nb\n", true), ("a\nb\n", "a\n", false), ("a\n", "a\nb\n", false), ("abc\n", "a…c\n", true),
        ("abc\n", "…\n", true), ("a\nb\nc\n", "a\n…\n", true), ("a\nb\nc\n", "…\nc\n", true),
        ("a\nc\n", "a\n…\nc\n", true),
        ("a\nb\n", "…\nc\n", false), ("abd\n", "a…c\n", false), ("xabc\n", "a…c\n", false),
        ("ab-ab\n", "a…-…b\n", true),
        ("", "", true), ("a\n", "", false),
    ])
    func `the wildcards stand for what they should`(text: String, shown: String, isFit: Bool) {
        #expect(ShownOutput.fits(text, shown) == isFit)
    }
}
