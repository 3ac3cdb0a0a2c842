/// A JSON text as a flat list of nodes, in the order of the text; nothing is copied out of the bytes.
///
/// `{"a": [1, "x"]}` becomes
///
///     index  kind    start  end  next
///       0    object      0   15     5     next: the first node after this value
///       1    string      1    4     2     a member's name stands right before its value
///       2    array       6   14     5
///       3    number      7    8     4
///       4    string     10   13     5     strings include their quotation marks
///
/// Offsets count bytes from the start of the text. A reader walks an array or object from `index + 1`,
/// stepping by `next`, until it reaches the container's own `next`; whole values are skipped in one step.
/// The tape is reused from payload to payload, so that a good one costs no allocation.
package struct JSONTape: Sendable {
    /// What kind of value a node is.
    package enum Kind: UInt8, Sendable {
        case object, array, string, number, `true`, `false`, null
    }

    /// One value of the text, or the name of a member.
    package struct Node: Sendable {
        var start: UInt32
        var end: UInt32
        var next: UInt32
        package var kind: Kind
        /// The string holds at least one backslash escape, so its bytes are not its value.
        package var hasEscape = false
        /// Every byte of the string is ASCII, so bytes count code points.
        package var isASCII = true
        /// The number of a member's name in the reader's table; for names alone.
        var name = NameTable.unknown

        /// Where the value stands in the text, quotation marks and brackets included.
        package var range: Range<Int> { Int(start)..<Int(end) }
        /// Where the characters of a string stand, without its quotation marks.
        package var content: Range<Int> { Int(start) &+ 1..<Int(end) &- 1 }
    }

    /// The position of a node on the tape; the whole text's value is node 0.
    package typealias Index = Int

    /// Room for nodes, of which the first `count` are in use; it grows and is kept from text to text.
    private(set) var room: [Node]
    /// How many nodes the text has.
    package private(set) var count = 0
    /// How many objects the text holds: with one, no nested name can be repeated.
    package private(set) var objectCount = 0
    /// Whether every byte of the text is ASCII.
    package private(set) var isASCII = true

    /// An empty tape with room for a usual payload.
    package init() {
        room = Array(repeating: Node(start: 0, end: 0, next: 0, kind: .null), count: 64)
    }

    /// The nodes of the text.
    package var nodes: ArraySlice<Node> { room[..<count] }

    /// The node at an index.
    @inline(__always)
    package subscript(index: Index) -> Node { room[index] }

    /// The index of the first node after the value at `index`.
    @inline(__always)
    package func next(after index: Index) -> Index { Int(room[index].next) }

    /// Forgets the text; the room stays.
    mutating func removeAll() {
        (count, objectCount, isASCII) = (0, 0, true)
    }

    /// Lets a reader write nodes, with more room each time that it says there is too little.
    ///
    /// - Parameter body: writes nodes from the front; answers what there is when it has finished, and nil when it goes
    ///   on with more room.
    /// - Throws: what the body throws.
    @inline(__always)
    mutating func fill(
        _ body: (inout MutableSpan<Node>) throws(JSONSyntaxError) -> (nodes: Int, objects: Int, isASCII: Bool)?
    ) throws(JSONSyntaxError) {
        while true {
            var nodes = room.mutableSpan
            if let filled = try body(&nodes) {
                (count, objectCount, isASCII) = filled
                return
            }
            room.append(contentsOf: room)
        }
    }

    /// The members of the object at `index`, in the order of the text.
    package func members(of index: Index) -> Members { Members(tape: self, index: index) }

    /// The elements of the array at `index`, in the order of the text.
    package func elements(of index: Index) -> Elements { Elements(tape: self, index: index) }

    /// Calls `body` with the name and the value of each member of the object at `index`; for no other value.
    ///
    /// Unlike a sequence it holds no copy of the tape, whose count of references is shared memory.
    @inline(__always)
    func forEachMember(of index: Index, _ body: (_ name: Index, _ value: Index) -> Void) {
        guard self[index].kind == .object else { return }
        let end = next(after: index)
        var name = index + 1
        while name < end {
            body(name, name + 1)
            name = next(after: name + 1)
        }
    }

    /// How many members the object at `index` has; 0 for any other value.
    func count(of index: Index) -> Int {
        var count = 0
        forEachMember(of: index) { _, _ in count += 1 }
        return count
    }

    /// Calls `body` with each element of the array at `index`; for no other value.
    @inline(__always)
    func forEachElement(of index: Index, _ body: (Index) -> Void) {
        guard self[index].kind == .array else { return }
        let end = next(after: index)
        var element = index + 1
        while element < end {
            body(element)
            element = next(after: element)
        }
    }

    /// The members of one object: each the index of a name, and of its value.
    package struct Members: Sequence, IteratorProtocol {
        let tape: JSONTape
        var position: Index
        let end: Index

        init(tape: JSONTape, index: Index) {
            self.tape = tape
            position = index + 1
            end = tape[index].kind == .object ? tape.next(after: index) : position
        }

        package mutating func next() -> (name: Index, value: Index)? {
            guard position < end else { return nil }
            let name = position
            position = tape.next(after: name + 1)
            return (name, name + 1)
        }
    }

    /// The elements of one array, each as its index.
    package struct Elements: Sequence, IteratorProtocol {
        let tape: JSONTape
        var position: Index
        let end: Index

        init(tape: JSONTape, index: Index) {
            self.tape = tape
            position = index + 1
            end = tape[index].kind == .array ? tape.next(after: index) : position
        }

        package mutating func next() -> Index? {
            guard position < end else { return nil }
            defer { position = tape.next(after: position) }
            return position
        }
    }
}
