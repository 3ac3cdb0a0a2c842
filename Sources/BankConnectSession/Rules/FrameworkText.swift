// What the service's framework, written in Python, makes of JSON values: it calls them by Python's names, and prints
// them as Python does.

import PlainText

extension JSONDocument {
    /// What the service's framework, written in Python, calls the type of a value.
    func frameworkType(of index: JSONTape.Index) -> String {
        switch self[index].kind {
        case .object: "dict"
        case .array: "list"
        case .string: "str"
        case .number: source(self[index].range).contains { ".eE".contains($0) } ? "float" : "int"
        case .true, .false: "bool"
        case .null: "NoneType"
        }
    }

    /// How Python prints a value: a text as it is, and in a list or an object in its quotation marks; with stars for
    /// secrets in it, as nothing that shows a payload shows them.
    func frameworkText(of index: JSONTape.Index) -> String {
        var out = ""
        if self[index].kind == .string { out = text(of: index) } else { appendFrameworkText(of: index, to: &out) }
        return DisplayText.clip(out)
    }

    private func appendFrameworkText(of index: JSONTape.Index, to out: inout String) {
        // No message shows more.
        guard out.utf8.count < 1000 else { return }
        switch self[index].kind {
        case .true: out += "True"
        case .false: out += "False"
        case .null: out += "None"
        case .number: out += source(self[index].range)
        case .string:
            let text = text(of: index)
            let mark = text.contains("'") && !text.contains("\"") ? "\"" : "'"
            let escaped = text.substituting("\\", with: "\\\\")
            out += mark + (mark == "'" ? escaped.substituting("'", with: "\\'") : escaped) + mark
        case .array:
            out += "["
            tape.forEachElement(of: index) { element in
                if element > index + 1 { out += ", " }
                appendFrameworkText(of: element, to: &out)
            }
            out += "]"
        case .object:
            out += "{"
            tape.forEachMember(of: index) { name, value in
                if name > index + 1 { out += ", " }
                appendFrameworkText(of: name, to: &out)
                out += ": "
                appendFrameworkText(of: value, to: &out)
            }
            out += "}"
        }
    }
}
