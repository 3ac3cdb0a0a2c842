import BankConnectSession
import CommandKit

/// Puts a SARIF log together: fingerprints that number findings of one kind in a file, the order, the limit, and what
/// could not be read.
struct SARIFDocument: ReportDocument {
    /// How many results of a run GitHub's code scanning takes; it refuses a log with more.
    static let limit = 25_000

    /// Results of one severity, with their places in the order of the inputs.
    private struct Level {
        var results: [(ordinal: Int, json: [UInt8])] = []
        var omitted = 0
    }

    private let limit: Int
    /// Errors, warnings, notes.
    private var levels = [Level(), Level(), Level()]
    private var count = 0
    private var fingerprints = FindingFingerprints()
    private var file = ""
    /// What could not be read: no result, for no rule was broken, and there is no line to point at.
    private var notifications: [[UInt8]] = []

    init(limit: Int = Self.limit) {
        self.limit = limit
    }

    private var omitted: Int { levels.reduce(0) { $0 + $1.omitted } }

    var omission: String? {
        omitted > 0
            ? "\(omitted) of \(count) results, the least severe: code scanning takes \(limit) of a run" : nil
    }

    mutating func add(_ entries: ReportBuffer, to output: OutputStream) throws(SystemError) {
        entries.forEach { mark, json in
            guard let severity = mark.severity else { return notifications.append(Array(json)) }
            // The fingerprint's file is behind its hash.
            let (hash, file) = (mark.fingerprint.prefix(32), mark.fingerprint.dropFirst(32))
            if file != self.file {
                self.file = String(file)
                fingerprints.reset()
            }
            let ordinal = fingerprints.ordinal(of: String(hash))
            let end = #","partialFingerprints":{"bcsession/v1":"\#(hash):\#(ordinal)"}}"#
            add(Array(json.dropLast()) + Array(end.utf8), severity)
        }
    }

    /// Keeps a result, in the place of a less severe one where there is no room for both.
    private mutating func add(_ result: [UInt8], _ severity: Severity) {
        let level =
            switch severity {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        count += 1
        if count - omitted > limit {
            guard let least = levels.indices.last(where: { $0 > level && !levels[$0].results.isEmpty }) else {
                levels[level].omitted += 1
                return
            }
            levels[least].results.removeLast()
            levels[least].omitted += 1
        }
        levels[level].results.append((count, result))
    }

    mutating func finish(_ summary: Summary, to output: OutputStream) throws(SystemError) {
        try output.write(SARIF.opening)
        var isFirst = true
        for result in levels.flatMap(\.results).sorted(by: { $0.ordinal < $1.ordinal }) {
            try output.write(isFirst ? "\n        " : ",\n        ")
            isFirst = false
            try output.write(result.json)
        }
        try output.write(isFirst ? "]" : "\n      ]")
        try output.write(closing)
    }

    /// What follows the results: whether the run read all its inputs, and what is missing.
    private var closing: [UInt8] {
        var notifications = notifications
        if let omission {
            var writer = JSONWriter()
            SARIF.write(notification: "This log leaves out \(omission).", "warning", nil, to: &writer)
            notifications.append(writer.bytes)
        }
        var out = Array(
            """
            ,
                  "invocations": [
                    {
                      "executionSuccessful": \(self.notifications.isEmpty)
            """.utf8)
        if !notifications.isEmpty {
            out += Array(",\n          \"toolExecutionNotifications\": [".utf8)
            for (index, notification) in notifications.enumerated() {
                out += Array((index > 0 ? ",\n            " : "\n            ").utf8) + notification
            }
            out += Array("\n          ]".utf8)
        }
        return out + Array("\n        }\n      ]\n    }\n  ]\n}\n".utf8)
    }
}
