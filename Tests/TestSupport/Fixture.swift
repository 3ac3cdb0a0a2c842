import Foundation

/// Files in Tests/Fixtures.
public enum Fixture {
    /// The path of a fixture.
    public static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures").appending(path: name).path
    }
}
