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
    // A handler may do almost nothing: so each name is copied beforehand to where no lock guards it,
    // and the handler only reads the addresses and calls unlink, kill and signal.
    private static let pending = InlineArray<32, Atomic<UInt>> { _ in Atomic(0) }
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Remembers an unfinished file, unless there are more of them than any command has.
    static func willRemove(_ path: FilePath) {
        // Safe: the copy is never freed, as a handler on another thread may be about to read it; a run has few files.
        guard let copy = unsafe strdup(path.bytes.map { CChar(bitPattern: $0) } + [0]) else { return }
        let address = UInt(bitPattern: copy)
        guard pending.indices.contains(where: { replace(0, by: address, at: $0) }) else { return unsafe free(copy) }
        for number in signals {
            let before = signal(number, removeAndEnd)
            // A signal that somebody ignores or handles stays theirs; SIG_DFL is the number 0.
            if !isDefaultOrOurs(before) { _ = signal(number, before) }
        }
    }

    /// Forgets a file, which is finished or gone.
    static func forget(_ path: FilePath) {
        for place in pending.indices {
            let address = pending[place].load(ordering: .sequentiallyConsistent)
            // Safe: a stored address is always a copy made above.
            guard let copy = unsafe UnsafeMutablePointer<CChar>(bitPattern: address),
                unsafe SystemCall.copy(copy) == path.bytes, replace(address, by: 0, at: place)
            else { continue }
            break
        }
        guard !pending.indices.contains(where: { pending[$0].load(ordering: .sequentiallyConsistent) != 0 }) else {
            return
        }
        for number in signals {
            let before = signal(number, SIG_DFL)
            if !isDefaultOrOurs(before) { _ = signal(number, before) }
        }
    }

    private static func replace(_ expected: UInt, by desired: UInt, at place: Int) -> Bool {
        pending[place].compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent)
            .exchanged
    }

    // Safe: only the bits are compared.
    private static func isDefaultOrOurs(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
        let bits = unsafe unsafeBitCast(handler, to: Int.self)
        let ours = unsafe unsafeBitCast(removeAndEnd, to: Int.self)
        return bits == 0 || bits == ours
    }

    private static let removeAndEnd: @convention(c) (Int32) -> Void = { number in
        for place in pending.indices {
            let address = pending[place].load(ordering: .sequentiallyConsistent)
            if let name = unsafe UnsafeMutablePointer<CChar>(bitPattern: address) { _ = unsafe unlink(name) }
        }
        // The process ends as it would have without us, so that a shell sees the signal.
        _ = signal(number, SIG_DFL)
        raise(number)
    }
}
