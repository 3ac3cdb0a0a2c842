import BankConnectSession

extension ConsentsView {
    /// ReBIT's consent detail of each consent, but for DataConsumer and Customer, which only the service knows.
    var artefact: String {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("schema", "bcsession.artefact/1")
            writer.name("consents")
            writer.object { writer in
                for consent in consents {
                    writer.name(consent.code.rawValue)
                    let detail = ConsentDetail(
                        of: consent, today: context.today, organization: context.organization)
                    Self.write(detail, to: &writer)
                }
            }
        }
        writer.endLine()
        return writer.text
    }

    /// The members in ReBIT's order and spelling.
    private static func write(_ detail: ConsentDetail, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("consentStart", detail.consentStart.description)
            writer.member("consentExpiry", detail.consentExpiry.description)
            writer.member("consentMode", detail.consentMode.rawValue)
            writer.member("fetchType", detail.fetchType.rawValue)
            writer.name("consentTypes")
            writer.array(detail.consentTypes.map(\.rawValue))
            writer.name("fiTypes")
            writer.array(detail.fiTypes.map(\.rawValue))
            writer.name("Purpose")
            writer.object { writer in
                writer.member("code", detail.template.purposeCode.rawValue)
                writer.member("refUri", detail.template.registryURL(environment: .production))
                writer.member("text", detail.template.purposeText)
                writer.name("Category")
                writer.object { $0.member("type", detail.template.purposeCategory) }
            }
            writer.name("FIDataRange")
            writer.object { writer in
                writer.member("from", detail.dataRange.from.description)
                writer.member("to", detail.dataRange.to.description)
            }
            writer.name("DataLife")
            writer.object { writer in
                writer.member("unit", detail.dataLife.unit.rawValue)
                writer.member("value", detail.dataLife.value)
            }
            writer.name("Frequency")
            writer.object { writer in
                writer.member("unit", detail.frequency.unit.rawValue)
                writer.member("value", detail.frequency.value)
            }
        }
    }
}
