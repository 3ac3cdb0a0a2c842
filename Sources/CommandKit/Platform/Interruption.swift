import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Removes unfinished files when a signal ends the process.
///
/// Without it, Ctrl-C in the middle of `--output` would leave a temporary file behind.
enum Interruption {
    // A handler may do almost nothing: so the name is copied beforehand to where no lock guards it,
    // and the handler only reads the address and calls unlink, kill and signal.
    private static let pending = Atomic<UInt>(0)
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Remembers the one unfinished file, unless another is remembered already.
    static func willRemove(_ path: FilePath) {
        // Safe: the copy is freed by `forget`, or never if the process ends before.
        guard let copy = unsafe strdup(path.bytes.map { CChar(bitPattern: $0) } + [0]) else { return }
        let address = UInt(bitPattern: copy)
        guard pending.compareExchange(expected: 0, desired: address, ordering: .sequentiallyConsistent).exchanged else {
            return unsafe free(copy)
        }
        for number in signals {
            let before = signal(number, removeAndEnd)
            // A signal that somebody ignores or handles stays theirs; SIG_DFL is the number 0.
            if unsafe unsafeBitCast(before, to: Int.self) != 0 { _ = signal(number, before) }
        }
    }

    /// Forgets the file, which is finished or gone.
    static func forget(_ path: FilePath) {
        let address = pending.load(ordering: .sequentiallyConsistent)
        // Safe: a stored address is always a copy made above.
        guard let copy = unsafe UnsafeMutablePointer<CChar>(bitPattern: address),
            unsafe SystemCall.copy(copy) == path.bytes,
            pending.compareExchange(expected: address, desired: 0, ordering: .sequentiallyConsistent).exchanged
        else { return }
        unsafe free(copy)
        for number in signals {
            let before = signal(number, SIG_DFL)
            if unsafe unsafeBitCast(before, to: Int.self) != unsafeBitCast(removeAndEnd, to: Int.self) {
                _ = signal(number, before)
            }
        }
    }

    private static let removeAndEnd: @convention(c) (Int32) -> Void = { number in
        let address = pending.load(ordering: .sequentiallyConsistent)
        if let name = unsafe UnsafeMutablePointer<CChar>(bitPattern: address) { _ = unsafe unlink(name) }
        // The process ends as it would have without us, so that a shell sees the signal.
        _ = signal(number, SIG_DFL)
        raise(number)
    }
}
