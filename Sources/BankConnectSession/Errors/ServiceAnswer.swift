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
