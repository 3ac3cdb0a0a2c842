import BankConnectSession
import CommandKit
import PlainText

/// Reads a file that holds a secret, when nobody else can read it.
///
/// The file is opened once and looked at through its descriptor, so that what is checked is what is read. Pipes and
/// descriptors have no mode to check: whoever made them decided who reads.
enum SecretFile {
    /// More than any key.
    static let byteLimit = 1 << 16

    /// The file's bytes; `what` says for messages what it holds, `origin` what names it.
    ///
    /// With `allowsReadable` the owner and the mode are not looked at: secrets that are mounted into a container belong
    /// to whom they belong. A pipe to which nobody writes is waited for as long as `patience` says; a person who types is
    /// not hurried.
    ///
    /// - Throws: a ``CommandFailure`` with exit status 9 that says how to mend it, and never what the file holds.
    static func read(
        _ file: SecretPath, _ what: String, namedBy origin: String? = nil, allowsReadable: Bool = false,
        within patience: Duration? = nil, _ console: Console
    ) throws -> [UInt8] {
        let path = file.path
        let subject = path.isStandardStream ? "\(what) on standard input" : "\(what) '\(path.displayName)'"
        let stream: InputStream
        do {
            stream = try console.open(path, waits: patience == nil)
        } catch {
            guard file.isShown else {
                throw CommandFailure(
                    .credential,
                    "there is no \(what) file of the name that \(origin.map { "\($0) gives" } ?? "was given")",
                    hint: file.hiddenCharacter
                        ?? "if that was the \(what) itself, put it into a file of mode 0600 and give the file's name")
            }
            throw CommandFailure(
                .credential, "cannot read the \(subject)\(origin.map { " of \($0)" } ?? ""): \(error.reason)",
                hint: error.isNotFound ? file.hiddenCharacter : nil)
        }
        if !allowsReadable, let status = try? stream.status() { try check(status, path, subject) }
        do {
            return try stream.readAll(limit: byteLimit, within: stream.isTerminal ? nil : patience)
        } catch {
            let reason =
                error.isTooLarge
                ? "it is larger than \(byteLimit / 1024) KiB"
                : error.isTooLate ? "it was not written within the time limit (--timeout)" : error.reason
            throw CommandFailure(.credential, "cannot read the \(subject): \(reason)")
        }
    }

    private static func check(_ status: FileStatus, _ path: FilePath, _ subject: String) throws(CommandFailure) {
        guard status.kind == .regular else { return }
        let me = Machine.effectiveUser
        if status.owner != me, status.owner != 0 {
            throw CommandFailure(
                .credential, "the \(subject) belongs to another user",
                hint: "make a copy of your own with mode 0600")
        }
        guard status.mode & 0o077 == 0 else {
            throw CommandFailure(
                .credential, "the \(subject) can be read by others (mode \(octal(status.mode)))",
                hint: status.owner != me
                    ? "it is root's: make a copy of your own with mode 0600"
                    : path.isStandardStream
                        ? "run chmod 600 on the file that standard input is redirected from"
                        : "run: chmod 600 \(shellQuoted(path))")
        }
    }

    private static func octal(_ number: UInt32, digits: Int = 4) -> String {
        let text = String(number & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// A file's name as a shell and the command that gets it take it: one that begins with a hyphen is no option.
    ///
    /// A name with bytes that must not be shown is written by printf, which every POSIX shell has.
    static func shellQuoted(_ path: FilePath) -> String {
        let bytes = (path.bytes.first == UInt8(ascii: "-") ? Array("./".utf8) : []) + path.bytes
        if let text = String(validating: bytes, as: UTF8.self), DisplayText.escape(text) == text {
            return text.shellQuoted
        }
        // A shell takes line feeds off the end of what a command printed.
        let end = (bytes.lastIndex { $0 != 0x0A } ?? -1) + 1
        let format = bytes[..<end].map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "./_-".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "\\" + octal(UInt32(byte), digits: 3)
        }
        let feeds = String(repeating: "\n", count: bytes.count - end)
        return "\"$(printf '\(format.joined())')\(feeds)\""
    }
}
