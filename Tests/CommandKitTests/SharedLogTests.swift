import CommandKit
import TestSupport
import Testing

@Suite struct SharedLogTests {
    private let directory: ScratchDirectory
    private let path: FilePath

    init() throws {
        directory = try ScratchDirectory()
        path = directory.file("log")
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `adding keeps what a file holds, and makes it with mode 0600`() throws {
        for text in ["one\n", "two\n"] {
            #expect(try SharedLog(path).append(bytes(text), within: .seconds(60)))
        }
        #expect(try directory.read("log") == "one\ntwo\n")
        #expect(try FileSystem.fileStatus(path).mode == 0o600)
    }

    @Test func `threads with one object or with their own, whose last lines may be torn, do not mix their lines`()
        throws
    {
        let shared = try SharedLog(path)
        let path = path
        Threads.run(8) { index in
            #expect(throws: Never.self) {
                let log = index < 4 ? shared : try SharedLog(path)
                for _ in 0..<20 {
                    #expect(try log.append(Array("\(index)\(index)\n\(index)\(index)".utf8), within: .seconds(60)))
                }
            }
        }
        let lines = try directory.read("log").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 8 * 20 * 2)
        #expect(lines.allSatisfy { $0.count == 2 && $0.first == $0.last })
    }

    @Test func `a file that is held takes lines of its holder alone, and of others after`() throws {
        let holder = try SharedLog(path)
        #expect(try holder.hold(.alone, within: .zero))
        #expect(try holder.hold(.alone, within: .zero))
        let other = try SharedLog(path)
        #expect(try !other.hold(.alone, within: .zero))
        #expect(try holder.append(bytes("holder\n"), within: .zero))
        // Each append of the holder must leave its lock in place.
        #expect(try !other.hold(.alone, within: .zero))
    }

    @Test func `one that waits says so once, and goes on when the holder is gone`() throws {
        var holder: SharedLog? = try SharedLog(path)
        #expect(try holder?.hold(.alone, within: .zero) == true)
        let path = path
        let isWaiting = Monitor(false)
        let hasEnded = Monitor(false)
        #expect(
            Threads.detach {
                _ = try? SharedLog(path).append(Array("late\n".utf8), within: .seconds(600)) {
                    isWaiting.withLock { $0 = true }
                    isWaiting.broadcast()
                }
                hasEnded.withLock { $0 = true }
                hasEnded.broadcast()
            })
        isWaiting.wait(until: { $0 }, then: { _ in })
        #expect(try directory.read("log").isEmpty)
        holder = nil
        hasEnded.wait(until: { $0 }, then: { _ in })
        #expect(try directory.read("log") == "late\n")
    }

    @Test func `a device that is full and a directory are errors of writing`() throws {
        let error = #expect(throws: SystemError.self) { try SharedLog("/dev/full").append(bytes("x\n"), within: .zero) }
        #expect(error?.exitCode == 74)
        let other = #expect(throws: SystemError.self) { try SharedLog(directory.root) }
        #expect(other?.exitCode == 74)
        #expect(other?.isDirectory == true)
    }
}
