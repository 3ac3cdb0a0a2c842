import BankConnectSession
import CommandKit

/// The consents of a payload in the formats of the command.
struct ConsentsView {
    /// The consents; nil when the payload's journey is not known, or its API has no consents.
    let plan: ConsentPlan?
    /// What the plan was made from.
    let context: RuleContext
    /// What was found in the payload.
    let payload: ValidationResult
    /// What the pictures are drawn on.
    let screen: Screen

    /// The consents in the journey's order; none without a plan.
    var consents: [PlannedConsent] { plan.map { Array($0.consents) } ?? [] }

    func text(_ format: ConsentsOptions.Format) -> String {
        switch format {
        case .json: json
        case .full: full
        case .table: table
        case .timeline: timeline
        case .artefact: artefact
        }
    }
}
