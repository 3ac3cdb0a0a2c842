package import BankConnectSession
package import CommandKit

/// Sends requests through processes that each have one under way.
///
/// Several requests at a time in one process are not safe with Foundation on Linux (measured with Swift 6.3.1): of
/// requests that open and close connections beside each other, one in fifty hangs until the time is over; and some
/// answers end the whole process. In a process of its own a request disturbs no other, and a process that ends costs the
/// one request that it had.
///
/// A worker says that it is ready before each request, so that it is known of a worker that cannot start, or that has
/// ended since, that it has sent nothing. Where the system allows no further process, requests wait for one that there
/// is.
package final class WorkerPool: Transport {
    /// The word that makes the helper program a worker of a pool: no flag, because nobody is to type it.
    package static let workerWord: Argument = "serve-transport"

    /// How much later than its time a worker may answer, on a machine that is slow.
    private static let graceMilliseconds: Int64 = 1000
    /// How long a worker may take to start; that is not part of a request's time.
    private static let startMilliseconds: Int32 = 10_000

    /// Variables of a worker: the Swift runtime does not print the memory of a process that Foundation ends, for the API
    /// key is in it, and Foundation makes no directories in the user's home.
    private static let variables = [
        "SWIFT_BACKTRACE": "enable=no", "HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null",
        "XDG_DATA_HOME": "/dev/null",
        "XDG_CONFIG_HOME": "/dev/null",
    ]

    private struct State: Sendable {
        var idle: [PipedProcess] = []
        var busy: [ObjectIdentifier: PipedProcess] = [:]
        var isEnded = false
    }

    private let program: FilePath
    private let words: [Argument]
    private let state = Monitor(State())

    /// A pool whose processes run a program with these words; none is started before it is needed.
    package init(program: FilePath, words: [Argument] = [WorkerPool.workerWord]) {
        self.program = program
        self.words = words
    }

    package func send(
        _ request: HTTPRequest, to origin: String, timeout: Duration
    ) throws(TransportFailure) -> HTTPResponse {
        let worker = try readyWorker()
        var isReusable = false
        defer { release(worker, isReusable: isReusable) }
        let outcome: Result<HTTPResponse, TransportFailure>?
        do throws(SystemError) {
            try WorkerMessage(request, to: origin, timeout: timeout).write(to: worker.input)
            // The worker keeps the time; one that does not is stuck, and is ended.
            let patience = Int32(clamping: Int64(timeout / .milliseconds(1)) + Self.graceMilliseconds)
            outcome = try WorkerMessage(from: worker.output, within: patience)?.outcome
        } catch {
            outcome = nil
        }
        guard let outcome else {
            // What it had sent by then nobody knows.
            throw TransportFailure(.unanswered, "the process that sent the request ended before it had an answer")
        }
        // A worker whose request was cut off may still be busy with it: it is ended.
        if case .success = outcome { isReusable = true }
        return try outcome.get()
    }

    /// Ends all workers, so that none is left behind as a process that nobody waits for.
    package func end() {
        let workers = state.withLock { state in
            state.isEnded = true
            defer { state.idle = [] }
            return state.idle + state.busy.values
        }
        for worker in workers { worker.end() }
    }

    /// Starts a worker while other things are done, so that the first request need not wait for it.
    ///
    /// - Throws: what the system said when the program cannot be run.
    package func start() throws(SystemError) {
        let worker = try newWorker()
        state.withLock { $0.idle.append(worker) }
    }

    /// A worker that waits for a request: an idle one or a new one; where none can be started, the next that becomes
    /// idle.
    private func readyWorker() throws(TransportFailure) -> PipedProcess {
        while true {
            if let idle = idleWorker() {
                if isReady(idle) { return idle }
                // It has ended since it served, and is replaced.
                release(idle, isReusable: false)
                continue
            }
            var failure: TransportFailure
            do throws(SystemError) {
                let worker = try newWorker()
                state.withLock { $0.busy[ObjectIdentifier(worker)] = worker }
                if isReady(worker) { return worker }
                failure = TransportFailure(.notSent, reason(worker.end()), hint: "run it by itself to see why")
                release(worker, isReusable: false)
            } catch {
                failure = TransportFailure(.notSent, error.description)
            }
            let isOneIdle = state.wait(
                until: { !$0.idle.isEmpty || $0.busy.isEmpty || $0.isEnded }, then: { !$0.idle.isEmpty })
            guard isOneIdle else { throw failure }
        }
    }

    private func newWorker() throws(SystemError) -> PipedProcess {
        try PipedProcess(program, words, variables: Self.variables)
    }

    private func idleWorker() -> PipedProcess? {
        state.withLock { state in
            guard let worker = state.idle.popLast() else { return nil }
            state.busy[ObjectIdentifier(worker)] = worker
            return worker
        }
    }

    private func isReady(_ worker: PipedProcess) -> Bool {
        (try? WorkerMessage(from: worker.output, within: Self.startMilliseconds)) == .ready
    }

    /// Why a worker that was started is of no use.
    private func reason(_ ending: PipedProcess.Ending?) -> String {
        let end =
            switch ending {
            case .exited(let status): "ended with status \(status) before it was ready"
            case .killed(let signal) where ending?.isKill == false: "was ended by signal \(signal) before it was ready"
            case .killed, nil: "was not ready in time"
            }
        return "the program '\(program.displayName)' \(end)"
    }

    private func release(_ worker: PipedProcess, isReusable: Bool) {
        state.withLock { state in
            state.busy[ObjectIdentifier(worker)] = nil
            if isReusable, !state.isEnded { state.idle.append(worker) }
        }
        state.broadcast()
        if !isReusable { worker.end() }
    }

    /// Answers requests from `input` on `output` until there are no more, or the transport can serve no further one:
    /// what a worker does.
    package static func serve(_ transport: some Transport, _ input: InputStream, _ output: OutputStream) {
        while !transport.isSpent, (try? WorkerMessage.ready.write(to: output)) != nil,
            let request = (try? WorkerMessage(from: input))?.request
        {
            let outcome: Result<HTTPResponse, TransportFailure>
            do throws(TransportFailure) {
                outcome = .success(try transport.send(request.0, to: request.origin, timeout: request.timeout))
            } catch {
                outcome = .failure(error)
            }
            guard (try? WorkerMessage(outcome).write(to: output)) != nil else { return }
        }
    }
}
