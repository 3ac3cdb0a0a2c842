// The rules. A `Rule` (here) is a value in its group's file; `Rule.all` in +Book lists them. `PayloadChecker` runs
// them on a payload through `RuleSelector`, which passes over those with nothing to look at; each adds to `Findings`
// in words of `FindingText`, and `FindingCache` keeps these. A `Fix` corrects a finding; `Validation` is what came of
// a payload.

import PlainText

/// A check of a payload, with all that a reader may ask about it.
package struct Rule: Sendable, Identifiable {
    /// `BC` and three digits; an id is never used again for another rule.
    package struct ID: Sendable, Hashable, Comparable, CustomStringConvertible {
        /// The number behind `BC`.
        package let number: Int

        init(_ number: Int) {
            self.number = number
        }

        /// Reads an id such as `BC301`, with or without case; nil when no rule has it.
        package init?(_ text: String) {
            guard let match = Rule.all.first(where: { $0.id.description == text.uppercased() }) else { return nil }
            self = match.id
        }

        /// The id as it is written: `BC301`.
        package var description: String {
            let digits = String(number)
            return "BC" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        }

        /// Orders by number.
        package static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }
    }

    /// Reports what is wrong.
    ///
    /// A check decides for itself whether the payload has anything for it to look at. It may be asked twice about the same
    /// payload, first for the places alone (``Findings``), and reports the same both times.
    typealias Check = @Sendable (SessionRequest, RuleContext, inout Findings) -> Void

    /// Works out what would correct a finding of the rule; nil where nothing is known to.
    ///
    /// The findings are all of the payload's.
    typealias Fixer = @Sendable (SessionRequest, Finding, [Finding], inout FixMaker) -> Fix?

    /// What people read about a rule.
    package struct Documentation: Sendable {
        /// What must hold, or should where the rule only warns: a clause.
        package let demand: String
        /// Why the rule exists and what it looks at, in sentences.
        package let explanation: String
        /// Payloads of which it reports nothing.
        package let accepts: [RuleExample]
        /// Payloads that it reports, the reported text between « and ».
        package let rejects: [RuleExample]

        init(_ demand: String, explanation: String, accepts: [RuleExample], rejects: [RuleExample]) {
            self.demand = demand
            self.explanation = explanation
            self.accepts = accepts
            self.rejects = rejects
        }
    }

    /// The rule's id.
    package let id: ID
    /// How serious its findings are, where a case does not say otherwise.
    package let severity: Severity
    /// When the service comes to it.
    package let stage: Stage
    /// Where the prediction comes from.
    package let basis: Basis
    /// The parameters whose presence or value changes what it finds, or the words for it.
    ///
    /// All of them: a finding is remembered by their values, so that one that is missing here would bring the words about
    /// one payload into the report of another.
    package var reads: [Parameter] { readParameters() }
    /// The rows of the page that it predicts: the usual answer first, then others for the same trigger.
    ///
    /// Empty where nothing is refused.
    package var predicts: [ServiceError] { predictedRows() }
    /// What people read about it.
    package var documentation: Documentation { document() }

    /// Whether it tells a payload from other text: it is then neither switched off nor made less serious.
    package var isEssential: Bool { stage == .json }

    let check: Check
    /// Nil for a rule whose findings nothing is known to correct.
    let fix: Fixer?
    // Made when they are asked for, so that a rule is a constant that the compiler lays out, and a program that checks
    // one payload makes none of them when it starts.
    private let readParameters: @Sendable () -> [Parameter]
    private let predictedRows: @Sendable () -> [ServiceError]
    private let document: @Sendable () -> Documentation

    /// What its findings predict, where they do not say otherwise.
    var prediction: Prediction? {
        let rows = predicts
        return rows.first.map { Prediction($0, alternatives: Array(rows.dropFirst())) }
    }

    init(
        _ number: Int, severity: Severity = .error, stage: Stage,
        reads: @autoclosure @escaping @Sendable () -> [Parameter],
        predicts: @autoclosure @escaping @Sendable () -> [ServiceError] = [], basis: Basis = .page,
        documentation: @autoclosure @escaping @Sendable () -> Documentation, fix: Fixer? = nil,
        check: @escaping Check
    ) {
        id = ID(number)
        self.severity = severity
        self.stage = stage
        self.basis = basis
        readParameters = reads
        predictedRows = predicts
        document = documentation
        self.fix = fix
        self.check = check
    }
}

/// A payload or a request that shows what a rule accepts or reports.
package struct RuleExample: Sendable, ExpressibleByStringLiteral {
    /// The text, with « and » around what is reported.
    package var text: String
    /// Whether the text is a whole HTTP request.
    package var isRequest = false
    /// The version of the API that it is for.
    package var apiVersion = APIVersion.v2
    /// The workflow that it is for.
    package var workflow: Workflow?
    /// What is done about fair use.
    package var fairUse = FairUse.warn
    /// The organization's policy, made when asked for.
    package var organization: @Sendable () -> OrganizationPolicy = { OrganizationPolicy() }
    /// Whether the organization has a policy of its own.
    private var hasPolicy = false

    /// What else must be so for the example to hold, for people: `with V1 of the API`; nil where nothing must.
    package var circumstances: String? {
        let parts = [
            apiVersion == .v1 ? "V1 of the API" : nil, workflow.map { "the \($0.rawValue) workflow" },
            fairUse == .warn ? nil : "--fair-use \(fairUse.rawValue)", hasPolicy ? "a policy of the organization" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : "with " + parts.listed("and")
    }

    /// The day on which examples are read.
    package static let today = CalendarDate(ddmmyyyy: "09/12/2025") ?? .earliest

    /// A payload for V2 of the API.
    package init(stringLiteral text: String) {
        self.text = text
    }

    /// A payload with its circumstances.
    init(
        _ text: String, apiVersion: APIVersion = .v2, workflow: Workflow? = nil, fairUse: FairUse = .warn,
        organization: (@Sendable () -> OrganizationPolicy)? = nil
    ) {
        self.text = text
        self.apiVersion = apiVersion
        self.workflow = workflow
        self.fairUse = fairUse
        if let organization { (self.organization, hasPolicy) = (organization, true) }
    }

    /// A whole request; its lines end at the line feeds of the text.
    static func request(
        _ text: String, organization: (@Sendable () -> OrganizationPolicy)? = nil
    ) -> Self {
        var example = Self(text, organization: organization)
        example.isRequest = true
        return example
    }

    /// The circumstances as rules see them.
    package var context: RuleContext {
        RuleContext(
            today: Self.today, apiVersion: apiVersion, workflow: workflow, organization: organization(),
            fairUse: fairUse)
    }
}

/// Where a prediction comes from.
package enum Basis: String, Sendable, Hashable {
    /// The API's page states the trigger.
    case page
    /// Our reading of what the page leaves open.
    case inferred
}

/// The order in which the service is taken to look at a request; it answers with the first thing it refuses.
package enum Stage: Int, Sendable, Hashable, Comparable, CaseIterable {
    case credentials, plan, method, mediaType, json, parameters, bankAndMode, dates, mobileAndExpiry
    case accountAggregator, consents, metadata

    /// Orders as the service looks.
    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
