import CommandKit

/// An input of `validate`: a file or standard input, or what could not be looked at on a walk.
struct ValidationInput: Sendable {
    let path: FilePath
    let kind: InputKind
    /// The name in reports.
    let name: SourceName
    /// Why the input cannot be read, where that is known before it is opened.
    let failure: SystemError?
    /// Which settings it is checked with: an index of the run's profiles.
    let profile: Int
    /// Whether it is a link that was found in a walk: what it leads to is then never changed.
    let isFoundLink: Bool

    init(
        path: FilePath, kind: InputKind, name: SourceName? = nil, failure: SystemError? = nil, profile: Int = 0,
        isFoundLink: Bool = false
    ) {
        self.path = path
        self.kind = kind
        self.name = name ?? SourceName(path)
        self.failure = failure
        self.profile = profile
        self.isFoundLink = isFoundLink
    }
}

/// The inputs that operands name: files as they are, and what is found below directories.
///
/// A walk takes regular files of known endings and links to such files. Links to directories are not followed, so that
/// it ends. What it cannot look at is an input too, an unreadable one, and the walk goes on.
struct InputList {
    /// What is left out, and how files are read.
    struct Choice: Sendable {
        var kind = InputKind.auto
        /// The name that standard input goes by.
        var standardInputName: FilePath?
        /// `--exclude`: relative to the directory that is walked, or to the working directory for a file.
        var excluded: [GlobPattern] = []
        /// What the project file says of files.
        var project: ProjectFiles?
        /// Files that hold settings, which a walk passes over.
        var settings: [FilePath] = []
    }

    /// Names that a walk passes over: what package managers keep, and what is configuration in every JavaScript project.
    private static let passedOver = ["node_modules", "package*.json", "tsconfig*.json"].compactMap { GlobPattern($0) }

    private(set) var inputs: [ValidationInput] = []
    /// The directories in which nothing was found.
    private(set) var emptyDirectories: [FilePath] = []
    /// The operands that an exclusion matches, each with what says so: a flag, or a line of the project file.
    private(set) var excluded: [(path: FilePath, origin: String)] = []

    /// Whether standard input is among them, by the name that it goes by.
    private(set) var excludesStandardInput = false

    private let choice: Choice
    private let settings: [FileStatus]
    /// The first file that is an input, which most runs have no other beside, and its place: a dictionary is a type that
    /// is made when a program runs, and takes longer to make than one payload to check.
    private var first: (identity: FileIdentity, place: Int)?
    /// The places of the other files that are inputs already.
    private var others: [FileIdentity: Int] = [:]

    /// Lists what operands name.
    init(_ paths: [FilePath], _ choice: Choice) {
        self.choice = choice
        settings = choice.settings.compactMap { try? FileSystem.fileStatus($0) }
        for path in paths { add(path) }
    }

    /// The input that a file is; nil for any other.
    func input(at status: FileStatus) -> FilePath? { place(of: status).map { inputs[$0].path } }

    private func place(of status: FileStatus) -> Int? {
        guard let first, first.identity != status.identity else { return first?.place }
        return others.isEmpty ? nil : others[status.identity]
    }

    private mutating func add(_ path: FilePath) {
        guard !path.isStandardStream else {
            let name = choice.standardInputName
            if let name, let origin = exclusion(of: Self.names(name), name, isDirectory: false) {
                excluded.append((name, origin))
                excludesStandardInput = true
                return
            }
            let kind = choice.kind.resolved(for: name ?? path)
            inputs.append(
                ValidationInput(
                    path: path, kind: kind, name: name.map { SourceName($0) }, profile: name.map(profile) ?? 0))
            return
        }
        let status = try? FileSystem.fileStatus(path)
        if let origin = exclusion(of: Self.names(path), path, isDirectory: status?.kind == .directory) {
            excluded.append((path, origin))
        } else if status?.kind == .directory {
            let count = inputs.count
            let isFirst = first == nil
            let known = others.count
            walk(path)
            if inputs.count == count, others.count == known, isFirst == (first == nil) { emptyDirectories.append(path) }
        } else {
            take(path, status)
        }
    }

    /// The names from the working directory to a file in it, however that is written; all names of any other.
    private static func names(_ path: FilePath) -> [[UInt8]] {
        let here = FileSystem.workingDirectory()?.components() ?? []
        let whole = path.components(in: here)
        return whole.starts(with: here) ? Array(whole.dropFirst(here.count)) : path.components()
    }

    /// What says that a file or directory is left out; nil where nothing does.
    private func exclusion(
        of names: @autoclosure () -> [[UInt8]], _ path: FilePath, isDirectory: Bool
    ) -> String? {
        lazy var names = names()
        if let pattern = choice.excluded.first(where: { $0.covers(names, isDirectory: isDirectory) }) {
            return "--exclude '\(pattern.text)'"
        }
        guard let project = choice.project, project.excludes(path, isDirectory: isDirectory) else { return nil }
        return project.exclusionOrigin
    }

    /// Takes a file, once.
    private mutating func take(_ path: FilePath, _ status: FileStatus?, isFoundLink: Bool = false) {
        let input = ValidationInput(
            path: path, kind: choice.kind.resolved(for: path), profile: profile(path), isFoundLink: isFoundLink)
        // Pipes and devices are different each time they are opened.
        if let status, status.kind == .regular {
            if let place = place(of: status) {
                // The file itself rather than a link to it: fixes change only the one.
                if inputs[place].isFoundLink, !isFoundLink { inputs[place] = input }
                return
            }
            if first == nil { first = (status.identity, inputs.count) } else { others[status.identity] = inputs.count }
        }
        inputs.append(input)
    }

    private func profile(_ path: FilePath) -> Int { choice.project?.profile(of: path) ?? 0 }

    private mutating func fail(_ path: FilePath, _ error: SystemError) {
        inputs.append(ValidationInput(path: path, kind: .json, failure: error))
    }

    private mutating func walk(_ top: FilePath) {
        // A list of directories still to visit, the next one last, instead of recursion: depth is the input's choice.
        var pending: [(path: FilePath, names: [[UInt8]])] = [(top, [])]
        while let (directory, names) = pending.popLast() {
            var directories: [(FilePath, [[UInt8]])] = []
            do throws(SystemError) {
                for name in try FileSystem.directoryEntries(directory) {
                    let (path, names) = (directory.appending(name), names + [name.bytes])
                    guard name.bytes.first != UInt8(ascii: "."),
                        !Self.passedOver.contains(where: { $0.covers([name.bytes]) })
                    else { continue }
                    do throws(SystemError) {
                        let kind = try visit(path, names)
                        if kind == .directory { directories.append((path, names)) }
                    } catch {
                        fail(path, error)
                    }
                }
            } catch {
                fail(directory, error)
            }
            pending.append(contentsOf: directories.reversed())
        }
    }

    /// Takes an entry of a directory if it is a file to check; says what kind of thing it is, unless it is left out.
    private mutating func visit(_ path: FilePath, _ names: [[UInt8]]) throws(SystemError) -> FileKind? {
        var status = try FileSystem.fileStatus(path, followingLinks: false)
        guard exclusion(of: names, path, isDirectory: status.kind == .directory) == nil else { return nil }
        guard status.kind != .directory, InputKind.ending(of: path) != nil else { return status.kind }
        let isLink = status.kind == .link
        if isLink { status = try FileSystem.fileStatus(path) }
        guard status.kind == .regular, !settings.contains(where: { $0.isSameFile(as: status) }) else { return nil }
        take(path, status, isFoundLink: isLink)
        return nil
    }
}
