import BankConnectSession
import CommandKit

/// The payload of a command that takes one, from a file, from flags, or from both.
enum SinglePayload {
    static func read(_ options: PayloadOptions, _ console: Console) throws(SystemError) -> SourcedText {
        guard let path = options.file else { return PayloadBuilder.build(file: nil, options) }
        return PayloadBuilder.build(file: try PayloadInput.read(path, console), options)
    }

    /// Tells a person on standard error what a checker found; notes only when asked to say more.
    @discardableResult
    static func report(
        _ checker: PayloadChecker, _ text: SourcedText, _ options: PayloadOptions, _ settings: Settings,
        _ console: Console
    ) -> CheckedPayload {
        var locator = FindingLocator(
            source: options.file.map(PayloadInput.name) ?? SourceName.arguments, text: text, showsExcerpts: true)
        locator.policy = settings.policy
        let payload = checker.checked(locator, gate: PayloadGate())
        let least: Severity = console.isVerbose ? .note : .warning
        var lines = ""
        let report = TextReport(style: console.messagesStyle, columns: console.width(of: console.messages))
        for located in payload.findings where located.finding.severity >= least {
            if console.isQuiet, located.finding.severity < .error { continue }
            lines += report.text(of: located) + "\n"
        }
        if !lines.isEmpty { console.messageLines(lines) }
        return payload
    }
}
