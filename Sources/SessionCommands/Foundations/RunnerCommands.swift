import BankConnectSession

/// Keeps text of others from being taken for a command by the CI runner that reads our log.
///
/// The runners of GitHub and Azure obey `##[add-mask]` and `##vso[task.setvariable]` anywhere in a line, that of
/// TeamCity `##teamcity[`. Commands that begin a line with `::` need no care here: no line of ours begins with text of
/// others, but for names of files, of which ``SourceName`` takes care.
struct RunnerCommands: Sendable {
    private var hashes = 0

    /// Text without unsafe characters and without commands.
    static func escape(_ text: String) -> String {
        let escaped = DisplayText.escape(text)
        guard escaped.utf8.contains(UInt8(ascii: "#")) else { return escaped }
        var commands = RunnerCommands()
        var result = ""
        for scalar in escaped.unicodeScalars {
            if commands.opens(with: scalar) {
                result += written(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// An escape for a character, as ``DisplayText`` writes it.
    static func written(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// Whether a character, after those before it, is the bracket that opens a command.
    mutating func opens(with scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "#": hashes += 1
        case "a"..."z", "A"..."Z": if hashes < 2 { hashes = 0 }
        case "[":
            defer { hashes = 0 }
            return hashes >= 2
        default: hashes = 0
        }
        return false
    }
}
