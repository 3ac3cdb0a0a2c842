import BankConnectSession
import TestSupport
import Testing

/// Properties over random texts; a failure prints the seed, and `BCSESSION_TEST_SEED` sets it.
@Suite struct JSONPropertyTests {
    @Test func `every value and name stands where it was written`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<400 {
            let sample = RandomJSON(depth: 5, spacing: 3, using: &generator)
            let document = try JSONDocument(sample.text)
            try #require(document.tape.nodes.count == sample.nodes.count, "\(TestSeed.label)")
            for (index, expected) in sample.nodes.enumerated() {
                #expect(document[index].range == expected.range, "\(TestSeed.label)")
                Self.check(document, index, is: expected.value)
            }
        }
    }

    @Test func `what was read and written is read the same, and written the same`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for round in 0..<400 {
            let document = try JSONDocument(RandomJSON(depth: 5, spacing: 2, using: &generator).text)
            var writer = JSONWriter(indented: round.isMultiple(of: 2))
            writer.copy(0, of: document)
            let again = try JSONDocument(writer.bytes)
            try #require(again.tape.nodes.count == document.tape.nodes.count, "\(TestSeed.label)")
            for index in document.tape.nodes.indices {
                #expect(again[index].kind == document[index].kind, "\(TestSeed.label)")
                guard document[index].kind != .object, document[index].kind != .array else { continue }
                #expect(again.text(of: index).utf8.elementsEqual(document.text(of: index).utf8), "\(TestSeed.label)")
            }
            var second = JSONWriter(indented: round.isMultiple(of: 2))
            second.copy(0, of: again)
            #expect(second.bytes == writer.bytes, "\(TestSeed.label)")
        }
    }

    @Test func `white space changes no structure`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<200 {
            let tight = RandomJSON(depth: 5, spacing: 0, using: &generator)
            let wide = RandomJSON(tight.value, spacing: 9, using: &generator)
            let (first, second) = (try JSONDocument(tight.text), try JSONDocument(wide.text))
            #expect(first.tape.nodes.map(\.kind) == second.tape.nodes.map(\.kind), "\(TestSeed.label)")
            #expect(
                first.tape.nodes.indices.map { first.tape.next(after: $0) }
                    == second.tape.nodes.indices.map { second.tape.next(after: $0) }, "\(TestSeed.label)")
        }
    }

    @Test func `no change of bytes brings the reader down, and faults lie inside the text`() throws {
        var generator = SplitMix64(seed: TestSeed.value)
        let bytes: [UInt8] = Array(#"{}[]",:\u0019eE+-.truefalsn/"#.utf8) + [0, 0x1F, 0x20, 0x80, 0xC3, 0xED, 0xFF]
        var refused = 0
        for _ in 0..<4000 {
            var text = RandomJSON(depth: 3, spacing: 1, using: &generator).text
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !text.isEmpty {
                let place = Int.random(in: text.indices, using: &generator)
                let byte = bytes.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0...2, using: &generator) {
                case 0: text[place] = byte
                case 1: text.insert(byte, at: place)
                default: text.remove(at: place)
                }
            }
            do {
                let document = try JSONDocument(text)
                for node in document.tape.nodes {
                    #expect(node.range.lowerBound >= 0 && node.range.upperBound <= text.count, "\(TestSeed.label)")
                    #expect(!node.range.isEmpty, "\(TestSeed.label)")
                }
            } catch {
                refused += 1
                #expect(error.offset >= 0 && error.offset + error.length <= text.count, "\(TestSeed.label)")
                #expect(error.length > 0 || error.offset == text.count || error.code == .empty, "\(TestSeed.label)")
            }
        }
        #expect(refused > 500, "\(TestSeed.label)")
    }

    private static func check(_ document: JSONDocument, _ index: Int, is value: RandomJSON.Value) {
        let (kind, text): (JSONTape.Kind, String?) =
            switch value {
            case .object: (.object, nil)
            case .array: (.array, nil)
            case .string(let text): (.string, text)
            case .number(let text): (.number, text)
            case .word("true"): (.true, "true")
            case .word("false"): (.false, "false")
            case .word: (.null, "null")
            }
        #expect(document[index].kind == kind, "\(TestSeed.label)")
        guard let text else { return }
        #expect(document.text(of: index).utf8.elementsEqual(text.utf8), "\(TestSeed.label)")
        if kind == .string {
            #expect(document.codePointCount(of: index) == text.unicodeScalars.count, "\(TestSeed.label)")
            #expect(document.isString(index, text), "\(TestSeed.label)")
        }
    }
}
