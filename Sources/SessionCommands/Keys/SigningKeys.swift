import BankConnectSession
import CommandKit

/// Finds the keys that sign and verify redirect tokens.
enum SigningKeys {
    /// Where the key lies that is made on first use.
    static let generatedFile = FileEntry(
        "$XDG_STATE_HOME/bcsession/signing.key",
        "The signing key that create makes on first use; ~/.local/state is the default directory.")

    /// The keys to verify with: those that the settings name, else the one made on first use, if it was made.
    static func forVerifying(_ settings: Settings, _ console: Console) throws -> [SigningKey] {
        if let files = settings.signingKeys { return try files.value.map { try read($0, files.origin, console) } }
        guard let path = try? generatedPath(console) else { return [] }
        guard (try? FileSystem.fileStatus(path)) != nil else { return [] }
        return [try read(SecretPath(path), console)]
    }

    /// The key to sign with: the first of those that the settings name, all of which must be good, else one that is made
    /// now and kept.
    static func forSigning(_ settings: Settings, _ console: Console) throws -> SigningKey {
        if let files = settings.signingKeys,
            let first = try files.value.map({ try read($0, files.origin, console) }).first
        {
            return first
        }
        let path = try generatedPath(console)
        if (try? FileSystem.fileStatus(path)) == nil { try generate(path, console) }
        return try read(SecretPath(path), console)
    }

    private static func read(_ file: SigningKeyFile, _ origin: String, _ console: Console) throws -> SigningKey {
        do {
            return try read(file.name, id: file.id, namedBy: origin, console)
        } catch var failure as CommandFailure {
            failure.hint = file.hint ?? failure.hint
            throw failure
        }
    }

    private static func read(
        _ file: SecretPath, id: KeyID? = nil, namedBy origin: String? = nil, _ console: Console
    ) throws -> SigningKey {
        let contents = try SecretFile.read(file, "signing key", namedBy: origin, console)
        do throws(SigningKeyError) {
            return try SigningKey(fileContents: contents, id: id)
        } catch {
            throw CommandFailure(.credential, "'\(file.path.displayName)': \(error.description)")
        }
    }

    /// Two runs that start together agree: the file is made whole and exclusively, and the loser reads the winner's.
    private static func generate(_ path: FilePath, _ console: Console) throws {
        let random = try Machine.randomBytes(32)
        let bytes = InlineArray<32, UInt8> { random[$0] }
        do throws(SystemError) {
            try FileSystem.makeDirectories(path.directory)
            try FileSystem.createExclusively(path, SigningKey.generated(from: bytes).fileContents)
        } catch {
            // Another run was first: its key is read.
            if error.alreadyExists { return }
            throw CommandFailure(
                .cannotWrite, "the signing key cannot be kept: \(error.description)",
                hint: "give --signing-key-file FILE, or a directory of your own with XDG_STATE_HOME")
        }
        console.note("made the signing key '\(path.displayName)'")
    }

    private static func generatedPath(_ console: Console) throws(CommandFailure) -> FilePath {
        guard let path = SigningKeyFile.generatedPath(console.environment) else {
            throw CommandFailure(
                .credential, "there is no directory for a signing key: neither XDG_STATE_HOME nor HOME is set",
                hint: "give --signing-key-file FILE")
        }
        return path
    }
}
