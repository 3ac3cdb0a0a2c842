package import BankConnectSession

/// How this process reaches the network.
///
/// `bcsession` links no Foundation, so that all it does without the network starts at once; `bcsession-live` is the same
/// tool linked with it.
package enum Network: Sendable {
    /// Another program does what needs the network, in place of this one; the closure answers its exit status.
    case helper(@Sendable () throws -> Int32)
    /// This process sends.
    case transport(any Transport)
}
