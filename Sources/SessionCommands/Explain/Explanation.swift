// `explain`: `ExplainCommand` finds a subject, an `Explanation` (here) is what is said of it; +Subjects has the words.

import BankConnectSession
import CommandKit

/// What `explain` says of one subject.
struct Explanation {
    /// The kinds of things that can be explained, as `--list` names them.
    enum Kind: String, FlagValue, CaseIterable {
        case rules, errors, journeys, consents, templates, parameters, banks

        /// One of the kind, as JSON names it.
        var singular: String {
            switch self {
            case .rules: "rule"
            case .errors: "error"
            case .journeys: "journey"
            case .consents: "consent"
            case .templates: "template"
            case .parameters: "parameter"
            case .banks: "bank"
            }
        }
    }

    let kind: Kind
    /// The subject's own spelling.
    let id: String
    /// A few words, without a period.
    let title: String
    /// Paragraphs; lines that begin with two spaces keep their layout.
    let text: String
    /// Writes the members for programs, beside those that every explanation has.
    let writeMembers: (inout JSONWriter) -> Void

    /// The explanation for a terminal of a width.
    func text(width: Int, _ style: Style) -> String {
        let body = TextLayout.paragraphs(text, width: min(max(width, 40), 100))
        return "\(style.bold(id)): \(title)\n\n\(body)\n"
    }

    /// The explanation as a JSON document.
    var json: String {
        JSONWriter.document { writer in
            writer.member("schema", "bcsession.explain/1")
            writer.member("kind", kind.singular)
            writer.member("id", id)
            writer.member("title", title)
            writer.member("text", text)
            writeMembers(&writer)
        }
    }
}

extension Explanation {
    /// The explanation of a subject: an id or a name, with or without case; nil when there is none.
    static func find(_ subject: String) -> Explanation? {
        if let rule = Rule.rule(subject) { return Explanation(rule) }
        let upper = subject.uppercased()
        if ServiceError.codes.contains(upper) { return Explanation(code: upper) }
        if let journey = Journey(rawValue: upper) { return Explanation(journey) }
        if let consent = ConsentCode(rawValue: upper) { return Explanation(consent) }
        if let template = ConsentTemplate[upper] { return Explanation(template) }
        if let parameter = Parameter(name: subject.lowercased()) { return Explanation(parameter) }
        return (BankTable.builtIn.bank(named: subject) ?? BankTable.builtIn.bank(called: subject)).map {
            Explanation($0)
        }
    }

    /// Every subject of a kind, with a few words for each.
    static func list(_ kind: Kind) -> [(id: String, title: String)] {
        switch kind {
        case .rules: Rule.all.map { ($0.id.description, "\($0.severity.rawValue): \($0.documentation.demand)") }
        case .errors: ServiceError.codes.map { ($0, ServiceError.rows(code: $0).first?.message ?? "") }
        case .journeys: Journey.allCases.map { ($0.rawValue, $0.title) }
        case .consents: ConsentCode.allCases.map { ($0.rawValue, "\($0.template.id), \($0.template.useCase)") }
        case .templates: ConsentTemplate.all.map { ($0.id, $0.useCase) }
        case .parameters: Parameter.allCases.map { ($0.name, $0.row.summary) }
        case .banks: BankTable.builtIn.banks.map { ($0.identifier, $0.name) }
        }
    }

    /// All subjects but the banks, which are too many to choose from.
    static var subjects: [String] {
        Kind.allCases.filter { $0 != .banks }.flatMap { list($0).map(\.id) }
    }

    /// The subject that was probably meant; a bank only by what rule BC202 goes by, which are not letters alone.
    static func nearest(to subject: String) -> String? {
        if let near = Suggestion.nearest(to: subject, in: subjects)
            ?? Suggestion.nearest(to: subject.uppercased(), in: subjects)
        {
            return near
        }
        let banks = BankTable.builtIn.suggestion(for: subject).banks
        return banks.count == 1 ? banks[0].identifier : nil
    }

    /// The parameter of which the subject is a value, and the value in its own spelling.
    static func choice(_ subject: String) -> (value: String, parameter: Parameter)? {
        for parameter in Parameter.allCases {
            let value = parameter.row.choices.first { $0.lowercased() == subject.lowercased() }
            if let value { return (value, parameter) }
        }
        return nil
    }
}
