import BankConnectSession
import CommandKit

extension ReportFormat {
    /// Findings as SARIF 2.1.0 (OASIS Standard, 2020), for code scanning.
    static let sarif = ReportFormat(
        name: "sarif", summary: "SARIF 2.1.0, for code scanning; at most 25,000 results, worst first.",
        entry: { result, renderer, out in
            // Edits come in the order of findings, or nearly so: one walk over the text finds the lines of all.
            var positions = PositionCursor(result.text.bytes, in: result.text.range, firstLine: result.firstLine)
            for located in result.findings {
                SARIF.append(located, in: result, &renderer.paths, &positions, to: &out)
            }
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
            writer.array("runs") { writer in
                writer.object { writer in
                    writer.member("columnKind", "unicodeCodePoints")
                    writer.object("tool") { writer in
                        writer.name("driver")
                        writeDriver(to: &writer)
                    }
                    writer.array("results") { _ in }
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
            writer.array("rules") { writer in
                for rule in Rule.all { write(rule, to: &writer) }
            }
        }
    }

    private static func write(_ rule: Rule, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", rule.id.description)
            writer.object("shortDescription") { $0.member("text", text(rule.documentation.demand)) }
            writer.object("fullDescription") { $0.member("text", text(rule.documentation.explanation)) }
            writer.object("help") { writer in
                writer.member("text", text("\(rule.documentation.explanation) More: bcsession explain \(rule.id)"))
            }
            writer.object("defaultConfiguration") { $0.member("level", rule.severity.rawValue) }
            if let row = rule.predicts.first, rule.severity == .error {
                writer.object("properties") { writer in
                    writer.member("code", row.code)
                    writer.member("status", row.status)
                    writer.member("basis", rule.basis.rawValue)
                }
            }
        }
    }

    /// Adds a finding.
    static func append(
        _ located: LocatedFinding, in result: ValidationResult, _ paths: inout ReportPaths,
        _ positions: inout PositionCursor, to out: inout ReportBuffer
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
            writer.object("message") { $0.member("text", text(join(sentences))) }
            switch located.place {
            case .text(let place), .policy(let place):
                let source = result.source(of: located) ?? .arguments
                uri = paths.uri(of: source)
                writer.array("locations") { writer in
                    write(place, (source, uri), result.pointer(of: located), to: &writer)
                }
            case .commandLine: break
            }
            if let fix = located.fix { write(fix, (result.source, uri), &positions, to: &writer) }
            if let answer = finding.prediction?.answer {
                writer.object("properties") { writer in
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
            writer.object("message") { $0.member("text", text(message)) }
            guard let artifact else { return }
            writer.array("locations") { writer in
                writer.object { writer in
                    writer.object("physicalLocation") { writer in write(artifact, to: &writer) }
                }
            }
        }
    }

    private static func write(_ artifact: (name: SourceName, uri: String), to writer: inout JSONWriter) {
        writer.object("artifactLocation") { writer in
            writer.member("uri", artifact.uri)
            guard artifact.name.path == nil else { return }
            writer.object("description") { $0.member("text", "Standard input, which has no file.") }
        }
    }

    private static func write(
        _ fix: Fix, _ artifact: (name: SourceName, uri: String), _ positions: inout PositionCursor,
        to writer: inout JSONWriter
    ) {
        writer.name("fixes")
        writer.array { writer in
            writer.object { writer in
                writer.name("description")
                writer.object { $0.member("text", text("\(fix.title) (\(fix.safety.rawValue))")) }
                writer.name("artifactChanges")
                writer.array { writer in
                    writer.object { writer in
                        write(artifact, to: &writer)
                        writer.name("replacements")
                        writer.array { writer in
                            for edit in fix.edits { write(edit, &positions, to: &writer) }
                        }
                    }
                }
            }
        }
    }

    private static func write(_ edit: Fix.Edit, _ positions: inout PositionCursor, to writer: inout JSONWriter) {
        let (start, end) = (
            positions.position(of: edit.offset), positions.position(of: edit.offset + edit.length)
        )
        writer.object { writer in
            writer.name("deletedRegion")
            writer.object { writer in
                writer.member("startLine", start.line)
                writer.member("startColumn", start.column)
                writer.member("endLine", end.line)
                writer.member("endColumn", end.column)
            }
            // Also where nothing is inserted: a reader in use (reviewdog) fails on an edit without it.
            writer.name("insertedContent")
            writer.object { $0.member("text", edit.text) }
        }
    }

    private static func write(
        _ place: TextPlace, _ artifact: (name: SourceName, uri: String), _ pointer: String?,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.object("physicalLocation") { writer in
                write(artifact, to: &writer)
                writer.object("region") { writer in
                    writer.member("startLine", place.start.line)
                    writer.member("startColumn", place.start.column)
                    writer.member("endLine", place.end.line)
                    writer.member("endColumn", place.end.column)
                }
            }
            if let pointer, !pointer.isEmpty {
                writer.array("logicalLocations") { writer in
                    writer.object { $0.member("fullyQualifiedName", pointer) }
                }
            }
        }
    }

    private static let ruleIndices: [Rule.ID: Int] = Dictionary(
        uniqueKeysWithValues: Rule.all.enumerated().map { ($0.element.id, $0.offset) })
}
