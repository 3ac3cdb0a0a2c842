import BankConnectSession

extension LedgerEntry {
    /// What stands for the endpoint of a session that was made locally.
    static let localEndpoint = RecordedSession.localEndpoint
}

extension LedgerLine {
    /// A member that is true or false.
    func flag(_ member: LedgerEntry.Member) -> Bool? {
        if value(member, .true) != nil { return true }
        return value(member, .false) != nil ? false : nil
    }
}
