import TestSupport

/// A line that somebody began to type, and what the shell is to offer for its last word.
struct BegunLine: Sendable {
    let line: String
    let offered: [String]

    init(_ line: String, _ offered: String...) {
        self.init(line, offered)
    }

    init(_ line: String, _ offered: [String]) {
        self.line = line
        self.offered = offered
    }

    /// The part of the last word that candidates replace: after a blank, a sign or a comma.
    var begun: Substring {
        line.ending { !" =,".contains($0) }
    }
}

extension String {
    /// The longest end made of such characters alone.
    fileprivate func ending(of isPart: (Character) -> Bool) -> Substring {
        self[(lastIndex { !isPart($0) }.map(index(after:)) ?? startIndex)...]
    }
}

/// A real shell that completes lines with the committed script, while a `bcsession` that leaves a mark is on the path.
enum CompletingShell: String, CaseIterable, Sendable {
    case bash, zsh, fish

    /// What the shell offers for each line, sorted, in the lines' order.
    func candidates(for lines: [BegunLine]) throws -> (offered: [[String]], isToolRun: Bool) {
        let tool = try BuiltTool()
        for name in ["payload.json", "payloads.ndjson"] { try tool.files.write("", to: name) }
        try tool.files.makeDirectory("bin")
        try tool.files.write("#!/bin/sh\ntouch '\(tool.files.path("mark"))'\n", to: "bin/bcsession", mode: 0o755)
        try tool.files.write(lines.map { $0.line + "\n" }.joined(), to: "lines")
        try tool.files.write("", to: "answers")
        try tool.files.write(setup, to: "setup")
        let run = try tool.shell(
            "export PATH=\"$PWD/bin:$PATH\" SCRIPTS='\(BuiltTool.package)/completions'\n" + driver)
        guard run.status == 0 else { throw BuiltTool.Failure(reason: "\(rawValue): \(run.output)\(run.errors)") }
        let blocks = try tool.files.read("answers").split(separator: "END\n", omittingEmptySubsequences: false)
        guard blocks.count == lines.count + 1 else {
            throw BuiltTool.Failure(reason: "\(rawValue) answered \(blocks.count - 1) of \(lines.count) lines")
        }
        let offered = zip(lines, blocks).map { line, block in
            block.split(separator: "\n").map { String($0).ending { !"=,".contains($0) } }.map(String.init)
                // bash lists the tool's own flags beside its commands.
                .filter { line.begun.hasPrefix("-") || !$0.hasPrefix("-") }.sorted()
        }
        return (offered, try tool.files.names.contains("mark"))
    }

    /// What the shell reads at its start.
    private var setup: String {
        switch self {
        case .bash:
            // The line, once all candidates stand in it (M-*), is written down and taken away.
            """
            PS1=
            . "$SCRIPTS/bcsession.bash"
            bind 'set enable-bracketed-paste off'
            answer() {
              local rest=${READLINE_LINE##*[=]}
              [[ $rest == "$READLINE_LINE" ]] && rest=${READLINE_LINE#"${typed[turn]% *} "}
              [[ $READLINE_LINE == "${typed[turn]}" ]] || printf '%s\\n' $rest >> answers
              echo END >> answers
              turn=$((turn + 1)) READLINE_LINE= READLINE_POINT=0
            }
            bind -x '"\\C-xd": answer'
            mapfile -t typed < lines
            turn=0
            """
        case .zsh:
            """
            PS1=
            fpath=("$SCRIPTS" $fpath)
            autoload -Uz compinit
            compinit -u -D
            compadd() {
              if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
                local -a hits
                builtin compadd -A hits "$@"
                (( $#hits )) && print -rl -- $hits >> answers
              fi
              builtin compadd "$@"
            }
            answer() { print -r -- END >> answers; BUFFER= }
            zle -N answer
            bindkey '^I' complete-word
            bindkey '^Xd' answer
            """
        case .fish:
            """
            source "$SCRIPTS/bcsession.fish"
            while read -l line
                for candidate in (complete -C $line)
                    echo (string split \\t -- $candidate)[1] >> answers
                end
                echo END >> answers
            end < lines
            """
        }
    }

    /// The script of bash that types the lines.
    private var driver: String {
        switch self {
        case .bash:
            """
            { while IFS= read -r line; do printf '%s\\e*\\x18d' "$line"; done < lines; printf 'exit\\r'; } |
              timeout 50 script -qec 'bash --noprofile --rcfile setup -i' /dev/null > typescript 2>&1
            """
        case .zsh:
            """
            cat > drive <<'END'
            zmodload zsh/zpty
            zpty shell "zsh -f -i"
            zpty -w shell "source ./setup"
            while IFS= read -r line; do zpty -w -n shell "$line"$'\\t\\x18d'; done < lines
            zpty -w shell exit
            while zpty -r shell text; do :; done
            END
            timeout 50 zsh -f drive > typescript 2>&1
            """
        case .fish: "timeout 50 fish --no-config setup"
        }
    }
}
