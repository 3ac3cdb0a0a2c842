import Glibc

/// The processor time that a body takes on the calling thread.
///
/// What bounds the growth of work is asked of this and not of a clock: while a test waits for its turn, or the machine
/// for others, it stands still.
public func processorTime(_ body: () throws -> Void) rethrows -> Duration {
    let start = processorTime()
    try body()
    return processorTime() - start
}

private func processorTime() -> Duration {
    var time = timespec()
    // Safe: the call fills the value passed.
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
