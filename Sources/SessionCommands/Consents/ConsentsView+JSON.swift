import BankConnectSession

extension ConsentsView {
    /// The page's `consents` member, and nothing else.
    var json: String {
        JSONWriter.document { writer in
            writer.object("consents") { writer in
                for consent in consents {
                    writer.object(consent.code.rawValue) { writer in
                        for field in ConsentField.allCases {
                            writer.member(field.rawValue, consent[field].date.description)
                        }
                    }
                }
            }
        }
    }

    /// All that is known of the consents, and what was found in the payload.
    var full: String {
        JSONWriter.document { writer in
            writer.member("schema", "bcsession.consents/1")
            writer.member("today", context.today.description)
            writer.member("journey", plan?.journey.rawValue)
            writer.name("consents")
            Self.writeConsents(plan, to: &writer)
            writer.name("findings")
            ResultSerializer.write(findingsOf: payload, to: &writer)
        }
    }

    /// Each consent with its template, the source of each date, and the template's bounds.
    static func writeConsents(_ plan: ConsentPlan?, to writer: inout JSONWriter) {
        writer.object { writer in
            for consent in plan.map({ Array($0.consents) }) ?? [] {
                writer.object(consent.code.rawValue) { writer in
                    writer.member("template", consent.code.template.id)
                    for field in ConsentField.allCases {
                        writer.object(field.rawValue) { writer in
                            writer.member("value", consent[field].date.description)
                            writer.member("source", consent[field].source.rawValue)
                        }
                    }
                    writer.object("bounds") { writer in
                        writer.member("earliest_from_date", consent.bounds.earliestFromDate.description)
                        writer.member("latest_consent_expiry", consent.bounds.latestConsentExpiry.description)
                    }
                }
            }
        }
    }

    /// ReBIT's consent detail of each consent, but for DataConsumer and Customer, which only the service knows.
    var artefact: String {
        JSONWriter.document { writer in
            writer.member("schema", "bcsession.artefact/1")
            writer.object("consents") { writer in
                for consent in consents {
                    writer.name(consent.code.rawValue)
                    let detail = ConsentDetail(
                        of: consent, today: context.today, organization: context.organization)
                    Self.write(detail, to: &writer)
                }
            }
        }
    }

    /// The members in ReBIT's order and spelling.
    private static func write(_ detail: ConsentDetail, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("consentStart", detail.consentStart.description)
            writer.member("consentExpiry", detail.consentExpiry.description)
            writer.member("consentMode", detail.consentMode.rawValue)
            writer.member("fetchType", detail.fetchType.rawValue)
            writer.array("consentTypes", detail.consentTypes.map(\.rawValue))
            writer.array("fiTypes", detail.fiTypes.map(\.rawValue))
            writer.object("Purpose") { writer in
                writer.member("code", detail.template.purposeCode.rawValue)
                writer.member("refUri", detail.template.registryURL(environment: .production))
                writer.member("text", detail.template.purposeText)
                writer.object("Category") { $0.member("type", detail.template.purposeCategory) }
            }
            writer.object("FIDataRange") { writer in
                writer.member("from", detail.dataRange.from.description)
                writer.member("to", detail.dataRange.to.description)
            }
            writer.object("DataLife") { writer in
                writer.member("unit", detail.dataLife.unit.rawValue)
                writer.member("value", detail.dataLife.value)
            }
            writer.object("Frequency") { writer in
                writer.member("unit", detail.frequency.unit.rawValue)
                writer.member("value", detail.frequency.value)
            }
        }
    }
}
