import BankConnectSession

/// Merges a payload's file with the flags that override its members.
///
/// Members of the file are copied byte for byte, so what no flag touches is sent as it was written. Without flags the
/// payload is the file; a file that is no JSON object stays as it is too, and the rules speak of it.
enum PayloadBuilder {
    static func build(file: [UInt8]?, _ options: PayloadOptions) -> SourceMappedText {
        guard let file else { return merge(nil, options) }
        guard options.hasFlags, let document = try? JSONDocument(file), document[0].kind == .object else {
            return SourceMappedText(file: file)
        }
        return merge(document, options)
    }

    private static func merge(_ file: JSONDocument?, _ options: PayloadOptions) -> SourceMappedText {
        var builder = ObjectBuilder(file: file)
        builder.open(at: file.map { $0[0].range.lowerBound })
        let overridden = Set(options.members.map(\.name))
        var nested: Set<String> = []
        if !options.consentDates.isEmpty { nested.insert(Parameter.consents.name) }
        if !options.metadata.isEmpty { nested.insert(Parameter.metadata.name) }
        var inherited: [String: JSONTape.Index] = [:]
        if let file {
            for (name, value) in file.tape.members(of: 0) {
                let text = file.text(of: name)
                // Another spelling of a parameter is overridden with it.
                let canonical = Parameter(name: text)?.name ?? text
                if overridden.contains(canonical) || overridden.contains(text) { continue }
                if nested.contains(text) {
                    if file[value].kind == .object { inherited[text] = value }
                    continue
                }
                builder.copyMember(name)
            }
        }
        for member in options.members { builder.member(member.name, json: member.json, flag: member.flag) }
        if !options.consentDates.isEmpty {
            addConsents(options.consentDates, over: inherited[Parameter.consents.name], to: &builder)
        }
        if !options.metadata.isEmpty {
            addMetadata(options.metadata, over: inherited[Parameter.metadata.name], to: &builder)
        }
        builder.close()
        return builder.text
    }

    private static func addConsents(
        _ dates: [(code: String, field: String, date: String)], over inherited: JSONTape.Index?,
        to builder: inout ObjectBuilder
    ) {
        builder.openMember(Parameter.consents.name, flag: "--consent")
        var codes: [String] = []
        for date in dates where !codes.contains(date.code) { codes.append(date.code) }
        var entries: [String: JSONTape.Index] = [:]
        builder.forEachMember(of: inherited) { builder, name, value, text in
            if codes.contains(text), builder.isObject(value) {
                entries[text] = value
            } else if !codes.contains(text) {
                builder.copyMember(name)
            }
        }
        for code in codes {
            builder.openMember(code, flag: "--consent")
            let own = dates.filter { $0.code == code }
            builder.forEachMember(of: entries[code]) { builder, name, _, text in
                if !own.contains(where: { $0.field == text }) { builder.copyMember(name) }
            }
            for date in own { builder.member(date.field, string: date.date, flag: "--consent") }
            builder.close(flag: "--consent")
        }
        builder.close(flag: "--consent")
    }

    private static func addMetadata(
        _ values: [(field: MetadataField, value: String)], over inherited: JSONTape.Index?,
        to builder: inout ObjectBuilder
    ) {
        builder.openMember(Parameter.metadata.name, flag: "--name")
        builder.forEachMember(of: inherited) { builder, name, _, text in
            if !values.contains(where: { $0.field.rawValue == text }) { builder.copyMember(name) }
        }
        for field in MetadataField.allCases {
            let own = values.filter { $0.field == field }
            guard !own.isEmpty else { continue }
            var writer = JSONWriter()
            writer.array(own.map(\.value))
            builder.member(field.rawValue, json: writer.text, flag: field.flag)
        }
        builder.close(flag: "--name")
    }
}

extension MetadataField {
    /// The flag that gives an element of the array.
    var flag: String {
        switch self {
        case .names: "--name"
        case .employerNames: "--employer-name"
        case .companiesForSelfTransfer: "--self-transfer-company"
        }
    }
}

/// Writes objects compactly, member by member, and keeps where each byte came from.
private struct ObjectBuilder {
    private(set) var text: SourceMappedText
    private let file: JSONDocument?
    private var needsComma = false

    init(file: JSONDocument?) {
        self.file = file
        text = SourceMappedText(over: file?.buffer ?? [])
    }

    func isObject(_ value: JSONTape.Index) -> Bool { file?[value].kind == .object }

    /// Opens the payload; its brace is the file's, where a missing member is reported.
    mutating func open(at offset: Int?) {
        if let offset, let file {
            text.append(file.buffer[file.inBuffer(offset..<offset + 1)], fromFileAt: offset)
        } else {
            text.append("{", from: .commandLine)
        }
    }

    mutating func openMember(_ name: String, flag: String) {
        separate()
        text.append(Self.quoted(name) + ":{", from: .flag(flag))
        needsComma = false
    }

    mutating func close(flag: String? = nil) {
        text.append("}", from: flag.map { .flag($0) } ?? .commandLine)
        needsComma = true
    }

    /// Copies a member of the file, from its name to the end of its value.
    mutating func copyMember(_ name: JSONTape.Index) {
        guard let file else { return }
        separate()
        let range = file[name].range.lowerBound..<file[name + 1].range.upperBound
        text.append(file.buffer[file.inBuffer(range)], fromFileAt: range.lowerBound)
        needsComma = true
    }

    mutating func member(_ name: String, json: String, flag: String) {
        separate()
        text.append(Self.quoted(name) + ":" + json, from: .flag(flag))
        needsComma = true
    }

    mutating func member(_ name: String, string: String, flag: String) {
        member(name, json: Self.quoted(string), flag: flag)
    }

    /// Calls `body` for each member of an object of the file: its name's index, its value's, and the name.
    mutating func forEachMember(
        of object: JSONTape.Index?, _ body: (inout ObjectBuilder, JSONTape.Index, JSONTape.Index, String) -> Void
    ) {
        guard let object, let file else { return }
        for (name, value) in file.tape.members(of: object) { body(&self, name, value, file.text(of: name)) }
    }

    private mutating func separate() {
        if needsComma { text.append(",", from: .commandLine) }
        needsComma = false
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return writer.text
    }
}
