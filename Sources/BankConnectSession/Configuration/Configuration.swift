// The configuration file and what stands in it: the endpoint, names of files with keys, the scheme of tokens, the
// organization. Nothing here opens a file.

/// What a configuration file says; every member may be left out.
///
/// Names of files are kept as the file has them: the caller resolves them from the configuration's own place.
package struct Configuration: Sendable {
    /// A value, and where the file gives it.
    package struct Given<Value: Sendable>: Sendable {
        /// The value.
        package var value: Value
        /// The bytes of the file that give it.
        package var range: Range<Int>
    }

    /// A signing key's place.
    package struct SigningKeyFile: Sendable, Hashable {
        /// The id that tokens name the key by; nil to derive it from the key.
        package var id: KeyID?
        /// The name of the file that holds the key.
        package var file: String
        /// The bytes of the configuration that give the file's name.
        package var range: Range<Int>
    }

    /// Where sessions are created.
    package var endpoint: Given<Endpoint>?
    /// Which version of the API is used.
    package var apiVersion: Given<APIVersion>?
    /// What the redirect URLs of local sessions begin with.
    package var clientURL: Given<String>?
    /// The name of the file that holds the API key.
    package var apiKeyFile: Given<String>?
    /// The signing keys, in the order in which they were given.
    package var signingKeys: Given<[SigningKeyFile]>?
    /// How tokens are made.
    package var tokenScheme: Given<TokenScheme>?
    /// The name of the ledger that live sessions are recorded in.
    package var record: Given<String>?
    /// What the organization may use; the origins of its dates are bytes of the configuration.
    package var organization: Given<OrganizationPolicy>?

    /// How `validate` checks payloads.
    package var check = CheckSettings()

    /// A configuration that says nothing.
    package init() {}
}
