import Foundation

/// What the OASIS schema of SARIF 2.1.0 says of the objects that we write, member by member.
///
/// Written down here because no package of Debian or PyPI ships the schema. All its objects are closed: a member that
/// is not listed is an error.
indirect enum SARIFShape: Sendable {
    case text
    case uri
    case boolean
    case integer(from: Int)
    case choice([String])
    case array(SARIFShape)
    case texts
    case bag
    case object([String: SARIFShape], required: Set<String>)

    static let message = object(["text": .text], required: ["text"])
    static let artifactLocation = object(["uri": .uri, "description": message], required: [])
    static let region = object(
        [
            "startLine": .integer(from: 1), "startColumn": .integer(from: 1), "endLine": .integer(from: 1),
            "endColumn": .integer(from: 1),
        ], required: [])
    static let physicalLocation = object(["artifactLocation": artifactLocation, "region": region], required: [])
    static let location = object(
        [
            "physicalLocation": physicalLocation,
            "logicalLocations": .array(.object(["fullyQualifiedName": .text], required: [])),
        ], required: [])
    static let fix = object(
        [
            "description": message,
            "artifactChanges": .array(
                .object(
                    [
                        "artifactLocation": artifactLocation,
                        "replacements": .array(
                            .object(
                                ["deletedRegion": region, "insertedContent": .object(["text": .text], required: [])],
                                required: ["deletedRegion"])),
                    ], required: ["artifactLocation", "replacements"])),
        ], required: ["artifactChanges"])
    static let level = choice(["none", "note", "warning", "error"])
    static let result = object(
        [
            "ruleId": .text, "ruleIndex": .integer(from: -1), "level": level, "message": message,
            "locations": .array(location), "fixes": .array(fix), "partialFingerprints": .texts, "properties": .bag,
        ], required: ["message"])
    static let rule = object(
        [
            "id": .text, "shortDescription": message, "fullDescription": message, "help": message,
            "defaultConfiguration": .object(["level": level], required: []), "properties": .bag,
        ], required: ["id"])
    static let notification = object(
        ["level": level, "message": message, "locations": .array(location)], required: ["message"])
    static let run = object(
        [
            "columnKind": .choice(["utf16CodeUnits", "unicodeCodePoints"]),
            "tool": .object(
                [
                    "driver": .object(
                        ["name": .text, "semanticVersion": .text, "rules": .array(rule)], required: ["name"])
                ], required: ["driver"]),
            "results": .array(result),
            "invocations": .array(
                .object(
                    ["executionSuccessful": .boolean, "toolExecutionNotifications": .array(notification)],
                    required: ["executionSuccessful"])),
        ], required: ["tool"])
    static let log = object(
        ["$schema": .uri, "version": .choice(["2.1.0"]), "runs": .array(run)], required: ["version", "runs"])

    /// What is wrong with a value, each with the path to it.
    func faults(in value: Any, at path: String = "") -> [String] {
        switch self {
        case .text: return value is String ? [] : ["\(path) is no string"]
        case .uri:
            guard let text = value as? String else { return ["\(path) is no string"] }
            let characters = #/(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-F]{2})+/#
            return text.wholeMatch(of: characters) == nil ? ["\(path) is no URI: \(text)"] : []
        case .boolean: return value is Bool ? [] : ["\(path) is no boolean"]
        case .integer(let least): return (value as? Int).map { $0 >= least } == true ? [] : ["\(path) is \(value)"]
        case .choice(let choices): return choices.contains(value as? String ?? "") ? [] : ["\(path) is \(value)"]
        case .texts: return value is [String: String] ? [] : ["\(path) has a member that is no string"]
        case .bag: return value is [String: Any] ? [] : ["\(path) is no object"]
        case .array(let element):
            guard let elements = value as? [Any] else { return ["\(path) is no array"] }
            return elements.enumerated().flatMap { element.faults(in: $0.element, at: "\(path)/\($0.offset)") }
        case .object(let members, let required):
            guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
            let missing = required.filter { object[$0] == nil }.map { "\(path)/\($0) is missing" }
            return missing
                + object.flatMap { name, value in
                    members[name]?.faults(in: value, at: "\(path)/\(name)") ?? ["\(path)/\(name) is not in the schema"]
                }
        }
    }
}
