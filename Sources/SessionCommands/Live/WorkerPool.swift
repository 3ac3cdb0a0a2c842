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
/// ended since, that it has sent nothing. Where the system allows no further process, or one more would be of no use
/// (``WorkerLoad``), requests wait for one that there is.
package final class WorkerPool: Transport {
    /// The word that makes the helper program a worker of a pool: no flag, because nobody is to type it.
    package static let workerWord: Argument = "serve-transport"

    /// How much later than its time a worker may answer, on a machine that is slow.
    private static let graceMilliseconds: Int64 = 1000
    /// Variables of a worker.
    private static let variables = [
        // It is given the API key with each request.
        APIKey.variable.name: "",
        // The Swift runtime is not to print the memory of a process that Foundation ends: the API key is in it.
        "SWIFT_BACKTRACE": "enable=no",
        // Foundation is to make no directories in the user's home.
        "HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null",
        "XDG_DATA_HOME": "/dev/null",
        // Threads are to share one heap, which keeps within a small limit of address space (glibc).
        "MALLOC_ARENA_MAX": "1",
    ]

    /// A process that waits for a request, or will.
    private struct Worker: Sendable {
        let process: PipedProcess
        /// Whether it has answered a request before.
        var hasServed = false
        /// Whether it has said that it is ready.
        var isReady = false
    }

    private struct State: Sendable {
        var idle: [Worker] = []
        var busy: [ObjectIdentifier: PipedProcess] = [:]
        /// Workers that are about to be started.
        var starting = 0
        var load = WorkerLoad(processors: Machine.processorCount)
        /// Whether a worker has been ready.
        var hasStarted = false
        /// That one was not in time, where none has been ready: no further one is waited for.
        var delay: TransportFailure?
        var isEnded = false

        /// Whether there is no worker, and none is about to be.
        var hasNone: Bool { idle.isEmpty && busy.isEmpty && starting == 0 }
    }

    private let program: FilePath
    private let words: [Argument]
    private let startPatience: Duration
    private let state = Monitor(State())

    /// A pool whose processes run a program with these words; none is started before it is needed.
    ///
    /// - Parameters:
    ///   - program: what is run.
    ///   - words: the words that make it a worker.
    ///   - startPatience: how long a worker may take to start, where a request's time is not longer; it is not part of
    ///     that time.
    package init(
        program: FilePath, words: [Argument] = [WorkerPool.workerWord], startPatience: Duration = .seconds(10)
    ) {
        self.program = program
        self.words = words
        self.startPatience = startPatience
    }

    package func send(
        _ request: HTTPRequest, to origin: String, timeout: Duration
    ) throws(TransportFailure) -> HTTPResponse {
        var worker = try readyWorker(within: max(timeout, startPatience))
        let process = worker.process
        let start = Machine.monotonicNanoseconds()
        state.withLock { $0.load.noteRequest(at: start) }
        let outcome: Result<HTTPResponse, TransportFailure>?
        do throws(SystemError) {
            try WorkerMessage(request, to: origin, timeout: timeout).write(to: process.input)
            // The worker keeps the time; one that does not is stuck, and is ended.
            let patience = Int32(clamping: Int64(timeout / .milliseconds(1)) + Self.graceMilliseconds)
            outcome = try WorkerMessage(from: process.output, within: patience)?.outcome
        } catch {
            outcome = nil
        }
        // A worker whose request was cut off may still be busy with it: it is ended.
        guard case .success(let response) = outcome else {
            discard(process)
            if case .failure(let failure) = outcome { throw failure }
            // What it had sent by then nobody knows.
            throw TransportFailure(.unanswered, "the process that sent the request ended before it had an answer")
        }
        let end = Machine.monotonicNanoseconds()
        state.withLock { $0.load.noteAnswer(to: start, isFirst: !worker.hasServed, at: end) }
        worker.hasServed = true
        worker.isReady = false
        giveBack(worker)
        return response
    }

    package func prepare(within timeout: Duration) throws(TransportFailure) {
        var worker = try readyWorker(within: timeout)
        worker.isReady = true
        giveBack(worker)
    }

    /// Ends all workers, so that none is left behind as a process that nobody waits for.
    package func end() {
        let workers = state.withLock { state in
            state.isEnded = true
            defer { state.idle = [] }
            return state.idle.map(\.process) + state.busy.values
        }
        for worker in workers { worker.end() }
    }

    /// Starts a worker while other things are done, so that the first request need not wait for it.
    ///
    /// - Throws: what the system said when the program cannot be run.
    package func start() throws(SystemError) {
        let worker = try newWorker()
        state.withLock { $0.idle.append(Worker(process: worker)) }
    }

    /// A worker that waits for a request: an idle one, or a new one where that is of use.
    ///
    /// Where none can be started, the next that becomes idle, however late that is: the patience is with one that is not
    /// ready yet.
    private func readyWorker(within patience: Duration) throws(TransportFailure) -> Worker {
        while true {
            if let delay = state.withLock({ $0.delay }) { throw delay }
            let failure: TransportFailure
            do throws(SystemError) {
                let worker = try nextWorker()
                guard let fault = worker.isReady ? nil : fault(of: worker.process, within: patience) else {
                    state.withLock { ($0.hasStarted, $0.delay) = (true, nil) }
                    return worker
                }
                discard(worker.process)
                // It has ended since it served, and is replaced.
                if worker.hasServed { continue }
                failure = fault
            } catch {
                failure = TransportFailure(.notSent, error.description)
            }
            // Where others are under way, one of them is free later, or what it takes of the system's limits is.
            if state.withLock({ $0.hasNone || $0.isEnded }) { throw failure }
            state.wait(until: { !$0.idle.isEmpty || $0.hasNone || $0.isEnded }, then: { _ in })
        }
    }

    private func newWorker() throws(SystemError) -> PipedProcess {
        try PipedProcess(program, words, variables: Self.variables)
    }

    /// An idle worker, or a new one where that is of use, which is then among the busy ones; waits for either.
    private func nextWorker() throws(SystemError) -> Worker {
        let idle: Worker? = state.look { state in
            if let worker = state.idle.popLast() {
                state.busy[ObjectIdentifier(worker.process)] = worker.process
                return .done(worker)
            }
            let delay = state.load.delay(
                beforeOneMoreThan: state.busy.count + state.starting, at: Machine.monotonicNanoseconds())
            guard delay == 0 || state.isEnded else { return .again(within: delay) }
            state.starting += 1
            return .done(nil)
        }
        if let idle { return idle }
        let worker = Result { () throws(SystemError) in try newWorker() }
        state.withLock { state in
            state.starting -= 1
            if case .success(let worker) = worker { state.busy[ObjectIdentifier(worker)] = worker }
        }
        if case .failure = worker { state.broadcast() }
        return Worker(process: try worker.get())
    }

    /// Why a worker cannot take a request; nil when it can.
    private func fault(of worker: PipedProcess, within patience: Duration) -> TransportFailure? {
        guard worker.output.isReadable(within: Int32(clamping: Int64(patience / .milliseconds(1)))) else {
            worker.end()
            let failure = TransportFailure(
                .notSent, "the program '\(program.displayName)' was not ready within the time limit (--timeout)")
            state.withLock { if !$0.hasStarted { $0.delay = failure } }
            return failure
        }
        guard let message = try? WorkerMessage(from: worker.output) else { return failure(worker.end()) }
        if message == .ready { return nil }
        if case .failure(let failure) = message.outcome { return failure }
        return TransportFailure(.notSent, "the program '\(program.displayName)' is not the one that is meant")
    }

    /// What to say of a worker that ended, or was ended, before it was ready.
    private func failure(_ ending: PipedProcess.Ending?) -> TransportFailure {
        let end: String
        var hint = "run it by itself to see why"
        // What the loader ends with, and a program that finds no memory.
        if let limit = Threads.addressSpaceLimit, ending == .exited(127) || ending?.isKill == false {
            hint = "the limit on memory (ulimit -v \(limit / 1024)) may be too low for it"
        }
        switch ending {
        case .exited(let status): end = "ended with status \(status) before it was ready"
        case .killed(let signal) where ending?.isKill == false:
            end = "was ended by signal \(signal) before it was ready"
        case .killed, nil: end = "was killed before it was ready, or is not the one that is meant"
        }
        return TransportFailure(
            .notSent, "the program '\(program.displayName)' \(end)", hint: hint)
    }

    /// Lets the next request have a worker.
    private func giveBack(_ worker: Worker) {
        let isOver = state.withLock { state in
            state.busy[ObjectIdentifier(worker.process)] = nil
            if !state.isEnded { state.idle.append(worker) }
            return state.isEnded
        }
        isOver ? state.broadcast() : state.signal()
    }

    /// Ends a worker that is of no further use.
    private func discard(_ worker: PipedProcess) {
        worker.end()
        state.withLock { $0.busy[ObjectIdentifier(worker)] = nil }
        state.broadcast()
    }

    /// Threads that Foundation and libcurl may have beside each other for a request (measured: 8).
    private static let threadsOfRequest = 8
    /// Descriptors that they may have (measured: 8), with some to spare for the files of certificates and names.
    private static let descriptorsOfRequest = 12
    /// Descriptors that a run has beside its workers: input, output, ledger, lock, and those of a start.
    private static let descriptorsOfRun = 10

    /// How many workers the limits of this account and machine leave room for, from 1 to `count`: of a run with too many,
    /// each would take what another needs.
    ///
    /// A worker is a main thread, one that watches for our end, and those of a request; here it has a thread that speaks
    /// to it, and a pipe each way. To be asked before there are workers.
    package static func room(forWorkers count: Int) -> Int {
        let threads = threadsOfRequest + 3
        let descriptors = Machine.descriptorRoom(upTo: descriptorsOfRun + 2 * count) - descriptorsOfRun
        let most = min(Threads.room(upTo: threads * count) / threads, descriptors / 2, Threads.mostWithinLimit)
        return max(1, min(count, most))
    }

    /// Answers requests from `input` on `output` until there are no more, or the transport can serve no further one:
    /// what a worker does.
    ///
    /// Foundation ends a process that cannot have a thread, with the request sent or not, and a request that cannot have a
    /// descriptor fails. So a worker is ready only when there is room for one.
    package static func serve(_ transport: some Transport, _ input: InputStream, _ output: OutputStream) {
        guard Threads.room(upTo: threadsOfRequest) == threadsOfRequest,
            Machine.descriptorRoom(upTo: descriptorsOfRequest) == descriptorsOfRequest
        else {
            let failure = TransportFailure(
                .notSent, "a limit on memory, threads or open files leaves too little for the program that sends",
                hint: "see ulimit -a")
            try? WorkerMessage(.failure(failure)).write(to: output)
            return
        }
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
