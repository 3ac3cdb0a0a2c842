import BankConnectSession
import Testing

@Suite struct ConsentTemplateTests {
    @Test func `the table is the registry, template for template`() throws {
        let published = try fixtureRows("consent-templates.tsv")
        let table = ConsentTemplate.all.map { template in
            [
                template.id, template.registryVersion, template.purposeCode.rawValue, template.purposeCategory,
                template.useCase, template.purposeText, template.fetchType.rawValue,
                template.consentTypes.map(\.rawValue).joined(separator: ","),
                template.fiTypes.map(\.rawValue).joined(separator: ","),
                text(template.maxFrequency), text(template.maxHistory), text(template.maxHistoryOfSEBITypes),
                text(template.maxFetchOfSEBITypes), text(template.maxConsentLife), text(template.maxDataLife),
            ]
        }
        #expect(table == published)
        #expect(table.count == 15)
    }

    @Test(arguments: ConsentTemplate.all)
    func `a template is coherent`(template: ConsentTemplate) {
        #expect(ConsentTemplate[template.id] == template)
        #expect((template.maxFrequency == nil) == (template.fetchType == .oneTime))
        #expect(Set(template.fiTypes).count == template.fiTypes.count)
        #expect(template.notes.allSatisfy { $0.hasSuffix(".") })
    }

    @Test func `an id that is not active has no template`() {
        #expect(ConsentTemplate["CT002"] == nil)
        #expect(ConsentTemplate["ct001"] == nil)
        #expect(ConsentTemplate[""] == nil)
    }

    @Test func `the history bound is the widest of the types asked for`() {
        #expect(ConsentTemplate.ct001.maxHistory(for: [.deposit, .sip]) == .months(14))
        #expect(ConsentTemplate.ct004.maxHistory(for: [.deposit]) == .months(13))
        #expect(ConsentTemplate.ct004.maxHistory(for: [.deposit, .sip]) == .years(20))
        #expect(ConsentTemplate.ct008.maxHistory(for: []) == .months(13))
    }

    @Test func `the registry address pins environment and version`() {
        #expect(
            ConsentTemplate.ct003.registryURL(environment: .production)
                == "https://library.sahamati.org.in/PROD/fairuse/purpose/104/template/CT003/version/1.1.xml")
        #expect(
            ConsentTemplate.ct001.registryURL(environment: .uat)
                == "https://library.sahamati.org.in/UAT/fairuse/purpose/103/template/CT001/version/1.0.xml")
    }

    private func text(_ period: CalendarPeriod?) -> String {
        period.map { "\($0.value) \($0.unit.rawValue)" } ?? ""
    }

    private func text(_ frequency: ConsentTemplate.Frequency?) -> String {
        guard let frequency else { return "" }
        var text = "\(frequency.value) \(frequency.unit.rawValue)"
        if let perDay = frequency.perDay { text += " \(perDay) DAY" }
        if let perMonth = frequency.perMonth { text += " \(perMonth) MONTH" }
        return text
    }
}
