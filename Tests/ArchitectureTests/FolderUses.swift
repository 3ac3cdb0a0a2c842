/// Which folder of a target uses what another declares, worked out from the words of its sources.
///
/// A folder uses another when it names a type or a function that the other declares at the top level of a file, or a
/// member that the other adds to a foreign type in an extension. A member is counted where its type stands before it
/// (`Tool.spec`), and elsewhere where its name is declared in one folder alone, because a word does not say whose member
/// it is. What is private to a file is not counted.
struct FolderUses {
    /// A use of a declaration of another folder.
    struct Use: Hashable, CustomStringConvertible {
        let user: String
        let file: String
        let name: String
        let used: String

        var description: String { "\(user) uses \(used): \(name) in \(file)" }
    }

    /// All uses across folders.
    private(set) var uses: Set<Use> = []
    /// The folders that hold sources.
    let folders: Set<String>

    private struct File {
        let folder: String
        let name: String
        let tokens: [SwiftToken]
    }

    /// Reads sources, each at a path below its target: `Folder/File.swift`.
    ///
    /// A member whose name other targets declare too may be theirs, and is not counted.
    init(_ sources: [(path: String, text: String)], besides others: [String] = []) {
        let files = sources.map { source in
            let parts = source.path.split(separator: "/").map(String.init)
            return File(
                folder: parts.count > 1 ? parts[0] : "(top)", name: parts.last ?? "",
                tokens: SwiftTokens.tokens(of: source.text))
        }
        folders = Set(files.map(\.folder))
        var declarations = Declarations()
        for file in files { declarations.collect(file.tokens, in: file.folder) }
        for other in others { declarations.collect(SwiftTokens.tokens(of: other), in: "(other target)", isOther: true) }
        declarations.settle()
        for file in files { collectUses(in: file, of: declarations) }
    }

    private mutating func collectUses(in file: File, of declarations: Declarations) {
        var before = ""
        for case .word(let word, let isMember) in file.tokens {
            defer { before = word }
            let owner =
                isMember
                ? declarations.qualified["\(before).\(word)"] ?? declarations.members[word]
                : declarations.topLevel[word]
            guard let owner, owner != file.folder else { continue }
            uses.insert(Use(user: file.folder, file: file.name, name: isMember ? ".\(word)" : word, used: owner))
        }
    }

    /// The uses that run against an order, in which each folder may use those before it.
    ///
    /// No circle of folders is without one.
    func upward(in order: [String]) -> [Use] {
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return uses.filter { places[$0.used, default: .max] >= places[$0.user, default: -1] }
            .sorted { $0.description < $1.description }
    }

    /// How many names each folder, a row, uses of each other one, a column; and what runs upward.
    func report(in order: [String]) -> String {
        let width = (order.map(\.count).max() ?? 0) + 2
        func cell(_ text: String) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
        var lines = [cell("") + order.map(cell).joined()]
        for user in order {
            let counts = order.map { used in
                let count = Set(uses.filter { $0.user == user && $0.used == used }.map(\.name)).count
                return cell(count == 0 ? "." : String(count))
            }
            lines.append(cell(user) + counts.joined())
        }
        return (lines + upward(in: order).map(\.description)).joined(separator: "\n")
    }
}

/// Where the names of a target are declared.
private struct Declarations {
    /// The folder of a type or function at the top level of a file.
    private(set) var topLevel: [String: String] = [:]
    /// The folder of a member that an extension adds to a type of another folder, by the member's name.
    private(set) var members: [String: String] = [:]
    /// The same by the type's and the member's name: `Tool.spec`.
    private(set) var qualified: [String: String] = [:]

    /// Members of extensions, with the type that they are added to.
    private var added: [(member: String, type: String, folder: String)] = []
    /// The folders that declare something of a name, at any depth.
    private var foldersByName: [String: Set<String>] = [:]

    private static let types: Set = ["struct", "enum", "class", "protocol", "typealias", "actor"]
    private static let values: Set = ["func", "var", "let"]

    mutating func collect(_ tokens: [SwiftToken], in folder: String, isOther: Bool = false) {
        var depth = 0
        var extended: String?
        var isPrivate = false
        var keyword: String?
        for token in tokens {
            switch token {
            case .openingBrace:
                depth += 1
                isPrivate = false
            case .closingBrace:
                depth -= 1
                if depth == 0 { extended = nil }
                isPrivate = false
            case .word(let word, _):
                if let declared = keyword {
                    keyword = nil
                    // `class func` and `case let` declare what comes after them.
                    if Self.values.contains(word) {
                        keyword = word
                    } else if declared == "extension" {
                        extended = isPrivate ? nil : word
                    } else {
                        foldersByName[word, default: []].insert(folder)
                        if depth == 0, !isPrivate, !isOther, declared != "var", declared != "let" {
                            topLevel[word] = folder
                        }
                        if depth == 1, !isPrivate, !isOther, let extended { added.append((word, extended, folder)) }
                    }
                    isPrivate = false
                } else if word == "private" || word == "fileprivate" {
                    isPrivate = true
                } else if depth < 2 || Self.values.contains(word),
                    Self.types.contains(word) || Self.values.contains(word)
                        || (word == "extension" && depth == 0)
                {
                    keyword = word
                }
            }
        }
    }

    /// Decides which members are known by their name, once all files are read.
    mutating func settle() {
        for (member, type, folder) in added where topLevel[type] != folder {
            qualified["\(type).\(member)"] = folder
            if foldersByName[member] == [folder] { members[member] = folder }
        }
    }
}
