import CLibrary

/// Fork and join: the same work on several threads.
package enum Threads {
    /// Enough for any worker here, and little enough for many of them.
    private static let stackBytes = 1 << 20

    /// Runs the body once for each index from 0, at the same time, and returns when all have ended.
    ///
    /// Index 0 runs on the calling thread. Where the system refuses another thread, its index runs on
    /// the calling thread too, after index 0: so a body may share work with the others, but must not
    /// wait for another index to begin.
    package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        guard count > 1 else {
            if count == 1 { body(0) }
            return
        }
        var attributes = pthread_attr_t()
        // Safe: initialised here, destroyed at the end, used only between.
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, stackBytes)

        var started: [pthread_t] = []
        var refused: [Int] = []
        let processors = Processors.allowed
        for index in 1..<count {
            // Safe: the box is retained for the thread, which releases it exactly once.
            let box = unsafe Unmanaged.passRetained(
                Job(index: index) { index in
                    processors.moveThread(by: index)
                    body(index)
                })
            if let thread = unsafe start(box.toOpaque(), &attributes) {
                started.append(thread)
            } else {
                unsafe box.release()
                refused.append(index)
            }
        }
        body(0)
        refused.forEach(body)
        for thread in started {
            pthread_join(thread, nil)
        }
    }

    /// Starts a thread that nobody waits for; false if the system refuses.
    package static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        // Safe: initialised here, destroyed at the end, used only between.
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, stackBytes)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let box = unsafe Unmanaged.passRetained(Job(index: 0) { _ in body() })
        if unsafe start(box.toOpaque(), &attributes) != nil { return true }
        unsafe box.release()
        return false
    }

    /// How many threads more this process may have at the same time, each with the stack that a library's threads have:
    /// they are started, no more than `limit`, and end.
    package static func room(upTo limit: Int) -> Int {
        var attributes = pthread_attr_t()
        // Safe: initialised here, destroyed at the end, used only between.
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        let isOver = Monitor(false)
        var started: [pthread_t] = []
        for _ in 0..<limit {
            // Safe: the box is retained for the thread, which releases it exactly once.
            let box = unsafe Unmanaged.passRetained(Job(index: 0) { _ in isOver.wait(until: { $0 }, then: { _ in }) })
            guard let thread = unsafe start(box.toOpaque(), &attributes) else {
                unsafe box.release()
                break
            }
            started.append(thread)
        }
        isOver.withLock { $0 = true }
        isOver.broadcast()
        for thread in started { pthread_join(thread, nil) }
        return started.count
    }

    /// How many threads have room, each with a heap of its own, within the limit on this process's address space
    /// (`ulimit -v`), at least 1: a thread beyond them may find no memory, and end the process.
    package static var mostWithinLimit: Int {
        addressSpaceLimit.map { max(1, $0 / bytesOfHeap - 1) } ?? .max
    }

    /// The bytes of address space that this process, and what it starts, may have (`ulimit -v`); nil without a limit.
    package static var addressSpaceLimit: Int? {
        var limit = rlimit()
        // Safe: the call fills the structure passed.
        #if canImport(Glibc)
        let result = unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        #else
        let result = unsafe getrlimit(RLIMIT_AS, &limit)
        #endif
        let bytes = Int(clamping: limit.rlim_cur)
        return result == 0 && bytes < .max ? bytes : nil
    }

    /// Address space that glibc takes for the heap of a thread (64 MiB), with the thread's stack and some to spare.
    private static let bytesOfHeap = 80 << 20

    /// One index of the work, on its way to a thread.
    private final class Job: Sendable {
        let index: Int
        let body: @Sendable (Int) -> Void

        init(index: Int, body: @escaping @Sendable (Int) -> Void) {
            self.index = index
            self.body = body
        }
    }

    private static func start(_ job: UnsafeMutableRawPointer, _ attributes: inout pthread_attr_t) -> pthread_t? {
        #if canImport(Darwin)
        var thread: pthread_t?
        let result = unsafe pthread_create(&thread, &attributes, entry, job)
        #else
        var thread = pthread_t()
        let result = unsafe pthread_create(&thread, &attributes, entry, job)
        #endif
        return result == 0 ? thread : nil
    }

    // Named rather than written in the call, where it crashes the compiler's region analysis (6.3.1).
    #if canImport(Darwin)
    private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { job in
        unsafe perform(job)
    }
    #else
    private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { job in
        guard let job = unsafe job else { return nil }
        return unsafe perform(job)
    }
    #endif

    private static func perform(_ job: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        // Safe: the pointer is a box that was retained for this thread.
        let job = unsafe Unmanaged<Job>.fromOpaque(job).takeRetainedValue()
        job.body(job.index)
        return nil
    }
}
