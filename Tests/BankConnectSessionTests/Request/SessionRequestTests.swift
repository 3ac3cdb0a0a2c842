import BankConnectSession
import Testing

@Suite struct SessionRequestTests {
    static func read(_ text: String) -> SessionRequest {
        var request = SessionRequest()
        let bytes = Array(text.utf8)
        request.read(bytes, in: 0..<bytes.count)
        return request
    }

    /// The source text of the value in a parameter's slot; nil for an empty slot.
    static func value(_ parameter: Parameter, of text: String) -> String? {
        let request = read(text)
        return request.index(of: parameter).map { request.document.source(request.document[$0].range) }
    }

    @Test(arguments: Parameter.allCases)
    func `each parameter has a slot of its own, by each of its names`(parameter: Parameter) {
        for name in [parameter.name, parameter.row.alias].compactMap(\.self) {
            let request = Self.read(#"{"x": 0, "\#(name)": 7, "y": 0}"#)
            #expect(Parameter.allCases.filter { request.index(of: $0) != nil } == [parameter])
            #expect(request.given == ParameterSet(parameter))
            #expect(request[parameter].map { request.document.integer(at: $0) } == 7)
            #expect(request.unknownNames.count == 2 && request.repeatedNames.isEmpty)
            #expect(request.aliasValues.map(\.parameter) == (name == parameter.name ? [] : [parameter]))
        }
    }

    /// What the page calls something else than a string.
    static let noTexts: Set<Parameter> = [
        .mode, .sessionExpiry, .acceptAnything, .isMobileFieldEditable, .consents, .metadata, .aaJourneyMode,
        .aaRecurringTenureMonthCount, .aaRecurringFrequencyUnit, .aaRecurringFrequencyValue,
    ]

    @Test(arguments: ["null", #""""#])
    func `null and an empty text are there, but do not count; an empty value of another type does`(blank: String) {
        for parameter in Parameter.allCases {
            let request = Self.read(#"{"\#(parameter.name)": \#(blank)}"#)
            let counts = blank != "null" && Self.noTexts.contains(parameter)
            #expect(request[parameter] == (counts ? 2 : nil))
            #expect(request.index(of: parameter) == 2)
            #expect(request.blank == (counts ? [] : ParameterSet(parameter)))
            #expect(request.given == (counts ? ParameterSet(parameter) : []))
        }
    }

    @Test(arguments: ["0", "false", "[]", "{}", #"" ""#, #""\u0000""#])
    func `any other value counts`(value: String) {
        #expect(Self.read(#"{"mode": \#(value)}"#).given == ParameterSet(.mode))
    }

    @Test(arguments: [
        #"{"link_id": "a", "link_id": "b"}"#, #"{"link_id": "a", "\u006cink_id": "b"}"#,
        #"{"\u006c\u0069nk_id": "a", "link_id": "b"}"#,
    ])
    func `a name that stands twice is noted, and the last value counts`(text: String) {
        #expect(Self.read(text).repeatedNames == [3])
        #expect(Self.value(.linkID, of: text) == #""b""#)
    }

    @Test(arguments: [
        #"{"__proto__": {"link_id": "a"}}"#, #"{"LINK_ID": "a"}"#, #"{"link_id ": "a"}"#, #"{"": "a"}"#,
        #"{"link_id\u0000": "a"}"#, "{\"link_\u{456}d\": \"a\"}", #"{"metadata.link_id": "a"}"#, #"{"linkId": "a"}"#,
    ])
    func `a name that only looks like a parameter's is unknown`(text: String) {
        let request = Self.read(text)
        #expect(request.unknownNames == [1] && request.given == [] && request.blank == [])
    }

    @Test(arguments: [
        (#"{"bank": "hdfc"}"#, #""hdfc""#), (#"{"bank_name": "hdfc", "bank": "icici"}"#, #""hdfc""#),
        (#"{"bank": "icici", "bank_name": "hdfc"}"#, #""hdfc""#), (#"{"bank": "hdfc", "bank": "icici"}"#, #""hdfc""#),
        // null and "" count as absent, whichever spelling has them.
        (#"{"bank_name": null, "bank": "hdfc"}"#, #""hdfc""#), (#"{"bank": "hdfc", "bank_name": ""}"#, #""hdfc""#),
        (#"{"bank": null, "bank_name": "hdfc"}"#, #""hdfc""#), (#"{"bank_name": "hdfc", "bank": ""}"#, #""hdfc""#),
        (#"{"bank_name": null, "bank": ""}"#, "null"), (#"{"bank": null}"#, "null"),
    ])
    func `the documented spelling counts before the other, and a value before none`(text: String, value: String) {
        #expect(Self.value(.bankName, of: text) == value)
        let request = Self.read(text)
        #expect((request[.bankName] == nil) == (value == "null"))
        #expect(request.repeatedNames.isEmpty == (text != #"{"bank": "hdfc", "bank": "icici"}"#))
        #expect(request.aliasValues.count == 1)
    }

    @Test func `a repeated spelling is noted once for each time it stands too often`() {
        let request = Self.read(
            #"{"bank": 1, "bank_name": 2, "bank": 3, "bank_name": null, "bank": 4, "bank_name": 5}"#)
        #expect(request.repeatedNames == [5, 7, 9, 11])
        #expect(request.aliasValues.count == 1)
        #expect(request[.bankName] == 12)
    }

    @Test(arguments: ["[]", "null", "1", #""link_id""#, "", "{", #"{"link_id": "a",}"#])
    func `what is no object fills no slot`(text: String) {
        let request = Self.read(text)
        #expect(Parameter.allCases.allSatisfy { request.index(of: $0) == nil })
        #expect(!request.traits.contains(.object))
    }

    @Test func `nothing of a payload is left for the next one`() {
        var request = Self.read(#"{"bank": "a", "bank": "b", "x": 1, "mode": null, "link_id": "a"}"#)
        for text in ["{}", "{", "[]"] {
            let bytes = Array(text.utf8)
            request.read(bytes, in: 0..<bytes.count)
            #expect(request.given == [] && request.blank == [] && request.unknownNames.isEmpty)
            #expect(request.repeatedNames.isEmpty && request.aliasValues.isEmpty)
            #expect(Parameter.allCases.allSatisfy { request.index(of: $0) == nil })
            #expect((request.syntaxError != nil) == (text == "{"))
        }
    }

    @Test func `a payload cut short is told of alike, whatever stands behind it in the buffer`() {
        let text = Array(#"{"link_id":"A","mode": "aa", "bank_name":"hdfc"}"#.utf8)
        for length in 0..<text.count {
            let cut = Array(text[..<length])
            var alone = PayloadChecker(RuleContext(today: RuleExample.today))
            alone.check(cut)
            for tail in [#"""""""""""#, #": "x"}}}}}"#, #"":"x"}}}}}"#, #""}"}"}"}"}"#, "}}}}}}}}}}"] {
                var beside = PayloadChecker(RuleContext(today: RuleExample.today))
                beside.check(cut + Array(tail.utf8), in: 0..<length)
                #expect(beside.findings == alone.findings, "\(length) bytes, then \(tail)")
            }
        }
    }
}
