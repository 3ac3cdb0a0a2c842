import BankConnectSession

/// Raw HTTP requests.
enum RequestProperties {
    static func check(_ input: [UInt8]) throws {
        var checker = PayloadChecker(RuleContext(today: RuleExample.today))
        let start = checker.checkRequest(input, in: 0..<input.count, otherwise: .v2)
        try hold((0...input.count).contains(start), "the payload begins inside the request")
        switch HTTPRequestReader.read(input, in: 0..<input.count) {
        case .failure(let fault):
            try hold(fault.range.lowerBound >= 0 && fault.range.upperBound <= input.count, "a fault lies inside")
            try hold(checker.findings.map(\.rule.number) == [1], "what is no request draws one finding")
        case .success(let message):
            try hold(message.body == start..<input.count, "the body is all behind the head")
            try PayloadProperties.check(checker.findings, of: input.count - start, start: start)
            try checkPlaces(message.head, in: input)
            try checkLineEnds(message, in: input)
            try checkAnswer(message, in: input)
        }
        try checkSurroundings(checker, input)
    }

    /// The parts of the head stand where it says.
    private static func checkPlaces(_ head: HTTPRequestHead, in input: [UInt8]) throws {
        guard let places = head.places else { throw Violation(description: "a request that was read has places") }
        try hold(Array(input[places.method]).text == head.method, "the method stands at its place")
        try hold(Array(input[places.path]).text.contains(head.path) || head.path == "/", "the path stands at its place")
        try hold(places.values.count == head.fields.count, "each field has a place")
        for (field, range) in zip(head.fields, places.values) {
            try hold(Array(input[range]).text == field.value, "a field's value stands at its place")
            try hold(!field.name.isEmpty && !field.name.contains(":"), "a field has a name")
            try hold(head.value(of: inCapitals(field.name)) != nil, "a field is found by its name")
        }
    }

    /// A field's name in another case: names compare without the case of ASCII letters, and of no others.
    private static func inCapitals(_ name: String) -> String {
        String(decoding: name.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
    }

    /// Lines that end in CRLF say the same as lines that end in a line feed.
    private static func checkLineEnds(_ message: HTTPRequestReader.Message, in input: [UInt8]) throws {
        var other: [UInt8] = []
        for (offset, byte) in input[..<message.body.lowerBound].enumerated() {
            if byte == 0x0A, offset == 0 || input[offset - 1] != 0x0D { other.append(0x0D) }
            other.append(byte)
        }
        other += input[message.body]
        guard case .success(let again) = HTTPRequestReader.read(other, in: 0..<other.count) else {
            throw Violation(description: "a request stays one with other line ends")
        }
        try hold(again.head.method == message.head.method, "the method is the same with other line ends")
        try hold(again.head.path == message.head.path, "the path is the same with other line ends")
        try hold(again.head.fields == message.head.fields, "the fields are the same with other line ends")
        try hold(other[again.body] == input[message.body], "the body is the same with other line ends")
    }

    /// The service answers every request with JSON.
    private static func checkAnswer(_ message: HTTPRequestReader.Message, in input: [UInt8]) throws {
        let key = try SigningKey(bytes: Array(repeating: 7, count: 32))
        let service = SessionAPI(context: RuleContext(today: RuleExample.today), issuer: .init(key: key))
        let response = service.respond(
            to: HTTPRequest(head: message.head, body: Array(input[message.body])), now: 1_765_238_400,
            random: InlineArray(repeating: 9))
        try hold([200, 400, 401, 402, 403, 404, 405, 415].contains(response.status), "the status is a documented one")
        let body = try JSONDocument(response.body)
        try hold(body[0].kind == .object, "an answer is a JSON object")
        guard response.status == 200 else { return }
        let outcome = SendOutcome(
            response, trusted: .init(clientURL: "https://bankconnectclient.finbox.in/", includesLoopback: false), now: 0
        )
        guard outcome.kind == .created else {
            throw Violation(description: "what the service creates passes the check of its answers")
        }
    }

    /// A request is the same wherever it stands in a buffer.
    private static func checkSurroundings(_ checker: PayloadChecker, _ input: [UInt8]) throws {
        let sides = Array("\r\n: {\"".utf8)
        var other = PayloadChecker(RuleContext(today: RuleExample.today))
        _ = other.checkRequest(sides + input + sides, in: sides.count..<sides.count + input.count, otherwise: .v2)
        try hold(other.findings == checker.findings, "a request's findings are its own")
    }
}
