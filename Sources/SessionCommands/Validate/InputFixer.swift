import BankConnectSession
import CommandKit

/// Why the fixes of an input stay undone.
enum FixObstacle: Sendable {
    /// What a link that was found in a walk leads to is never changed.
    case link
    /// The file cannot be replaced.
    case failure(String)

    /// What to say of an input.
    func message(_ name: SourceName) -> String {
        switch self {
        case .link:
            "'\(name.text)' is a link that was found in a directory, so its file is not fixed; name the file itself"
        case .failure(let reason): "'\(name.text)' is not fixed: \(reason)"
        }
    }
}

/// A file of lines that is to be replaced.
struct FixedStreamTarget: Sendable {
    let path: FilePath
    let stream: InputStream
    let status: FileStatus
}

/// The lines of a block, and what some of them should be.
struct ChangedLines: Sendable {
    let block: LineBlock
    /// By index, lines with their line feeds, and how many findings that fixes; none where it is known already that the
    /// diff leaves the line out.
    let changed: [(index: Int, line: [UInt8], fixes: Int)]
}

/// Applies fixes to inputs, and stores or shows what comes of it; each thread has its own.
struct InputFixer: Sendable {
    let plan: FixPlan
    /// A fixer for each profile of the run.
    private var fixers: [PayloadFixer]
    private let showsName: String?

    init(_ plan: FixPlan, _ checkers: [PayloadChecker], standardInputName: FilePath?) {
        self.plan = plan
        fixers = checkers.map { PayloadFixer($0, includesUnsafe: plan.includesUnsafe) }
        showsName = standardInputName?.displayName
    }

    /// Fixes a whole input.
    ///
    /// - Returns: the text to report about: the outcome, or the text as it was where that has not changed.
    mutating func fix(
        _ bytes: [UInt8], _ input: ValidationInput, _ status: FileStatus?, _ outcome: inout ValidationOutcome
    ) -> [UInt8] {
        let isText = input.path.isStandardStream && !plan.isDiff
        guard var fixed = fixed(bytes, input) else {
            if isText { outcome.data += bytes }
            return bytes
        }
        if isText {
            outcome.data += fixed.text
        } else if plan.isDiff {
            guard !input.isFoundLink else {
                outcome.obstacle = .link
                return bytes
            }
            fixed = show(bytes, fixed, input, &outcome)
        } else if let obstacle = store(fixed.text, input, status) {
            outcome.obstacle = obstacle
            return bytes
        }
        outcome.summary.fixed += fixed.count
        return fixed.text
    }

    private mutating func fixed(_ bytes: [UInt8], _ input: ValidationInput) -> PayloadFixer.Outcome? {
        guard input.kind == .http else { return fixers[input.profile].fix(bytes, in: 0..<bytes.count) }
        var whole = PayloadFixer.Outcome(text: [], edits: [], count: 0)
        var at = 0
        for request in RequestFile(bytes).requests {
            guard let fixed = fixers[input.profile].fix(bytes, in: request.range, isRequest: true) else { continue }
            whole.text += bytes[at..<request.range.lowerBound] + fixed.text
            whole.count += fixed.count
            for var edit in fixed.edits {
                edit.offset += request.range.lowerBound
                whole.edits.append(edit)
            }
            at = request.range.upperBound
        }
        whole.text += bytes[at...]
        return whole.count > 0 ? whole : nil
    }

    /// Replaces a file; nil where that is done.
    private func store(_ text: [UInt8], _ input: ValidationInput, _ status: FileStatus?) -> FixObstacle? {
        if input.isFoundLink { return .link }
        guard let status else { return .failure(Self.notAFile) }
        if let obstacle = Self.obstacle(to: status) { return obstacle }
        do throws(SystemError) {
            let file = try ReplacementFile(replacing: input.path, as: status)
            try file.output.write(text)
            return try file.commitIfUnchanged() ? nil : .failure(Self.changedMeanwhile)
        } catch {
            return .failure(error.description)
        }
    }

    private static let notAFile = "it is not a regular file"

    /// Why a file is not replaced; nil for one that can be.
    static func obstacle(to status: FileStatus) -> FixObstacle? {
        guard status.kind == .regular else { return .failure(notAFile) }
        // The new text would be under this name alone, and the others would keep the old one.
        guard status.nameCount == 1 else {
            return .failure("it has \(status.nameCount) names (hard links), and only this one would get the change")
        }
        return nil
    }

    static let changedMeanwhile = "another program has changed the file in the meantime"

    /// Shows the change of a whole input.
    ///
    /// - Returns: what the diff makes of the input, without the hunks that it leaves out. Of a file of requests it has all
    ///   or none, because a hunk alone may be the one that keeps a Content-Length right.
    private mutating func show(
        _ bytes: [UInt8], _ fixed: PayloadFixer.Outcome, _ input: ValidationInput, _ outcome: inout ValidationOutcome
    ) -> PayloadFixer.Outcome {
        var diff = diff(of: input) { [kind = input.kind] in
            HunkGuard(old: Self.secrets(bytes, kind), new: Self.secrets(fixed.text, kind))
        }
        diff.add(bytes, fixed.edits, new: fixed.text)
        diff.finish()
        outcome.warnings += warnings(of: diff, input)
        outcome.code = outcome.code.combined(with: .negative)
        guard !diff.omissions.isEmpty else {
            outcome.data += diff.text
            return fixed
        }
        guard input.kind != .http else { return PayloadFixer.Outcome(text: bytes, edits: [], count: 0) }
        outcome.data += diff.text
        let edits = fixed.edits.filter { edit in
            !diff.omissions.contains { $0.range.contains(edit.offset) || $0.range.upperBound == edit.offset }
        }
        let text = Fix.applied(edits, to: bytes)
        let left = self.fixed(text, input)?.count ?? 0
        return PayloadFixer.Outcome(text: text, edits: edits, count: max(0, fixed.count - left))
    }

