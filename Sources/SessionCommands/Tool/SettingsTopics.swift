import BankConnectSession
import CommandKit

/// The topics about files that people write, whose members come from the readers' tables.
extension Topic {
    static let configuration = Topic("configuration", "The configuration file and its members.") {
        Topic.Content(SchemaOutline(SettingsSchemas.configuration).rows, closing: SettingsTexts.configuration)
    }

    static let project = Topic("project", "The project file .bcsession.json of a repository.") {
        Topic.Content(SchemaOutline(SettingsSchemas.project).rows, closing: SettingsTexts.project)
    }

    static let ci = Topic("ci", "How to use validate in GitHub Actions, GitLab, Jenkins, Azure DevOps and pre-commit.")
    {
        Topic.Content(SettingsTexts.runners, closing: SettingsTexts.ci)
    }
}

/// What help and the manual say of settings besides their members.
enum SettingsTexts {
    static let configuration = """
        The configuration is --config FILE, else \(ConfigLookup.variable.name), else \(ConfigLookup.usualFile.path). \
        --config none reads none. Nothing is looked up in the working directory. Flags override environment \
        variables, and these override the configuration. 'bcsession validate --show-config' shows each value in force \
        and where it comes from.

        Names of files are relative to the configuration's directory. The file holds no keys, only the names of key \
        files. A dot separates members, [] is an element of an array, and NAME or CODE is any name. For editors, \
        'bcsession schema configuration' prints a JSON Schema. An example:

          {
            "api_key_file": "api.key",
            "record": "sessions.ledger",
            "signing_keys": [{"id": "2026-11", "file": "signing.key"}],
            "organization": {
              "name": "acme-nbfc", "plan": "active", "modes": ["pdf", "aa"],
              "banks": {"newbank": ["pdf", "aa"]},
              "consents": {"CT001": {"history": {"unit": "MONTH", "value": 6}}}
            }
          }
        """

    static let project = """
        validate looks for .bcsession.json from the working directory up to the directory with .git; --project FILE \
        names another, and --project none reads none. Flags override it, and it overrides the configuration. It \
        cannot set endpoints, keys or output files, because anybody who can change the repository can change it.

        Patterns have the wildcards of .gitignore, are relative to the project file, and cannot begin with !. With per_file the last pattern that matches \
        counts. For editors, 'bcsession schema project' prints a JSON Schema. An example:

          {
            "validate": {
              "strict": true, "exclude": ["drafts/"],
              "severity": {"BC306": "warning"},
              "per_file": {"legacy/*.json": {"api_version": "v1"}}
            },
            "organization": "policy.json"
          }
        """

    static let runners: [(String, String)] = [
        (
            "GitHub Actions",
            "--format github writes annotations; --format sarif=FILE is for github/codeql-action/upload-sarif."
        ),
        ("GitLab", "--format junit=FILE for reports: junit, --format gitlab=FILE for reports: codequality."),
        ("Jenkins", "--format junit=FILE for the junit step. The xUnit plugin's schema is stricter and refuses it."),
        ("Azure DevOps", "--format junit=FILE for the task PublishTestResults."),
        ("pre-commit", "The hooks bcsession-validate and bcsession-validate-fix, language system."),
    ]

    static let ci = """
        validate exits with 0 if all payloads are valid, 1 if one is not, 2 if the command line or settings are wrong, \
        3 if an input cannot be read and 74 if a report cannot be written. --strict, --fail-on and --max-warnings \
        decide what counts. Set \(todayVariable.name) to make the result independent of the day.

        Paths in reports are relative to the root of the repository, which the runner names by GITHUB_WORKSPACE, \
        CI_PROJECT_DIR, BUILD_SOURCESDIRECTORY or WORKSPACE. In a container no HOME is needed: without a configuration \
        the defaults are used. GitHub shows ten annotations of each level, so the worst ones come first, and SARIF is \
        cut at 25,000 results, the worst first.
        """
}
