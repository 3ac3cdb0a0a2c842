import BankConnectSession
import CommandKit

/// The name of a file that is meant to hold a secret.
///
/// People give the secret itself where its file is meant, so a name is shown only where it is certainly one.
struct SecretPath: Sendable, Hashable {
    let path: FilePath
    /// The name as it was written, where it leads elsewhere: those of a configuration are relative to it.
    private let given: FilePath

    init(_ path: FilePath) {
        self.init(path, given: path)
    }

    init(_ path: FilePath, given: FilePath) {
        self.path = path
        self.given = given
    }

    /// Whether it is shown: there is such a file, or it can only be a name.
    var isShown: Bool {
        path.isStandardStream || (try? FileSystem.fileStatus(path)) != nil || Self.looksLikeName(given)
    }

    /// What to do about a character of the name that nobody sees; nil where there is none.
    var hiddenCharacter: String? {
        let text = String(decoding: given.bytes, as: UTF8.self).unicodeScalars
        let last = text.count
        for (place, scalar) in text.enumerated() {
            let isOuterSpace = (place == 0 || place == last - 1) && scalar == " "
            guard isOuterSpace || scalar != " " && scalar.properties.isWhitespace || DisplayText.isUnsafe(scalar) else {
                continue
            }
            let name = scalar == " " ? "a space" : DisplayText.codePoint(scalar)
            return "remove \(name) at position \(place + 1) of the file's name"
        }
        return nil
    }

    /// The name for people, or why it is not shown.
    var displayName: String {
        isShown ? path.displayName : "a name that no file has, not shown because it may be the key itself"
    }

    /// Whether a text that names no file can only be a name: its directory is there, or it is letters and one short
    /// ending, such as `api.key`.
    static func looksLikeName(_ path: FilePath) -> Bool {
        let isLetter = { (byte: UInt8) in UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
        let name = path.lastComponent.bytes
        if name.count < path.bytes.count { return (try? FileSystem.fileStatus(path.directory))?.kind == .directory }
        let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, let stem = parts.first, let ending = parts.last else { return false }
        return (1...16).contains(stem.count) && (1...6).contains(ending.count) && ending.allSatisfy(isLetter)
            && stem.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }
}
