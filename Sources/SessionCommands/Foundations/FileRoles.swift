import CommandKit

/// A file of a run, and what it is to the run.
struct FileRole: Sendable {
    let path: FilePath
    /// What it is, in words for people: `the API key`.
    let name: String
    /// Whether the run writes to it, so that it can be nothing else.
    let isWritten: Bool

    private init(_ path: FilePath, _ name: String, isWritten: Bool = false) {
        (self.path, self.name, self.isWritten) = (path, name, isWritten)
    }

    static func input(_ path: FilePath?) -> [Self] { one(path, "an input") }
    static func settings(_ paths: [FilePath]) -> [Self] { paths.map { Self($0, "a file of settings") } }
    static func apiKey(_ path: FilePath?) -> [Self] { one(path, "the API key") }
    static func signingKeys(_ paths: [FilePath]) -> [Self] { paths.map { Self($0, "a signing key") } }
    /// A ledger is nothing else even where it is only read.
    static func ledger(_ path: FilePath?) -> [Self] { one(path, "the ledger", isWritten: true) }
    static func addressFile(_ path: FilePath?) -> [Self] { one(path, "the address file", isWritten: true) }
    static func output(_ path: FilePath?) -> [Self] { one(path, "the output", isWritten: true) }

    private static func one(_ path: FilePath?, _ name: String, isWritten: Bool = false) -> [Self] {
        path.map { [Self($0, name, isWritten: isWritten)] } ?? []
    }

    /// Refuses files of which one is written over another, whatever their names.
    ///
    /// Only regular files, and those still to be made, can be lost so; a device may be anything at once.
    static func check(_ roles: [Self], _ console: Console) throws(UsageError) {
        guard roles.contains(where: \.isWritten) else { return }
        var seen: [(role: Self, identity: FileIdentity)] = []
        for role in roles {
            guard let identity = role.identity(console) else { continue }
            for other in seen where other.identity == identity && other.role.name != role.name {
                guard role.isWritten || other.role.isWritten else { continue }
                let (written, second) = other.role.isWritten ? (other.role, role) : (role, other.role)
                throw UsageError(
                    "'\(role.path.displayName)' cannot be \(written.name) and \(second.name) at once",
                    hint: "give \(written.name) a file of its own")
            }
            seen.append((role, identity))
        }
    }

    /// Which file it is; nil where it cannot be lost.
    private func identity(_ console: Console) -> FileIdentity? {
        if path.isStandardStream {
            // What is written there goes to whoever opened it.
            guard !isWritten, let status = try? console.input.status(), status.kind == .regular else { return nil }
            return status.identity
        }
        if let status = try? FileSystem.fileStatus(path), status.kind != .regular { return nil }
        return FileSystem.identity(of: path)
    }
}
