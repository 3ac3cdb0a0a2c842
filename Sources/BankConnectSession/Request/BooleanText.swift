/// Booleans as the service's framework takes them: `true` and `false`, and some texts and numbers beside.
enum BooleanText {
    /// Texts that Django REST framework's boolean field takes for true; it compares without case.
    static let trueTexts = ["t", "y", "yes", "true", "on", "1"]
    /// Texts that it takes for false.
    static let falseTexts = ["f", "n", "no", "false", "off", "0"]

    /// The boolean that the value at `index` is, or would be turned into; nil for none.
    static func value(at index: JSONTape.Index, in document: JSONDocument) -> Bool? {
        switch document[index].kind {
        case .true: return true
        case .false: return false
        case .number: return document.integer(at: index).flatMap { $0 == 1 ? true : $0 == 0 ? false : nil }
        case .string:
            let text = document.text(of: index).lowercased()
            if trueTexts.contains(text) { return true }
            return falseTexts.contains(text) ? false : nil
        case .object, .array, .null: return nil
        }
    }
}
