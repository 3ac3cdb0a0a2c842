package import BankConnectSession
package import CommandKit

/// Sends requests through processes that each have one under way.
///
/// Several requests at a time in one process are not safe with Foundation on Linux (measured with Swift 6.3.1): of
/// requests that open and close connections beside each other, one in fifty hangs until the time is over; and an answer
/// that breaks off within its header ends the whole process. In a process of its own a request disturbs no other, and a
/// process that ends costs the one request that it had.
package final class WorkerPool: Transport {
    /// The word that makes the helper program a worker of a pool: no flag, because nobody is to type it.
    package static let workerWord: Argument = "serve-transport"

    /// How much later than its time a worker may answer: time for its start too, on a machine that is slow.
    private static let graceMilliseconds: Int64 = 1000

    private let program: FilePath
    private let words: [Argument]
    private let idle = Monitor<[PipedProcess]>([])

    /// A pool whose processes run a program with these words; none is started before it is needed.
    package init(program: FilePath, words: [Argument] = [WorkerPool.workerWord]) {
        self.program = program
        self.words = words
    }

    package func send(
        _ request: HTTPRequest, to origin: String, timeout: Duration
    ) throws(TransportFailure) -> HTTPResponse {
        let worker = try idleWorker()
        let start = Machine.monotonicNanoseconds()
        let outcome: Result<HTTPResponse, TransportFailure>?
        do throws(SystemError) {
            try Frame(request, to: origin, timeout: timeout).write(to: worker.input)
            // The worker keeps the time; one that does not is stuck, and is ended.
            let patience = Int32(clamping: Int64(timeout / .milliseconds(1)) + Self.graceMilliseconds)
            outcome = worker.output.isReadable(within: patience) ? try Frame(from: worker.output)?.outcome : nil
        } catch {
            outcome = nil
        }
        guard let outcome else {
            // What it had sent by then nobody knows.
            worker.kill()
            throw TransportFailure(.unanswered, "the process that sent the request ended before it had an answer")
        }
        switch outcome {
        case .success(let response):
            idle.withLock { $0.append(worker) }
            return response
        case .failure(let failure):
            // A worker whose request was cut off may still be busy with it, and even send it: it is given up, and ends.
            let isInTime = Machine.monotonicNanoseconds() - start < Int64(timeout / .nanoseconds(1))
            if failure.stage == .notSent, isInTime { idle.withLock { $0.append(worker) } }
            throw failure
        }
    }

    private func idleWorker() throws(TransportFailure) -> PipedProcess {
        if let worker = idle.withLock({ $0.popLast() }) { return worker }
        do throws(SystemError) {
            return try PipedProcess(program, words, variables: LiveHelper.quietCrashes)
        } catch {
            throw TransportFailure(.notSent, error.description)
        }
    }

    /// Answers messages from `input` on `output` until there are no more: what a worker does.
    package static func serve(_ transport: some Transport, _ input: InputStream, _ output: OutputStream) {
        while let request = (try? Frame(from: input))?.request {
            let outcome: Result<HTTPResponse, TransportFailure>
            do throws(TransportFailure) {
                outcome = .success(try transport.send(request.0, to: request.origin, timeout: request.timeout))
            } catch {
                outcome = .failure(error)
            }
            guard (try? Frame(outcome).write(to: output)) != nil else { return }
        }
    }
}
