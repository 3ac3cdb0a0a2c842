import BankConnectSession
import CommandKit

/// What an operand of `verify-token` is.
enum VerificationInput {
    /// A link, or a token, on the command line itself.
    case link, token
    /// Something to read: links, tokens, or a mail.
    case text

    init(_ operand: FilePath, _ finder: LinkFinder) {
        if operand.isStandardStream {
            self = .text
        } else if finder.holdsLink(operand.bytes.span) {
            self = .link
        } else {
            self = Self.mayBeFile(operand) ? .text : .token
        }
    }

    /// Whether there is such a file, or one behind a directory that may not be looked into.
    private static func mayBeFile(_ operand: FilePath) -> Bool {
        do throws(SystemError) {
            _ = try FileSystem.fileStatus(operand)
            return true
        } catch {
            return error.isDenied
        }
    }

    /// Refuses a token without its session before anything is written; an inspection needs none.
    static func check(_ options: VerifyTokenOptions, _ finder: LinkFinder) throws(UsageError) {
        guard !options.inputs.isEmpty else {
            throw UsageError("there is nothing to verify", hint: "give a link in quotes, a token, a file, or -")
        }
        guard !options.isInspection, options.sessionID == nil else { return }
        if options.isTokenList {
            throw UsageError(
                "tokens alone need the session that they are for", flag: "session-id",
                hint: "give --session-id, or a list of whole links")
        }
        guard let place = options.inputs.firstIndex(where: { VerificationInput($0, finder) == .token }) else { return }
        // By its number: a word that may be a token is not shown.
        let name =
            SecretPath.looksLikeName(options.inputs[place])
            ? "'\(options.inputs[place].displayName)'"
            : options.inputs.count == 1 ? "INPUT" : "INPUT \(place + 1)"
        throw UsageError(
            "\(name) is not a link, and there is no such file; a token alone needs --session-id",
            flag: "session-id", hint: "give --session-id, or the whole link in quotes")
    }
}
