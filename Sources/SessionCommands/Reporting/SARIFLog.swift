import BankConnectSession

/// Puts a SARIF log together from lines that workers wrote: what needs to know of all results before it is done here.
///
/// A line is a letter and JSON. `R` is a result, with its fingerprint and the URI of its file before it; `N` is a
/// notification. JSON that we write holds no line feeds, and neither do URIs.
struct SARIFLog: Sendable {
    /// How often each fingerprint was seen in the file at hand.
    private var seen: [String: Int] = [:]
    private var file: [UInt8] = []
    private var notifications: [UInt8] = []
    private var hasResults = false

    /// How many fingerprints of a file are told apart: more than the 25,000 results that code scanning takes, and few
    /// enough for memory to stay flat when the file is a stream without end.
    private static let fingerprintLimit = 1 << 16

    static func append(result: [UInt8], fingerprint: String, in uri: String, to out: inout [UInt8]) {
        out += Array("R\(fingerprint) \(uri) ".utf8) + result
        out.append(0x0A)
    }

    static func append(notification: [UInt8], to out: inout [UInt8]) {
        out.append(UInt8(ascii: "N"))
        out += notification
        out.append(0x0A)
    }

    /// The results among some lines, as elements of the array of results.
    mutating func entries(_ lines: [UInt8]) -> ArraySlice<UInt8> {
        var out: [UInt8] = []
        for line in lines.split(separator: 0x0A) {
            if line.first == UInt8(ascii: "N") {
                notifications += Array((notifications.isEmpty ? "" : ",").utf8) + Array("\n            ".utf8)
                notifications += line.dropFirst()
            } else {
                add(line.dropFirst(), to: &out)
            }
        }
        return out[...]
    }

    /// What follows the last result: whether the run read all its inputs, and which it could not read.
    ///
    /// An input that could not be read is no result: no rule was broken, and there is no line to point at.
    func closing() -> [UInt8] {
        var out = Array((hasResults ? "\n      ]" : "]").utf8)
        out += Array(
            """
            ,
                  "invocations": [
                    {
                      "executionSuccessful": \(notifications.isEmpty)
            """.utf8)
        if !notifications.isEmpty {
            out += Array(",\n          \"toolExecutionNotifications\": [".utf8) + notifications
            out += Array("\n          ]".utf8)
        }
        return out + Array("\n        }\n      ]\n    }\n  ]\n}\n".utf8)
    }

    /// Adds a result with its fingerprint, which says the how-manieth of its kind in the file it is.
    private mutating func add(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return }
        if !parts[1].elementsEqual(file) {
            file = Array(parts[1])
            seen.removeAll(keepingCapacity: true)
        }
        let fingerprint = String(decoding: parts[0], as: UTF8.self)
        let ordinal = (seen[fingerprint] ?? 0) + 1
        if ordinal > 1 || seen.count < Self.fingerprintLimit { seen[fingerprint] = ordinal }
        out += Array((hasResults ? ",\n        " : "\n        ").utf8)
        hasResults = true
        out += parts[2].dropLast()
        out += Array(#","partialFingerprints":{"bcsession/v1":"\#(fingerprint):\#(ordinal)"}}"#.utf8)
    }
}
