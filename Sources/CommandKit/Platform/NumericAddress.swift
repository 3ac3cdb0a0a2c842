/// An address of IPv4 or IPv6, written in numbers.
package struct NumericAddress: Sendable, Hashable {
    /// Four bytes, or sixteen.
    package let bytes: [UInt8]

    /// Reads `127.0.0.1`, `::1` or `[::1]`; nil for any other text, names among them.
    package init?(_ text: String) {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let text = isBracketed ? String(text.dropFirst().dropLast()) : text
        let ipv4 = isBracketed ? nil : SystemCall.addressBytes(text, isIPv6: false)
        guard let bytes = ipv4 ?? SystemCall.addressBytes(text, isIPv6: true) else { return nil }
        self.bytes = bytes
    }

    /// Whether the address has sixteen bytes.
    package var isIPv6: Bool { bytes.count == 16 }

    /// Whether only this machine can reach the address.
    package var isLoopback: Bool {
        isIPv6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1 : bytes.first == 127
    }
}
