import BankConnectSession
import TestSupport
import Testing

extension TokenTests {
    /// Damaged links: what is repaired, and that nothing else ever is valid.
    @Suite struct LinkRepairTests {
        static let session = "b91ffaac-3b4d-478b-90f6-cfa1a612c3d4"
        static let other = "c02ffaac-3b4d-478b-90f6-cfa1a612c3d4"
        static let now: Int64 = 1_795_350_896

        let verifier: TokenVerifier
        let finder: LinkFinder
        let link: String

        init() throws {
            let key = try SigningKey(bytes: pattern(32, 0), id: KeyID("2026-11"))
            verifier = TokenVerifier(keys: [key])
            finder = LinkFinder(verifier)
            let session = try #require(SessionID(Self.session))
            let token = RedirectToken.mint(sessionID: session, key: key, issued: Self.now, expires: Self.now + 1800)
            link = "https://bankconnectclient.finbox.in/?session_id=\(Self.session)&token=\(try #require(token?.text))"
        }

        /// What an argument comes to, its first link before those inside it.
        private func examine(_ text: String, _ ledger: RecordedLink? = nil) -> [ExaminedLink] {
            finder.candidates(inLink: Array(text.utf8)).map { candidate in
                verifier.examine(candidate, ledger: { _ in ledger.map { .found($0) } ?? .notAsked }, now: Self.now)
            }
        }

        private func text(_ link: [UInt8]) -> String { String(decoding: link, as: UTF8.self) }

        @Test(arguments: Manglings.all.indices)
        func `a link that was damaged in one way is repaired, and the repair is named`(index: Int) throws {
            let mangling = Manglings.all[index]
            let mangled = mangling.apply(link)
            #expect(mangled != link, "\(mangling.name)")
            let found = try #require(examine(mangled).first)
            #expect(found.verdict.isValid, "\(mangling.name): \(mangled) \(found.verdict.reasons)")
            #expect(text(found.link) == link, "\(mangling.name)")
            #expect(found.repairs.map(\.kind) == mangling.repairs, "\(mangling.name): \(found.repairs)")
        }

        @Test(arguments: 0..<Manglings.all.count + Manglings.encodings.count)
        func `a link of FinBox's that was damaged is the ledger's again`(index: Int) throws {
            let mangling = (Manglings.all + Manglings.encodings)[index]
            // A session or token that begins with 3d looks like quoted-printable behind its equals sign.
            for (session, token) in [
                (Self.session, "eyJhb-Gci_9.zz8QQ"), ("3d" + Self.session.dropFirst(2), "3Dq0y-X3_kLr8sVb"),
            ] {
                let theirs = "https://bankconnectclient.finbox.in/?session_id=\(session)&token=\(token)"
                let mangled = mangling.apply(theirs)
                guard mangled != theirs else { continue }
                let record = RecordedLink(
                    time: Self.now, linkID: "C-9", redirectURL: theirs, endpoint: "https://apis.bankconnect.finbox.in/")
                let found = try #require(examine(mangled, record).first)
                #expect(found.verdict.isValid, "\(mangling.name): \(mangled) \(text(found.link))")
                #expect(found.verdict.vouchedBy == .ledger)
                #expect(text(found.link) == theirs)
                #expect(
                    found.repairs.map(\.kind).first == mangling.repairs.first, "\(mangling.name): \(found.repairs)")
            }
        }

        @Test(arguments: [
            ("Https://bankconnectclient.finbox.in/", "", LinkRepair.Kind.address),
            ("https://BankConnectClient.FinBox.in/", "", .address),
            ("https://bankconnectclient.finbox.in:443/", "", .address),
            ("https://bankconnectclient.finbox.in/", "&", .punctuation),
            ("https://bankconnectclient.finbox.in/", "#", .punctuation),
            ("https://bankconnectclient.finbox.in/", "&utm_source=wa", .tracking),
            ("https://bankconnectclient.finbox.in/", "&fbclid=Iw-1_x", .tracking),
        ])
        func `what changes nothing is removed from a link of FinBox's, and named`(
            start: String, end: String, kind: LinkRepair.Kind
        ) throws {
            let query = "?session_id=\(Self.session)&token=eyJhb-Gci_9.zz8QQ"
            let theirs = "https://bankconnectclient.finbox.in/" + query
            let record = RecordedLink(
                time: Self.now, linkID: "C-9", redirectURL: theirs, endpoint: "https://apis.bankconnect.finbox.in/")
            let found = try #require(examine(start + query + end, record).first)
            #expect(found.verdict.isValid, "\(text(found.link))")
            #expect(text(found.link) == theirs)
            #expect(found.repairs.map(\.kind) == [kind])
        }

