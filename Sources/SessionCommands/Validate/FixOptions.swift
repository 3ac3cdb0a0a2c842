import CommandKit

extension FlagGroup {
    static let fixes = FlagGroup("Fixes")
}

/// What is to be done with fixes.
struct FixOptions: Sendable {
    var isApplied = false
    var includesUnsafe = false
    var isShown = false

    static let flags: [Flag<Self>] = [
        .toggle("fix", sets: { $0.isApplied = $1 }, "Apply the safe fixes, and report what remains.").group(.fixes),
        .toggle(
            "unsafe-fixes", sets: { $0.includesUnsafe = $1 },
            "With --fix or --diff: likely fixes too; check the result."
        ).group(.fixes),
        .toggle(
            "diff", sets: { $0.isShown = $1 },
            "Change nothing, and show what --fix would change as a diff for 'patch -p0'; exit 1 if there is one."
        ).group(.fixes),
    ]

    /// What a run does with fixes, with a whole diff or one for a log; nil for nothing.
    func plan(isWhole: Bool) throws(UsageError) -> FixPlan? {
        if isApplied, isShown {
            throw UsageError(
                "--fix changes files and --diff changes none", flag: "diff", hint: "leave one of them out")
        }
        if isShown { return FixPlan(target: .diff(isWhole: isWhole), includesUnsafe: includesUnsafe) }
        if isApplied { return FixPlan(target: .files, includesUnsafe: includesUnsafe) }
        guard !includesUnsafe else {
            throw UsageError(
                "--unsafe-fixes says which fixes --fix applies and --diff shows", flag: "unsafe-fixes",
                hint: "add --fix or --diff")
        }
        return nil
    }
}

/// What a run of `validate` does with fixes.
struct FixPlan: Sendable {
    /// Where they go.
    enum Target: Sendable {
        /// Into the files; what standard input held goes to the output.
        case files
        /// As a diff to the output; whole, or without hunks that must not reach a log.
        case diff(isWhole: Bool)
    }

    let target: Target
    let includesUnsafe: Bool

    /// Whether files are left as they are.
    var isDiff: Bool {
        if case .diff = target { true } else { false }
    }
}
