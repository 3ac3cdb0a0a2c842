/// The consents that a payload gets: those of its journey, each date decided by the strongest layer that gives it.
public struct ConsentPlan: Sendable {
    /// The journey whose consents they are.
    public let journey: Journey
    /// How many consents the journey has: one to three.
    public private(set) var count = 0
    /// The longest journey has three; a fixed size, so that planning a payload allocates nothing.
    private var storage = InlineArray<3, PlannedConsent?>(repeating: nil)

    /// The consents, in the journey's order.
    public var consents: Consents { Consents(plan: self) }

    /// The consents of a plan; walking over them allocates nothing.
    public struct Consents: RandomAccessCollection, Sendable {
        let plan: ConsentPlan

        /// The position of the first consent.
        public var startIndex: Int { 0 }
        /// The position after the last.
        public var endIndex: Int { plan.count }
        /// The consent at a position of the journey, which must be below the count.
        public subscript(position: Int) -> PlannedConsent {
            guard let consent = plan[position] else { preconditionFailure("no consent at \(position)") }
            return consent
        }
    }

    init(journey: Journey) {
        self.journey = journey
    }

    mutating func append(_ consent: PlannedConsent) {
        guard count < storage.count else { return }
        storage[count] = consent
        count += 1
    }

    /// The consent at a position of the journey.
    package subscript(position: Int) -> PlannedConsent? { position < count ? storage[position] : nil }

    /// Whether one of the consents asks for the data of all days from one to a later one.
    func covers(_ from: CalendarDate, _ to: CalendarDate) -> Bool {
        (0..<count).contains { position in
            storage[position].map { $0.fromDate.date <= from && to <= $0.toDate.date } ?? false
        }
    }

    /// Whether each consent can be read, has days to fetch, has not ended, ends with its data or later and keeps to its
    /// template's limits; and how many days from today on the first of them to end lives, negative when it has ended.
    func review(on today: CalendarDate) -> (isOrdinary: Bool, leastLife: Int) {
        var (isOrdinary, leastLife) = (true, Int.max)
        for position in 0..<count {
            guard let consent = storage[position] else { continue }
            leastLife = min(leastLife, today.days(until: consent.consentExpiry.date))
            if consent.isUnreadable || consent.isWithoutDays || consent.isOver(on: today) || consent.endsBeforeItsData
                || consent.isBeyondBound(.fromDate) || consent.isBeyondBound(.consentExpiry)
            {
                isOrdinary = false
            }
        }
        return (isOrdinary, leastLife)
    }

    /// The position of a consent in the journey; nil for a code of another journey.
    func position(of code: ConsentCode) -> Int? {
        (0..<count).first { storage[$0]?.code == code }
    }

    /// Notes that a date of the consent at a position cannot be read.
    mutating func markUnreadable(at position: Int) {
        storage[position]?.isUnreadable = true
    }

    /// Puts a date into the consent at a position.
    mutating func set(_ field: ConsentField, at position: Int, to date: PlannedDate) {
        storage[position]?[field] = date
    }

    /// The plan with each value outside a fair-use bound set to the bound.
    public var corrected: ConsentPlan {
        var result = self
        for position in 0..<count { result.storage[position] = storage[position]?.corrected }
        return result
    }
}

/// How far the consents of a plan reach, for telling which days they miss.
struct ConsentReach: Sendable {
    let journey: Journey
    /// The first consent of the journey, and the days that it covers.
    var first: (code: ConsentCode, fromDate: CalendarDate, toDate: CalendarDate)?
    var earliestFromDate = CalendarDate.latest
    var latestToDate = CalendarDate.earliest

    init(of plan: ConsentPlan) {
        journey = plan.journey
        for position in 0..<plan.count {
            guard let consent = plan[position] else { continue }
            if first == nil { first = (consent.code, consent.fromDate.date, consent.toDate.date) }
            earliestFromDate = min(earliestFromDate, consent.fromDate.date)
            latestToDate = max(latestToDate, consent.toDate.date)
        }
    }
}
