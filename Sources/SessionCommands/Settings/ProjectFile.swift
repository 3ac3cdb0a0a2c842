import BankConnectSession
import CommandKit

/// The file in which a repository says how its payloads are checked.
enum ProjectLookup {
    /// `--project`: a file, or none at all.
    typealias Choice = SettingsOptions.ConfigChoice

    /// The project file's name.
    static let name = ".bcsession.json"

    /// What help says of it.
    static let usualFile = FileEntry(
        name,
        "How validate checks the payloads of a repository; looked for from the working directory up to its root.")

    /// The project file; nil when there is none, which only a named one must not be.
    ///
    /// It is the nearest one from the working directory up to the first directory with a `.git` entry, and no further;
    /// where no directory has one, the working directory's own.
    static func find(_ choice: Choice?, _ console: Console) throws(CommandFailure) -> SettingsFile? {
        switch choice {
        case .file(let path): return try SettingsFile(path, "project file", console)
        case .nowhere: return nil
        case nil:
            guard let here = FileSystem.workingDirectory() else { return nil }
            for directory in directories(from: here) {
                let path = directory.appending(name)
                // A link that leads nowhere is one, and an error.
                guard (try? FileSystem.fileStatus(path, followingLinks: false)) != nil else { continue }
                try requireFile(path)
                if let resolved = FileSystem.resolved(path),
                    let root = FileSystem.resolved(directories(from: here).last ?? here),
                    !resolved.components().starts(with: root.components())
                {
                    throw CommandFailure(
                        .usage, "'\(path.displayName)' is a link that leads out of the repository, and is not read",
                        hint: "give the file itself with --project FILE")
                }
                // In the working directory by its name alone, as people write it.
                return try SettingsFile(directory == here ? FilePath(name) : path, "project file", console)
            }
            return nil
        }
    }

    /// Refuses what is not a file: a pipe that a checkout brings along would be waited for.
    static func requireFile(_ path: FilePath) throws(CommandFailure) {
        guard let kind = (try? FileSystem.fileStatus(path))?.kind, kind != .regular else { return }
        throw CommandFailure(.usage, "'\(path.displayName)' is not a regular file, and is not read for a project")
    }

    /// The directories to look in, the nearest first.
    private static func directories(from here: FilePath) -> [FilePath] {
        var directories = [here]
        var directory = here
        while (try? FileSystem.fileStatus(directory.appending(".git"), followingLinks: false)) == nil {
            guard directory.bytes != [UInt8(ascii: "/")] else { return [here] }
            directory = directory.directory
            directories.append(directory)
        }
        return directories
    }
}

/// What a project file says of files: which are not checked, and which have settings of their own.
struct ProjectFiles: Sendable {
    /// The project file's directory, without links.
    private let directory: [[UInt8]]
    private let workingDirectory: [[UInt8]]
    private let excluded: [GlobPattern]
    /// Where the patterns of what is left out stand, for people.
    let exclusionOrigin: String
    private let patterns: [GlobPattern]

    init(_ settings: CheckSettings, in file: SettingsFile) {
        let here = FileSystem.workingDirectory()?.components() ?? []
        workingDirectory = here
        let directory = file.path.directory
        self.directory = FileSystem.resolved(directory)?.components() ?? directory.components(in: here)
        excluded = (settings.excluded?.value ?? []).compactMap { GlobPattern($0) }
        exclusionOrigin = settings.excluded.map { file.origin($0.range) } ?? file.path.displayName
        patterns = settings.overrides.compactMap { GlobPattern($0.pattern.value) }
    }

    /// Whether a file or directory is not to be checked.
    func excludes(_ path: FilePath, isDirectory: Bool) -> Bool {
        guard !excluded.isEmpty, let names = relative(path) else { return false }
        return excluded.contains { $0.covers(names, isDirectory: isDirectory) }
    }

    /// Which profile a file is checked with: 0, or the number of the last pattern that matches it.
    func profile(of path: FilePath) -> Int {
        guard !patterns.isEmpty, let names = relative(path) else { return 0 }
        return (patterns.lastIndex { $0.covers(names) } ?? -1) + 1
    }

    /// The names from the project's directory to a file; nil for a file outside.
    private func relative(_ path: FilePath) -> [[UInt8]]? {
        var names = path.components(in: workingDirectory)
        if !names.starts(with: directory) {
            // A name with links in it may lead there all the same.
            guard let resolved = FileSystem.resolved(path.directory)?.components() else { return nil }
            names = resolved + [path.lastComponent.bytes]
        }
        return names.starts(with: directory) ? Array(names.dropFirst(directory.count)) : nil
    }
}

extension Settings.Project {
    /// A file that the project file names, which must lie in the project's directory, links resolved: a checkout reads
    /// nothing else of the machine.
    func file(named name: String) throws(CommandFailure) -> FilePath {
        let path = file.resolve(name)
        let directory = FileSystem.resolved(file.path.directory) ?? file.path.directory
        // Of a file that is not there, its name says where it would be.
        let place = FileSystem.resolved(path) ?? directory.appending(FilePath(name))
        if !place.components(in: FileSystem.workingDirectory()?.components() ?? []).starts(with: directory.components())
        {
            throw CommandFailure(
                .usage,
                "the project file '\(file.path.displayName)' names '\(name)', which is outside of its directory",
                hint: "give it with --organization or --banks instead")
        }
        try ProjectLookup.requireFile(path)
        return path
    }

    /// The files that the project file names, which are no payloads.
    var namedFiles: [FilePath] {
        var names: [String] = []
        if case .file(let name) = settings.organization?.value { names.append(name) }
        if let banks = settings.banks { names.append(banks.value) }
        return names.map { file.resolve($0) }
    }
}
