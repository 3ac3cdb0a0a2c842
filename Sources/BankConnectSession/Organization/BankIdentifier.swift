/// What an identifier of a bank must look like to be of use.
package enum BankIdentifier {
    /// How long one may be, in code points: what `bank_name` may hold.
    ///
    /// Source: the error matrix.
    package static let lengths = 1...50

    /// What is wrong with an identifier, and what to do; nil when nothing is.
    static func fault(of text: String) -> (message: String, hint: String)? {
        let scalars = text.unicodeScalars
        guard !scalars.allSatisfy(\.properties.isWhitespace) else {
            return ("the identifier of a bank is blank", "write what bank_name is to hold, such as HDFC")
        }
        guard scalars.count <= lengths.upperBound else {
            return (
                "the identifier of a bank has \(scalars.count) characters, and bank_name holds \(lengths.upperBound)",
                "write the identifier, such as HDFC, not the name"
            )
        }
        if let first = scalars.first, let last = scalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        {
            return ("\(DisplayText.quote(text)) has white space around it, so no payload names it", "remove the space")
        }
        guard !scalars.contains(where: DisplayText.isUnsafe) else {
            return (
                "the identifier \(DisplayText.quote(text)) holds a character that cannot be seen",
                "remove it, or type the identifier anew"
            )
        }
        return nil
    }
}

extension SettingsReader {
    /// The identifier of a bank.
    mutating func bankIdentifier(_ index: JSONTape.Index) -> String? {
        guard document[index].kind == .string else {
            refuseType(index, "the identifier of a bank", expected: "a string")
            return nil
        }
        let text = document.text(of: index)
        guard let fault = BankIdentifier.fault(of: text) else { return text }
        refuse(index, fault.message, hint: fault.hint)
        return nil
    }
}
