/// What sort of thing a path names.
package enum FileKind: Sendable, Hashable {
    case regular, directory, link, pipe, socket, device, other
}

/// What the system knows of a file.
package struct FileStatus: Sendable, Hashable {
    /// What sort of thing it is.
    package let kind: FileKind
    /// The permission bits, such as 0o600.
    package let mode: UInt32
    /// The user id of the owner.
    package let owner: UInt32
    /// The length in bytes.
    package let size: Int
    /// The device that holds it; with `inode`, the file's identity.
    package let device: UInt64
    /// Its number on the device.
    package let inode: UInt64

    /// Whether two descriptions are of one file, whatever the names.
    package func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }
}
