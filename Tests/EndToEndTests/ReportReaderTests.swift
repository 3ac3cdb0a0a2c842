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

    /// A program that reads reports and cannot run here, a format that it reads, and what is to be true of the report.
    ///
    /// The conditions are those of the readers' sources and manuals; each is a script that answers `true`.
    struct Reader: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let format: String
        let condition: String
    }

    private static let readers = [
        // Places, not fewer than one, in files of the repository; at most 25,000 results and rules.
        Reader(
            testDescription: "GitHub code scanning", format: "sarif",
            condition: #"""
                jq '.version == "2.1.0" and (.["$schema"] | length > 0) and (.runs | length == 1) and (.runs[0] |
                  (.tool.driver | .name and (.rules | length < 25000 and all(.id and .shortDescription.text and .help.text)))
                  and (.results | length > 0 and all(.message.text and .ruleId and .partialFingerprints and
                    (.locations[0].physicalLocation |
                      .region.startLine >= 1 and (.artifactLocation.uri | test("^[a-z]+:|^/") | not)))))' report
                """#),
        // It joins a relative path to the directory that it runs in, and needs a line for a comment; of an edit it takes
        // the text without looking whether there is one, and takes it for the finding if it is in the same file.
        Reader(
            testDescription: "reviewdog", format: "sarif",
            condition: #"""
                jq '.runs[0] | [.tool.driver.rules[].id] as $ids | .results | all(
                  (.ruleId as $id | $ids | index($id)) and (.level | IN("error", "warning", "note")) and (.message.markdown | not)
                  and (.locations | length == 1 and all(.physicalLocation.region | .startLine >= 1 and .endColumn >= 1))
                  and (.locations[0].physicalLocation.artifactLocation.uri as $file |
                    [(.fixes // [])[].artifactChanges[]] | all(.artifactLocation.uri == $file and (.replacements | length > 0 and
                      all((.insertedContent.text | type == "string") and .deletedRegion.startLine >= 1)))))' report
                """#),
        // Commands for the runner at the beginning of a line, each with a file and a line; at most ten of a level.
        Reader(
            testDescription: "GitHub Actions", format: "github",
            condition: #"""
                awk '/^::(error|warning|notice) (title=[^,:]*,)?file=[^,]+(,line=[0-9]+)?,/ { n[$1]++; next }
                  /^::notice/ { next } { bad++ } END { print (bad || n["::error"] > 10 ? "false" : "true") }' report
                """#),
        Reader(
            testDescription: "GitLab's Code Quality", format: "gitlab",
            condition: #"""
                jq 'length > 0 and all(.description and .check_name and .fingerprint and
                  (.severity | IN("info", "minor", "major", "critical", "blocker")) and
                  (.location | (.path | test("^[.]?/") | not) and .lines.begin >= 1))
                  and ([.[].fingerprint] | length == (unique | length))' report
                """#),
        // Names of suites and cases; a time that is a number; the text of a failure.
        Reader(
            testDescription: "GitLab's JUnit report, and Jenkins' junit plugin", format: "junit",
            condition: #"""
                xmllint --xpath 'count(/testsuites/testsuite[@name]) = 1 and
                  not(//testcase[not(@name) or not(@classname) or number(@time) != number(@time)]) and
                  not(//failure[not(@message) or not(@type) or string-length(.) = 0])' report
                """#),
        Reader(
            testDescription: "dorny/test-reporter", format: "junit",
            condition: #"""
                xmllint --xpath 'number(/testsuites/@time) >= 0 and number(/testsuites/testsuite/@time) >= 0 and
                  /testsuites/testsuite/@tests = count(//testcase) and /testsuites/testsuite/@failures = count(//failure) and
                  /testsuites/testsuite/@errors = count(//error) and not(//testcase[count(failure) > 1])' report
                """#),
        Reader(
            testDescription: "mikepenz/action-junit-report", format: "junit",
            condition: #"""
                xmllint --xpath 'not(//testcase[failure][not(@file) or not(number(@line) >= 1)])' report
                """#),
    ]

    @Test(.enabled(if: OtherProgram.has("xmllint") && OtherProgram.has("jq")), arguments: readers)
    func `a report has what its reader needs`(reader: Reader) throws {
        try tool.files.write("\u{FEFF}{\"link_id\": \" A\",}", to: "slips.json")
        let run = try tool.shell(
            "bcsession validate -q --format \(reader.format)=report \(inputs) slips.json 2>/dev/null\n\(reader.condition)"
        )
        let report = try tool.files.read("report")
        #expect(run.output.split(separator: "\n") == ["true"], "\(run.output)\(run.errors)\(report)")
    }

    @Test(.enabled(if: OtherProgram.has("parallel"), "GNU parallel is not installed"))
    func `GNU parallel spreads a stream over runs, and loses and adds no result`() throws {
        let run = try tool.shell(
            #"""
            mkdir -p bin && ln -s "$TOOL" bin/bcsession && export PATH="$PWD/bin:$PATH"
            for n in $(seq 3000); do echo "{\"link_id\": \"TU-$n\"$([ $((n % 7)) = 0 ] && echo ', "mode": "fax"')}"; done > in.ndjson
            whole=$(bcsession validate -q -i ndjson -f ndjson --echo link_id in.ndjson | jq -c '[.echo.link_id, .valid]' | sort)
            parts=$(parallel --will-cite --pipepart -a in.ndjson --block 16k -j 2 \
              bcsession validate -q -i ndjson -f ndjson --echo link_id - | jq -c '[.echo.link_id, .valid]' | sort)
            [ "$whole" = "$parts" ] && wc -l <<<"$parts"; grep -c false <<<"$parts"
            """#)
        #expect(run.output == "3000\n428\n", "\(run.output)\(run.errors)")
    }
}
