import BankConnectSession
import CommandKit

/// Reads the inputs of a command; standard input serves one of them.
enum PayloadInput {
    /// More than any payload, and little enough to hold: one JSON text is read whole.
    static let byteLimit = 1 << 31

    /// The whole of a file, or of standard input for `-`.
    static func read(_ path: FilePath, _ console: Console) throws(SystemError) -> [UInt8] {
        if path.isStandardStream, console.inputIsTerminal {
            console.note("reading a payload from the terminal; end it with Ctrl-D")
        }
        return try console.open(path).readAll(limit: byteLimit)
    }

    /// Refuses a command line that names standard input twice.
    static func checkStandardInput(_ paths: [FilePath]) throws(UsageError) {
        guard paths.filter(\.isStandardStream).count > 1 else { return }
        throw UsageError("standard input can be read only once, but '-' is given twice")
    }
}
