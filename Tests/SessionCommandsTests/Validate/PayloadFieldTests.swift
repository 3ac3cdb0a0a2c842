import TestSupport
import Testing

/// Values of each field at the edges of what is accepted and beyond.
///
/// Each wrong type for each field is in `ValueTypeTests`.
@Suite struct PayloadFieldTests {
    private static func text(_ count: Int, _ character: String = "x") -> String {
        String(repeating: character, count: count)
    }

    private static func linkID(_ name: String, _ value: String, _ rules: String) -> PayloadSample {
        rules.isEmpty
            ? PayloadSample("link_id of \(name)", text: #"{"link_id": "\#(value)"}"#)
            : PayloadSample("link_id of \(name)", text: #"{"link_id": «"\#(value)"»}"#, rules)
    }

    /// Code points are what counts: neither bytes, nor units of UTF-16, nor what a person takes for a character.
    static let lengths = [
        linkID("0 characters", "", "BC102"),
        linkID("1 character", "a", ""),
        linkID("500 characters", text(500), ""),
        linkID("501 characters", text(501), "BC103"),
        linkID("500 characters, 2000 bytes, 1000 units of UTF-16", text(500, "😀"), ""),
        linkID("501 characters, 2004 bytes, 1002 units of UTF-16", text(501, "😀"), "BC103"),
        linkID("500 scalars, 250 graphemes", text(250, "e\u{301}"), ""),
        linkID("501 scalars, 251 graphemes", text(250, "e\u{301}") + "x", "BC103"),
        linkID("500 escapes", text(500, #"\u0041"#), ""),
        linkID("501 escapes", text(501, #"\u0041"#), "BC103"),
        PayloadSample("redirect_url of 200", #""redirect_url": "https://a.example/\#(text(182))""#),
        PayloadSample("redirect_url of 201", #""redirect_url": «"https://a.example/\#(text(183))"»"#, "BC112"),
        PayloadSample("bank_name of 50", #""bank_name": «"hdfc\#(text(46, "-"))"»"#, "BC202"),
        PayloadSample("bank_name of 51", #""bank_name": «"\#(text(51))"»"#, "BC201"),
    ]

    static let banks = [
        PayloadSample("bank for bank_name", #"«"bank"»: "hdfc""#, "BC208"),
        PayloadSample("bank and bank_name that agree", #""bank_name": "hdfc", «"bank"»: "hdfc""#, "BC208"),
        PayloadSample("bank and bank_name that differ", #""bank_name": "hdfc", "bank": «"icici"»"#, "BC005"),
        PayloadSample("bank_name in lower case", #""bank_name": "hdfc""#),
        PayloadSample("bank_name in upper case", #""bank_name": "HDFC""#),
        PayloadSample("bank_name unknown", #""bank_name": «"icicci"»"#, "BC202"),
        PayloadSample("mode pdf without bank", #""mode": «"pdf"»"#, "BC203"),
        PayloadSample("mode aa without bank", #""mode": «"aa"»"#, "BC203"),
        PayloadSample("mode online without bank", #""mode": "online""#),
    ]

    static let numbers = [
        PayloadSample("session_expiry 4", #""session_expiry": «4»"#, "BC403"),
        PayloadSample("session_expiry 5", #""session_expiry": 5"#),
        PayloadSample("session_expiry 43200", #""session_expiry": 43200"#),
        PayloadSample("session_expiry 43201", #""session_expiry": «43201»"#, "BC403"),
        PayloadSample("session_expiry negative", #""session_expiry": «-30»"#, "BC403"),
        PayloadSample("session_expiry fraction", #""session_expiry": «30.5»"#, "BC403"),
        PayloadSample("session_expiry string", #""session_expiry": «"30"»"#, "BC408"),
        PayloadSample("mobile +91", #""mobile_number": «"+919876543210"»"#, "BC401"),
        PayloadSample("mobile with spaces", #""mobile_number": «"98765 43210"»"#, "BC401"),
        PayloadSample("mobile of 9 digits", #""mobile_number": «"987654321"»"#, "BC401"),
        PayloadSample("mobile of 10 digits", #""mobile_number": "9876543210""#),
        PayloadSample("mobile of 11 digits", #""mobile_number": «"98765432101"»"#, "BC401"),
        PayloadSample("mobile in full-width digits", #""mobile_number": «"９８７６５４３２１０"»"#, "BC401"),
        PayloadSample("mobile in Devanagari digits", #""mobile_number": «"९८७६५४३२१०"»"#, "BC401"),
        PayloadSample("mobile as a number", #""mobile_number": «9876543210»"#, "BC008"),
    ]

    static let leading = (0...9).map { digit in
        digit < 6
            ? PayloadSample("mobile with leading \(digit)", #""mobile_number": «"\#(digit)876543210"»"#, "BC402")
            : PayloadSample("mobile with leading \(digit)", #""mobile_number": "\#(digit)876543210""#)
    }

    static let booleans = ["accept_anything", "is_mobile_field_editable"].flatMap { name in
        [
            PayloadSample("\(name) true", #""\#(name)": true"#),
            PayloadSample("\(name) 0", #""\#(name)": «0»"#, "BC408"),
            PayloadSample("\(name) 1", #""\#(name)": «1»"#, "BC408"),
            PayloadSample(#"\#(name) "true""#, #""\#(name)": «"true"»"#, "BC408"),
            PayloadSample("\(name) 2", #""\#(name)": «2»"#, "BC407"),
        ]
    }

    static let consents = [
        PayloadSample("journey code in lower case", #""aa_journey_code": «"bcaa001"»"#, "BC501"),
        PayloadSample("journey code unknown", #""aa_journey_code": «"BCAA999"»"#, "BC501"),
        PayloadSample(
            "journey code with foreign consent codes",
            #""aa_journey_code": "BCAA002", "consents": {«"CC0001"»: {}, «"CC0003"»: {}}"#, "BC602", "BC602"),
        PayloadSample("consents as array", #""consents": «[]»"#, "BC601"),
        PayloadSample("consents as empty object", #""consents": {}"#),
        PayloadSample("consent of unknown code", #""consents": {«"CC9999"»: {}}"#, "BC602"),
        PayloadSample("consent code not of this journey", #""consents": {«"CC0004"»: {}}"#, "BC602"),
        PayloadSample("only from_date of a consent", #""consents": {"CC0001": {"from_date": "01/10/2025"}}"#),
        PayloadSample("only to_date of a consent", #""consents": {"CC0001": {"to_date": "01/10/2025"}}"#),
        PayloadSample("only from_date of a session", #""from_date": «"01/10/2025"»"#, "BC302"),
        PayloadSample("only to_date of a session", #""to_date": «"09/12/2025"»"#, "BC302"),
        PayloadSample(
            "consent expiry before to_date",
            #""consents": {"CC0001": {"to_date": "12/12/2025", "consent_expiry": «"10/12/2025"»}}"#, "BC605"),
    ]

    static let metadata = [
        PayloadSample(
            "metadata arrays with non-strings", #""metadata": {"names": [«1», «null», «[]», "a"]}"#, "BC702", "BC702",
            "BC702"),
        PayloadSample(
            "metadata with 10^5 names",
            #""metadata": {"names": [\#((0..<100_000).map { "\"n\($0)\"" }.joined(separator: ", "))]}"#),
    ]

    @Test(arguments: lengths + banks + numbers + leading + booleans + consents + metadata)
    func `a field's value is judged as the API would judge it`(payload: PayloadSample) throws {
        try payload.check()
    }
}
