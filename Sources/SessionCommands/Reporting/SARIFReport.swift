import BankConnectSession
import CommandKit

/// Findings as SARIF 2.1.0 (OASIS Standard, 2020), for code scanning.
enum SARIFReport {
    /// The run up to its results: the tool with the metadata of every rule.
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
        // The results are still to come: the array is open, and SARIFLog writes what closes it and the rest.
        let tail = "]\n    }\n  ]\n}"
        return writer.bytes.dropLast(tail.utf8.count)
    }

    private static func writeDriver(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", "bcsession")
            writer.member("semanticVersion", ToolVersion.current)
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
            writer.object { $0.member("text", rule.documentation.demand) }
            writer.name("fullDescription")
            writer.object { $0.member("text", rule.documentation.explanation) }
            writer.name("help")
            writer.object { $0.member("text", "\(rule.documentation.explanation) More: bcsession explain \(rule.id)") }
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

    /// Adds a finding as a line for ``SARIFLog``.
    static func append(_ located: LocatedFinding, to out: inout [UInt8]) {
        let finding = located.finding
        var sentences = [finding.detail.description]
        if case .commandLine(let flag?) = located.source { sentences[0] = "\(flag): \(sentences[0])" }
        if let hint = finding.hint { sentences.append("Help: \(hint.description)") }
        sentences.append("More: \(LineReport.explanation(of: finding))")
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("ruleId", finding.rule.description)
            writer.member("ruleIndex", ruleIndices[finding.rule] ?? -1)
            writer.member("level", finding.severity.rawValue)
            writer.name("message")
            writer.object { $0.member("text", sentences.joined(separator: ". ")) }
            if case .text(let name, let place) = located.source {
                writer.name("locations")
                writer.array { writer in writeLocation(name, place, located.pointer, to: &writer) }
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
        SARIFLog.append(result: writer.bytes, fingerprint: fingerprint(of: located), in: located.fileURI, to: &out)
    }

    /// Adds an input that could not be read as a line for ``SARIFLog``.
    static func append(unreadable source: String, _ message: String, to out: inout [UInt8]) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("level", "error")
            writer.name("message")
            writer.object { $0.member("text", message) }
            writer.name("locations")
            writer.array { writer in
                writer.object { writer in
                    writer.name("physicalLocation")
                    writer.object { writer in writeArtifact(source, to: &writer) }
                }
            }
        }
        SARIFLog.append(notification: writer.bytes, to: &out)
    }

    private static func writeArtifact(_ name: String, to writer: inout JSONWriter) {
        writer.name("artifactLocation")
        writer.object { writer in
            writer.member("uri", FileURI.relative(name))
            guard name == SourceName.standardInput else { return }
            writer.name("description")
            writer.object { $0.member("text", "Standard input, which has no file.") }
        }
    }

    private static func writeLocation(
        _ name: String, _ place: LocatedFinding.TextPlace, _ pointer: String?, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.name("physicalLocation")
            writer.object { writer in
                writeArtifact(name, to: &writer)
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

    /// What stays the same when lines and days move: the rule, the pointer, and the words without their numbers.
    ///
    /// The file is no part of it, since results are compared within a file; nor is a place in it.
    private static func fingerprint(of located: LocatedFinding) -> String {
        let words = located.finding.detail.utf8.filter { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return hash("\(located.finding.rule)\n\(located.pointer ?? "")\n" + String(decoding: words, as: UTF8.self))
    }

    private static func hash(_ text: String) -> String {
        String(SHA256.hash(Array(text.utf8)).hex.prefix(32))
    }

    private static let ruleIndices: [Rule.ID: Int] = Dictionary(
        uniqueKeysWithValues: Rule.all.enumerated().map { ($0.element.id, $0.offset) })
}

extension LocatedFinding {
    /// The URI of the file that it stands in; empty for the command line.
    fileprivate var fileURI: String {
        if case .text(let name, _) = source { FileURI.relative(name) } else { "" }
    }
}

/// Names of files as URIs.
enum FileURI {
    /// The working directory and a slash.
    private static let directory = FileSystem.workingDirectory().map { $0.displayName + "/" }

    /// A name as a reference relative to the working directory, percent-encoded; a name outside of it keeps its root.
    static func relative(_ name: String) -> String {
        // Code scanning takes no result without a URI.
        if name == SourceName.standardInput { return "stdin" }
        var plain = Substring(name)
        if let directory, plain.hasPrefix(directory) { plain = plain.dropFirst(directory.count) }
        while plain.hasPrefix("./") { plain = plain.dropFirst(2) }
        var uri = plain.hasPrefix("/") ? "file://" : ""
        for byte in plain.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                uri += hex.utf8.count < 2 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return uri
    }
}
