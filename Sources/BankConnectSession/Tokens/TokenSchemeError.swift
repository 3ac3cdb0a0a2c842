/// Why a configured token scheme cannot be used.
public struct TokenSchemeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, for code to branch on.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The name is empty, too long, or holds something else than letters, digits, `.`, `_` and `-`.
        case invalidName
        /// The name is that of the built-in scheme.
        case reservedName
        /// A placeholder is none of the three that exist.
        case unknownPlaceholder
        /// A brace opens or closes no placeholder.
        case strayBrace
        /// The message lacks {session_id}, so that a token would be good for every session.
        case missingSessionID
        /// The message of a plain hash lacks {secret}, so that anybody could make a token.
        case missingSecret
    }

    /// What is wrong.
    public let code: Code

    /// One clause: what is wrong and what to do.
    ///
    /// It may quote the configuration.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
