import BankConnectSession
import HTTPService

/// Bytes that arrive at the server engine.
enum ServiceProperties {
    /// The first byte says how the others are cut into pieces.
    static func check(_ input: [UInt8]) throws {
        let (choice, bytes) = input.choiceAndRest
        let (requests, fault) = try read(bytes, in: bytes.count)
        let (others, otherFault) = try read(bytes, in: 1 + choice % 16)
        try hold(requests == others, "requests are the same however their bytes are cut")
        try hold(fault == otherFault, "and so is what ends them")
        for request in requests { try check(request) }
        if let fault {
            try hold([400, 413, 417, 431, 505].contains(fault.status), "a fault has a status of its own")
            try hold(!fault.reason.isEmpty && !fault.reason.utf8.contains { $0 < 0x20 }, "and says why in a line")
        }
    }

    private static func read(
        _ bytes: [UInt8], in pieceLength: Int
    ) throws -> (requests: [IncomingRequest], fault: RequestFault?) {
        var limits = ServiceLimits()
        // Small enough to be met by inputs that are no longer than the fuzzer's.
        (limits.headBytes, limits.bodyBytes, limits.fields) = (512, 256, 8)
        var parser = RequestParser(limits)
        var (arrived, position, start): ([UInt8], Int, Int) = ([], 0, 0)
        var requests: [IncomingRequest] = []
        while start < bytes.count {
            let end = min(bytes.count, start + max(1, pieceLength))
            arrived += bytes[start..<end]
            start = end
            while true {
                let before = position
                let step = parser.next(in: arrived, from: &position)
                try hold((before...arrived.count).contains(position), "reading goes on, and not beyond what arrived")
                if case .fault(let fault) = step { return (requests, fault) }
                guard case .request(let request) = step else { break }
                try hold(position > before, "a request takes bytes")
                requests.append(request)
            }
            arrived.removeFirst(position)
            position = 0
        }
        return (requests, nil)
    }

    /// What RFC 9112 says of every request, whatever it was read from.
    private static func check(_ request: IncomingRequest) throws {
        let head = request.request.head
        let names = head.fields.map { $0.name.lowercased() }
        try hold(names.count { $0 == "host" } <= 1, "there is one Host at most")
        try hold(names.count { $0 == "content-length" } <= 1, "there is one length at most")
        try hold(
            !names.contains("content-length") || !names.contains("transfer-encoding"), "a body has one way to end")
        if let length = head.value(of: "Content-Length") {
            try hold(Int(length) == request.request.body.count, "a body is as long as it says")
        } else if !names.contains("transfer-encoding") {
            try hold(request.request.body.isEmpty, "without a length there is no body")
        }
        try hold(request.request.body.count <= 256 && head.fields.count <= 8, "limits are kept")
        let texts = [head.method, head.path, request.query ?? "", request.authority ?? ""] + head.fields.map(\.name)
        try hold(!texts.contains { $0.utf8.contains { $0 <= 0x20 || $0 == 0x7F } }, "no part holds a control character")
        try hold(!head.fields.contains { $0.value.utf8.contains { $0 < 0x20 && $0 != 0x09 } }, "nor does a value")
        try hold(!request.rawHead.contains { $0 == 0 }, "nor does the head")
        // Read again with the lenient reader of files, the head says the same.
        let text = request.rawHead + Array("\r\n\r\n".utf8)
        guard case .success(let again) = HTTPRequestReader.read(text, in: 0..<text.count) else {
            throw Violation(description: "a strict reader takes nothing that a lenient one refuses")
        }
        try hold(again.head.method == head.method && again.head.fields == head.fields, "two readers agree")
    }
}
