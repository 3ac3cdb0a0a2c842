/// Payloads that ask about each parameter's type, length and form: on the bounds, in pairs, and by chance.
///
/// Values are JSON as it is written, so that spellings count too. What the API's service decides by itself (dates,
/// which banks exist, the inside of consents) is not asked about.
public struct PayloadCorpus {
    /// A payload, and what it is made of.
    public struct Payload: Sendable {
        /// Names and values, as written.
        public var members: [(name: String, value: String)]

        /// A payload of its members.
        public init(members: [(name: String, value: String)]) {
            self.members = members
        }

        /// The payload's text.
        public var text: String {
            "{" + members.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ") + "}"
        }

        /// The value that counts of a name, as written; nil when the name is absent.
        public func value(of name: String) -> String? {
            members.last { $0.name == name }?.value
        }
    }

    /// The parameters that are asked about, with values that are worth asking about.
    public static let parameters: [(name: String, values: [String])] = [
        ("link_id", texts(limit: 500)), ("api_key", texts(limit: nil)),
        ("redirect_url", texts(limit: 200) + urls(limit: 200)), ("logo_url", texts(limit: 200) + urls(limit: 200)),
        ("bank_name", texts(limit: 50)), ("mode", choices(["pdf", "aa", "online"])),
        ("mobile_number", texts(limit: nil)), ("session_expiry", integers(5...43_200)),
        ("journey_mode", texts(limit: 50)), ("accept_anything", booleans), ("is_mobile_field_editable", booleans),
        ("aa_journey_code", choices(["BCAA001", "BCAA002", "BCAA003", "BCAA004"])), ("consents", objects),
        ("metadata", metadata), ("aa_journey_mode", choices(["only_once", "only_recurring", "once_with_recurring"])),
        ("aa_recurring_tenure_month_count", integers(1...84)),
        ("aa_recurring_frequency_unit", choices(["day", "month", "year", "hour"])),
    ]

    /// Each value of each parameter, beside a link_id that is right, and payloads without a link_id.
    public static var boundaries: [Payload] {
        let given = parameters.flatMap { name, values in
            values.map { value in
                Payload(members: name == "link_id" ? [(name, value)] : [("link_id", "\"a\""), (name, value)])
            }
        }
        return given + [Payload(members: []), Payload(members: [("mode", "\"no\"")])]
    }

    /// Every two parameters with a right and two wrong values each, the wrong ones chosen by the generator.
    public static func pairs(using generator: inout some RandomNumberGenerator) -> [Payload] {
        var payloads: [Payload] = []
        for (index, first) in parameters.enumerated() {
            for second in parameters[(index + 1)...] {
                for firstValue in sample(first.values, &generator) {
                    for secondValue in sample(second.values, &generator) {
                        let members = [(first.name, firstValue), (second.name, secondValue)]
                        payloads.append(
                            Payload(members: first.name == "link_id" ? members : [("link_id", "\"a\"")] + members))
                    }
                }
            }
        }
        return payloads
    }

    /// A payload of up to eight parameters in any order.
    public static func random(using generator: inout some RandomNumberGenerator) -> Payload {
        let chosen = parameters.shuffled(using: &generator).prefix(Int.random(in: 0...8, using: &generator))
        var members = chosen.map { ($0.name, $0.values.randomElement(using: &generator) ?? "null") }
        if !chosen.contains(where: { $0.name == "link_id" }), Int.random(in: 0..<20, using: &generator) > 0 {
            members.insert(("link_id", "\"a\""), at: Int.random(in: 0...members.count, using: &generator))
        }
        return Payload(members: members)
    }

    private static func sample(_ values: [String], _ generator: inout some RandomNumberGenerator) -> [String] {
        Array(values.prefix(1)) + values.dropFirst().shuffled(using: &generator).prefix(2)
    }

    // The first of each list is right.

    /// Values of other types than text, and text that is blank or begins and ends oddly.
    private static let anything = [
        "null", "true", "false", "0", "1", "5", "-1", "5.0", "5.5", "1e2", "1E400", "-0", "-0.0", "0.1e1", "1e16",
        "12345678901234567890", "\"\"", "\" \"", #""\t\n""#, #""\u001f""#, #""\u00a0""#, #""\u200b""#, "[]", #"["x"]"#,
        "[1]", "[null]", "{}", #"{"a": 1}"#, #""\u0000""#, #""x\u0000y""#, #""\ud800""#, #""x\udc00x""#,
        #""\ud83d\ude00""#, "[[]]", #"{"link_id": "a"}"#,
    ]

    private static func texts(limit: Int?) -> [String] {
        let spaces = [" ", #"\t"#, #"\u001c"#, #"\u001f"#, #"\u0085"#, #"\u00a0"#, #"\u2003"#, #"\u3000"#]
        let others = [#"\u200b"#, #"\ufeff"#, #"\u180e"#, #"\u001b"#, #"\u007f"#, #"\u2060"#]
        var values = ["\"9876543210\"", "\"x\"", "\"é\"", "\"नमस्ते\""]
        values += (spaces + others).flatMap { ["\"\($0)x\"", "\"x\($0)\"", "\"\($0)\""] }
        if let limit {
            for scalar in ["x", "é", "世", "😀", "e\u{301}", #"\ud83d\ude00"#, "\u{1F1EE}\u{1F1F3}"] {
                // Two code points of these are one character, or the reverse.
                let size = scalar.hasPrefix("\\") ? 1 : scalar.unicodeScalars.count
                for count in [limit - 1, limit, limit + 1] {
                    values.append("\"" + String(repeating: scalar, count: count / size) + "\"")
                }
            }
            values += [
                "\" " + String(repeating: "x", count: limit) + "\"",
                "\"" + String(repeating: "x", count: limit) + #"\n""#,
                "\"" + String(repeating: " ", count: limit + 1) + "\"",
                "1" + String(repeating: "0", count: limit - 1), "1" + String(repeating: "0", count: limit),
            ]
        }
        return values + anything
    }

    private static func urls(limit: Int) -> [String] {
        let long = "https://a.example/"
        return [
            "https://acme.example/back", "http://localhost:8080/cb", "http://web:8000/cb", "HTTPS://ACME.EXAMPLE",
            "ftp://acme.example", "acme.example", "javascript:alert(1)", "https://", "https://acme..example/",
            "https://[::1]/", "https://user:pass@acme.example/",
            long + String(repeating: "x", count: limit - long.count),
            long + String(repeating: "x", count: limit - long.count + 1),
            " https://acme.example/", "https://acme.example/ ",
        ].map { "\"\($0)\"" }
    }

    private static func choices(_ names: [String]) -> [String] {
        let first = names[0]
        return names.map { "\"\($0)\"" } + [
            "\"no\"", "\"\(first.uppercased())\"", "\"\(first.lowercased())\"", "\" \(first)\"", "\"\(first) \"",
            "\"\(first)\\u0000\"", "[\"\(first)\"]", "{\"\(first)\": 1}", #""quo\"te""#, #""back\\slash""#,
            #""new\nline""#, "\"é\"", "\"'\"", #"["it's"]"#, #"["a\"'"]"#, #"[1, 2.0, true, null, {"a": "é\n"}]"#,
            "\"" + String(repeating: "x", count: 300) + "\"",
        ] + anything
    }

    private static func integers(_ bounds: ClosedRange<Int>) -> [String] {
        let (low, high) = (bounds.lowerBound, bounds.upperBound)
        return [
            "\(low)", "\(high)", "\(low - 1)", "\(high + 1)", "-\(low)", "\(low).0", "\(low).00e0", "\(low)e0",
            "\(low).5", "\"\(low)\"", "\"\(high)\"", "\"\(low - 1)\"", "\"\(high + 1)\"", "\"+\(low)\"", "\"-\(low)\"",
            "\" \(low) \"", #""\#(low)\n""#, #""\u00a0\#(low)""#, #""\#(low)\u001f""#, "\"\(low).0\"", "\"\(low).\"",
            "\"\(low).000 \"", "\"\(low).5\"", "\"\(low). 0\"", "\"- \(low)\"", "\"--\(low)\"", "\"0x10\"", "\"1e1\"",
            "\"0\(low)\"", "\"00000000000000000000000\(low)\"", #""\u0665""#, #""\uff15""#, #""\u09ea\u09ea""#,
            "\"1_0\"", "\"_10\"", "\"1__0\"", "\"1,0\"", "\"ten\"", "\"true\"", "\"\(low)\\u0000\"", "\".0\"", "\".\"",
            "\"+\"", "3e1", "30e-1", "4.3e4", "4.32e4", "1e-400", "\"\(String(repeating: "0", count: 999))\(low)\"",
            "\"\(String(repeating: "0", count: 1000))\(low)\"", "\"\(low).\(String(repeating: "0", count: 998))\"",
            "[\(low)]", "\"Infinity\"", "\"nan\"",
        ] + anything
    }

    private static let booleans =
        ["true", "false"]
        + ["t", "y", "yes", "true", "on", "1", "f", "n", "no", "false", "off", "0"].flatMap { word in
            [word, word.uppercased(), word.prefix(1).uppercased() + word.dropFirst(), " \(word)", "\(word) "].map {
                "\"\($0)\""
            }
        }
        + [
            "\"tRuE\"", "\"null\"", "\"None\"", "\"maybe\"", "\"yEs\"", "2", "0.0", "1.0", "1.5", "1e0", "10e-1",
            "1e-400",
            "0e9", "\"1.0\"", "\"01\"", #""o\uff4e""#, #""\u0130""#, #""fal\u017fe""#, "[true]", #"{"true": true}"#,
        ] + anything

    private static let objects = ["{}"] + anything.filter { $0 != #"{"a": 1}"# && $0 != #"{"link_id": "a"}"# }

    private static let metadata =
        objects
        + ["names", "employer_names", "companies_for_self_transfer"].flatMap { name in
            ([
                "[]", #"["AYUSH PATIL"]"#, #"["a", "b", "c"]"#, "[\"\"]", "[\" x \"]", "[1]", "[1.5]", "[true]",
                #"["a", null]"#,
            ]
                + [#"["a", "b", 5, "", null, [], {}]"#, #"["\u0000"]"#, "[\" \"]"] + anything)
                .map { "{\"\(name)\": \($0)}" }
        }
        + [
            #"{"names": [], "employer_names": [], "companies_for_self_transfer": []}"#, #"{"names": ["x"], "name": 5}"#,
            #"{"names": null, "employer_names": null}"#, #"{"names": "x", "employer_names": {"a": 1}}"#,
        ]
}
