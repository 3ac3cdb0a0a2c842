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
    /// The id of the group.
    package let group: UInt32
    /// The length in bytes.
    package let size: Int
    /// The device that holds it; with `inode`, the file's identity.
    package let device: UInt64
    /// Its number on the device.
    package let inode: UInt64
    /// How many names it has: more than one where there are hard links.
    package let nameCount: Int
    /// When its content was written, in nanoseconds since 1970.
    let written: Int64
    /// When anything of it was changed, likewise.
    let changed: Int64

    /// Whether two descriptions are of one file, whatever the names.
    package func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Whether nothing was written to the file since another description of it was made, as far as the system tells.
    package func hasSameContent(as other: FileStatus) -> Bool {
        isSameFile(as: other) && size == other.size && written == other.written
    }

    /// Whether this is of the same file as another description, with the same content as far as the system tells.
    package func isUnchanged(since other: FileStatus) -> Bool {
        hasSameContent(as: other) && changed == other.changed
    }
}
