/// What a payload comes to: the dates, months, journey, consents and screen that the page's rules give it.
package struct Resolution: Sendable {
    /// The screen that a customer sees first.
    package enum EntryScreen: String, Sendable, Hashable, CaseIterable {
        case bankSelection = "bank_selection"
        case pdfUpload = "pdf_upload"
        case netBankingLogin = "net_banking_login"
        case aaMobileNumber = "aa_mobile_number"
    }

    /// The first day of the statements.
    package let fromDate: CalendarDate
    /// The last day of the statements.
    package let toDate: CalendarDate
    /// The months that count; nil when none does.
    package let countedMonths: ClosedRange<CalendarMonth>?
    /// The consents, and the journey that they belong to; nil for V1 and for an unknown journey.
    package let plan: ConsentPlan?
    /// The screen that the customer sees first.
    package let entryScreen: EntryScreen
    /// When the session ends, in Unix seconds.
    package let expiresAt: Int64

    /// How far back statements are fetched when the payload does not say: the page.
    package static let defaultHistory = CalendarPeriod.months(6)

    /// Resolves the payload last checked, at a time in Unix seconds; a date that is none counts as absent.
    ///
    /// Nil for a text that is no payload.
    package init?(_ checker: PayloadChecker, now: Int64) {
        let (request, context) = (checker.request, checker.context)
        guard request.isPayload else { return nil }
        toDate = request.date(.toDate) ?? context.today
        fromDate = request.date(.fromDate) ?? context.today.subtracting(Self.defaultHistory)
        countedMonths = fromDate < toDate ? CalendarMonth.countedMonths(from: fromDate, to: toDate) : nil
        entryScreen = Self.entryScreen(request)
        expiresAt = request.end(ofSessionFrom: now)
        plan = checker.plan
    }

    /// With a bank, the bank selection is skipped; a bank without a mode goes to the mobile number (scenario 2).
    private static func entryScreen(_ request: SessionRequest) -> EntryScreen {
        guard request[.bankName] != nil else { return .bankSelection }
        return switch request.bankMode {
        case .pdf: .pdfUpload
        case .online: .netBankingLogin
        case .aa, nil: .aaMobileNumber
        }
    }
}
