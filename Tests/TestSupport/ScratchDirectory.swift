package import CommandKit
import Foundation

/// A directory for one test, which goes with its last reference.
public final class ScratchDirectory: Sendable {
    /// Where it lies.
    public let path: String

    /// Makes an empty directory that only this user can read.
    public init() throws {
        path = NSTemporaryDirectory() + "bcsession-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a name inside.
    public func path(_ name: String) -> String {
        path + "/" + name
    }

    /// The directory, as CommandKit names files.
    package var root: FilePath { FilePath(path) }

    /// The path of a name inside, as CommandKit names files.
    package func file(_ name: String) -> FilePath { root.appending(FilePath(name)) }

    /// Writes a file, and answers its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String, mode: Int = 0o644) throws -> String {
        let path = path(name)
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// Writes a file of text, and answers its path.
    @discardableResult
    public func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
        try write(Array(text.utf8), to: name, mode: mode)
    }

    /// Makes a directory inside, and answers its path.
    @discardableResult
    public func makeDirectory(_ name: String, mode: Int = 0o755) throws -> String {
        try FileManager.default.createDirectory(
            atPath: path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
        return path(name)
    }

    /// The text of a file inside.
    public func read(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
    }

    /// The permission bits of a file inside.
    public func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    /// The names inside, sorted.
    public var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}
