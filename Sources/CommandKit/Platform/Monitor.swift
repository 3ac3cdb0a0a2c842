import CLibrary

/// A value that several threads share, and on whose changes they can wait.
///
/// A bounded queue, for example: the producer waits until there is room, appends and broadcasts; a worker waits until
/// there is something, takes it and broadcasts.
///
/// Where no thread waits for a change, the standard library's `Mutex` would be enough; but the thread sanitizer cannot
/// see that one on Linux, and reports what it hands from thread to thread as a race.
@safe package final class Monitor<State: Sendable>: @unchecked Sendable {
    // Unchecked because the compiler cannot see that `state` is touched only under `mutex`.
    private var state: State
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    /// Takes the first value.
    package init(_ state: State) {
        self.state = state
        // Safe: both live on the heap at one address until `deinit`, as the library demands.
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition = .allocate(capacity: 1)
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        // Safe: no thread can hold them any more, or this object would still be referred to.
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Takes the lock; tries for some tens of microseconds before the thread sleeps.
    ///
    /// A thread that sleeps is often woken on the processor of the thread that wakes it, and waits there for milliseconds
    /// while another processor is idle (seen with `perf sched` on Linux 6). Where there is one processor alone, the thread
    /// that holds the lock runs between two tries.
    private func lock() {
        for _ in 0..<200 {
            if unsafe pthread_mutex_trylock(mutex) == 0 { return }
            sched_yield()
        }
        unsafe pthread_mutex_lock(mutex)
    }

    /// Reads or changes the value alone; call `broadcast` afterwards if a thread may wait for the change.
    package func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock()
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Waits until the value satisfies the condition, then changes it before anyone else can.
    package func wait<Result, Failure: Error>(
        until isReady: (State) -> Bool, then body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock()
        defer { unsafe pthread_mutex_unlock(mutex) }
        while !isReady(state) {
            unsafe pthread_cond_wait(condition, mutex)
        }
        return try body(&state)
    }

    /// What is to be done with a value that was looked at.
    package enum Look<Result> {
        /// Nothing more: this is the result.
        case done(Result)
        /// It is looked at again when it has changed, and at the latest after these nanoseconds, where they are given.
        case again(within: Int64?)
    }

    /// Looks at the value, and changes it, until the look has a result; nobody else changes it during a look.
    ///
    /// The clock that counts the time can be set: then the next look comes earlier or later.
    package func look<Result>(_ body: (inout State) -> Look<Result>) -> Result {
        lock()
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            switch body(&state) {
            case .done(let result): return result
            case .again(nil): unsafe pthread_cond_wait(condition, mutex)
            case .again(let nanoseconds?):
                let now = Machine.wallClock()
                let end = now.nanoseconds + max(0, min(nanoseconds, 3_600_000_000_000))
                var time = timespec(
                    tv_sec: Int(now.seconds + end / 1_000_000_000), tv_nsec: Int(end % 1_000_000_000))
                // Safe: the call reads the structure passed.
                _ = unsafe pthread_cond_timedwait(condition, mutex, &time)
            }
        }
    }

    /// Wakes one thread that waits, to look at the value again: enough where whichever it is can use the change.
    package func signal() {
        unsafe pthread_cond_signal(condition)
    }

    /// Wakes every thread that waits, to look at the value again.
    package func broadcast() {
        unsafe pthread_cond_broadcast(condition)
    }
}
