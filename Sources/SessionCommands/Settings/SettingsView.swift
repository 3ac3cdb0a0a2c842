import BankConnectSession
import CommandKit
import PlainText

/// What `--show-config` prints: a setting a line, its value, and where that comes from.
///
/// Keys are files, never shown, and neither is what may be a key in the place of a file's name.
struct SettingsView {
    typealias Row = (name: String, value: String, origin: String)

    let settings: Settings
    /// The key that was made on first use, where there is one.
    let generatedKey: FilePath?
    /// Settings of the command that no file holds.
    let others: [Row]

    var text: String {
        var rows = [
            ("config", settings.file?.path.displayName ?? "none", settings.file == nil ? settings.absence : "read")
        ]
        rows.append(("endpoint", SecretScanner.masked(url: settings.endpoint.value), settings.endpoint.origin))
        rows.append(("api_version", settings.apiVersion.value.rawValue, settings.apiVersion.origin))
        rows.append(("client_url", SecretScanner.masked(url: settings.clientURL.value), settings.clientURL.origin))
        if let variable = settings.apiKeyVariable {
            rows.append(("api_key", "***", variable))
        } else {
            let file = settings.apiKeyFile
            rows.append(("api_key_file", file?.value.displayName ?? "none", file?.origin ?? "default"))
        }
        if let keys = settings.signingKeys {
            for key in keys.value {
                rows.append(
                    ("signing_key", "\(key.id?.text ?? "(id from the key)") \(key.name.displayName)", keys.origin))
            }
        } else {
            rows.append(
                (
                    "signing_keys", generatedKey?.displayName ?? "made on first use",
                    generatedKey == nil ? "default" : "made before"
                ))
        }
        rows.append(("token_scheme", settings.tokenScheme.value.name, settings.tokenScheme.origin))
        rows.append(("record", settings.record?.value.displayName ?? "none", settings.record?.origin ?? "default"))
        rows += organizationRows
        rows.append(("banks", "\(settings.banks.value.banks.count) banks", settings.banks.origin))
        rows += others.map { $0 }
        let names = rows.map(\.0.count).max() ?? 0
        let values = min(60, rows.map(\.1.count).max() ?? 0)
        return rows.map { row in
            let value = DisplayText.escape(row.1)
            return row.0.padded(to: names) + "  " + value.padded(to: values) + "  (\(DisplayText.escape(row.2)))\n"
        }.joined()
    }

    private var organizationRows: [(String, String, String)] {
        let organization = settings.organization
        let policy = organization.value
        let modes = policy.modes.map { $0.map(\.rawValue).joined(separator: ", ") } ?? "all"
        let scopes = policy.consents.keys.map { scope in
            switch scope {
            case .template(let id): id
            case .consent(let code): code.rawValue
            }
        }.sorted().joined(separator: ", ")
        func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
        return [
            ("organization.name", policy.name ?? "none"),
            ("organization.plan", policy.plan.rawValue),
            ("organization.modes", modes),
            ("organization.banks", list(policy.banks.map(\.identifier))),
            ("organization.fields", list(policy.fields)),
            ("organization.consents", scopes.isEmpty ? "none" : scopes),
        ].map { ($0.0, $0.1, organization.origin) }
    }
}
