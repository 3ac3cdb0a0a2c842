extension SessionRequest {
    /// What a request holds, as one set of bits: the parameters that count, and a few things beside.
    ///
    /// A rule names the traits that give it something to look at. Payloads with the same traits are asked the same
    /// rules, so a trait that most payloads lack keeps a rule from being asked of them.
    package struct Traits: OptionSet, Sendable, Hashable {
        package let rawValue: UInt64

        package init(rawValue: UInt64) {
            self.rawValue = rawValue
        }

        /// The parameters of a set.
        @inline(__always)
        init(given parameters: ParameterSet) {
            rawValue = UInt64(parameters.rawValue)
        }

        /// A parameter counts as present.
        @inline(__always)
        package static func given(_ parameter: Parameter) -> Self { Self(given: ParameterSet(parameter)) }

        /// A parameter counts whose value is no string.
        package static let otherThanString = Self(rawValue: 1 << 22)
        /// The payload is a JSON object without `link_id`.
        package static let noLinkID = Self(rawValue: 1 << 23)
        /// The payload is a JSON object.
        package static let object = Self(rawValue: 1 << 24)
        /// The payload is JSON, but no object.
        package static let notAnObject = Self(rawValue: 1 << 25)
        /// The payload is not JSON.
        package static let syntaxError = Self(rawValue: 1 << 26)
        /// There is a request around the payload, with a method and headers.
        package static let request = Self(rawValue: 1 << 27)
        /// A top-level member is no parameter.
        package static let unknownMember = Self(rawValue: 1 << 28)
        /// A name may stand twice somewhere.
        package static let mayRepeatNames = Self(rawValue: 1 << 29)
        /// A parameter is `null` or `""`.
        package static let blankParameter = Self(rawValue: 1 << 30)
        /// A parameter stands under another spelling.
        package static let alias = Self(rawValue: 1 << 31)
        /// A text may have more characters than its parameter allows.
        package static let longText = Self(rawValue: 1 << 32)
        /// A date parameter is text that is no day.
        package static let noDay = Self(rawValue: 1 << 33)
        /// `mode` is none of its choices.
        package static let noMode = Self(rawValue: 1 << 34)
        /// `aa_journey_code` is no journey.
        package static let noJourney = Self(rawValue: 1 << 35)
        /// `mobile_number` is something else than ten digits, the first of them usual.
        package static let unusualMobileNumber = Self(rawValue: 1 << 36)
        /// A parameter is given that belongs to Account Aggregator journeys alone.
        package static let aaJourney: Self = [.given(.aaJourneyCode), .given(.consents), .given(.aaJourneyMode)]
        /// `link_id` begins with something else than a printable ASCII character.
        package static let unusualLinkID = Self(rawValue: 1 << 37)
        /// A URL is something else than an https URL of the usual characters.
        package static let unusualURL = Self(rawValue: 1 << 38)
        /// `metadata` is something else than an object of its known members, each once, and each an array of strings.
        package static let unusualMetadata = Self(rawValue: 1 << 39)
        /// `consents` is something else than an object of consents, each once, with their known members, each once, and
        /// each a day.
        package static let unusualConsents = Self(rawValue: 1 << 40)
        /// The session's dates are out of order, or `to_date` is yet to come or lies in the first week of its month.
        static let unusualDates = Self(rawValue: 1 << 41)
        /// `from_date` lies before all that an Account Aggregator journey fetches.
        static let distantDates = Self(rawValue: 1 << 42)
        /// The consents that the journey has by default may not cover the session's dates.
        static let uncoveredDates = Self(rawValue: 1 << 43)
        /// The consents may end before the session.
        static let longSession = Self(rawValue: 1 << 44)
        /// The bank is unknown, or not known to serve the mode.
        static let unusualBank = Self(rawValue: 1 << 45)
        /// What reading, or a look at the day and the tables, found out of the ordinary, so that rules that would be
        /// content need not be asked.
        ///
        /// A rule that looks at a value may wait for such a trait, and must be content with an ordinary value all the
        /// same: a test asks it with every one of these, and compares.
        static let doubts: Self = [
            .otherThanString, .mayRepeatNames, .longText, .noDay, .noMode, .noJourney, .unusualMobileNumber,
            .unusualLinkID, .unusualURL, .unusualMetadata, .unusualConsents,
            .unusualDates, .distantDates, .uncoveredDates, .longSession, .unusualBank,
        ]
        /// Whether the payload may be about an Account Aggregator journey: its mode is still to be looked at.
        var mayBeAAJourney: Bool { !isDisjoint(with: [.aaJourney, .given(.mode)]) }

        /// Every payload and request.
        package static let anything: Self = [.object, .notAnObject, .syntaxError, .request]
    }
}
