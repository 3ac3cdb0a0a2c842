// Worked example, CC0001 asked for on 09/12/2025 by the template's defaults:
//
//     from_date       09/10/2024   FIDataRange.from  2024-10-09T00:00:00+05:30
//     to_date         09/12/2025   FIDataRange.to    2025-12-09T23:59:59+05:30
//     consent_expiry  10/12/2025   consentExpiry     2025-12-10T00:00:00+05:30
//     today           09/12/2025   consentStart      2025-12-09T00:00:00+05:30

/// A consent in the terms of ReBIT's consent detail: what an Account Aggregator will show the customer.
///
/// Ten of the twelve members that ReBIT requires. DataConsumer and Customer, which name the lender and the customer at
/// the Account Aggregator, are known to the service alone and left out.
///
/// Sources: ReBIT AA API specification 2.0.0, `ConsentDetail`; the values are the template's in Sahamati's fair-use
/// registry. The page does not say what FinBox asks for beside the dates: that it asks for all that the template
/// allows, as often and to be kept as long, is inferred.
public struct ConsentDetail: Sendable, Hashable {
    /// The days that data is asked for, as instants.
    public struct DataRange: Sendable, Hashable {
        /// The start of from_date.
        public let from: IndianTime
        /// The end of to_date, or the end of the consent when that day is its last.
        public let to: IndianTime
    }

    /// When the consent begins: the start of today, from which the template's bounds are counted.
    public let consentStart: IndianTime

    /// When the consent ends: at the start of consent_expiry.
    ///
    /// A consent at its bound so lives exactly the life that the template allows, and no second longer. One that ends
    /// on the day of its start ends with that day, since it could not be used otherwise.
    public let consentExpiry: IndianTime

    /// What may be done with the data; it is kept for the data life.
    public let consentMode = ReBIT.ConsentMode.store

    /// Once or periodically.
    public let fetchType: ReBIT.FetchType

    /// The parts of an account's data.
    public let consentTypes: [ReBIT.ConsentType]

    /// The organization's kinds of financial information for the consent, else for its template, else deposits.
    public let fiTypes: [ReBIT.FIType]

    /// What `Purpose` is made of.
    public let template: ConsentTemplate

    /// The days that data is asked for.
    public let dataRange: DataRange

    /// How long the data may be kept: as long as the template allows.
    public let dataLife: CalendarPeriod

    /// How often data may be fetched: as often as the template allows.
    ///
    /// ReBIT requires it of a consent that fetches once, too, with a value of at least one; registry templates of that
    /// kind have none. It is then once an hour, as in ReBIT's samples: any unit would do, as fetchType allows but one
    /// fetch, and an hour promises the customer nothing that reads like monitoring.
    public let frequency: ConsentTemplate.Frequency

    /// The detail of a planned consent.
    ///
    /// - Parameters:
    ///   - consent: The consent; its dates stand as they are, also those that contradict each other.
    ///   - today: The day on which it is asked for.
    ///   - organization: Whose kinds of financial information are asked for.
    public init(of consent: PlannedConsent, today: CalendarDate, organization: OrganizationPolicy) {
        let expiry = consent.consentExpiry.date
        template = consent.code.template
        consentStart = IndianTime(startOf: today)
        consentExpiry = expiry == today ? IndianTime(endOf: expiry) : IndianTime(startOf: expiry)
        fetchType = template.fetchType
        consentTypes = template.consentTypes
        fiTypes = organization.overrides(for: consent.code).compactMap(\.fiTypes).last ?? [.deposit]
        let endOfData = IndianTime(endOf: consent.toDate.date)
        // Data may be asked for until the consent ends. A to_date on a later day is an error, not to be hidden.
        let endsWithConsent = consent.toDate.date == expiry
        dataRange = DataRange(
            from: IndianTime(startOf: consent.fromDate.date), to: endsWithConsent ? consentExpiry : endOfData)
        dataLife = template.maxDataLife
        frequency = template.maxFrequency ?? ConsentTemplate.Frequency(1, per: .hour)
    }
}
