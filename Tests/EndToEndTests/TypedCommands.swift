/// Commands as somebody reads and types them.
enum TypedCommands {
    /// What a shell is given that types commands of README and help: the tool on its path, and stand-ins for what a test
    /// must not start.
    ///
    /// A live call is checked as far as it comes without a network: its flags, its files and its settings.
    static let prelude = """
        exec </dev/null
        mkdir -p bin && printf '#!/bin/sh\\nexec "%s" "$@"\\n' "$TOOL" > bin/bcsession && chmod +x bin/bcsession
        PATH=$PWD/bin:$PATH
        bcsession() {
          case " $* " in
          *' --dry-run '*|*' --as-curl '*) command bcsession "$@" ;;
          *' --live '*) command bcsession "$@" --show-config >/dev/null ;;
          *) command bcsession "$@" ;;
          esac
        }
        swift() { [ "$1 $2" = 'run bcsession' ] || return 99; shift 2; bcsession "$@"; }
        xdg-open() { case $1 in https://*session_id=*) ;; *) return 98 ;; esac; }
        shown() {
          [ -e "$1" ] && return
          mkdir -p "$(dirname "$1")" && cat > "$1"
        }
        mark() { local status=$?; printf '\\036%s %s\\037' "$1" "$status"; return $status; }

        """
}
