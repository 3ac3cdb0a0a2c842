import CommandKit
import SessionCommands

/// One run of the whole tool in memory.
struct ToolRun {
    let status: Int32
    let output: [UInt8]
    let messages: [UInt8]

    init(_ words: [String], input: [UInt8]) {
        var console = Console.inMemory(
            toolName: "bcsession", input: input, environment: ["BCSESSION_TODAY": "09/12/2025", "COLUMNS": "60"])
        console.escape = Console.bcsession.escape
        status = Tool.bcsession.main((words + ["--config", "none"]).map { Argument($0) }, console)
        output = Array(console.output.text.utf8)
        messages = Array(console.messages.text.utf8)
    }

    /// The lines of the output, without their ends.
    var lines: [[UInt8]] {
        output.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
    }
}
