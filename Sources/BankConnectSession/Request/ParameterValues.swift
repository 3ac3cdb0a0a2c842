// What the values of single parameters may be: their choices, and their bounds with the source of each.

/// Kinds of journey that `journey_mode` names.
package enum JourneyMode: String, Sendable, CaseIterable {
    case multiPDF = "multi_pdf"
    case multiBanking = "multi_banking"
    /// Only the Android SDK's page (2026) lists this one.
    case aaMultiBanking = "aa_multi_banking"

    /// Whether the page's table of parameters lists it.
    package var isOnPage: Bool { self != .aaMultiBanking }
}

/// V1's kinds of Account Aggregator consent, `aa_journey_mode`.
package enum V1JourneyMode: String, Sendable, CaseIterable {
    case onlyOnce = "only_once"
    case onlyRecurring = "only_recurring"
    case onceWithRecurring = "once_with_recurring"

    /// Whether a recurring consent belongs to it, which needs a frequency, a bank and a mode.
    package var isRecurring: Bool { self != .onlyOnce }
}

/// The life of a session, in minutes.
package enum SessionExpiry {
    /// The least and the most: the error matrix ("Min value is 5 and Max is 43200 in minutes").
    package static let bounds = 5...43_200
    /// Taken when the payload gives none.
    ///
    /// The page is silent; a sample of FinBox's shows about an hour.
    package static let defaultMinutes = 60
}

/// V1's tenure of a recurring consent, in months.
package enum RecurringTenure {
    /// The error list ("Tenure must be between 1 and 84").
    package static let bounds = 1...84
    /// The V1 page: a longer tenure is lowered to this.
    package static let effectiveMaximum = 60
}

/// V1's number of fetches in one frequency unit.
package enum RecurringFrequency {
    /// The V1 page.
    package static let bounds = 1...5

    /// The units that fetches are counted in.
    package enum Unit: String, Sendable, CaseIterable {
        case day, month, year
        /// In older SDKs only.
        case hour

        /// Whether newer SDKs have dropped it.
        package var isLegacy: Bool { self == .hour }
    }
}

/// The digits of an Indian mobile number without the country's code.
package enum MobileNumber {
    /// How many ASCII digits: FinBox's SDK pages.
    package static let digitCount = 10

    /// Whether the text at a range is ten ASCII digits that begin as Indian mobile numbers do.
    @inline(__always)
    static func isUsual(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == digitCount, text[range.lowerBound] >= UInt8(ascii: "6") else { return false }
        return ByteWord(text, at: range.lowerBound).isDigits && ByteWord(text, at: range.upperBound - 8).isDigits
    }
}

/// The members of `metadata`, each an array of strings, in the page's order.
package enum MetadataField: String, Sendable, CaseIterable {
    case names
    case employerNames = "employer_names"
    case companiesForSelfTransfer = "companies_for_self_transfer"

    /// The members, for texts.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

/// Booleans as the service's framework takes them: `true` and `false`, and some texts and numbers beside.
package enum BooleanText {
    /// Texts that Django REST framework's boolean field takes for true; it compares without case.
    package static let trueTexts = ["t", "y", "yes", "true", "on", "1"]
    /// Texts that it takes for false.
    package static let falseTexts = ["f", "n", "no", "false", "off", "0"]

    /// The boolean that the value at `index` is, or would be turned into; nil for none.
    static func value(at index: JSONTape.Index, in document: JSONDocument) -> Bool? {
        switch document[index].kind {
        case .true: return true
        case .false: return false
        case .number: return document.integer(at: index).flatMap { $0 == 1 ? true : $0 == 0 ? false : nil }
        case .string:
            let text = document.text(of: index).lowercased()
            if trueTexts.contains(text) { return true }
            return falseTexts.contains(text) ? false : nil
        case .object, .array, .null: return nil
        }
    }
}
