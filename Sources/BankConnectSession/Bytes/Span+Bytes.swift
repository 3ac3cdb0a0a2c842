extension Span where Element == UInt8 {
    /// Whether two runs hold the same bytes.
    ///
    /// Text is compared as bytes here, never as `String`: Swift's `==` calls canonically equivalent texts equal.
    func holdsSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] {
            return false
        }
        return true
    }

    /// Whether the run holds the bytes of an array.
    func holdsSameBytes(as other: [UInt8]) -> Bool {
        holdsSameBytes(as: other.span)
    }

    /// Whether the run begins with the given bytes.
    func starts(with prefix: [UInt8]) -> Bool {
        prefix.count <= count && extracting(first: prefix.count).holdsSameBytes(as: prefix)
    }

    /// A copy of the bytes.
    var array: [UInt8] {
        var array: [UInt8] = []
        array.reserveCapacity(count)
        for index in indices {
            array.append(self[index])
        }
        return array
    }

    /// The bytes read as UTF-8; what is none becomes U+FFFD.
    var text: String {
        if let valid = try? UTF8Span(validating: self) {
            return String(copying: valid)
        }
        return String(decoding: array, as: UTF8.self)
    }
}
