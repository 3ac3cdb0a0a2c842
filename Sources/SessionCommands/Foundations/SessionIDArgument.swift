import BankConnectSession
import CommandKit

extension SessionID {
    /// The session that `--session-id` names, in the small letters that it has in links; nil where the flag was not given.
    ///
    /// - Throws: a usage error for what is no UUID. It does not repeat the word, which may be a token by mistake.
    static func argument(_ text: String?) throws(UsageError) -> String? {
        guard let text else { return nil }
        guard let id = SessionID(text.lowercased()) else {
            throw UsageError(
                "--session-id was given a word that is not the id of a session", flag: "session-id",
                hint: "give all 36 characters of the id, as in b91f4b1c-9a2f-4ad7-8f0e-0123456789ab")
        }
        return id.text
    }
}
