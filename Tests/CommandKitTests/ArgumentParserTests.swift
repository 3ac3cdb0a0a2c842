import CommandKit
import TestSupport
import Testing

@Suite struct ArgumentParserTests {
    private func parse(_ texts: String...) throws(UsageError) -> SampleOptions {
        try SampleOptions.parser.parse(texts.map { Argument($0) })
    }

    @Test func `no words give the defaults`() throws {
        #expect(try parse() == SampleOptions())
    }

    @Test(arguments: [
        ["--format", "json"], ["--format=json"], ["-f", "json"], ["-fjson"], ["-sfjson"], ["-sf", "json"],
    ])
    func `a value may follow after a space, an equals sign or its letter`(texts: [String]) throws {
        #expect(try SampleOptions.parser.parse(texts.map { Argument($0) }).format == .json)
    }

    @Test func `switches may share one dash`() throws {
        let parser = ArgumentParser(
            command: "check", options: SampleOptions(),
            flags: [
                .toggle("strict", short: "s", sets: { $0.isStrict = $1 }, "Strict."),
                .toggle("quiet", short: "q", sets: { $0.isQuiet = $1 }, "Quiet."),
            ])
        let options = try parser.parse(words("-sq"))
        #expect(options.isStrict && options.isQuiet)
    }

    @Test func `a switch may be given twice`() throws {
        #expect(try parse("-s", "--strict").isStrict)
    }

    @Test func `a switch can set false`() throws {
        var start = SampleOptions()
        start.isStrict = true
        let parser = ArgumentParser(
            command: "check", options: start,
            flags: [.toggle("no-strict", sets: { $0.isStrict = $1 }, to: false, "Not strict.")])
        #expect(try parser.parse(words("--no-strict")).isStrict == false)
    }

    @Test func `flags and operands mix`() throws {
        let options = try parse("a", "-f", "json", "b", "--strict", "c")
        #expect(options.files == ["a", "b", "c"])
        #expect(options.format == .json && options.isStrict)
    }

    @Test func `two dashes end the flags`() throws {
        let options = try parse("-s", "--", "-f", "--", "--strict")
        #expect(options.files == ["-f", "--", "--strict"])
        #expect(options.format == .text)
    }

    @Test func `one dash is an operand`() throws {
        let options = try parse("-", "-s")
        #expect(options.files == ["-"])
        #expect(options.files[0].isStandardStream && options.isStrict)
    }

    @Test func `one dash is a value`() throws {
        #expect(try parse("--output", "-").output == "-")
        #expect(try parse("-o-").output == "-")
    }

    @Test func `a value that begins with a dash follows an equals sign or its letter`() throws {
        #expect(try parse("--jobs=-3").jobs == -3)
        #expect(try parse("-j-3").jobs == -3)
        #expect(try parse("--name=--strict").name == "--strict")
    }

    @Test func `only the first equals sign parts name and value`() throws {
        #expect(try parse("--name=a=b").name == "a=b")
        #expect(try parse("-n=b").name == "=b")
    }

    @Test func `a repeatable flag gathers its values in order`() throws {
        #expect(try parse("--id", "b", "--id=a", "--id", "b").ids == ["b", "a", "b"])
        #expect(try parse("--pair", "a=1", "--pair=b=2").pairs == ["a=1", "b=2"])
    }

    @Test func `a flag given a hundred thousand times takes no quadratic time`() throws {
        let words = [Argument](repeating: "--id=x", count: 100_000)
        var count = 0
        let took = try processorTime { count = try SampleOptions.parser.parse(words).ids.count }
        #expect(count == 100_000)
        #expect(took < .seconds(60))
    }

    @Test func `a comma list may be repeated`() throws {
        #expect(try parse("--disable", "json,text", "--disable=ndjson").disabled == [.json, .text, .ndjson])
    }

    @Test func `an empty value is taken where the flag allows it`() throws {
        #expect(try parse("--label=").label == "")
        #expect(try parse("--label", "").label == "")
    }

