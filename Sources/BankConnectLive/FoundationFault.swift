import Foundation
import Synchronization

/// Keeps the process going where Foundation would end it.
///
/// Some answers run into an assertion of Foundation's, such as one with trailers, when their head and body have been
/// handed on (`NativeProtocol.transferCompleted`, Swift 6.3.1). The thread that runs into it is held for good, and the
/// others finish with what has come. The process is of no use for a further request.
enum FoundationFault {
    private static let happened = Atomic<Bool>(false)
    /// The thread that waits for the others, which nothing would end if it were held.
    private static let waiting = Atomic<UInt>(0)

    /// Whether a thread is held.
    static var hasHappened: Bool { happened.load(ordering: .sequentiallyConsistent) }

    /// Begins to hold threads that run into an assertion: a trap on one processor or the other, or an abort.
    static func holdThreads() {
        // The handler finds both values made.
        waiting.store(pthread_self(), ordering: .sequentiallyConsistent)
        guard !hasHappened else { return }
        for number in [SIGILL, SIGTRAP, SIGABRT] {
            signal(number) { number in
                guard pthread_self() != FoundationFault.waiting.load(ordering: .sequentiallyConsistent) else {
                    // What led here comes again, and ends the process.
                    signal(number, SIG_DFL)
                    return
                }
                FoundationFault.happened.store(true, ordering: .sequentiallyConsistent)
                while true { pause() }
            }
        }
    }
}
