import BankConnectSession
import Testing

@Suite struct ServiceErrorTests {
    /// The page's tables, made into tab-separated values by a script that does not know the catalogue.
    @Test func `the catalogue is the page's tables, row for row`() throws {
        let published = try fixtureRows("published-errors.tsv")
        let catalogue = ServiceError.all.map { row in
            // The sample does not state its status.
            [name(row.table), row.trigger, row.code, row.message, row.table == .sample ? "" : String(row.status)]
        }
        #expect(catalogue == published)
    }

    @Test func `no row stands twice`() {
        #expect(Set(ServiceError.all).count == ServiceError.all.count)
    }

    @Test func `a code finds its rows in order`() {
        #expect(ServiceError.rows(code: "INVALID_DATE_RANGE") == [.dateRange, .maxDateRange, .dateRangeInMatrix])
        #expect(ServiceError.rows(code: "TEAPOT") == [])
        #expect(ServiceError.codes.count == 19)
        #expect(ServiceError.codes.first == "INVALID_BANK_NAME")
        #expect(ServiceError.codes.flatMap(ServiceError.rows(code:)).count == ServiceError.all.count)
    }

    @Test func `the sample has the status of the other rows of its code`() {
        let rows = ServiceError.rows(code: ServiceError.dateFormatInSample.code)
        #expect(Set(rows.map(\.status)) == [400])
    }

    @Test func `tables have the page's headings`() {
        #expect(ServiceError.dateFormat.table.title == "List of API Error Codes")
        #expect(ServiceError.paymentRequired.table.title == "Authentication & Authorization Errors")
        #expect(ServiceError.modeNotAvailableInMatrix.table.title == "Mode / Feature Availability Errors")
        #expect(ServiceError.Table.matrix(section: 99).title == "Category-Wise Error Matrix")
    }

    @Test func `an answer is a row with its example replaced`() {
        #expect(
            ServiceError.dateRange.answer
                == ServiceAnswer(
                    code: "INVALID_DATE_RANGE", status: 400,
                    message: "`from_date` cannot be greater or equal to `to_date`."))
        let put = ServiceError.methodNotAllowed.answer(message: "Method PUT not allowed.")
        #expect(put == ServiceAnswer(code: "METHOD_NOT_ALLOWED", status: 405, message: "Method PUT not allowed."))
        let required = ServiceAnswer.invalidRequest("link_id", "This field is required.")
        #expect(required == ServiceError.linkIDRequired.answer)
    }

    private func name(_ table: ServiceError.Table) -> String {
        switch table {
        case .list: "list"
        case .matrix(let section): String(section)
        case .sample: "sample"
        }
    }
}

@Suite struct ContradictionTests {
    @Test(arguments: ServiceError.contradictions)
    func `a contradiction names known codes and says what it means`(contradiction: ServiceError.Contradiction) {
        #expect(!contradiction.codes.isEmpty)
        #expect(contradiction.codes.allSatisfy(ServiceError.codes.contains))
        #expect(contradiction.text.contains("This tool"))
        #expect(contradiction.text.hasSuffix("."))
    }

    @Test(arguments: ServiceError.codes)
    func `a code that list and matrix word differently has its contradiction`(code: String) {
        let rows = ServiceError.rows(code: code)
        let isInBoth = rows.contains { $0.table == .list } && rows.contains { $0.table != .list }
        if isInBoth {
            #expect(!ServiceError.contradictions(code: code).isEmpty)
        }
    }
}
