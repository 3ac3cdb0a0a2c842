extension SessionRequest {
    /// What a request holds, as one set of bits: the parameters that count, and a few things beside.
    ///
    /// ``RuleSelector`` chooses by them which rules to ask; most payloads lack most traits.
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
        /// A parameter is `null`, or a blank text.
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
        /// `link_id` begins or ends with something else than a printable ASCII character, or holds an escape.
        package static let unusualLinkID = Self(rawValue: 1 << 37)
        /// A URL is something else than an https URL of the usual characters.
        package static let unusualURL = Self(rawValue: 1 << 38)
        /// `metadata` is something else than an object of its known members, each once, and each an array of strings.
        package static let unusualMetadata = Self(rawValue: 1 << 39)
        /// `consents` is something else than an object of the journey's consents, each once, with their known members, each once, and
        /// each a day.
        package static let unusualConsents = Self(rawValue: 1 << 40)
        /// The session's dates are out of order or incomplete, or `to_date` is yet to come or in the first week of its
        /// month.
        static let unusualDates = Self(rawValue: 1 << 41)
        /// `from_date` lies before all that an Account Aggregator journey fetches.
        static let distantDates = Self(rawValue: 1 << 42)
        /// The consents that the journey has by default may not cover the session's dates.
        static let uncoveredDates = Self(rawValue: 1 << 43)
        /// The consents may end before the session.
        static let longSession = Self(rawValue: 1 << 44)
        /// The bank is unknown, or not known to serve the mode, or missing beside a mode.
        static let unusualBank = Self(rawValue: 1 << 45)
        /// A parameter is given that this version of the API does not read.
        package static let ignoredParameter = Self(rawValue: 1 << 46)
        /// The organization's plan is not active.
        static let inactivePlan = Self(rawValue: 1 << 47)
        /// The organization's policy lists its modes.
        static let limitedModes = Self(rawValue: 1 << 48)
        /// The organization's policy decides dates of consents.
        static let organizationConsents = Self(rawValue: 1 << 49)
        /// The customer leaves and comes back to `redirect_url`.
        static let redirectWorkflow = Self(rawValue: 1 << 50)
        /// A text parameter has white space around its text.
        package static let outerSpace = Self(rawValue: 1 << 51)
        /// `session_expiry` is something else than a JSON integer in its bounds.
        package static let unusualExpiry = Self(rawValue: 1 << 52)
        /// A consent that the payload has dates for cannot be read, has no days to fetch, has ended, ends before its data
        /// or is beyond its template's limits.
        static let unusualPlan = Self(rawValue: 1 << 53)
        /// A parameter of V1's recurring consents is given.
        static let v1Parameters: Self = [
            .given(.aaJourneyMode), .given(.aaRecurringTenureMonthCount), .given(.aaRecurringFrequencyUnit),
            .given(.aaRecurringFrequencyValue),
        ]
        /// Every payload and request.
        package static let anything: Self = [.object, .notAnObject, .syntaxError, .request]
    }
}
