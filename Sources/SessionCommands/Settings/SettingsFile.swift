import BankConnectSession
import CommandKit

/// A file of settings: a configuration, an organization's policy, or a list of banks.
///
/// A class, though nothing in it changes: many values may hold one, and most runs have none.
final class SettingsFile: Sendable {
    let path: FilePath
    let bytes: [UInt8]

    /// More than any list of banks, and little enough that a device without an end is found out soon.
    private static let byteLimit = 1 << 26

    /// Reads a file; one that cannot be read is a configuration error, not an unreadable input.
    init(_ path: FilePath, _ what: String, _ console: Console) throws(CommandFailure) {
        self.path = path
        do throws(SystemError) {
            bytes = try console.open(path).readAll(limit: Self.byteLimit)
        } catch {
            throw CommandFailure(.usage, "cannot read the \(what) '\(path.displayName)': \(error.reason)")
        }
    }

    /// The value that `read` makes of the text; its errors become one failure that names each place.
    func read<Value>(
        _ what: String, _ read: ([UInt8]) throws(PolicyErrors) -> Value
    ) throws(CommandFailure) -> Value {
        do throws(PolicyErrors) {
            return try read(bytes)
        } catch {
            let count = error.all.count
            var failure = CommandFailure(
                .usage, "the \(what) '\(path.displayName)' has \(count == 1 ? "an error" : "\(count) errors")")
            var cursor = PositionCursor(bytes, in: 0..<bytes.count)
            failure.details = error.all.map { error in
                let place = cursor.position(of: error.range.lowerBound)
                return "\(SourceName.shown(path.displayName)):\(place.line):\(place.column): error: "
                    + "\(error.message); \(error.hint)"
            }
            throw failure
        }
    }

    /// A file that this one names: relative names are relative to this file.
    func resolve(_ name: String) -> FilePath {
        path.directory.appending(FilePath(name))
    }

    /// Where a value stands, for people: the file and its line.
    func origin(_ range: Range<Int>) -> String {
        var cursor = PositionCursor(bytes, in: 0..<bytes.count)
        return "\(path.displayName):\(cursor.position(of: range.lowerBound).line)"
    }
}
