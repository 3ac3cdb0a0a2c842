import Foundation
import Testing

/// Texts of the views as they are meant to be, a file each in Goldens.
///
/// `RECORD_GOLDENS=1` writes them; a run that records fails, so that it cannot be left on.
enum ViewGolden {
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        } else {
            let golden = try String(contentsOf: file, encoding: .utf8)
            #expect(text == golden, "RECORD_GOLDENS=1 records \(name) anew", sourceLocation: sourceLocation)
        }
    }
}
