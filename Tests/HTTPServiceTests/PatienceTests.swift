import BankConnectSession
import Foundation
import HTTPService
import TestSupport
import Testing

/// What clients that are slow, silent, many or gone cost: their connection, and nothing else.
@Suite struct PatienceTests {
    private static let request = "GET /fresh HTTP/1.1\r\nHost: a\r\n\r\n"

    private func limits(_ change: (inout ServiceLimits) -> Void) -> ServiceLimits {
        var limits = ServiceLimits()
        change(&limits)
        return limits
    }

    @Test func `slow clients do not keep a fresh one waiting`() throws {
        let service = try EchoService()
        let slow = try (0..<1000).map { _ in try RawClient(port: service.port) }
        for round in 0..<3 {
            for client in slow { client.send([Array("GET".utf8)[round]]) }
            let fresh = try RawClient(port: service.port)
            fresh.send(Self.request)
            #expect(fresh.receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        // None of them was given up.
        for client in slow { client.send(" /slow HTTP/1.1\r\nHost: a\r\n\r\n") }
        for client in slow { #expect(client.receive(until: "slow \n").hasSuffix("GET /slow \n")) }
    }

    @Test func `a request that does not arrive in time is refused`() throws {
        let service = try EchoService(limits: limits { $0.requestSeconds = 1 })
        let client = try RawClient(port: service.port)
        client.send("GET / HT")
        let (answer, isEnded) = client.receiveAll()
        #expect(answer.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(isEnded)
    }

    @Test func `a connection that rests too long is ended without a word`() throws {
        let service = try EchoService(limits: limits { $0.idleSeconds = 1 })
        let silent = try RawClient(port: service.port)
        let used = try RawClient(port: service.port)
        used.send(Self.request)
        #expect(silent.receiveAll() == ("", true))
        #expect(used.receiveAll().text.hasSuffix("GET /fresh \n"))
    }

    @Test func `when all connections are taken, the one that has waited longest gives way`() throws {
        let service = try EchoService(limits: limits { $0.connections = 3 })
        let clients = try (0..<3).map { number in
            let client = try RawClient(port: service.port)
            client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
            return client
        }
        clients[0].send(Self.request)
        #expect(clients[0].receive(until: "fresh \n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        let fresh = try RawClient(port: service.port)
        fresh.send(Self.request)
        #expect(fresh.receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(clients[1].receiveAll() == ("", true))
        clients[2].send(Self.request)
        #expect(clients[2].receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `more connections than allowed are served all the same`() throws {
        let service = try EchoService(limits: limits { $0.connections = 50 })
        var clients: [RawClient] = []
        for _ in 0..<300 {
            let client = try RawClient(port: service.port)
            client.send(Self.request)
            #expect(client.receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
            clients.append(client)
        }
    }

    @Test func `a client that does not read its answers is not read from`() throws {
        let service = try EchoService { _ in
            .answer(HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 200_000)))
        }
        let greedy = try RawClient(port: service.port)
        for _ in 0..<200 { greedy.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n") }
        let fresh = try RawClient(port: service.port)
        fresh.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(fresh.receiveAll().text.utf8.count > 200_000)
        // Forty megabytes that were not made until they were wanted all arrive.
        greedy.endSending()
        #expect(greedy.receiveAll().text.components(separatedBy: "HTTP/1.1 200 OK").count == 201)
    }

    @Test func `a client that leaves in the middle is forgotten`() throws {
        let service = try EchoService { request in
            request.request.head.path == "/late"
                ? .later(300_000_000, .answer(EchoService.echo(request))) : .answer(EchoService.echo(request))
        }
        for text in [
            "", "GET", "GET /late HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1",
        ] {
            let client = try RawClient(port: service.port)
            client.send(text)
        }
        let fresh = try RawClient(port: service.port)
        fresh.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(fresh.receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `a reply can be late, torn, or none`() throws {
        let service = try EchoService { request in
            switch request.request.head.path {
            case "/reset": .end(.reset)
            case "/close": .end(.close)
            case "/bytes": .bytes(Array("not HTTP".utf8), then: .close)
            case "/drip": .drip(Array("drop".utf8), every: 1_000_000)
            case "/half": .bytes(Array("half".utf8), then: .halfClose)
            default: .end(.never)
            }
        }
        func get(_ path: String) throws -> (text: String, isEnded: Bool) {
            let client = try RawClient(port: service.port, patience: path == "/never" ? 1 : 60)
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            return client.receiveAll()
        }
        #expect(try get("/reset") == ("", false))
        #expect(try get("/close") == ("", true))
        #expect(try get("/bytes") == ("not HTTP", true))
        #expect(try get("/drip") == ("drop", true))
        #expect(try get("/half") == ("half", true))
        #expect(try get("/never") == ("", false))
    }

    @Test func `a service that stops answers what is under way, and takes no new connections`() throws {
        let service = try EchoService { .later(300_000_000, .answer(EchoService.echo($0))) }
        let busy = try RawClient(port: service.port)
        busy.send(Self.request)
        let idle = try RawClient(port: service.port)
        // Both are known to the service once a third is answered.
        let third = try RawClient(port: service.port)
        third.send(Self.request)
        #expect(third.receive(until: "\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        busy.send(Self.request)
        service.stop()
        #expect(idle.receiveAll() == ("", true))
        let answers = busy.receiveAll().text
        #expect(answers.contains("GET /fresh \n"))
        service.waitForEnd()
        #expect(throws: (any Error).self) { try RawClient(port: service.port) }
    }
}
