import TestSupport

/// Session payloads, one a line, as a lender's export might hold them; about a third draw a finding.
///
/// The same count gives the same bytes.
enum Payloads {
    /// A payload of every kind that draws nothing.
    static let good = [
        line(
            #""bank_name": "hdfc", "mode": "aa", "mobile_number": "9077777868", "aa_journey_code": "BCAA001""#
                + #", "consents": {"CC0001": {"from_date": "01/10/2025", "to_date": "09/12/2025"}}"#,
            from: "01/10/2025", to: "09/12/2025", customer: 1),
        line(nil, from: "01/03/2025", to: "09/08/2025", customer: 2),
        line(
            #""metadata": {"names": ["AYUSH PATIL"], "employer_names": ["ACME PVT LTD"]}"#,
            from: "01/05/2025", to: "09/10/2025", customer: 3),
    ].map { Array($0.utf8) }

    /// So many payloads, each with its line end.
    static func stream(_ count: Int) -> [UInt8] {
        var random = SplitMix64(seed: 7)
        var text: [UInt8] = []
        for customer in 0..<count {
            text.append(contentsOf: payload(customer, &random).utf8)
            text.append(0x0A)
        }
        return text
    }

    private static func payload(_ customer: Int, _ random: inout SplitMix64) -> String {
        let kind = Int.random(in: 0..<100, using: &random)
        let fault = Int.random(in: 0..<100, using: &random)
        var members: [String] = []
        if kind < 50 {
            let bank = ["hdfc", "icici", "axis", "kotak", "indusind"].randomElement(using: &random) ?? "hdfc"
            let mobile = 9_000_000_000 + Int.random(in: 0...999_999_999, using: &random)
            let journey = kind < 20 ? 1 : Int.random(in: 1...4, using: &random)
            members.append(
                #""bank_name": "\#(bank)", "mode": "\#(fault == 7 ? "no" : "aa")", "mobile_number": "\#(mobile)""#
                    + #", "aa_journey_code": "BCAA00\#(journey)""#)
        }
        if kind < 20 {
            members.append(#""consents": {"CC0001": {"from_date": "01/10/2025", "to_date": "09/12/2025"}}"#)
        } else if kind >= 70 {
            members.append(#""metadata": {"names": ["AYUSH PATIL"], "employer_names": ["ACME PVT LTD"]}"#)
        }
        if fault < 4 { members.append(#""session_expiry": \#(fault < 2 ? 3 : 50_000)"#) }
        let month = Int.random(in: 1...6, using: &random)
        return line(
            members.isEmpty ? nil : members.joined(separator: ", "),
            from: fault == 5 ? "2025-01-01" : "01/0\(month)/2025", to: "09/0\(month + 3)/2025", customer: customer)
    }

    private static func line(_ members: String?, from: String, to: String, customer: Int) -> String {
        #"{"link_id": "TU-\#(customer)", "redirect_url": "https://acme.example/return?customer=\#(customer)""#
            + #", "from_date": "\#(from)", "to_date": "\#(to)"\#(members.map { ", " + $0 } ?? "")}"#
    }
}
