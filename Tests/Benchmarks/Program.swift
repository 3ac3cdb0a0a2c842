import Glibc

/// A program that is timed: started as a shell would, and waited for without a run loop, whose steps are longer than a
/// start.
enum Program {
    /// The exit status; nil for a program that could not be started or was killed.
    ///
    /// The environment is empty, so that no configuration of the machine has a part in the time.
    static func status(of program: String, _ words: [String]) -> Int32? {
        // Safe: each text is copied by strdup and freed at the end; the last pointer is nil, as execve wants.
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + words).map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        var child = pid_t()
        var status = Int32(0)
        guard unsafe posix_spawn(&child, program, nil, nil, pointers, nil) == 0,
            unsafe waitpid(child, &status, 0) == child, status & 0x7F == 0
        else { return nil }
        return (status >> 8) & 0xFF
    }
}
