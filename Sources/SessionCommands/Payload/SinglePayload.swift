import BankConnectSession
import CommandKit

/// The payload of a command that takes one, from a file, from flags, or from both.
enum SinglePayload {
    static func read(_ options: PayloadOptions, _ console: Console) throws -> SourceMappedText {
        guard let path = options.file else { return PayloadBuilder.build(file: nil, options) }
        do throws(SystemError) {
            return PayloadBuilder.build(file: try PayloadInput.read(path, console), options)
        } catch {
            // A word without an ending or a directory is more often a customer than a file that is not there.
            guard error.isNotFound, !path.bytes.contains(where: { "./".utf8.contains($0) }) else { throw error }
            throw CommandFailure(
                .unreadable, "there is no file '\(path.displayName)'",
                hint: "for a link_id write --link-id \(path.displayName)")
        }
    }

    /// A validator for the payload, which has checked it.
    static func check(
        _ text: SourceMappedText, _ options: PayloadOptions, _ context: RuleContext, disabled: Set<Rule.ID> = [],
        _ settings: Settings
    ) -> PayloadValidator {
        var validator = PayloadValidator(
            PayloadChecker(context, disabled: disabled), policy: settings.policy, showsExcerpts: true)
        validator.check(text, from: options.file.map { SourceName($0) } ?? .arguments)
        return validator
    }

    /// Shows a person on standard error what was found; notes only when asked to say more.
    static func report(_ result: ValidationResult, _ console: Console) {
        let least: Severity = console.isVerbose ? .note : .warning
        var lines = ""
        let report = TextReport(style: console.messagesStyle, columns: console.width(of: console.messages))
        for located in result.findings where located.severity >= least {
            if console.isQuiet, located.severity < .error { continue }
            lines += report.text(of: located, in: result) + "\n"
        }
        if !lines.isEmpty { console.messageLines(lines) }
    }
}
