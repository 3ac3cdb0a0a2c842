import CommandKit
import Glibc
import Testing

/// Each test runs in a process of its own: signals belong to the whole process.
@Suite struct ChildProcessTests {
    @Test func `the status of the program is answered`() async {
        await #expect(processExitsWith: .exitCode(0)) {
            let ending1 = try ChildProcess.run("/bin/sh", ["-c", "exit $1", "sh", "42"])
            #expect(ending1 == .exited(42))
            let ending2 = try ChildProcess.run("/bin/sh", ["-c", "kill -KILL $$"])
            #expect(ending2 == .killed(SIGKILL))
            let ending3 = try ChildProcess.run("/bin/sh", ["-c", "kill -INT $$"])
            #expect(ending3 == .killed(SIGINT))
        }
    }

    @Test func `a program that is missing is told`() {
        let error = #expect(throws: SystemError.self) { try ChildProcess.run("/does/not/exist", []) }
        #expect(error?.description == "cannot start '/does/not/exist': No such file or directory")
        #expect(error?.isNotFound == true)
    }

    @Test func `a signal to end is passed on, and the program's end is awaited`() async {
        await #expect(processExitsWith: .exitCode(0)) {
            let script = "trap 'exit 7' TERM; kill -TERM $PPID; for i in 1 2 3 4 5 6 7 8 9; do sleep 1; done"
            let ending4 = try ChildProcess.run("/bin/sh", ["-c", Argument(script)])
            #expect(ending4 == .exited(7))
        }
    }

    @Test func `an interrupt from the terminal ends the program, not us`() async {
        await #expect(processExitsWith: .exitCode(0)) {
            let script = "kill -INT $PPID; kill -INT $$; sleep 5"
            let ending5 = try ChildProcess.run("/bin/sh", ["-c", Argument(script)])
            #expect(ending5 == .killed(SIGINT))
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a signal leaves no unfinished file behind`(signal: Int32) async throws {
        let directory = try TemporaryDirectory()
        let name = directory.path("f").displayName
        await #expect(processExitsWith: .signal(signal)) { [name = name as String, signal] in
            let file = try ReplacementFile(FilePath(name))
            try file.output.write("half")
            try file.output.flush()
            kill(getpid(), signal)
            sleep(60)
        }
        #expect(try directory.names == [])
    }

    @Test func `once a file is finished a signal ends the process as ever`() async throws {
        let directory = try TemporaryDirectory()
        let name = directory.path("f").displayName
        await #expect(processExitsWith: .signal(SIGTERM)) { [name = name as String] in
            let file = try ReplacementFile(FilePath(name))
            try file.output.write("whole")
            try file.commit()
            kill(getpid(), SIGTERM)
            sleep(60)
        }
        #expect(try directory.names == ["f"])
    }
}
