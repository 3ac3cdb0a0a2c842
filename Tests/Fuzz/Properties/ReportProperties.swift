import BankConnectSession
import CommandKit
import SessionCommands

/// What people and programs are shown of a payload, by every command that reads one.
enum ReportProperties {
    /// What a command's output must be.
    private enum Shape: Sendable {
        case json, lines, github, xml
        /// The exact bytes that would be sent, or typed into a shell.
        case request
    }

    private static let commands: [(words: [String], shape: Shape)] =
        formats.map { (["validate", "--format", $0], shape(ofFormat: $0)) } + [
            (["validate", "--input", "http", "--format", "text"], .lines),
            (["validate", "--input", "http", "--format", "github"], .github),
            (["validate", "--input", "http", "--format", "json"], .json),
            (["consents", "--format", "json"], .json), (["consents", "--format", "full"], .json),
            (["consents", "--format", "table"], .lines), (["consents", "--format", "timeline"], .lines),
            (["consents", "--format", "artefact"], .json), (["create", "--dry-run"], .request),
            (["create", "--as-curl"], .request), (["create", "--dry-run", "--link-id", "A", "--name", "B"], .request),
        ]

    /// Every format of `validate`.
    private static var formats: [String] {
        let validate = Tool.bcsession.commands.first { $0.name == "validate" }?.make()
        let formats = validate?.spec.flags.first { $0.long == "format" }?.completion.choices ?? []
        precondition(!formats.isEmpty, "validate has no --format with choices")
        return formats
    }

    private static func shape(ofFormat name: String) -> Shape {
        switch name {
        case "json", "ndjson", "sarif", "gitlab": .json
        case "junit": .xml
        case "github": .github
        default: .lines
        }
    }

    static func check(_ input: [UInt8]) throws {
        let (choice, payload) = input.choiceAndRest
        let (words, shape) = commands[choice % commands.count]
        let run = ToolRun(words + ["-"], input: payload)
        // A key in a payload that cannot be used, or that would become part of a command line: status 9.
        let isRefused = run.status == 9 && shape == .request
        try hold([0, 1].contains(run.status) || isRefused, "\(words) ends with 0 or 1, not \(run.status)")
        try checkText(run.messages)
        switch shape {
        case .json: if !run.output.isEmpty { _ = try JSONDocument(run.output) }
        case .lines: try checkText(run.output)
        case .github:
            let openings = ["::error ", "::warning ", "::notice "].map { Array($0.utf8) }
            for line in run.lines {
                try hold(openings.contains { line.starts(with: $0) }, "a line is a command of ours")
            }
            try hold(
                !run.output.text.unicodeScalars.contains { $0 != "\n" && DisplayText.isUnsafe($0) }, "can be shown")
        case .request: try hold(run.output.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }, "is all text")
        case .xml: try XMLShape.check(run.output)
        }
    }

    /// Text that neither a terminal nor the runner of a job takes for anything but text.
    private static func checkText(_ text: [UInt8]) throws {
        for scalar in text.text.unicodeScalars where scalar != "\n" {
            try hold(!DisplayText.isUnsafe(scalar), "U+\(String(scalar.value, radix: 16)) reaches a person")
        }
        for line in text.split(separator: 0x0A) {
            let start = line.drop { $0 == 0x20 }
            try hold(!start.starts(with: "::".utf8), "a line begins as a command of a runner")
        }
    }
}