        @Test func `two damages are repaired, or the link is refused`() throws {
            var repaired = 0
            for first in Manglings.all {
                for second in Manglings.all {
                    let mangled = second.apply(first.apply(link))
                    for found in examine(mangled) {
                        guard found.verdict.isValid else { continue }
                        // A wrapper's own parameters may stay behind, which nothing reads.
                        let isSame = text(found.link) == link || text(found.link).hasPrefix(link + "&")
                        #expect(isSame, "\(first.name), then \(second.name): \(text(found.link))")
                        repaired += 1
                    }
                }
            }
            // Most pairs can be undone; the rest must not be valid as something else.
            #expect(repaired > Manglings.all.count * Manglings.all.count * 3 / 4, "\(repaired)")
        }

        @Test func `no damage makes a link of another host or session valid`() throws {
            let elsewhere = [
                link.replacing("bankconnectclient.finbox.in", with: "evil.example"),
                link.replacing("finbox.in/", with: "finbox.in.evil.example/"),
                link.replacing("https:", with: "http:"),
                link.replacing("finbox.in/", with: "finbox.in:8443/"),
                link.replacing("https://", with: "https://finbox.in@evil.example/"),
                link.replacing("bankconnectclient.finbox.in", with: "bankconnectclient\u{2024}finbox.in"),
                link.replacing("bankconnectclient", with: "b\u{430}nkconnectclient").replacing(
                    "finbox", with: "f\u{131}nbox"),
                link.replacing(".in/", with: ".in\\@evil.example/"),
                link.replacing(Self.session, with: Self.other),
            ]
            for wrong in elsewhere {
                for mangling in Manglings.all {
                    for found in examine(mangling.apply(wrong)) where found.verdict.isValid {
                        Issue.record("\(mangling.name) of \(wrong) is valid as \(text(found.link))")
                    }
                }
            }
        }

        /// How many links are changed at random: a million in the long form.
        private static var mutationCount: Int { TestSeed.isLong ? 1_000_000 : 4_000 }