    @Test func `a file name need not be UTF-8`() throws {
        let raw: [UInt8] = [0x66, 0xFF]
        let options = try SampleOptions.parser.parse([
            Argument(bytes: Array("--output=".utf8) + raw), Argument(bytes: raw),
        ])
        #expect(options.output?.bytes == raw)
        #expect(options.files.map(\.bytes) == [raw])
        #expect(options.files[0].displayName == "f\u{FFFD}")
    }

    @Test(arguments: [
        (["--formt", "x"], "check has no flag '--formt'; did you mean '--format'?"),
        (["--frmat=x"], "check has no flag '--frmat'; did you mean '--format'?"),
        (["--form", "json"], "check has no flag '--form'; did you mean '--format'?"),
        (["--zzzzzzzz"], "check has no flag '--zzzzzzzz'"),
        (["--=x"], "check has no flag '--'"),
        (["--interna"], "check has no flag '--interna'"),
        (["-x"], "check has no flag '-x'; put '--' before an operand that begins with '-'"),
        (["-sx"], "check has no flag '-x'"),
        (["-é"], "check has no flag '-é'; put '--' before an operand that begins with '-'"),
        (["-strict"], "'-strict' has one dash too few; write --strict"),
        (["--format"], "--format needs a value; write --format FORMAT"),
        (["-sf"], "--format needs a value; write --format FORMAT"),
        (
            ["--format", "--strict"],
            "--format needs a value, but '--strict' begins with '-'; write --format FORMAT"
        ),
        (["-j", "-3"], "--jobs needs a value, but '-3' begins with '-'; if that is the value, write --jobs=-3"),
        (
            ["--format", "--"],
            "--format needs a value, but '--' begins with '-'; write --format FORMAT"
        ),
        (["--format="], "--format was given an empty value; it takes one of text, json, ndjson"),
        (["--output", ""], "--output was given an empty value; it takes a file name"),
        (["--name="], "--name was given an empty value; it takes a text"),
        (["--strict=yes"], "--strict takes no value, but was given 'yes'; write --strict"),
        (["--strict="], "--strict takes no value, but was given ''; write --strict"),
        (["--format", "xml"], "--format takes one of text, json, ndjson, not 'xml'"),
        (["--format", "jsno"], "--format takes one of text, json, ndjson, not 'jsno'; did you mean 'json'?"),
        (["--format", "JSON"], "--format takes one of text, json, ndjson, not 'JSON'; did you mean 'json'?"),
        (["--jobs", "four"], "--jobs takes a whole number, not 'four'"),
        (["--jobs", "+4"], "--jobs takes a whole number, not '+4'"),
        (["--jobs", "4.0"], "--jobs takes a whole number, not '4.0'"),
        (["--jobs", "99999999999999999999"], "--jobs takes a whole number, not '99999999999999999999'"),
        (["-f", "json", "--format=json"], "--format was given twice; give it once"),
        (["-s", "-q"], "--strict and --quiet exclude each other; give one of them"),
        (["-q", "-s"], "--quiet and --strict exclude each other; give one of them"),
        (
            ["--disable", "json,,text"],
            "--disable was given an empty item in 'json,,text'; write each item once with one comma between"
        ),
        (
            ["--disable", "json,"],
            "--disable was given an empty item in 'json,'; write each item once with one comma between"
        ),
        (["--disable="], "--disable was given an empty value; it takes one of text, json, ndjson"),
        (["--pair", "ab"], "--pair needs a '=' in 'ab'"),
        ([""], "the FILE is an empty word; it takes a file name"),
    ])
    func `a wrong command line is told exactly`(texts: [String], message: String) {
        let error = #expect(throws: UsageError.self) {
            try SampleOptions.parser.parse(texts.map { Argument($0) })
        }
        #expect(error?.description == message)
    }

    @Test func `an error about a flag names it, so that its help can be shown`() {
        for texts in [["--pair", "ab"], ["--jobs", "x"], ["--format"]] {
            let error = #expect(throws: UsageError.self) {
                try SampleOptions.parser.parse(texts.map { Argument($0) })
            }
            #expect(error?.flag == texts[0].dropFirst(2).description)
        }
    }

    @Test func `text that is not UTF-8 is refused`() {
        func message(_ bytes: [UInt8]...) -> String? {
            #expect(throws: UsageError.self) {
                try SampleOptions.parser.parse(bytes.map(Argument.init(bytes:)))
            }?.description
        }
        let raw: [UInt8] = [0x66, 0xFF]
        let hint = "; only file names may be other than UTF-8"
        #expect(message(Array("--name=".utf8) + raw) == "--name was given 'f\u{FFFD}', which is not UTF-8" + hint)
        #expect(message(Array("--pair".utf8), raw) == "--pair was given 'f\u{FFFD}', which is not UTF-8" + hint)
        #expect(message(Array("--".utf8) + raw) == "the argument '--f\u{FFFD}' is not UTF-8" + hint)
        #expect(message([0x2D, 0xFF]) == "the argument '-\u{FFFD}' is not UTF-8" + hint)
    }

    @Test(arguments: [
        ([], "explain needs a SUBJECT; write explain SUBJECT"),
        (["a", "b"], "explain takes one SUBJECT, and 'b' is one too many; put quotes around a value that has spaces"),
        (["--", ""], "the SUBJECT is an empty word; it takes a text"),
    ])
    func `a required operand is given once`(texts: [String], message: String) {
        let parser = ArgumentParser(
            command: "explain", options: SubjectOptions(), flags: [],
            operands: [.required("SUBJECT", sets: { $0.subject = $1 }, "What.")])
        let error = #expect(throws: UsageError.self) { try parser.parse(texts.map { Argument($0) }) }
        #expect(error?.description == message)
    }

    @Test func `an optional operand may be left out`() throws {
        let parser = ArgumentParser(
            command: "create", options: SubjectOptions(), flags: [],
            operands: [.optional("FILE", sets: { $0.keyFile = $1 }, "What.")])
        #expect(try parser.parse([]).keyFile == nil)
        #expect(try parser.parse(["a"]).keyFile == "a")
        let error = #expect(throws: UsageError.self) { try parser.parse(["a", "b"]) }
        #expect(
            error?.description
                == "create takes one FILE, and 'b' is one too many; put quotes around a value that has spaces")
    }

    @Test func `at least one operand can be demanded`() throws {
        let parser = ArgumentParser(
            command: "check", options: SampleOptions(), flags: [],
            operands: [.oneOrMore("FILE", adds: { $0.files.append($1) }, "What.")])
        #expect(try parser.parse(["a", "b"]).files == ["a", "b"])
        let error = #expect(throws: UsageError.self) { try parser.parse([]) }
        #expect(error?.description == "check needs a FILE; write check FILE ...")
    }

    @Test func `a command without operands says so`() {
        let parser = ArgumentParser(command: "list", options: SampleOptions(), flags: [])
        let error = #expect(throws: UsageError.self) { try parser.parse(["a"]) }
        #expect(
            error?.description
                == "list takes values by flags alone, and 'a' has none before it")
    }

    @Test func `an operand with choices suggests the nearest`() {
        struct Options: Sendable { var format: SampleFormat? }
        let parser = ArgumentParser(
            command: "show", options: Options(), flags: [],
            operands: [.optional("FORMAT", sets: { $0.format = $1 }, "What.")])
        let error = #expect(throws: UsageError.self) { try parser.parse(["jsn"]) }
        #expect(error?.description == "FORMAT must be one of text, json, ndjson, not 'jsn'; did you mean 'json'?")
    }

    @Test func `defaults shown are those of the options`() {
        let specs = SampleOptions.flags.map(\.spec)
        #expect(specs.first { $0.long == "format" }?.defaultText == "text")
        #expect(specs.first { $0.long == "jobs" }?.defaultText == "4")
        #expect(specs.first { $0.long == "label" }?.defaultText == nil)
        #expect(specs.first { $0.long == "disable" }?.completion == .choices(["text", "json", "ndjson"]))
    }
}
