/// What came of a payload, in values that stay when the checker goes on to the next.
///
///     var checker = PayloadChecker(RuleContext(today: today))
///     let validation = checker.validate(Array(#"{"link_id": "a", "mode": "pfd"}"#.utf8))
///     for finding in validation.findings {
///         print("\(finding.line ?? 0):\(finding.column ?? 0) \(finding.rule): \(finding.message)")
///     }
extension PayloadChecker {
    /// The findings of one payload, and the answer that they lead to.
    public struct Validation: Sendable {
        /// What the rules found, in the order of the text.
        public let findings: [Finding]
        /// What the service would refuse the payload with; nil when it would create a session.
        public let answer: ServiceAnswer?
        /// The consents that the customer would be asked for; nil for V1, for an unknown journey, and for a text that
        /// is no payload.
        public let consents: ConsentPlan?

        /// Whether no finding is an error.
        public var isValid: Bool { findings.allSatisfy { $0.severity != .error } }

        /// How bad a finding is.
        public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
            /// Worth knowing; nothing is wrong.
            case note
            /// Likely a mistake, though the service is not known to refuse it.
            case warning
            /// The service refuses the request.
            case error

            /// Orders by severity.
            public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

            private var rank: Int {
                switch self {
                case .note: 0
                case .warning: 1
                case .error: 2
                }
            }
        }

        /// One thing that a rule found.
        ///
        /// Texts repeat values of the payload, but no API key, with all that could change how a terminal or a log shows
        /// them written as escapes.
        public struct Finding: Sendable, Hashable {
            /// The rule's id, such as `BC204`.
            public let rule: String
            /// How bad it is.
            public let severity: Severity
            /// The line of the body, from 1; nil where the finding is about the head of the request or the policy.
            public let line: Int?
            /// The column in the line, in Unicode code points from 1.
            public let column: Int?
            /// The RFC 6901 pointer to the value, or to the member that is meant; empty for the whole body.
            public let pointer: String?
            /// The parameter's name, where the finding is about one.
            public let parameter: String?
            /// What is wrong: one sentence without its period.
            public let message: String
            /// What to do, likewise.
            public let hint: String?
            /// What would correct it, in bytes of the body; nil where no correction is known.
            public let fix: Fix?
        }
    }

    /// Checks the body of a request.
    ///
    /// - Parameters:
    ///   - body: the payload; any bytes.
    ///   - head: what stood before it, where method, media type and the header with the API key are to be checked too.
    /// - Returns: what came of it.
    public mutating func validate(_ body: [UInt8], head: HTTPMessage.Head? = nil) -> Validation {
        if let head {
            check(body, in: 0..<body.count, head: head)
        } else {
            check(body)
        }
        var (positions, pointers) = (PositionCursor(body, in: 0..<body.count), JSONPointerCursor())
        let located = findings.map { finding in
            let fix = fix(for: finding)
            var (position, pointer): (SourcePosition?, String?) = (nil, nil)
            if case .payload(let range, let node) = finding.place {
                position = positions.position(of: range.lowerBound)
                pointer = pointers.pointer(to: node, in: request.document)
            }
            return Validation.Finding(
                rule: finding.rule.description, severity: finding.severity, line: position?.line,
                column: position?.column, pointer: pointer, parameter: finding.parameter?.name,
                message: finding.detail.description, hint: finding.hint?.description, fix: fix)
        }
        return Validation(findings: located, answer: answer, consents: plan)
    }
}

package typealias Severity = PayloadChecker.Validation.Severity