        @Test func `no random change makes anything valid but the link itself`() throws {
            var generator = SplitMix64(seed: TestSeed.value)
            let letters = Array("aZ09-_.%=&?#/:@\\ \n<>\"'()[]*,;|+\u{200B}\u{E9}".utf8)
            let token = try #require(link.split(separator: "=").last)
            for _ in 0..<Self.mutationCount {
                var bytes = Array(link.utf8)
                if Bool.random(using: &generator) {
                    let mangling = Manglings.all[Int.random(in: Manglings.all.indices, using: &generator)]
                    bytes = Array(mangling.apply(link).utf8)
                }
                for _ in 0...Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
                    let place = Int.random(in: bytes.indices, using: &generator)
                    let letter = letters[Int.random(in: letters.indices, using: &generator)]
                    switch Int.random(in: 0...4, using: &generator) {
                    case 0: bytes[place] = letter
                    case 1: bytes.insert(letter, at: place)
                    case 2: bytes.remove(at: place)
                    case 3: bytes.swapAt(place, Int.random(in: bytes.indices, using: &generator))
                    default: bytes.removeSubrange(place...)
                    }
                }
                for candidate in finder.candidates(inLink: bytes) {
                    let found = verifier.examine(candidate, now: Self.now)
                    guard found.verdict.isValid else { continue }
                    // What is valid holds our session and token whole, and leads to FinBox.
                    let parts = RedirectURL(reading: found.link.span)
                    #expect(parts.sessionID == Array(Self.session.utf8), "\(text(found.link)) \(TestSeed.label)")
                    #expect(parts.token == Array(token.utf8), "\(text(found.link)) \(TestSeed.label)")
                    let host = text(found.link).dropFirst(8).prefix { !"/?#".contains($0) }.lowercased()
                    let isOurs = host == "finbox.in" || host.hasSuffix(".finbox.in") || host.hasSuffix(".finbox.in:443")
                    #expect(
                        isOurs && text(found.link).lowercased().hasPrefix("https://"),
                        "\(text(found.link)) \(TestSeed.label)")
                }
            }
        }

        @Test func `a link inside another host's is shown as a link of its own`() throws {
            let encoded = Manglings.percentEncoded(link)
            for text in ["https://evil.example/?url=\(link)", "https://evil.example/?url=\(encoded)"] {
                let found = examine(text)
                #expect(found.map(\.verdict.isValid) == [false, true], "\(text)")
                #expect(found.first?.verdict.reasons.contains(.wrongHost) == true)
                #expect(found.last.map { self.text($0.link) } == link)
            }
        }

        @Test(arguments: [
            "https://safelinks.protection.outlook.com/?url=", "https://a.b.safelinks.protection.outlook.com/?url=",
            "https://nam02.safelinks.protection.outlook.com.evil.example/?url=",
            "https://x@nam02.safelinks.protection.outlook.com/?url=", "https://www.google.evil/url?q=",
            "https://www.google.com.evil.example/url?q=", "https://google.com/url?q=",
            "https://www.google.com/search?q=",
            "https://l.facebook.com.evil.example/l.php?u=", "https://l.facebook.com/x?u=",
            "https://urldefense.com.evil.example/v1/url?u=", "https://urldefense.org/v1/url?u=",
        ])
        func `what only resembles a wrapper is not opened`(wrapper: String) throws {
            let found = try #require(examine(wrapper + Manglings.percentEncoded(link)).first)
            #expect(found.verdict.outcome == .notValid)
            #expect(found.verdict.reasons.contains(.wrongHost))
        }

        @Test func `wrappers in one another are opened ten deep and no deeper`() throws {
            for (depth, isValid) in [(1, true), (3, true), (10, true), (11, false)] {
                var text = link
                for _ in 0..<depth { text = "https://www.google.com/url?q=" + text.replacing("&", with: "%26") }
                let found = try #require(examine(text).first)
                #expect(found.verdict.isValid == isValid, "\(depth)")
            }
        }

        @Test func `what is beyond the limits is malformed, in time that grows with its length`() throws {
            let nested = String(repeating: "https://www.google.com/url?q=", count: 100_000) + link
            let entities = link + "&" + String(repeating: "amp;", count: 2_500_000)
            for text in [nested, entities, link + String(repeating: "&amp;", count: 2_000_000)] {
                let found = try #require(examine(text).first)
                #expect(found.verdict.outcome == .notValid)
                #expect(found.verdict.reasons.contains(.malformed))
            }
        }

        @Test func `a link cut off at any length is not valid`() throws {
            for length in 1..<link.count {
                for found in examine(String(link.prefix(length))) {
                    #expect(!found.verdict.isValid, "\(length)")
                }
            }
        }

        @Test func `upper-casing destroys a link, and that is seen`() throws {
            let found = try #require(examine(link.uppercased()).first)
            #expect(found.verdict.outcome == .notValid)
            let isUpperCased = LinkFinder.isUpperCased(found.link.span)
            #expect(isUpperCased)
        }

        @Test func `the third form of urldefense counts hidden characters, not bytes`() throws {
            let inner = link + "#" + String(repeating: "\u{E9}", count: 70) + "*\u{1F600}a"
            let mangling = try #require(Manglings.all.last)
            let found = try #require(examine(mangling.apply(inner)).first)
            #expect(text(found.link).hasPrefix(link))
            #expect(found.repairs.first?.kind == .wrapper)
        }
    }
}
