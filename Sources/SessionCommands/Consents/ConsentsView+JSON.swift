import BankConnectSession

extension ConsentsView {
    /// The page's `consents` member, and nothing else.
    var json: String {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.name("consents")
            writer.object { writer in
                for consent in consents {
                    writer.name(consent.code.rawValue)
                    writer.object { writer in
                        for field in ConsentField.allCases {
                            writer.member(field.rawValue, consent[field].date.description)
                        }
                    }
                }
            }
        }
        writer.endLine()
        return writer.text
    }
}
