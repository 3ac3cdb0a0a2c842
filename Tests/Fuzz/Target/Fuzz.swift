import CommandKit
import FuzzProperties

/// libFuzzer: runs the callback with input after input, as the words of the command line say.
@_silgen_name("LLVMFuzzerRunDriver") private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The property that is fuzzed: `BCSESSION_FUZZ_TARGET` names it.
private let property: FuzzProperty = {
    let name = Environment.process["BCSESSION_FUZZ_TARGET"] ?? ""
    guard let found = FuzzProperty.all.first(where: { $0.name == name }) else {
        let names = FuzzProperty.all.map(\.name).joined(separator: ", ")
        fatalError("BCSESSION_FUZZ_TARGET is '\(name)', and must be one of \(names)")
    }
    return found
}()

/// The program's beginning, by the name that the package manager gives to that of the target `Fuzz`.
@_cdecl("Fuzz_main") public func main(
    _ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    // Safe: libFuzzer is handed what the system handed us, in variables that outlive the call.
    var (count, words) = unsafe (count, words)
    return unsafe runDriver(&count, &words) { bytes, count in
        // Safe: libFuzzer lends so many bytes for the length of the call.
        let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
        do {
            try property.check(input)
        } catch {
            fatalError("\(property.name): \(error)")
        }
        return 0
    }
}
