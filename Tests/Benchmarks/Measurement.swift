import BankConnectSession
import CommandKit

/// What several runs of one thing came to.
struct Measurement {
    let name: String
    /// What is counted: `ns/payload`, `ms`.
    let unit: String
    /// The values, least first.
    let values: [Double]

    init(_ name: String, _ unit: String, _ values: [Double]) {
        self.name = name
        self.unit = unit
        self.values = values.sorted()
    }

    /// Runs the body once to warm up, then so many times, and divides the time by a number of payloads.
    static func payloads(_ name: String, _ count: Int, samples: Int, _ body: () -> Void) -> Measurement {
        Measurement(name, "ns/payload", time(samples, body).map { $0 / Double(count) })
    }

    /// Runs the body once to warm up, then so many times, and divides the time by a number of tokens.
    static func tokens(_ name: String, _ count: Int, samples: Int, _ body: () -> Void) -> Measurement {
        Measurement(name, "ns/token", time(samples, body).map { $0 / Double(count) })
    }

    /// Runs each body once to warm up, then all of them by turns, so many times: what else the machine does in the
    /// meantime, it does to all.
    static func wholeRuns(samples: Int, _ bodies: [(name: String, run: () -> Void)]) -> [Measurement] {
        for body in bodies { body.run() }
        let rounds = (0..<samples).map { _ in bodies.map { time($0.run) / 1_000_000 } }
        return bodies.indices.map { place in Measurement(bodies[place].name, "ms", rounds.map { $0[place] }) }
    }

    private static func time(_ samples: Int, _ body: () -> Void) -> [Double] {
        body()
        return (0..<samples).map { _ in time(body) }
    }

    /// Nanoseconds that the body takes.
    private static func time(_ body: () -> Void) -> Double {
        let start = Machine.monotonicNanoseconds()
        body()
        return Double(Machine.monotonicNanoseconds() - start)
    }

    var median: Double { values[values.count / 2] }

    /// Where the middle four fifths of the runs lie.
    private var spread: (low: Double, high: Double) {
        (values[values.count / 10], values[values.count - 1 - values.count / 10])
    }

    /// Name, median, and where most of the runs lie.
    var line: String {
        let padding = String(repeating: " ", count: max(1, 40 - name.count))
        return
            "\(name)\(padding)\(Self.text(median)) \(unit)  (\(Self.text(spread.low)) to \(Self.text(spread.high)))\n"
    }

    /// The line as a row of a Markdown table.
    var row: String {
        "| \(name) | \(Self.text(median)) \(unit) | \(Self.text(spread.low)) to \(Self.text(spread.high)) |\n"
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("unit", unit)
            writer.name("median")
            writer.raw(Self.text(median))
            writer.name("values")
            writer.array { writer in
                for value in values { writer.raw(Self.text(value)) }
            }
        }
    }

    /// How the median moved since another run of the same; nil for no more than noise, which is where most runs of either
    /// lie.
    func movement(since old: Measurement) -> String? {
        let isNoise =
            old.spread.low...old.spread.high ~= median || spread.low...spread.high ~= old.median || old.median <= 0
        guard !isNoise else { return nil }
        let percent = Int(((median / old.median - 1) * 100).rounded())
        let medians = "\(Self.text(old.median)) to \(Self.text(median)) \(unit)"
        return "\(name): \(percent > 0 ? "+" : "")\(percent) % (\(medians))\n"
    }

    /// Two digits behind the point are more than any clock here is good for.
    private static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

/// A run that `--json` has stored.
struct StoredRun {
    /// How many payloads its stream had.
    let payloads: Int
    private let rows: [Measurement]

    init(_ text: [UInt8]) throws {
        let document = try JSONDocument(text)
        func member(_ name: String, of object: JSONTape.Index) -> JSONTape.Index? {
            document.tape.members(of: object).first { document.isString($0.name, name) }?.value
        }
        payloads = member("payloads", of: 0).flatMap { document.integer(at: $0) } ?? 0
        rows = document.tape.elements(of: member("results", of: 0) ?? 0).compactMap { row in
            guard let name = member("name", of: row), let unit = member("unit", of: row),
                let values = member("values", of: row)
            else { return nil }
            let numbers = document.tape.elements(of: values).compactMap { Double(document.text(of: $0)) }
            return numbers.isEmpty ? nil : Measurement(document.text(of: name), document.text(of: unit), numbers)
        }
    }

    /// The rows of another run that moved by more than noise, one a line, and behind them the names that one run alone
    /// has.
    func changes(to results: [Measurement]) -> String {
        var lines = ""
        for result in results {
            guard let old = rows.first(where: { $0.name == result.name && $0.unit == result.unit }) else { continue }
            lines += result.movement(since: old) ?? ""
        }
        for result in results where !rows.contains(where: { $0.name == result.name }) {
            lines += "\(result.name): not in the stored run\n"
        }
        for row in rows where !results.contains(where: { $0.name == row.name }) {
            lines += "\(row.name): only in the stored run\n"
        }
        return lines
    }
}
