/// Names for files that are not finished yet.
enum TemporaryName {
    /// Makes a new file in the directory under a name that nobody can guess, and opens it.
    static func create(in directory: FilePath, mode: UInt32) throws(Errno) -> (path: FilePath, descriptor: Int32) {
        var attempts = 0
        while true {
            let path = directory.appending(".tmp-\(try randomWord())")
            do throws(Errno) {
                return (path, try SystemCall.open(path, .creating, permissions: mode))
            } catch {
                attempts += 1
                if error != .exists || attempts == 16 { throw error }
            }
        }
    }

    private static func randomWord() throws(Errno) -> String {
        do throws(SystemError) {
            return try Machine.randomBytes(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        } catch {
            throw Errno(code: error.code)
        }
    }
}
