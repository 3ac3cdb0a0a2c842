import CommandKit

/// The reports of a run, each with the stream that it goes to.
struct ReportSet: Sendable {
    fileprivate struct Report: Sendable {
        let renderer: ReportRenderer
        let output: OutputStream
        /// Results that wait for the counts which open the document.
        var held: [UInt8] = []
        var hasResults = false
        var isOpen = false
        var log = SARIFLog()
    }

    private var reports: [Report] = []

    /// What makes the reports, in their order.
    var renderers: [ReportRenderer] { reports.map(\.renderer) }

    /// Adds a report to a stream.
    mutating func append(_ renderer: ReportRenderer, to output: OutputStream) {
        reports.append(Report(renderer: renderer, output: output))
    }

    /// Writes results, one buffer a report, in the order of the reports.
    mutating func write(_ results: [[UInt8]]) throws(SystemError) {
        for index in reports.indices where !results[index].isEmpty { try reports[index].write(results[index]) }
    }

    /// Hands what was written so far to the system, for a reader who waits for it.
    func flush() throws(SystemError) {
        for report in reports { try report.output.flush() }
    }

    /// Writes what is left to write when all results are known.
    mutating func finish(_ summary: Summary) throws(SystemError) {
        for index in reports.indices { try reports[index].finish(summary) }
    }
}

extension ReportSet.Report {
    fileprivate mutating func write(_ results: [UInt8]) throws(SystemError) {
        let own =
            renderer.format == .sarif ? log.entries(results) : results[(hasResults ? 0 : renderer.separatorLength)...]
        hasResults = true
        guard !renderer.format.opensWithCounts else {
            held.append(contentsOf: own)
            return
        }
        try open(Summary())
        try output.write(own)
    }

    fileprivate mutating func finish(_ summary: Summary) throws(SystemError) {
        try open(summary)
        try output.write(held)
        held = []
        try output.write(renderer.format == .sarif ? log.closing() : renderer.closing(summary))
        try output.flush()
    }

    private mutating func open(_ summary: Summary) throws(SystemError) {
        guard !isOpen else { return }
        isOpen = true
        try output.write(renderer.opening(summary))
    }
}
