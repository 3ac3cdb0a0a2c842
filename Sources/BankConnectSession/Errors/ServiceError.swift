// What the service answers when it refuses. ServiceError is a row of the page's tables, which stand in +List and
// +Matrix; +Contradictions says where the page disagrees with itself. ServiceAnswer is a row with one request's values
// in it.

/// One row of the error tables that the Session API V2 page publishes.
///
/// A row is not a code: the page gives several rows to one code, and several codes to one trigger. `all` has every row;
/// `contradictions` says where they disagree.
package struct ServiceError: Sendable, Hashable {
    /// The part of the page that a row stands in.
    package enum Table: Sendable, Hashable {
        /// "List of API Error Codes".
        case list
        /// A numbered section of "Category-Wise Error Matrix".
        case matrix(section: Int)
        /// The sample under "Error Response".
        case sample
    }

    /// The value of `error.code`, such as `INVALID_DATE_RANGE`.
    package let code: String

    /// The HTTP status.
    package let status: Int

    /// The value of `error.message`, in the page's wording.
    ///
    /// Where the page's row holds an example (`mode, "no" is not a valid choice.`), so does this text.
    package let message: String

    /// When the service answers so, in the page's wording; empty for the sample, which does not say.
    package let trigger: String

    /// Where the row stands.
    package let table: Table

    init(_ table: Table, _ code: String, _ status: Int, _ message: String, when trigger: String) {
        self.code = code
        self.status = status
        self.message = message
        self.trigger = trigger
        self.table = table
    }

    /// Every row: the list, the matrix, the sample, each in the page's order.
    package static let all: [ServiceError] = list + matrix + [.dateFormatInSample]

    /// The codes, each once, in the order of their first rows.
    package static let codes: [String] = all.reduce(into: []) { codes, row in
        if !codes.contains(row.code) {
            codes.append(row.code)
        }
    }

    /// The rows of a code in the page's order; none for a code that the page does not have.
    package static func rows(code: String) -> [ServiceError] {
        all.filter { $0.code == code }
    }
}

extension ServiceError.Table {
    /// The page's heading over the rows.
    package var title: String {
        switch self {
        case .list: "List of API Error Codes"
        case .sample: "Error Response"
        case .matrix(let section):
            Self.sections.indices.contains(section - 1) ? Self.sections[section - 1] : "Category-Wise Error Matrix"
        }
    }

    /// The headings of the matrix; the first is section 1.
    package static var sections: [String] {
        [
            "HTTP & Content-Type Errors",
            "Authentication & Authorization Errors",
            "Bank Validation Errors",
            "Session & User Input Errors",
            "Account Aggregator (AA) Parameter Errors",
            "Date & Range Validation Errors",
            "Mode / Feature Availability Errors",
        ]
    }
}

/// The error that the service would answer with: a row of the page, with this request's values in it.
public struct ServiceAnswer: Sendable, Hashable {
    /// The value of `error.code`.
    public var code: String

    /// The HTTP status.
    public var status: Int

    /// The value of `error.message`.
    public var message: String

    /// Makes an answer of its parts.
    public init(code: String, status: Int, message: String) {
        self.code = code
        self.status = status
        self.message = message
    }

    /// The answer to a parameter that the service's framework refuses: `INVALID_REQUEST`, 400, `NAME, reason`.
    ///
    /// The page shows a dozen such messages (matrix, section 4); the others follow their pattern.
    package static func invalidRequest(_ parameter: String, _ reason: String) -> Self {
        ServiceError.malformedRequest.answer(message: "\(parameter), \(reason)")
    }
}

extension ServiceError {
    /// The row as it stands on the page.
    package var answer: ServiceAnswer {
        answer(message: message)
    }

    /// The row with another message, for rows whose text on the page holds an example value.
    package func answer(message: String) -> ServiceAnswer {
        ServiceAnswer(code: code, status: status, message: message)
    }
}
