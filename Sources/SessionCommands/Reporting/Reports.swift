import CommandKit

/// The reports of a run, each with the stream that it goes to.
struct Reports: Sendable {
    private struct Report: Sendable {
        let renderer: ReportRenderer
        var document: any ReportDocument
        let output: OutputStream
    }

    private var reports: [Report] = []

    /// What makes the entries of the reports, in their order.
    var renderers: [ReportRenderer] { reports.map(\.renderer) }

    /// What the reports had to leave out, a sentence each.
    var omissions: [String] {
        reports.compactMap { report in
            report.document.omission.map { "\(report.renderer.format.name) leaves out \($0)" }
        }
    }

    /// Adds a report to a stream.
    mutating func append(_ renderer: ReportRenderer, to output: OutputStream) {
        reports.append(Report(renderer: renderer, document: renderer.format.document(), output: output))
    }

    /// Writes entries, one buffer a report, in the order of the reports.
    mutating func write(_ entries: [ReportBuffer]) throws(SystemError) {
        for index in reports.indices where !entries[index].bytes.isEmpty {
            try reports[index].document.add(entries[index], to: reports[index].output)
        }
    }

    /// Hands what was written so far to the system, for a reader who waits for it.
    func flush() throws(SystemError) {
        for report in reports { try report.output.flush() }
    }

    /// Writes what is left to write when all inputs are known.
    mutating func finish(_ summary: Summary) throws(SystemError) {
        for index in reports.indices {
            try reports[index].document.finish(summary, to: reports[index].output)
            try reports[index].output.flush()
        }
    }
}