    /// An empty diff of an input, in which a guard keeps hunks back; without one, lines are payloads.
    private func diff(of input: ValidationInput, _ makeGuard: (() -> HunkGuard)?) -> UnifiedDiff {
        let name = name(of: input)
        guard case .diff(isWhole: false) = plan.target else { return UnifiedDiff(name) }
        guard let hunkGuard = makeGuard?() else { return UnifiedDiff(name, objection: HunkGuard.objection(toLinesOf:)) }
        return UnifiedDiff(name) { hunkGuard.objection(to: $0) }
    }

    /// An empty diff of an input whose lines are payloads.
    func lineDiff(of input: ValidationInput) -> UnifiedDiff { diff(of: input, nil) }

    private func name(of input: ValidationInput) -> PatchName {
        input.path.isStandardStream
            ? PatchName(standardInput: showsName ?? SourceName.standardInput.text) : PatchName(of: input.path)
    }

    /// What must be said of a diff.
    func warnings(of diff: UnifiedDiff, _ input: ValidationInput) -> [String] {
        let what = input.kind == .http ? "the file's changes are" : "a change is"
        var warnings = diff.omissions.map { omission in
            "\(input.name.text):\(omission.line): \(what) left out of the diff, because lines show "
                + "\(omission.objection.words); '--diff --output FILE' writes all"
        }
        let name = name(of: input)
        if name.isOutside, !diff.isEmpty {
            warnings.append(
                "'\(input.name.text)' is not below the working directory, so 'patch -p0' and 'git apply -p0' refuse its diff"
            )
        }
        return warnings
    }

    private static func secrets(_ bytes: [UInt8], _ kind: InputKind) -> SecretRanges {
        var request = SessionRequest()
        if kind != .http { request.read(bytes, in: 0..<bytes.count) }
        return SecretRanges(request, in: bytes, text: 0..<bytes.count)
    }

    /// Fixes lines; the lines to report about.
    mutating func fix(
        _ block: LineBlock, _ input: ValidationInput, _ outcome: inout ValidationOutcome
    ) -> (bytes: [UInt8], ends: [Int]) {
        let bytes = block.bytes
        var fixed: [(index: Int, outcome: PayloadFixer.Outcome)] = []
        for index in block.lineEnds.indices {
            fixers[input.profile].fix(bytes, in: block.whole(index)).map { fixed.append((index, $0)) }
        }
        let hidden = hiddenLines(of: block, fixed)
        var (text, ends) = ([UInt8](), [Int]())
        text.reserveCapacity(block.byteCount)
        var changed: [(index: Int, line: [UInt8], fixes: Int)] = []
        var count = 0
        var rest = fixed[...]
        for index in block.lineEnds.indices {
            let line = block.whole(index)
            // The line feed, which the last line of all may not have.
            let after = bytes[line.upperBound..<min(line.upperBound + 1, block.byteCount)]
            if let next = rest.first, next.index == index {
                rest = rest.dropFirst()
                let isShown = !hidden.contains(index)
                changed.append((index, next.outcome.text + after, isShown ? next.outcome.count : 0))
                text += isShown ? next.outcome.text[...] : bytes[line]
                count += isShown ? next.outcome.count : 0
            } else {
                text += bytes[line]
            }
            ends.append(text.count)
            text += after
        }
        if !changed.isEmpty, let obstacle = input.isFoundLink ? .link : outcome.obstacleOfStream {
            outcome.obstacle = obstacle
            return (bytes, block.lineEnds)
        }
        if plan.isDiff {
            if !input.isFoundLink { outcome.changes = ChangedLines(block: block, changed: changed) }
            outcome.summary.fixed += count
        } else if input.path.isStandardStream || outcome.target != nil {
            outcome.lines = FixedLines(text: text, byteCount: block.byteCount, count: count)
        }
        return (text, ends)
    }

    /// The lines whose changes a diff leaves out, with all of their hunk; none where lines are fixed.
    ///
    /// A hunk that reaches into another block is judged by its lines in this one: what the diff leaves out of it beside
    /// that is only taken off the count of fixes.
    private func hiddenLines(of block: LineBlock, _ fixed: [(index: Int, outcome: PayloadFixer.Outcome)]) -> Set<Int> {
        guard case .diff(isWhole: false) = plan.target else { return [] }
        var hidden: Set<Int> = []
        var rest = fixed[...]
        while let first = rest.first {
            var hunk = [first]
            rest = rest.dropFirst()
            while let next = rest.first, next.index - (hunk.last?.index ?? 0) <= 2 * UnifiedDiff.context + 1 {
                hunk.append(next)
                rest = rest.dropFirst()
            }
            let last = hunk.last?.index ?? first.index
            let lines =
                max(0, first.index - UnifiedDiff.context)...min(block.lineEnds.count - 1, last + UnifiedDiff.context)
            let isHidden =
                lines.contains { HunkGuard.objection(toPayload: Array(block.bytes[block.whole($0)])) != nil }
                || hunk.contains { HunkGuard.objection(toPayload: $0.outcome.text) != nil }
            if isHidden { hidden.formUnion(hunk.map(\.index)) }
        }
        return hidden
    }
}

extension LineBlock {
    /// The range of a line without its line feed.
    fileprivate func whole(_ index: Int) -> Range<Int> { (index == 0 ? 0 : lineEnds[index - 1] + 1)..<lineEnds[index] }
}
