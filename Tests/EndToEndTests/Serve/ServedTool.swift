import Foundation

extension BuiltTool {
    /// Where the clients lie that are not ours.
    static let clients = package + "/Tests/Fixtures/serve"

    /// Runs a script of bash while `serve` listens at a port of its own.
    ///
    /// The script finds the address in ADDRESS, what stands before `/bank-connect` in ORIGIN, and the service's process
    /// in SERVER; what the service wrote in `out` and `err`. It runs in an empty directory. Afterwards the service is sent
    /// SIGTERM, and its exit status printed in a last line, as `served 0`.
    func serving(_ flags: String = "", _ script: String) throws -> Ending {
        try shell(
            """
            # With job control, for a job in the background would else be started with SIGINT ignored.
            set -m
            "$TOOL" serve --port 0 --address-file address \(flags) >out 2>err &
            SERVER=$!
            set +m
            for try in $(seq 1200); do [ -s address ] && break; kill -0 $SERVER || break; sleep 0.05; done
            ADDRESS=$(cat address); ORIGIN=${ADDRESS%/bank-connect}
            post() { curl -s -H 'Content-Type: application/json' -H 'X-Api-Key: planted' "$@" "$ADDRESS/v2/session/"; }
            \(script)
            kill -TERM $SERVER 2>/dev/null
            wait $SERVER
            echo "served $?"
            """)
    }
}
