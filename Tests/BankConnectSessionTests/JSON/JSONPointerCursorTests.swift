import BankConnectSession
import TestSupport
import Testing

@Suite struct JSONPointerCursorTests {
    /// RFC 6901, section 5, and what its grammar leaves to chance.
    static let text = #"{"foo":["bar","baz"],"":0,"a/b":1,"m~n":{"~1":[[],[7]]},"\u00e9\n":2,"k\"l":3}"#
    static let pointers = [
        "", "/foo", "/foo", "/foo/0", "/foo/1", "/", "/", "/a~1b", "/a~1b", "/m~0n", "/m~0n", "/m~0n/~01",
        "/m~0n/~01", "/m~0n/~01/0", "/m~0n/~01/1", "/m~0n/~01/1/0", "/é\n", "/é\n", "/k\"l", "/k\"l",
    ]

    @Test func `names and values have the pointer of RFC 6901`() throws {
        let document = try JSONDocument(Array(Self.text.utf8))
        var cursor = JSONPointerCursor()
        #expect(document.tape.nodes.indices.map { cursor.pointer(to: $0, in: document) } == Self.pointers)
    }

    @Test func `questions may come in any order`() throws {
        let document = try JSONDocument(Array(Self.text.utf8))
        var generator = SplitMix64(seed: TestSeed.value)
        var cursor = JSONPointerCursor()
        for _ in 0..<500 {
            let index = Int.random(in: document.tape.nodes.indices, using: &generator)
            #expect(cursor.pointer(to: index, in: document) == Self.pointers[index], "\(TestSeed.label)")
        }
    }

    @Test func `a kept place answers as a walk from the start does`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<50 {
            let document = try JSONDocument(RandomJSON(depth: 5, spacing: 0, using: &generator).text)
            var cursor = JSONPointerCursor()
            for index in document.tape.nodes.indices where Bool.random(using: &generator) {
                var fresh = JSONPointerCursor()
                #expect(
                    cursor.pointer(to: index, in: document) == fresh.pointer(to: index, in: document),
                    "\(TestSeed.label)")
            }
        }
    }

    @Test(arguments: ["1", "{}", "[]", "null"])
    func `a text without members has one pointer, and no other index has any`(text: String) throws {
        let document = try JSONDocument(Array(text.utf8))
        var cursor = JSONPointerCursor()
        for index in [-1, 0, 1, 7] { #expect(cursor.pointer(to: index, in: document).isEmpty) }
    }

    /// A walk from the start for each member would take five thousand million steps, many minutes in a debug build.
    @Test func `a hundred thousand members cost one walk`() throws {
        let names = (0..<100_000).map { "\"n\($0)\":[\($0)]" }
        let document = try JSONDocument(Array("{\(names.joined(separator: ","))}".utf8))
        var cursor = JSONPointerCursor()
        var last = ""
        let took = processorTime {
            for member in document.tape.members(of: 0) { last = cursor.pointer(to: member.value + 1, in: document) }
        }
        #expect(took < .seconds(60))
        #expect(last == "/n99999/0")
    }
}
