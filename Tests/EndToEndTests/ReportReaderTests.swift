import TestSupport
import Testing

/// Reports of the built tool, read by the programs that people read them with.
@Suite struct ReportReaderTests {
    let tool: BuiltTool

    /// Payloads that draw findings of all severities, one valid one, and a file that is not there.
    private let inputs: String

    init() throws {
        tool = try BuiltTool()
        try tool.files.write(#"{"link_id": "A"}"#, to: "good.json")
        try tool.files.write(#"{"link_id": "A", "mode": "fax{0}", "[x](y)": 1, "logo_url": null}"#, to: "bad.json")
        try tool.files.write("{\"link_id\": \"A\"}\n{}\n{}\n", to: "stream.ndjson")
        inputs = "good.json bad.json stream.ndjson gone.json"
    }

    @Test(.enabled(if: OtherProgram.has("sarif"), "sarif-tools of PyPI is not installed"))
    func `sarif-tools counts and places what it reads`() throws {
        let run = try tool.shell(
            """
            bcsession validate -q --format sarif=r.sarif \(inputs) 2>/dev/null
            sarif csv --output r.csv r.sarif >/dev/null && tail -n +2 r.csv | cut -d, -f1-3 | sort
            sarif ls r.sarif >/dev/null; tail -n +2 r.csv | grep -c 'stream.ndjson,[23]'
            """)
        #expect(
            run.output == """
                bcsession,error,BC101
                bcsession,error,BC101
                bcsession,error,BC204
                bcsession,note,BC006
                bcsession,warning,BC004
                2

                """, "\(run.output)\(run.errors)")
    }

    @Test(.enabled(if: OtherProgram.has("junitparser"), "junitparser of PyPI is not installed"))
    func `junitparser verifies a JUnit report that it reads, and junit2html shows it`() throws {
        let run = try tool.shell(
            """
            bcsession validate -q --format junit=good.xml good.json; junitparser verify good.xml; echo $?
            bcsession validate -q --format junit=bad.xml \(inputs) 2>/dev/null; junitparser verify bad.xml; echo $?
            xmllint --xpath 'string(/testsuites/@tests)' bad.xml; echo
            xmllint --xpath 'string(//failure[1]/../@line)' bad.xml; echo
            """)
        let lines = run.output.split(separator: "\n")
        #expect(lines == ["0", "1", "6", "1"], "\(run.output)\(run.errors)")
        guard OtherProgram.has("junit2html") else { return }
        let page = try tool.shell("junit2html bad.xml page.html && grep -c 'bad.json' page.html")
        #expect(page.status == 0, "\(page.errors)")
    }

    @Test func `GitLab gets what its Code Quality report asks of each issue, and no fingerprint twice`() throws {
        let run = try tool.shell(
            """
            bcsession validate -q --format gitlab=g.json \(inputs) 2>/dev/null
            jq -r 'map(select(.description and .check_name and .fingerprint and .location.path
              and .location.lines.begin >= 1 and (.severity | IN("info", "minor", "major")))) | length' g.json
            jq -r '[.[].fingerprint] | (length, (unique | length))' g.json
            bcsession validate -q --format gitlab good.json
            """)
        #expect(run.output == "6\n6\n6\n[]\n", "\(run.output)\(run.errors)")
    }

    @Test func `paths are relative to the root that the runner names, from any directory`() throws {
        let run = try tool.shell(
            """
            mkdir -p repo/sub; cp bad.json repo/sub; cd repo/sub; export GITHUB_WORKSPACE=$(cd ..; pwd)
            bcsession validate -q -f github ./bad.json | grep -c 'file=sub/bad.json,'
            bcsession validate -q -f sarif "$PWD//bad.json" | jq -r '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri'
            bcsession validate -q -f gitlab bad.json | jq -r '.[0].location.path'
            echo "$(bcsession validate -q -f junit bad.json | xmllint --xpath 'string(//testcase/@file)' -)"
            """)
        #expect(run.output == "3\nsub/bad.json\nsub/bad.json\nsub/bad.json\n", "\(run.output)\(run.errors)")
    }
}
