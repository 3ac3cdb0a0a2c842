/// The number by which the system says why a call failed.
struct Errno: Error, Hashable {
    let code: Int32
}
