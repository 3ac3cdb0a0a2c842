import CommandKit
import Glibc
import Testing

/// Each test runs in a process of its own, whose standard descriptors it may close.
///
/// It sleeps first: the runtime opens descriptors of its own when somebody waits for the first time, and would take the
/// numbers that were closed.
@Suite struct StandardStreamTests {
    @Test func `a standard output that was closed fails as a closed one, not as the file opened next`() async {
        await #expect(processExitsWith: .exitCode(74)) {
            try await Task.sleep(for: .milliseconds(50))
            close(0)
            close(1)
            let console = Console.standard(toolName: "sample")
            let file = try OutputStream(appendingTo: "/dev/null")
            let tool = sampleTool { _, console in
                try console.output.write("data")
                return 0
            }
            let status = tool.main(["check"], console)
            let error = #expect(throws: SystemError.self) { try console.output.flush() }
            #expect(error?.description == "cannot write standard output: Bad file descriptor")
            try file.close()
            Machine.exitNow(status)
        }
    }

    @Test func `a standard input that was closed cannot be read`() async {
        await #expect(processExitsWith: .exitCode(3)) {
            try await Task.sleep(for: .milliseconds(50))
            close(0)
            let console = Console.standard(toolName: "sample")
            let tool = sampleTool { _, console in Int32(try console.input.readAll().count) }
            Machine.exitNow(tool.main(["check"], console))
        }
    }

    @Test func `closed descriptors harm nobody who does not use them`() async {
        await #expect(processExitsWith: .exitCode(9)) {
            try await Task.sleep(for: .milliseconds(50))
            close(0)
            close(1)
            close(2)
            let console = Console.standard(toolName: "sample")
            console.error("nobody hears this")
            Machine.exitNow(sampleTool { _, _ in 9 }.main(["check"], console))
        }
    }
}
