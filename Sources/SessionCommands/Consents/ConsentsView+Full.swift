import BankConnectSession

extension ConsentsView {
    /// All that is known of the consents, and what was found in the payload.
    var full: String {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.consents/1")
            writer.member("today", context.today.description)
            writer.member("journey", plan?.journey.rawValue)
            writer.name("consents")
            Self.writeConsents(plan, to: &writer)
            writer.name("findings")
            ResultSerializer.write(findingsOf: payload, to: &writer)
        }
        writer.endLine()
        return writer.text
    }

    /// Each consent with its template, the source of each date, and the template's bounds.
    static func writeConsents(_ plan: ConsentPlan?, to writer: inout JSONWriter) {
        writer.object { writer in
            for consent in plan.map({ Array($0.consents) }) ?? [] {
                writer.name(consent.code.rawValue)
                writer.object { writer in
                    writer.member("template", consent.code.template.id)
                    for field in ConsentField.allCases {
                        writer.name(field.rawValue)
                        writer.object { writer in
                            writer.member("value", consent[field].date.description)
                            writer.member("source", consent[field].source.rawValue)
                        }
                    }
                    writer.name("bounds")
                    writer.object { writer in
                        writer.member("earliest_from_date", consent.bounds.earliestFromDate.description)
                        writer.member("latest_consent_expiry", consent.bounds.latestConsentExpiry.description)
                    }
                }
            }
        }
    }
}
