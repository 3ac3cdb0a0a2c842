# bash completion for bcsession

# Offers the words of $1 that begin with $cur, each after the prefix $2.
_bcsession_words() {
    local word
    while IFS= read -r word; do
        COMPREPLY+=("$2$word")
    done < <(compgen -W "$1" -- "$cur")
}

# Offers the files (-f) or directories (-d) that begin with $cur.
_bcsession_files() {
    local word
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(compgen "$1" -- "$cur")
}

# Offers the words of $1 after the last comma of $cur.
_bcsession_list() {
    local before=
    if [[ $cur == *,* ]]; then
        before=${cur%,*},
        cur=${cur##*,}
    fi
    _bcsession_words "$1" "$before"
}

_bcsession() {
    local cur=${COMP_WORDS[COMP_CWORD]} flag=${COMP_WORDS[COMP_CWORD-1]} command= place=1 ended=
    COMPREPLY=()
    # bash takes --name=value apart at the sign.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $flag == = && $COMP_CWORD -gt 1 ]]; then
        flag=${COMP_WORDS[COMP_CWORD-2]}
    fi
    while [[ $place -lt $COMP_CWORD ]]; do
        if [[ ${COMP_WORDS[place]} == -- ]]; then
            ended=1
        elif [[ -z $command && ${COMP_WORDS[place]} != -* ]]; then
            command=${COMP_WORDS[place]}
        fi
        place=$((place + 1))
    done
    if [[ -n $ended ]]; then
        flag=
    fi

    case $command in
    '')
        _bcsession_words 'create validate consents verify-token explain help --help --version'
        ;;
    help)
        _bcsession_words 'create validate consents verify-token explain exit-codes environment files formats rules'
        ;;
    create)
        case $flag in
        --link-id)
            return
            ;;
        --redirect-url)
            return
            ;;
        --from-date)
            return
            ;;
        --to-date)
            return
            ;;
        --logo-url)
            return
            ;;
        --bank-name)
            return
            ;;
        --mode)
            _bcsession_words 'pdf aa online'
            return
            ;;
        --mobile-number)
            return
            ;;
        --session-expiry)
            return
            ;;
        --journey-mode)
            _bcsession_words 'multi_pdf multi_banking'
            return
            ;;
        --aa-journey-code)
            _bcsession_words 'BCAA001 BCAA002 BCAA003 BCAA004'
            return
            ;;
        --set)
            return
            ;;
        --consent)
            return
            ;;
        --name)
            return
            ;;
        --employer-name)
            return
            ;;
        --self-transfer-company)
            return
            ;;
        --print)
            _bcsession_words 'session_id redirect_url token'
            return
            ;;
        --format|-f)
            _bcsession_words 'json full'
            return
            ;;
        --record)
            _bcsession_files -f
            return
            ;;
        --signing-key-file)
            _bcsession_files -f
            return
            ;;
        --api-key-file)
            _bcsession_files -f
            return
            ;;
        --endpoint)
            return
            ;;
        --timeout)
            return
            ;;
        --retry)
            return
            ;;
        --batch)
            _bcsession_files -f
            return
            ;;
        --jobs)
            return
            ;;
        --rate)
            return
            ;;
        --today)
            return
            ;;
        --api-version)
            _bcsession_words 'v1 v2'
            return
            ;;
        --workflow)
            _bcsession_words 'iframe redirect'
            return
            ;;
        --fair-use)
            _bcsession_words 'warn refuse correct'
            return
            ;;
        --config)
            _bcsession_files -f
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            return
            ;;
        --output|-o)
            _bcsession_files -f
            return
            ;;
        --color)
            _bcsession_words 'auto always never'
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --accept-anything --is-mobile-field-editable --aa-journey-code --set --consent --name --employer-name --self-transfer-company --print --format --record --signing-key-file --live --api-key-file --allow-readable-key --endpoint --timeout --retry --no-validate --dry-run --as-curl --batch --jobs --rate --resume --retry-unknown --today --api-version --workflow --fair-use --config --show-config --organization --banks --output --color --quiet --verbose --help'
        else
            _bcsession_files -f
        fi
        ;;
    validate)
        case $flag in
        --input|-i)
            _bcsession_words 'auto json ndjson http'
            return
            ;;
        --format|-f)
            _bcsession_words 'text concise json ndjson github sarif junit'
            return
            ;;
        --fail-on)
            _bcsession_words 'note warning error'
            return
            ;;
        --disable)
            _bcsession_list 'BC001 BC002 BC003 BC004 BC005 BC006 BC007 BC008 BC010 BC011 BC012 BC013 BC014 BC015 BC101 BC102 BC103 BC110 BC111 BC112 BC113 BC114 BC115 BC201 BC202 BC203 BC204 BC205 BC206 BC207 BC208 BC301 BC302 BC303 BC304 BC305 BC306 BC307 BC308 BC401 BC402 BC403 BC404 BC405 BC406 BC407 BC408 BC501 BC502 BC503 BC504 BC505 BC506 BC507 BC508 BC509 BC510 BC511 BC601 BC602 BC603 BC604 BC605 BC606 BC607 BC608 BC701 BC702 BC703'
            return
            ;;
        --today)
            return
            ;;
        --api-version)
            _bcsession_words 'v1 v2'
            return
            ;;
        --workflow)
            _bcsession_words 'iframe redirect'
            return
            ;;
        --fair-use)
            _bcsession_words 'warn refuse correct'
            return
            ;;
        --config)
            _bcsession_files -f
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            return
            ;;
        --output|-o)
            _bcsession_files -f
            return
            ;;
        --color)
            _bcsession_words 'auto always never'
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--input --format --strict --fail-on --disable --today --api-version --workflow --fair-use --config --show-config --organization --banks --output --color --quiet --verbose --help'
        else
            _bcsession_files -f
        fi
        ;;
    consents)
        case $flag in
        --format|-f)
            _bcsession_words 'json full table timeline artefact'
            return
            ;;
        --link-id)
            return
            ;;
        --redirect-url)
            return
            ;;
        --from-date)
            return
            ;;
        --to-date)
            return
            ;;
        --logo-url)
            return
            ;;
        --bank-name)
            return
            ;;
        --mode)
            _bcsession_words 'pdf aa online'
            return
            ;;
        --mobile-number)
            return
            ;;
        --session-expiry)
            return
            ;;
        --journey-mode)
            _bcsession_words 'multi_pdf multi_banking'
            return
            ;;
        --aa-journey-code)
            _bcsession_words 'BCAA001 BCAA002 BCAA003 BCAA004'
            return
            ;;
        --set)
            return
            ;;
        --consent)
            return
            ;;
        --name)
            return
            ;;
        --employer-name)
            return
            ;;
        --self-transfer-company)
            return
            ;;
        --today)
            return
            ;;
        --api-version)
            _bcsession_words 'v1 v2'
            return
            ;;
        --workflow)
            _bcsession_words 'iframe redirect'
            return
            ;;
        --fair-use)
            _bcsession_words 'warn refuse correct'
            return
            ;;
        --config)
            _bcsession_files -f
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            return
            ;;
        --output|-o)
            _bcsession_files -f
            return
            ;;
        --color)
            _bcsession_words 'auto always never'
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--format --link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --accept-anything --is-mobile-field-editable --aa-journey-code --set --consent --name --employer-name --self-transfer-company --today --api-version --workflow --fair-use --config --show-config --organization --banks --output --color --quiet --verbose --help'
        else
            _bcsession_files -f
        fi
        ;;
    verify-token)
        case $flag in
        --session-id)
            return
            ;;
        --link-id)
            return
            ;;
        --signing-key-file)
            _bcsession_files -f
            return
            ;;
        --record)
            _bcsession_files -f
            return
            ;;
        --now)
            return
            ;;
        --leeway)
            return
            ;;
        --format|-f)
            _bcsession_words 'text json ndjson'
            return
            ;;
        --config)
            _bcsession_files -f
            return
            ;;
        --output|-o)
            _bcsession_files -f
            return
            ;;
        --color)
            _bcsession_words 'auto always never'
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--session-id --link-id --signing-key-file --inspect --record --now --leeway --format --config --show-config --output --color --quiet --verbose --help'
        else
            _bcsession_files -f
        fi
        ;;
    explain)
        case $flag in
        --list|-l)
            _bcsession_words 'rules errors journeys consents templates parameters banks'
            return
            ;;
        --format|-f)
            _bcsession_words 'text json'
            return
            ;;
        --output|-o)
            _bcsession_files -f
            return
            ;;
        --color)
            _bcsession_words 'auto always never'
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--list --format --output --color --quiet --verbose --help'
        fi
        ;;
    esac
}

complete -F _bcsession bcsession
