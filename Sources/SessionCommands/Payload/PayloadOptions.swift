import BankConnectSession
import CommandKit

/// A payload as the command line gives it: a file, and flags that override its members.
struct PayloadOptions: Sendable {
    var file: FilePath?
    /// Top-level members by name, each JSON text with the flag that gave it.
    var members: [(name: String, json: String, flag: String)] = []
    /// Dates of consents, in the order of the flags.
    var consentDates: [(code: String, field: String, date: String)] = []
    /// Elements of metadata's arrays, in the order of the flags.
    var metadata: [(field: MetadataField, value: String)] = []

    /// Whether flags give any member.
    var hasFlags: Bool { !members.isEmpty || !consentDates.isEmpty || !metadata.isEmpty }

    /// The flags that give members, each once.
    var flagNames: [String] {
        let flags = members.map(\.flag) + (consentDates.isEmpty ? [] : ["--consent"]) + metadata.map(\.field.flag)
        var seen: Set<String> = []
        return flags.filter { seen.insert($0).inserted }
    }
}

extension PayloadOptions {
    /// The operand that gives the payload.
    static var operands: [Operand<Self>] {
        [.optional("FILE", sets: { $0.file = $1 }, "A payload to start from, or - for standard input.")]
    }

    /// A flag for every parameter of the page's table but the API key, and what builds the nested objects.
    static var flags: [Flag<Self>] {
        let table: [Parameter] = [
            .linkID, .redirectURL, .fromDate, .toDate, .logoURL, .bankName, .mode, .mobileNumber, .sessionExpiry,
            .journeyMode, .acceptAnything, .isMobileFieldEditable, .aaJourneyCode,
        ]
        return table.map { flag(for: $0) } + [
            bankFlag,
            .custom(
                "set", "NAME=JSON", repeatable: true, "Set any other member of the payload to a JSON value."
            ) { text, options throws(UsageError) in
                // The value may be an API key, with or without what belongs around it: it is not repeated.
                guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                    throw UsageError("--set was given no NAME=JSON", flag: "set", hint: "write --set 'NAME=JSON'")
                }
                let (name, json) = (String(text[..<sign]), String(text[text.index(after: sign)...]))
                if let hint = hint(forMemberOf: name) {
                    throw UsageError("--set sets whole members, and '\(name)' is part of one", flag: "set", hint: hint)
                }
                if let fault = fault(ofJSON: json) {
                    throw UsageError(
                        "--set was given a value for '\(name)' that is not JSON\(fault.text)", flag: "set",
                        hint: fault.isBare
                            ? "strings need double quotes, inside single quotes for the shell: --set '\(name)=\"…\"'"
                            : "correct the value, with single quotes around all of it for the shell")
                }
                options.members.append((name, json, "--set"))
            }.group(.request),
            .custom(
                "consent", "CODE:MEMBER=DATE,…", repeatable: true,
                "Set dates of a consent, as in CC0001:to_date=09/12/2025; commas part several."
            ) { text, options throws(UsageError) in
                try appendConsent(text, to: &options)
            }.group(.consents),
            metadataFlag("name", .names, "A name of the customer, to match names."),
            metadataFlag("employer-name", .employerNames, "An employer, to recognise salaries."),
            metadataFlag(
                "self-transfer-company", .companiesForSelfTransfer, "A company of the customer's own."),
        ]
    }

    /// Why a value is not JSON, and whether it is a text without quotes, which needs no further word; nil where it is.
    private static func fault(ofJSON json: String) -> (text: String, isBare: Bool)? {
        do throws(JSONSyntaxError) {
            _ = try JSONDocument(Array(json.utf8))
            return nil
        } catch {
            if json.first.map({ $0.isLetter }) ?? true { return ("", true) }
            let place = String(decoding: json.utf8.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
            return (", at character \(place): \(error.explanation)", false)
        }
    }

    private static func flag(for parameter: Parameter) -> Flag<Self> {
        let row = parameter.row
        let name = row.name
        let long = name.replacingUnderscores
        if row.kind == .boolean {
            // A switch may be given twice, and the payload has the member once.
            var flag = Flag<Self>.toggle(
                long,
                sets: { options, _ in
                    guard !options.members.contains(where: { $0.flag == "--\(long)" }) else { return }
                    options.members.append((name, "true", "--\(long)"))
                }, row.summary)
            flag.spec.opposite = "--set \(name)=false"
            return flag.group(.request)
        }
        return .custom(
            long, placeholder(for: parameter), completion: completion(for: parameter), row.summary
        ) { text, options in
            options.members.append((name, json(of: text, as: row.kind), "--\(long)"))
        }.group(.request).allowingEmpty().defaultText(row.defaultValue ?? "")
    }

    /// What to write for a name such as `metadata.names` or `consents.CC0001.from_date`, which is no member's.
    private static func hint(forMemberOf name: String) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1 else { return nil }
        switch Parameter(name: parts[0]) {
        case .metadata: return "use --name, --employer-name or --self-transfer-company"
        case .consents: return "use --consent \(parts[1]):\(parts.count > 2 ? parts[2] : "MEMBER")=DATE"
        default: return nil
        }
    }

    /// The page's scenarios write bank for bank_name; so may the command line.
    private static var bankFlag: Flag<Self> {
        Flag<Self>.custom("bank", "BANK", "Another spelling of --bank-name.") { text, options in
            options.members.append((Parameter.bankName.name, json(of: text, as: .string), "--bank"))
        }.group(.request).excludes("bank-name").hidden()
    }

    private static func metadataFlag(_ long: String, _ field: MetadataField, _ summary: String) -> Flag<Self> {
        .custom(long, "NAME", repeatable: true, summary) { text, options in
            options.metadata.append((field, text))
        }.group(.metadata)
    }

    private static func placeholder(for parameter: Parameter) -> String {
        if parameter == .bankName { return "BANK" }
        return switch parameter.row.kind {
        case .date: "DD/MM/YYYY"
        case .url: "URL"
        case .integer: "MINUTES"
        default: parameter.row.choices.isEmpty ? "TEXT" : "CHOICE"
        }
    }

    private static func completion(for parameter: Parameter) -> Completion {
        if parameter == .bankName { return .choices(BankTable.builtIn.banks.map(\.identifier)) }
        let choices = parameter.row.choices
        return choices.isEmpty ? .none : .choices(choices)
    }

    /// A number stays a number; all else becomes a string, and rules say whether it fits.
    private static func json(of text: String, as kind: Parameter.Kind) -> String {
        if kind == .integer, let document = try? JSONDocument(Array(text.utf8)), document[0].kind == .number {
            return text
        }
        var writer = JSONWriter()
        writer.string(text)
        return writer.text
    }

    private static func appendConsent(_ text: String, to payload: inout PayloadOptions) throws(UsageError) {
        let form = "CODE:MEMBER=DATE,…"
        let hint = "write --consent CC0001:from_date=01/10/2025,to_date=09/12/2025"
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
            throw UsageError("'\(text)' is not \(form)", hint: hint)
        }
        for part in text[text.index(after: colon)...].split(separator: ",", omittingEmptySubsequences: false) {
            guard let sign = part.firstIndex(of: "="), sign != part.startIndex else {
                throw UsageError("'\(text)' is not \(form): '\(part)' is not MEMBER=DATE", hint: hint)
            }
            payload.consentDates.append(
                (String(text[..<colon]), String(part[..<sign]), String(part[part.index(after: sign)...])))
        }
    }
}

extension String {
    /// The name of a parameter as a flag: `link_id` becomes `link-id`.
    var replacingUnderscores: String {
        String(decoding: utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }
}
