import BankConnectSession
import CommandKit

/// Names of files for machines: relative to the repository's root where the CI runner names it and the
/// file lies below it, else to the working directory; a file outside of both keeps its root.
///
/// Readers of reports open files by these names, so nothing is left in them that only the command line needs: `./`, `//`
/// and `..` are resolved.
struct ReportPaths: Sendable {
    /// The variables in which runners name the repository's root: GitHub, GitLab, Azure DevOps, Jenkins.
    static let rootVariables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE"].map {
        EnvironmentVariable($0, "The repository's root, to which the paths in reports are relative.")
    }

    /// Directories, each as its components.
    private final class Directories: Sendable {
        /// Those that names are relative to, the first that fits.
        let roots: [[[UInt8]]]
        let workingDirectory: [[UInt8]]

        init(_ environment: Environment) {
            var roots: [[[UInt8]]] = []
            for variable in ReportPaths.rootVariables {
                guard let root = environment.path(variable.name), root.isAbsolute else { continue }
                // The working directory's name has no links in it, the runner's may.
                roots += [root.components()] + [FileSystem.resolved(root)].compactMap { $0?.components() }
            }
            workingDirectory = FileSystem.workingDirectory()?.components() ?? []
            if !workingDirectory.isEmpty { roots.append(workingDirectory) }
            self.roots = roots
        }
    }

    private let environment: Environment
    /// Looked up for the first name: most formats ask for none.
    private var directories: Directories?
    /// The name last asked for.
    private var last: (path: FilePath, components: [[UInt8]], isRelative: Bool)?

    /// Names relative to the working directory, wherever a runner says that the repository is.
    init(_ environment: Environment = Environment([:])) {
        self.environment = environment
    }

    /// The name of a file as a path; nil for what is no file.
    mutating func name(of source: SourceName) -> String? {
        guard let path = source.path else { return nil }
        let (components, isRelative) = relative(path)
        return (isRelative ? "" : "/") + components.map(SourceName.text).joined(separator: "/")
    }

    /// The name as a URI reference, percent-encoded; `stdin` for standard input.
    mutating func uri(of source: SourceName) -> String {
        // Code scanning takes no result without a URI.
        guard let path = source.path else { return "stdin" }
        let (components, isRelative) = relative(path)
        return (isRelative ? "" : "file:///") + components.map(Self.percentEncoded).joined(separator: "/")
    }

    private mutating func relative(_ path: FilePath) -> (components: [[UInt8]], isRelative: Bool) {
        if let last, last.path == path { return (last.components, last.isRelative) }
        let directories = directories ?? Directories(environment)
        self.directories = directories
        let whole = path.components(in: directories.workingDirectory)
        let root = directories.roots.first { whole.count > $0.count && whole.starts(with: $0) }
        let found = (path, root.map { Array(whole.dropFirst($0.count)) } ?? whole, root != nil)
        last = found
        return (found.1, found.2)
    }

    private static func percentEncoded(_ name: [UInt8]) -> String {
        var text = ""
        for byte in name {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                text += hex.utf8.count < 2 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return text
    }
}
