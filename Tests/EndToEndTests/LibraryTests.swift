import Foundation
import TestSupport
import Testing

/// The library as another package sees it.
@Suite struct LibraryTests {
    private static let consumer = BuiltTool.package + "/Tests/Fixtures/Consumer"

    @Test(.enabled(if: OtherProgram.has("swift")))
    func `a package that depends on the library builds, and prints what came of a payload`() throws {
        // Below the package's own build folder, so that only what has changed is built again.
        let lines = try OtherProgram.lines(
            of: """
                swift run --quiet --package-path '\(Self.consumer)' \
                --scratch-path '\(BuiltTool.package)/.build/consumer' Consumer
                """,
            in: ScratchDirectory())
        #expect(lines.first?.hasPrefix("1:32 BC204 error: ") == true)
        #expect(
            lines.dropFirst() == [
                "the API would answer 400 INVALID_REQUEST",
                "CC0003 09/10/2024 to 09/12/2025",
                "CC0004 09/06/2025 to 09/12/2030",
                "the double answers 200",
                "the token is expired",
            ])
    }

    @Test(arguments: ["README.md", "Sources/BankConnectSession/BankConnectSession.docc/CheckingBeforeYouCall.md"])
    func `every line of Swift that a page shows stands in that package, in the same order`(page: String) throws {
        let text = try String(contentsOfFile: BuiltTool.package + "/" + page, encoding: .utf8)
        let program = try String(
            contentsOfFile: Self.consumer + "/Sources/Consumer/main.swift", encoding: .utf8)
        var rest = program.split(separator: "\n")[...]
        let blocks = text.split(separator: "\n```swift\n").dropFirst().map {
            $0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex)
        }
        #expect(!blocks.isEmpty)
        for line in blocks.flatMap({ $0.split(separator: "\n") }) {
            let place = try #require(rest.firstIndex(of: line), "\(page) shows what is not in the program: \(line)")
            rest = rest[(place + 1)...]
        }
    }
}
