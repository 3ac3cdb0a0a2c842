// Files of settings (policy, list of banks, configuration), read to their end whatever is wrong with them.
// SettingsReader collects the errors, SettingsReader+Values reads single values, ObjectReader the members of an
// object; PolicyErrors is what a caller gets.

/// Reads a JSON file of settings, and keeps every error instead of stopping at the first.
///
/// What reads a value gives nil when it has refused it, so that reading goes on with the next:
///
///     let members = reader.object(index, "life", of: Member.self)     unknown and repeated members refused
///     let value = members?[.value].flatMap { reader.wholeNumber($0, "value", in: 1...1200) }
///
/// One cause draws one error: a repeated member is not read again, and a value of a wrong type is not looked into.
struct SettingsReader {
    /// The file.
    let document: JSONDocument
    /// What was refused so far.
    private(set) var errors: [PolicyError] = []

    private init(_ document: JSONDocument) {
        self.document = document
    }

    /// Reads a whole file; `body` is given the reader and the index of the file's value.
    static func read<Value>(
        _ text: [UInt8], _ body: (inout SettingsReader, JSONTape.Index) -> Value
    ) throws(PolicyErrors) -> Value {
        let document: JSONDocument
        do {
            document = try JSONDocument(text)
        } catch {
            throw PolicyErrors(PolicyError(error, count: text.count))
        }
        var reader = SettingsReader(document)
        let value = body(&reader, 0)
        if let errors = PolicyErrors(reader.errors) { throw errors }
        return value
    }

    /// Where a value, or a member's name, stands in the file.
    func range(of index: JSONTape.Index) -> Range<Int> { document[index].range }

    /// Keeps an error at a value or a member's name.
    mutating func refuse(_ index: JSONTape.Index, _ message: String, hint: String) {
        errors.append(PolicyError(message, hint: hint, range: range(of: index)))
    }

    /// Keeps an error at the bracket that opens an object or array: what is wrong is that something is not there.
    mutating func refuseOpening(of index: JSONTape.Index, _ message: String, hint: String) {
        let start = range(of: index).lowerBound
        errors.append(PolicyError(message, hint: hint, range: start..<start + 1))
    }

    /// Keeps the error that a value has the wrong type.
    ///
    /// A string is not repeated: it may be a key that somebody put where the name of its file belongs.
    mutating func refuseType(_ index: JSONTape.Index, _ name: String, expected: String) {
        let hint = document[index].kind == .null ? "leave it out, or write \(expected)" : "write \(expected)"
        let found = document[index].kind == .string ? "a string" : shown(index)
        refuse(index, "\(name) is \(found) and must be \(expected)", hint: hint)
    }

    /// A value for the middle of a sentence.
    func shown(_ index: JSONTape.Index) -> String {
        switch document[index].kind {
        case .object: "an object"
        case .array: "an array"
        case .string: DisplayText.quote(document.text(of: index))
        case .number: "the number \(DisplayText.shorten(document.text(of: index)))"
        case .true, .false, .null: document.text(of: index)
        }
    }

    /// Finds what a text was probably meant to be, first without regard to case.
    static func nearest(to text: String, among names: [String]) -> String? {
        guard text.utf8.count <= 64 else { return nil }
        let folded = text.lowercased()
        return names.first { $0.lowercased() == folded } ?? Nearest.match(for: text, among: names)
    }
}
