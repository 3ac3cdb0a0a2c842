/// Makes the fixes of one payload's findings; what several of them need to know is worked out once.
///
/// A payload may hold a hundred thousand members, with a finding each: so where members stand in their objects, and which
/// names come twice, is found in one walk over the tape, and no finding costs a walk of its own.
struct FixMaker: Sendable {
    /// A name in an object.
    private struct Slot: Hashable {
        let object: JSONTape.Index
        let name: String
    }

    /// What a rename may run into.
    private struct Rivals {
        /// Names that surely mean the slot's, and those that are like it.
        var sure = 0
        var likely = 0
        /// Whether the name itself is there.
        var isTaken = false
    }

    /// The members of a repeated name.
    private struct Repetition {
        let first: JSONTape.Index
        var isSame = true
    }

    /// The day in India.
    var today = CalendarDate.earliest
    /// By node, the object of which it is the name of a member.
    ///
    /// -1 for any other node; empty until it is asked for.
    private var objects: [Int32] = []
    /// By name, the value before it in its object; -1 for the first.
    private var previous: [Int32] = []
    private var rivals: [Slot: Rivals] = [:]
    private var repetitions: [JSONTape.Index: [[UInt8]: Repetition]] = [:]
    /// What reads corrected texts; with the names of parameters, they are read faster.
    private var document = JSONDocument(names: PayloadNames.table)

    /// Forgets the payload.
    @inline(__always)
    mutating func forget() {
        if !objects.isEmpty { empty() }
    }

    private mutating func empty() {
        objects.removeAll(keepingCapacity: true)
        previous.removeAll(keepingCapacity: true)
        rivals.removeAll()
        repetitions.removeAll()
    }

    /// Whether a corrected text is JSON.
    mutating func isJSON(_ text: [UInt8]) -> Bool {
        defer { document.releaseBuffer() }
        return (try? document.read(text, in: text.indices)) != nil
    }

    /// The fix that puts what was meant in the place of a value.
    static func replacement(_ finding: Finding, _ request: SessionRequest) -> Fix? {
        guard let value = finding.node, let meaning = finding.statement.meaning else { return nil }
        return request.fix(value, meaning, meaning.isSure ? .safe : .unsafe)
    }

    /// The fix that gives a member the name that was meant; nil when that is there already, or is meant twice.
    mutating func renaming(
        _ finding: Finding, in request: SessionRequest, of findings: [Finding],
        where isFree: (String) -> Bool = { _ in true }
    ) -> Fix? {
        guard let name = finding.node, let meaning = finding.statement.meaning, isFree(meaning.text) else { return nil }
        prepare(request.document.tape)
        if rivals.isEmpty { findRivals(findings, request.document) }
        guard let found = rivals[Slot(object: Int(objects[name]), name: meaning.text)], !found.isTaken,
            meaning.isSure ? found.sure == 1 : found.sure == 0 && found.likely == 1
        else { return nil }
        return request.fix(name, meaning, meaning.isSure ? .safe : .unsafe)
    }

    /// The fix that takes a member away, with the comma that it needed.
    mutating func removal(
        ofMember name: JSONTape.Index, in request: SessionRequest, _ title: String, _ safety: Fix.Safety
    ) -> Fix? {
        let document = request.document
        prepare(document.tape)
        guard name < objects.count, objects[name] >= 0 else { return nil }
        var range = document[name].range.lowerBound..<document[name + 1].range.upperBound
        let next = document.tape.next(after: name + 1)
        if previous[name] >= 0 {
            range = document[Int(previous[name])].range.upperBound..<range.upperBound
        } else if next < document.tape.next(after: Int(objects[name])) {
            range = range.lowerBound..<document[next].range.lowerBound
        }
        return Fix(title, safety, [Fix.Edit(offset: range.lowerBound, length: range.count, text: "")])
    }

    /// The fix that takes a member away whose name stands before in the object; nil unless the value is the same
    /// wherever the name stands.
    mutating func repetitionRemoval(_ name: JSONTape.Index, in request: SessionRequest) -> Fix? {
        let document = request.document
        prepare(document.tape)
        guard name < objects.count, objects[name] >= 0 else { return nil }
        let object = Int(objects[name])
        if repetitions[object] == nil { repetitions[object] = Self.repetitions(in: object, document) }
        guard let found = repetitions[object]?[document.decodedBytes(of: name)], found.isSame, found.first < name else {
            return nil
        }
        return removal(ofMember: name, in: request, "remove the repetition", .safe)
    }

    private static func repetitions(in object: JSONTape.Index, _ document: JSONDocument) -> [[UInt8]: Repetition] {
        var found: [[UInt8]: Repetition] = [:]
        document.tape.forEachMember(of: object) { name, value in
            let text = document.decodedBytes(of: name)
            guard let earlier = found[text] else { return found[text] = Repetition(first: name) }
            let (mine, theirs) = (document[value].range, document[earlier.first + 1].range)
            let isSame = document.buffer[document.inBuffer(mine)].elementsEqual(
                document.buffer[document.inBuffer(theirs)])
            if !isSame { found[text]?.isSame = false }
        }
        return found
    }

    /// Notes where members stand in their objects.
    private mutating func prepare(_ tape: JSONTape) {
        guard objects.isEmpty else { return }
        objects.append(contentsOf: repeatElement(-1, count: tape.count))
        previous.append(contentsOf: repeatElement(-1, count: tape.count))
        for index in 0..<tape.count where tape[index].kind == .object {
            var before: Int32 = -1
            tape.forEachMember(of: index) { name, value in
                objects[name] = Int32(index)
                previous[name] = before
                before = Int32(value)
            }
        }
    }

    /// Notes how many findings are about names that mean the same in an object, and which of these are there.
    private mutating func findRivals(_ findings: [Finding], _ document: JSONDocument) {
        for finding in findings {
            guard let node = finding.node, objects[node] >= 0, let meaning = finding.statement.meaning else { continue }
            let slot = Slot(object: Int(objects[node]), name: meaning.text)
            if meaning.isSure {
                rivals[slot, default: Rivals()].sure += 1
            } else {
                rivals[slot, default: Rivals()].likely += 1
            }
        }
        for object in Set(rivals.keys.map(\.object)) {
            document.tape.forEachMember(of: object) { name, _ in
                rivals[Slot(object: object, name: document.text(of: name))]?.isTaken = true
            }
        }
    }
}
