import BankConnectSession
import Foundation
import TestSupport
import Testing

/// The committed completion scripts in the shells that they are for.
@Suite struct CompletionTests {
    /// The ids of rules that begin so.
    private static func rules(_ begun: String) -> [String] {
        Rule.all.map { "\($0.id)" }.filter { $0.hasPrefix(begun) }
    }

    static let lines: [BegunLine] = [
        BegunLine(
            "bcsession ", "consents", "create", "explain", "help", "schema", "serve", "sessions", "validate",
            "verify-token"),
        BegunLine("bcsession val", "validate"),
        BegunLine("bcsession help exi", "exit-codes"),
        BegunLine("bcsession validate --str", "--strict"),
        BegunLine("bcsession verify-token --str", "--strict"),
        BegunLine("bcsession validate -- --str"),
        BegunLine("bcsession create --aa-journey-code ", "BCAA001", "BCAA002", "BCAA003", "BCAA004"),
        BegunLine("bcsession create --aa-journey-code=", "BCAA001", "BCAA002", "BCAA003", "BCAA004"),
        BegunLine("bcsession consents --mode ", "aa", "online", "pdf"),
        BegunLine("bcsession consents --mode=p", "pdf"),
        BegunLine("bcsession validate --format j", "json", "junit"),
        BegunLine("bcsession validate -f j", "json", "junit"),
        BegunLine("bcsession validate --format=j", "json", "junit"),
        BegunLine("bcsession validate --format sarif=pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession validate --format=sarif=pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession consents --format t", "table", "timeline"),
        BegunLine("bcsession create --color=", "always", "auto", "never"),
        BegunLine("bcsession validate --disable BC40", rules("BC40")),
        BegunLine("bcsession validate --disable BC304,BC11", rules("BC11")),
        BegunLine("bcsession validate --disable=BC304,BC11", rules("BC11")),
        BegunLine("bcsession explain BC11", rules("BC11")),
        BegunLine("bcsession explain INVALID_DA", "INVALID_DATE_FORMAT", "INVALID_DATE_RANGE"),
        BegunLine("bcsession explain --list r", "rules"),
        BegunLine("bcsession create --bank-name AXI", "AXIS"),
        BegunLine("bcsession create --bank-name=AXI", "AXIS"),
        BegunLine("bcsession create --bank-name axi", "AXIS"),
        BegunLine("bcsession create --bank-name=axi", "AXIS"),
        BegunLine("bcsession validate pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession verify-token pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession create --mode aa pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession create --record pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession create --record=pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession create --link-id pay"),
        BegunLine("bcsession create --link-id=pay"),
        BegunLine("bcsession validate --today pay"),
        BegunLine("bcsession explain payl"),
        BegunLine("bcsession validate --disable BC00", rules("BC00").filter { !["BC001", "BC002"].contains($0) }),
        BegunLine("bcsession create --bank "), BegunLine("bcsession create --bank pay"),
        BegunLine("bcsession create --bank HDFC pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession create payload.json pay"), BegunLine("bcsession create payload.json --mode aa pay"),
        BegunLine("bcsession create --mode=aa payload.json pay"), BegunLine("bcsession create -- payload.json pay"),
        BegunLine("bcsession consents -o x pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession create --config no", "none"), BegunLine("bcsession create --config=no", "none"),
        BegunLine("bcsession create --config pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession validate --banks bu", "builtin"),
        BegunLine("bcsession validate payload.json pay", "payload.json", "payloads.ndjson"),
        BegunLine("bcsession help pay"),
    ]

    @Test(arguments: CompletingShell.allCases)
    func `a shell offers what fits, and never runs the tool to find out`(shell: CompletingShell) throws {
        guard OtherProgram.has(shell.rawValue) else { try Test.cancel("\(shell.rawValue) is not installed") }
        let (offered, isToolRun) = try shell.candidates(for: Self.lines)
        for (line, candidates) in zip(Self.lines, offered) {
            #expect(candidates == line.offered, "\(line.line)")
        }
        #expect(!isToolRun)
    }
}
