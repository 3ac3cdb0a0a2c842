/// A consent of a journey; each belongs to one journey and is made from one template.
///
/// Source: Session API V2 page, "Predefined AA Journey Codes & Consent Templates". Where a journey has several consents
/// the page lists codes and templates in the same order; that they pair up so is inferred.
public enum ConsentCode: String, Sendable, Hashable, CaseIterable {
    /// The one consent of BCAA001.
    case cc0001 = "CC0001"
    /// The one consent of BCAA002.
    case cc0002 = "CC0002"
    /// The one-time consent of BCAA003.
    case cc0003 = "CC0003"
    /// The periodic consent of BCAA003.
    case cc0004 = "CC0004"
    /// The one-time consent of BCAA004.
    case cc0005 = "CC0005"
    /// The periodic consent of BCAA004.
    case cc0006 = "CC0006"
    /// The collections consent of BCAA004.
    case cc0007 = "CC0007"

    /// The journey that asks for the consent.
    public var journey: Journey {
        switch self {
        case .cc0001: .bcaa001
        case .cc0002: .bcaa002
        case .cc0003, .cc0004: .bcaa003
        case .cc0005, .cc0006, .cc0007: .bcaa004
        }
    }

    /// The template that the consent is made from.
    public var template: ConsentTemplate {
        switch self {
        case .cc0001, .cc0003, .cc0005: .ct001
        case .cc0002, .cc0004, .cc0006: .ct003
        case .cc0007: .ct035
        }
    }
}

/// The members of an entry of `consents`, in the page's order.
public enum ConsentField: String, Sendable, Hashable, CaseIterable {
    case fromDate = "from_date"
    case toDate = "to_date"
    case consentExpiry = "consent_expiry"
}
