import Foundation
import TestSupport
import Testing

/// JUnit XML as a real XML parser and GitLab read it.
@Suite struct JUnitReportTests {
    static let hasXMLLint = OtherProgram.has("xmllint")

    private func xmllint(_ arguments: [String], _ document: String) throws -> (status: Int32, output: String) {
        let scratch = try ScratchDirectory()
        let words = (["xmllint"] + arguments + [try scratch.write(document, to: "junit.xml")]).map { "'\($0)'" }
        return try OtherProgram.run(words.joined(separator: " "))
    }

    private func value(_ path: String, _ document: String) throws -> String {
        let run = try xmllint(["--xpath", path], document)
        return run.output.hasSuffix("\n") ? String(run.output.dropLast()) : run.output
    }

    @Test(.enabled(if: hasXMLLint, "xmllint is not installed; Debian has it in libxml2-utils"))
    func `hostile names and values make well-formed XML that counts right`() throws {
        let document = try ReportSamples.Format(name: "junit").report.output
        let check = try xmllint(["--noout"], document)
        #expect(check.status == 0, "\(check.output)")
        #expect(check.output == "")
        let suite = "/testsuites/testsuite"
        #expect(try value("string(\(suite)/@tests)", document) == value("count(\(suite)/testcase)", document))
        #expect(try value("string(\(suite)/@failures)", document) == value("count(//failure)", document))
        #expect(try value("string(\(suite)/@errors)", document) == value("count(//error)", document))
    }

    @Test(.enabled(if: hasXMLLint, "xmllint is not installed; Debian has it in libxml2-utils"))
    func `a test case has the file's name, and its failure begins with file and line`() throws {
        let tool = try TestTool()
        let name = "<b>&\"']]>%.ndjson"
        let path = try tool.files.write(#"{"link_id": "A"}"# + "\n" + #"{"link_id": "A", "mode": "<&>"}"#, to: name)
        let document = tool.run("validate", "--format", "junit", path).output
        #expect(try xmllint(["--noout"], document).status == 0)
        #expect(try value("string(//testcase[1]/@name)", document) == path + ":1")
        #expect(try value("string(//testcase[2]/@name)", document) == path + ":2")
        #expect(try value("string(//testcase[2]/@file)", document) == path)
        #expect(try value("string(//testcase[2]/@classname)", document) == "bcsession.validate")
        #expect(try value("string(//failure/@type)", document) == "INVALID_REQUEST")
        let message = "\(path):2:26: mode is '<&>', not one of pdf, aa, online"
        #expect(try value("string(//failure/@message)", document) == message)
        #expect(
            try value("string(//failure)", document) == """
                \(path):2:26: error[INVALID_REQUEST] mode is '<&>', not one of pdf, aa, online (BC204)
                  help: choose one of them
                  the API answers 400: mode, "<&>" is not a valid choice.
                  more: bcsession explain BC204

                """)
    }

    @Test(.enabled(if: hasXMLLint, "xmllint is not installed; Debian has it in libxml2-utils"))
    func `every character of the basic plane can stand in a name`() throws {
        let tool = try TestTool()
        for first in stride(from: UInt32(0), through: 0xFFFF, by: 0x1000) {
            let scalars = (first..<first + 0x1000).compactMap(Unicode.Scalar.init)
            // A surrogate is none, and a member's name is written with escapes.
            let payload = scalars.map { #""\u\#(hex($0.value))": 1"# }.joined(separator: ", ")
            guard !payload.isEmpty else { continue }
            let document = tool.run("validate", "--format", "junit", "-", input: "{\(payload)}").output
            let check = try xmllint(["--noout"], document)
            #expect(check.status == 0, "\(check.output.prefix(200))")
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
