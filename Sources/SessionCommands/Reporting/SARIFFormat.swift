import BankConnectSession
import CommandKit

extension ReportFormat {
    /// Findings as SARIF 2.1.0 (OASIS Standard, 2020), for code scanning.
    static let sarif = ReportFormat(
        name: "sarif", summary: "SARIF 2.1.0, for code scanning; at most 25,000 results, worst first.",
        entry: { result, renderer, out in
            for located in result.findings { SARIF.append(located, in: result, &renderer.paths, to: &out) }
        },
        unreadable: { source, message, renderer, out in
            var writer = JSONWriter()
            SARIF.write(
                notification: message, "error", (source, renderer.paths.uri(of: source)), to: &writer)
            out.bytes += writer.bytes
            out.endEntry(nil)
        },
        document: { SARIFDocument() })
}

/// The parts of a SARIF log.
enum SARIF {
    /// The log up to its results: the tool with the metadata of every rule.
    static var opening: [UInt8] {
        var writer = JSONWriter(indented: true)
        writer.object { writer in
            writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            writer.member("version", "2.1.0")
            writer.name("runs")
            writer.array { writer in
                writer.object { writer in
                    writer.member("columnKind", "unicodeCodePoints")
                    writer.name("tool")
                    writer.object { writer in
                        writer.name("driver")
                        writeDriver(to: &writer)
                    }
                    writer.name("results")
                    writer.array { _ in }
                }
            }
        }
        // The results are still to come: the array is open, and SARIFDocument writes what closes it and the rest.
        let tail = "]\n    }\n  ]\n}"
        return writer.bytes.dropLast(tail.utf8.count)
    }

    private static func writeDriver(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", "bcsession")
            writer.member("semanticVersion", ToolVersion.number)
            writer.name("rules")
            writer.array { writer in
                for rule in Rule.all { write(rule, to: &writer) }
            }
        }
    }

    private static func write(_ rule: Rule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", rule.id.description)
            writer.name("shortDescription")
            writer.object { $0.member("text", text(rule.documentation.demand)) }
            writer.name("fullDescription")
            writer.object { $0.member("text", text(rule.documentation.explanation)) }
            writer.name("help")
            writer.object { writer in
                writer.member("text", text("\(rule.documentation.explanation) More: bcsession explain \(rule.id)"))
            }
            writer.name("defaultConfiguration")
            writer.object { $0.member("level", rule.severity.rawValue) }
            if let row = rule.predicts.first, rule.severity == .error {
                writer.name("properties")
                writer.object { writer in
                    writer.member("code", row.code)
                    writer.member("status", row.status)
                    writer.member("basis", rule.basis.rawValue)
                }
            }
        }
    }

    /// Adds a finding.
    static func append(
        _ located: LocatedFinding, in result: ValidationResult, _ paths: inout ReportPaths, to out: inout ReportBuffer
    ) {
        let finding = located.finding
        var sentences = [finding.detail.description]
        if case .commandLine(let flag?) = located.place { sentences[0] = "\(flag): \(sentences[0])" }
        if let hint = finding.hint { sentences.append("Help: \(hint.description)") }
        sentences.append("More: bcsession explain \(finding.rule)")
        var writer = JSONWriter()
        var uri = ""
        writer.object { writer in
            writer.member("ruleId", finding.rule.description)
            writer.member("ruleIndex", ruleIndices[finding.rule] ?? -1)
            writer.member("level", located.severity.rawValue)
            writer.name("message")
            writer.object { $0.member("text", text(join(sentences))) }
            switch located.place {
            case .text(let place), .policy(let place):
                let source = result.source(of: located) ?? .arguments
                uri = paths.uri(of: source)
                writer.name("locations")
                writer.array { writer in
                    write(place, (source, uri), result.pointer(of: located), to: &writer)
                }
            case .commandLine: break
            }
            if let answer = finding.prediction?.answer {
                writer.name("properties")
                writer.object { writer in
                    writer.member("code", answer.code)
                    writer.member("status", answer.status)
                    writer.member("answer", answer.message)
                    writer.member("basis", finding.basis.rawValue)
                }
            }
        }
        out.bytes += writer.bytes
        // The file is no part of the fingerprint, since results are compared within a file; nor is a place in it.
        out.endEntry(located.severity, FindingFingerprints.of(located, in: result) + uri)
    }

    /// Sentences with full stops between, but for those that end with a sign of their own.
    private static func join(_ sentences: [String]) -> String {
        sentences.reduce("") { text, sentence in
            guard let last = text.last else { return sentence }
            return text + (".?!".contains(last) ? " " : ". ") + sentence
        }
    }

    /// A text as SARIF's messages hold it: braces are placeholders there, and brackets are links (§3.11.5, §3.11.6).
    static func text(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "{", "}": escaped.unicodeScalars.append(contentsOf: [character, character])
            case "\\", "[", "]": escaped.unicodeScalars.append(contentsOf: ["\\", character])
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// Writes something that is no result: an input that could not be read, or results that were left out.
    static func write(
        notification message: String, _ level: String, _ artifact: (name: SourceName, uri: String)?,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("level", level)
            writer.name("message")
            writer.object { $0.member("text", text(message)) }
            guard let artifact else { return }
            writer.name("locations")
            writer.array { writer in
                writer.object { writer in
                    writer.name("physicalLocation")
                    writer.object { writer in write(artifact, to: &writer) }
                }
            }
        }
    }

    private static func write(_ artifact: (name: SourceName, uri: String), to writer: inout JSONWriter) {
        writer.name("artifactLocation")
        writer.object { writer in
            writer.member("uri", artifact.uri)
            guard artifact.name.path == nil else { return }
            writer.name("description")
            writer.object { $0.member("text", "Standard input, which has no file.") }
        }
    }

    private static func write(
        _ place: TextPlace, _ artifact: (name: SourceName, uri: String), _ pointer: String?,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.name("physicalLocation")
            writer.object { writer in
                write(artifact, to: &writer)
                writer.name("region")
                writer.object { writer in
                    writer.member("startLine", place.start.line)
                    writer.member("startColumn", place.start.column)
                    writer.member("endLine", place.end.line)
                    writer.member("endColumn", place.end.column)
                }
            }
            if let pointer, !pointer.isEmpty {
                writer.name("logicalLocations")
                writer.array { writer in
                    writer.object { $0.member("fullyQualifiedName", pointer) }
                }
            }
        }
    }

    private static let ruleIndices: [Rule.ID: Int] = Dictionary(
        uniqueKeysWithValues: Rule.all.enumerated().map { ($0.element.id, $0.offset) })
}
