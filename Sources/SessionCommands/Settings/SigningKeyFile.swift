import BankConnectSession
import CommandKit

/// A signing key as the command line names it: `FILE`, or `ID=FILE` with the id that tokens name the key by.
///
/// What stands before the first `=` is an id when it can be one, and else part of the file's name: `2026-11=a.key` has
/// an id, `./2026-11=a.key` is a file.
struct SigningKeyFile: RawFlagValue, Hashable {
    /// Nil where the id is made from the key.
    let id: KeyID?
    let name: SecretPath

    var path: FilePath { name.path }

    /// Where the key lies that `create` makes on first use; nil where no variable names a directory.
    static func generatedPath(_ environment: Environment) -> FilePath? {
        // The XDG specification: a relative path is to be ignored.
        if let state = environment.path("XDG_STATE_HOME"), state.isAbsolute {
            return state.appending("bcsession/signing.key")
        }
        guard let home = environment.path("HOME"), home.isAbsolute else { return nil }
        return home.appending(".local/state/bcsession/signing.key")
    }

    /// The variable that names a key's file.
    static let variable = EnvironmentVariable(
        "BCSESSION_SIGNING_KEY_FILE", "The file of the signing key; --signing-key-file overrides it.")

    init(id: KeyID?, name: SecretPath) {
        self.id = id
        self.name = name
    }

    init?(word: Argument) {
        let parts = word.bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, !parts[1].isEmpty, let text = String(validating: parts[0], as: UTF8.self),
            let id = KeyID(text)
        {
            self.id = id
            name = SecretPath(FilePath(bytes: Array(parts[1])))
        } else {
            id = nil
            name = SecretPath(FilePath(bytes: word.bytes))
        }
    }

    var argument: String { id.map { "\($0)=\(path.displayName)" } ?? path.displayName }

    static var completion: Completion { .file }
    static var expectation: String { "a file name, or an id, = and a file name" }

    /// What to do when the file is not there, but one is whose name begins with the id.
    var hint: String? {
        guard id != nil, (try? FileSystem.fileStatus(FilePath(argument))) != nil else { return nil }
        return "the part before = is the key's id; for the file of that name, write ./\(argument)"
    }
}
