import BankConnectSession
import HTTPService
import TestSupport
import Testing

/// Requests come out of the bytes alike, however these are cut.
@Suite struct RequestParserTests {
    private static let stream = Array(
        """
        GET /1?a HTTP/1.1\r\nHost: a:1\r\nX-Api-Key:  k \r\n\r\n\
        POST /2 HTTP/1.1\r\nhost: A\r\nContent-Length: 5\r\n\r\nab\r\nc\
        \r\nPOST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n2;e\r\nyz\r\n0\r\nT: 1\r\n\r\n\
        HEAD http://b:2/4 HTTP/1.0\r\n\r\n
        """.utf8)

    private func requests(_ pieces: [ArraySlice<UInt8>]) -> [IncomingRequest] {
        var parser = RequestParser(ServiceLimits())
        var bytes: [UInt8] = []
        var position = 0
        var requests: [IncomingRequest] = []
        for piece in pieces {
            bytes += piece
            while case .request(let request) = parser.next(in: bytes, from: &position) { requests.append(request) }
            bytes.removeFirst(position)
            position = 0
        }
        return requests
    }

    @Test func `four requests of every kind are read`() {
        let requests = requests([Self.stream[...]])
        #expect(requests.map(\.request.head.method) == ["GET", "POST", "POST", "HEAD"])
        #expect(requests.map(\.request.head.path) == ["/1", "/2", "/3", "/4"])
        #expect(requests.map(\.query) == ["a", nil, nil, nil])
        #expect(requests.map(\.authority) == ["a:1", "a", "a", "b:2"])
        #expect(requests.map(\.keepsAlive) == [true, true, true, false])
        #expect(requests.map { String(decoding: $0.request.body, as: UTF8.self) } == ["", "ab\r\nc", "xyz", ""])
        #expect(requests.first?.request.head.value(of: "x-api-key") == "k")
        #expect(
            requests.first.map { String(decoding: $0.rawHead, as: UTF8.self) }
                == "GET /1?a HTTP/1.1\r\nHost: a:1\r\nX-Api-Key:  k ")
    }

    @Test func `requests are the same wherever their bytes are cut in two`() {
        let whole = requests([Self.stream[...]])
        for cut in 1..<Self.stream.count {
            #expect(requests([Self.stream[..<cut], Self.stream[cut...]]) == whole, "cut at \(cut)")
        }
    }

    @Test func `requests are the same in pieces of any length`() {
        let whole = requests([Self.stream[...]])
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<200 {
            var pieces: [ArraySlice<UInt8>] = []
            var start = 0
            while start < Self.stream.count {
                let end = min(Self.stream.count, start + Int.random(in: 1...9, using: &generator))
                pieces.append(Self.stream[start..<end])
                start = end
            }
            #expect(requests(pieces) == whole, "\(TestSeed.label)")
        }
    }
}
