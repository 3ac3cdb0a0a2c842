import TestSupport
import Testing

/// The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit in a repository with a project file.
@Suite(.enabled(if: OtherProgram.has("pre-commit"), "pre-commit of PyPI is not installed"))
struct PreCommitTests {
    let tool: BuiltTool

    init() throws { tool = try BuiltTool() }

    /// A repository with payloads and a project file, and one of the hooks; nobody has a home.
    private static let repository = #"""
        mkdir -p bin && ln -s "$TOOL" bin/bcsession
        export PATH="$PWD/bin:$PATH" PRE_COMMIT_HOME="$PWD/cache" GIT_CONFIG_GLOBAL="$PWD/gitconfig"; unset HOME
        git config --file gitconfig user.name tester; git config --file gitconfig user.email tester@example.com
        mkdir hooks; cp "$HOOKS" hooks/.pre-commit-hooks.yaml
        git -C hooks init -q; git -C hooks add .; git -C hooks commit -qm hooks
        mkdir -p repo/payloads/examples repo/payloads/v1 repo/src; git -C repo init -q; cd repo
        echo '{"link_id": "A", "mode": "fax"}' > payloads/bad.json
        echo '{"link_id": "A", "lnk": 1}' > payloads/odd.json
        echo '{"link_id": "A", "aa_journey_mode": "only_once"}' > payloads/v1/old.json
        echo '{}' | tee payloads/examples/x.json package.json > src/other.json
        echo '{"validate": {"strict": true, "exclude": ["examples/"], "per_file": {"payloads/v1/*": {"api_version": "v1"}}}}' \
          > .bcsession.json
        hooks() {
          printf '%s\n' 'repos:' "- {repo: ../hooks, rev: $(git -C ../hooks rev-parse HEAD), hooks: [{id: $1}]}" \
            '- repo: local' '  hooks: [{id: own, name: own, entry: bcsession validate, language: system, files: /v1/}]' \
            > .pre-commit-config.yaml
          git add .
        }
        """#

    private func shell(_ script: String) throws -> BuiltTool.Ending {
        let hooks = BuiltTool.package + "/.pre-commit-hooks.yaml"
        return try tool.shell("HOOKS='\(hooks)'\n" + Self.repository + "\n" + script)
    }

    @Test func `payloads are checked by the project's rules, and nothing else is`() throws {
        let run = try shell(
            """
            hooks bcsession-validate; pre-commit run --all-files; echo "status $?"
            echo '{"link_id": "A"}' | tee payloads/bad.json > payloads/odd.json
            git add .; pre-commit run --all-files >/dev/null; echo "status $?"
            """)
        #expect(run.output.contains("payloads/bad.json:1:26: error[INVALID_REQUEST]"), "\(run.output)\(run.errors)")
        #expect(run.output.contains("payloads/odd.json:1:18: warning"))
        #expect(run.output.contains("3 payloads: 2 invalid, 1 error, 1 warning") && run.output.contains("Passed"))
        // A file that pre-commit gives and the project excludes is named as that, and not checked.
        #expect(run.output.contains("'payloads/examples/x.json' is excluded by .bcsession.json:1"))
        for name in ["examples/x.json:", "package.json", "other.json", "old.json"] {
            #expect(!run.output.contains(name))
        }
        #expect(run.output.contains("status 1\n") && run.output.hasSuffix("status 0\n"))
    }

    @Test func `the findings are the same from any directory of the repository`() throws {
        let run = try shell(
            #"""
            for directory in . payloads payloads/v1 src; do
              (cd $directory; GITHUB_WORKSPACE=$OLDPWD/. bcsession validate -q -f sarif "$OLDPWD/payloads" |
                jq -c '[.runs[0].results[] | [.ruleId, .locations[0].physicalLocation.artifactLocation.uri]]'); done
            """#)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 4 && Set(lines).count == 1, "\(run.output)\(run.errors)")
        #expect(lines.first == #"[["BC204","payloads/bad.json"],["BC004","payloads/odd.json"]]"#)
    }

    /// Whether the tool that was built corrects payloads.
    private static let fixes = (try? BuiltTool().run("validate", "--help").output.contains("--fix")) == true

    @Test(.enabled(if: fixes)) func `the hook that corrects changes the file, and passes when it is right`() throws {
        let run = try shell(
            """
            echo '{"link_id": "A", "mode": "ONLINE"}' > payloads/bad.json; echo '{"link_id": "A",}' > payloads/odd.json
            hooks bcsession-validate-fix; pre-commit run --all-files; echo "status $?"; cat payloads/bad.json payloads/odd.json
            git add .; pre-commit run --all-files >/dev/null; echo "status $?"
            """)
        #expect(run.output.contains("files were modified by this hook"), "\(run.output)\(run.errors)")
        #expect(run.output.hasSuffix("{\"link_id\": \"A\", \"mode\": \"online\"}\n{\"link_id\": \"A\"}\nstatus 0\n"))
    }
}
