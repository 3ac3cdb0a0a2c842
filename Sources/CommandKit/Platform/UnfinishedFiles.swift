import CLibrary
import Synchronization

/// The files that a run has begun and not finished; a signal that ends the process removes them.
///
/// Without it, Ctrl-C in the middle of `--output` would leave a temporary file behind.
enum UnfinishedFiles {
    // A handler may do almost nothing: so each name is copied beforehand to where no lock guards it,
    // and the handler only reads the addresses and calls unlink, signal and raise.
    private static let names = InlineArray<32, Atomic<UInt>> { _ in Atomic(0) }
    /// One file is added or removed at a time, so that the handlers are there as long as a name is.
    private static let changing = Monitor(())
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU]

    /// Makes a new file in the directory under a name that nobody can guess, and opens it to write and read.
    static func create(in directory: FilePath, mode: UInt32) throws(Errno) -> (path: FilePath, descriptor: Int32) {
        var attempts = 0
        while true {
            let path = directory.appending(".tmp-\(try randomWord())")
            // Before the file is there, so that no signal comes in between.
            add(path)
            do throws(Errno) {
                return (path, try SystemCall.open(path, .creating, permissions: mode))
            } catch {
                remove(path)
                attempts += 1
                if error != .exists || attempts == 16 { throw error }
            }
        }
    }

    /// Forgets a file, which is finished or gone.
    static func remove(_ path: FilePath) {
        changing.withLock { _ in
            for place in names.indices {
                let address = names[place].load(ordering: .sequentiallyConsistent)
                // Safe: a stored address is always a copy made below.
                guard let copy = unsafe UnsafeMutablePointer<CChar>(bitPattern: address),
                    unsafe SystemCall.copy(copy) == path.bytes, replace(address, by: 0, at: place)
                else { continue }
                break
            }
            if names.indices.allSatisfy({ names[$0].load(ordering: .sequentiallyConsistent) == 0 }) {
                setHandlers(SIG_DFL)
            }
        }
    }

    /// Remembers a file, unless there are more of them than any command has.
    private static func add(_ path: FilePath) {
        // Safe: the copy is never freed, as a handler on another thread may be about to read it; a run has few files.
        guard let copy = unsafe strdup(path.bytes.map { CChar(bitPattern: $0) } + [0]) else { return }
        let address = UInt(bitPattern: copy)
        changing.withLock { _ in
            guard names.indices.contains(where: { replace(0, by: address, at: $0) }) else { return unsafe free(copy) }
            setHandlers(removeAndEnd)
        }
    }

    private static func randomWord() throws(Errno) -> String {
        do throws(SystemError) {
            return try Machine.randomBytes(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        } catch {
            throw Errno(code: error.code)
        }
    }

    /// Sets what the signals do, except those that something else ignores or handles.
    private static func setHandlers(_ handler: (@convention(c) (Int32) -> Void)?) {
        for number in signals {
            let before = signal(number, handler)
            if !isDefaultOrOurs(before) { _ = signal(number, before) }
        }
    }

    private static func replace(_ expected: UInt, by desired: UInt, at place: Int) -> Bool {
        names[place].compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).exchanged
    }

    // Safe: only the bits are compared; SIG_DFL is the number 0 on every platform.
    private static func isDefaultOrOurs(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
        let bits = unsafe unsafeBitCast(handler, to: Int.self)
        let ours = unsafe unsafeBitCast(removeAndEnd, to: Int.self)
        return bits == 0 || bits == ours
    }

    private static let removeAndEnd: @convention(c) (Int32) -> Void = { number in
        for place in names.indices {
            let address = names[place].load(ordering: .sequentiallyConsistent)
            if let name = unsafe UnsafeMutablePointer<CChar>(bitPattern: address) { _ = unsafe unlink(name) }
        }
        // The process ends as it would have without us, so that a shell sees the signal.
        _ = signal(number, SIG_DFL)
        raise(number)
    }
}
