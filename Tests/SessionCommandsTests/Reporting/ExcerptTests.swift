import BankConnectSession
import TestSupport
import Testing

@testable import SessionCommands

/// A line of the payload, and the caret below it.
@Suite struct ExcerptTests {
    private func window(_ marked: String, columns: Int = 80) throws -> Excerpt.Window {
        let text = MarkedText(marked)
        var request = SessionRequest()
        request.read(text.bytes, in: 0..<text.bytes.count)
        return Self.window(text.bytes, marking: try #require(text.spans.first), request, columns: columns)
    }

    private static func window(
        _ bytes: [UInt8], marking mark: Range<Int>, _ request: SessionRequest, columns: Int
    ) -> Excerpt.Window {
        var text = ExcerptText(bytes)
        text.secrets = SecretRanges(request, in: bytes, text: text.range)
        var positions = PositionCursor(bytes, in: text.range)
        let place = TextPlace(
            start: positions.position(of: mark.lowerBound), end: positions.position(of: mark.upperBound),
            offset: mark.lowerBound, length: mark.count)
        return Excerpt(text, place).window(columns: columns)
    }

    /// The part of a window's text that stands above the carets, character by character of one column.
    private func marked(_ window: Excerpt.Window) -> String {
        String(window.text.dropFirst(window.markStart).prefix(window.markWidth))
    }

    @Test(arguments: [
        (#"{"a": «"x"»}"#, 6, 3), ("\t{\t\"a\":\t«\"x\"»}", 17, 3), (#"{"日本": «"x"»}"#, 9, 3),
        (#"{"日本": «"語"»}"#, 9, 4), ("{\"e\u{301}\": «\"o\u{308}\"»}", 6, 3), (#"{"😀": «1»}"#, 7, 1),
        ("{\"\u{202E}\": «1»}", 13, 1), (#"{"🇮🇳": «1»}"#, 7, 1), ("{\"한글\u{1112}\u{1161}\u{11AB}\": «1»}", 11, 1),
    ])
    func `the carets stand in the columns of a terminal`(text: String, start: Int, width: Int) throws {
        let window = try window(text)
        #expect(window.markStart == start)
        #expect(window.markWidth == width)
    }

    @Test func `a long line is cut around the value, in every width`() throws {
        let long = String(repeating: "x", count: 300)
        for columns in [0, 1, 20, 40, 80, 200] {
            for text in [
                #"{"\#(long)": «"fax"», "y": "\#(long)"}"#, #"{"a": «"fax"», "y": "\#(long)"}"#,
                #"{"\#(long)": «"fax"»}"#,
            ] {
                let window = try window(text, columns: columns)
                #expect(window.text.count <= max(columns, 20))
                #expect(marked(window) == #""fax""#)
            }
        }
        let value = try window(#"{"a": «"\#(long)"»}"#, columns: 40)
        #expect(value.text.count == 40)
        #expect(value.markStart + value.markWidth == 39)
        #expect(try window(#"{"a": «1»}"#, columns: 80).text == #"{"a": 1}"#)
    }

    @Test func `a line that just fits is whole`() throws {
        let text = #"{"a": «1», "b": "\#(String(repeating: "x", count: 63))"}"#
        #expect(try window(text, columns: 80).text.count == 80)
        #expect(try !window(text, columns: 80).text.contains("…"))
        #expect(try window(text, columns: 79).text.count == 79)
        #expect(try window(text, columns: 79).text.hasSuffix("…"))
    }

    @Test(arguments: [
        #"{"api_key": "s3cret", "mode": «1»}"#, #"{"api\u005fkey": "s3cret", "mode": «1»}"#,
        #"{"\u0061pi_key": "s3\"cret", "mode": «1»}"#, #"{"metadata": [{"api_key": "s3cret"}], "mode": «1»}"#,
        #"{"api_key": {"a": ["s3cret"]}, "mode": «1»}"#, #"{"api_key": 53, "mode": «1»}"#,
        #"{"API-KEY": "s3cret", "mode": «1»}"#, #"{"apiKey": "s3cret", "mode": «1»}"#,
        #"{"x": "X-Api-Key: s3cret", "mode": «1»}"#, #"{"x": "{\"api_key\": \"s3cret\"}", "mode": «1»}"#,
        #"{"x": "{\"api\\u005fkey\": \"s3cret\"}", "mode": «1»}"#, #"{"x": "?api%5Fkey=s3cret&a", "mode": «1»}"#,
        #"{"my api_key=s3cret": 1, "mode": «1»}"#, #"{"Authorization": "Bearer s3cret", "mode": «1»}"#,
    ])
    func `an API key is masked, and the caret stays under the value`(text: String) throws {
        let window = try window(text)
        #expect(window.text.contains("***"))
        #expect(!window.text.contains("cret"))
        #expect(!window.text.contains("53"))
        #expect(marked(window) == "1")
    }

    @Test(arguments: [
        #"{"mode": «x», "api_key": "s3cret"}"#, #"{"mode": «x», "api_key" "s3cret"}"#,
        #"{"mode": «x», api_key: s3cret}"#, #"{"mode": «x», 'api_key': 's3cret'}"#,
        #"{"mode": «x», "api_key": s3"cret"}"#, #"{"mode": «x», "api_key": "s3\"cret"#,
        #"{"mode": «x», "api\u005fkey": "s3cret"}"#, #"{"mode": «x», "a\u0050I_key": s3cret, cret"#,
        "{\"mode\":\n «x», \"api_key\"\n:\n\"s3cret\"}", #"{"mode": «x», "api_key":"#,
    ])
    func `a key in a text that is not JSON is masked as well`(text: String) throws {
        #expect(try !window(text).text.contains("cret"))
        #expect(try marked(window(text)) == "x")
    }

    @Test func `a key on a line of its own is masked where it is marked`() throws {
        #expect(try window("{\"api_key\":\n«\"s3cret\"»}").text == "\"***\"}")
        #expect(try window("{\"a\":!, \"api_key\":\r\n  «\"s3cret\"»}").text == "  \"***\"}")
    }

    @Test func `malformed UTF-8 before a key does not shift its mask`() throws {
        for prefix in [[0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0x80, 0xFF, 0xFF]] as [[UInt8]] {
            let bytes = Array("{\"".utf8) + prefix + Array("\": 1, \"api_key\": \"s3cret\", \"x\": !}".utf8)
            let place = bytes.count - 2
            var request = SessionRequest()
            request.read(bytes, in: 0..<bytes.count)
            let window = Self.window(bytes, marking: place..<place + 1, request, columns: 80)
            #expect(window.text.hasSuffix(#"": 1, "api_key": "***", "x": !}"#))
            #expect(marked(window) == "!")
        }
    }

    @Test func `looking for keys in a run of backslashes takes no longer than in other text`() throws {
        let text =
            #"{"u": ""# + String(repeating: #"\\"#, count: 100_000) + #"", "mode": «"fax"», "api_key": "s3cret"}"#
        let took = try processorTime {
            let window = try window(text)
            #expect(marked(window) == #""fax""#)
            #expect(!window.text.contains("s3cret"))
        }
        #expect(took < .seconds(60))
    }
}
