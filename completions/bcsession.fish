# fish completion for bcsession

function __bcsession_command_is
    for word in (commandline -opc)[2..]
        if not string match -q -- '-*' $word
            test $word = $argv[1]
            return
        end
    end
    return 1
end

function __bcsession_lacks_operand
    __bcsession_command_is $argv[1]; or return
    set -l count 0
    set -l skips no
    set -l ended no
    for word in (commandline -opc)[2..]
        if test $skips = yes
            set skips no
        else if test $ended = no; and test "$word" = --
            set ended yes
        else if test $ended = no; and string match -q -- '-*' "$word"
            contains -- "$word" $argv[3..]; and set skips yes
        else
            set count (math $count + 1)
        end
    end
    test $skips = no; or return 1
    # The first is the command.
    test $argv[2] = any; or test $count -le 1
end

function __bcsession_words_or_files
    set -l value (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
    if string match -q -- '*=*' $value
        set -l parts (string split -m 1 -- = $value)
        for file in (__fish_complete_path $parts[2])
            printf '%s=%s\n' $parts[1] $file
        end
    else
        printf '%s\n' $argv
    end
end

complete -c bcsession -f
complete -c bcsession -n __fish_use_subcommand -a create -d 'Check a payload and create a session for it.'
complete -c bcsession -n __fish_use_subcommand -a validate -d 'Check payloads against every rule.'
complete -c bcsession -n __fish_use_subcommand -a consents -d 'Show the consents that a payload would get, and where each date comes from.'
complete -c bcsession -n __fish_use_subcommand -a verify-token -d 'Check a redirect link or token, and say what is wrong with it.'
complete -c bcsession -n __fish_use_subcommand -a sessions -d 'Look up sessions in the ledger that create --record keeps.'
complete -c bcsession -n __fish_use_subcommand -a serve -d 'Run a local server that answers as the session API, for tests.'
complete -c bcsession -n __fish_use_subcommand -a schema -d 'Print a JSON Schema of payloads, files or results, or the API\'s OpenAPI document.'
complete -c bcsession -n __fish_use_subcommand -a explain -d 'Explain a rule, an error code, a journey, a consent, a template, a parameter or a bank.'
complete -c bcsession -n __fish_use_subcommand -a help -d 'Show help for the tool, a command or a topic.'
complete -c bcsession -n __fish_use_subcommand -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n __fish_use_subcommand -l version -d 'Show the version and exit.'
complete -c bcsession -n '__bcsession_command_is help' -a create -d 'Check a payload and create a session for it.'
complete -c bcsession -n '__bcsession_command_is help' -a validate -d 'Check payloads against every rule.'
complete -c bcsession -n '__bcsession_command_is help' -a consents -d 'Show the consents that a payload would get, and where each date comes from.'
complete -c bcsession -n '__bcsession_command_is help' -a verify-token -d 'Check a redirect link or token, and say what is wrong with it.'
complete -c bcsession -n '__bcsession_command_is help' -a sessions -d 'Look up sessions in the ledger that create --record keeps.'
complete -c bcsession -n '__bcsession_command_is help' -a serve -d 'Run a local server that answers as the session API, for tests.'
complete -c bcsession -n '__bcsession_command_is help' -a schema -d 'Print a JSON Schema of payloads, files or results, or the API\'s OpenAPI document.'
complete -c bcsession -n '__bcsession_command_is help' -a explain -d 'Explain a rule, an error code, a journey, a consent, a template, a parameter or a bank.'
complete -c bcsession -n '__bcsession_command_is help' -a exit-codes -d 'The meaning of each exit status.'
complete -c bcsession -n '__bcsession_command_is help' -a environment -d 'The environment variables that the tool reads.'
complete -c bcsession -n '__bcsession_command_is help' -a files -d 'Files that the tool uses when no flag names them.'
complete -c bcsession -n '__bcsession_command_is help' -a formats -d 'The report formats of validate and what each is for.'
complete -c bcsession -n '__bcsession_command_is help' -a rules -d 'The rules that payloads are checked against.'
complete -c bcsession -n '__bcsession_command_is help' -a configuration -d 'The configuration file and its members.'
complete -c bcsession -n '__bcsession_command_is help' -a project -d 'The project file .bcsession.json of a repository.'
complete -c bcsession -n '__bcsession_command_is help' -a ledger -d 'The file that create --record keeps, and each member of its lines.'
complete -c bcsession -n '__bcsession_command_is help' -a live -d 'How create --live sends a request, and the exit status of each outcome.'
complete -c bcsession -n '__bcsession_command_is help' -a batch -d 'How create --batch runs and resumes, and what each flag sends again.'
complete -c bcsession -n '__bcsession_command_is help' -a tokens -d 'The verdicts of verify-token and the meaning of each reason.'
complete -c bcsession -n '__bcsession_command_is help' -a ci -d 'How to use validate in GitHub Actions, GitLab, Jenkins, Azure DevOps and pre-commit.'

complete -c bcsession -n '__bcsession_command_is create' -l link-id -r -f -d 'Your identifier of the customer.'
complete -c bcsession -n '__bcsession_command_is create' -l redirect-url -r -f -d 'Where the customer returns to; required in the redirect workflow.'
complete -c bcsession -n '__bcsession_command_is create' -l from-date -r -f -d 'First day of the statements to fetch.'
complete -c bcsession -n '__bcsession_command_is create' -l to-date -r -f -d 'Last day of the statements to fetch.'
complete -c bcsession -n '__bcsession_command_is create' -l logo-url -r -f -d 'A logo to show to the customer.'
complete -c bcsession -n '__bcsession_command_is create' -l bank-name -r -f -a 'ABHYUDAYA AHMADABAD_DISTRICT AHMEDABAD_MERCHENT AIRTEL AKOLA_JANATA ALLAHABAD ALRAJHI AMBAJOGAI_PEOPLES AMBARNATH ANDHRA APGVBNK ANDHRA_PRAGATHI APNA_SAHAKARI ARVIND_SAHAKARI ASSOCIATEBNK AUSFBNK AXIS BANAS BANDHAN BARODA BOI MAHABK BARODA_GUJRATBNK BASSEIN MTHE_BHAYALAKSHMI BHAGYODAYA BHARATBNK BHARATI_SAHAKARI BHINGAR CANARA CSBBNK CENTRAL CHHATTISGARH CITI CITIZEN_CREDIT CITIZENS CITY_UNION CORPORATION DAPOLI DBSBNK DCBBNK DEENDAYAL DENA DEOGIRI DEUTSCHE DHANLAXMI DMK_JAOLI DNSBNK EQUITAS ESAFBNK FEDERAL FINCAREBNK FINGROWTH FINOBNK GP_PARSIK GREATERBNK GSMAHANAGAR HDFC HSBC HUTATMA ICICI IDBI IDFC INDBNK IOB INDIA_POST INDUSIND JNKBNK JANA_SAHAKARI JANASEVA JANA JANTASAHAKARI JSKB JIVAN JUGALKISHOR KAIJSB KALYAN KARNATAKA KARNATAKA_GRAMIN KARNATAKA_VIKAS KARNAVATI KARUR KHATTRI KHOLESHWAR KOKAN KOTAK VILAS MADHYANCHAL MAHAGRAMBNK MAHESH_SAHAKARI MIZORAM model MOTIRAM NAINITAL NANDED NCB NATIONAL_MERCANTILE NAVI_MUMBAI NEELKANTH NEWINDIA NKGSBBNK NESFINBNK NUTAN_SAHAKARI ODPCB OBC PANDHARPUR PAYTM POCHAMPALLY POORNAWADI_NAGRIK PRIMEBNK PRIYADARSHANI PUNE_DISTRICT PUNE_PEOPLE PUNE_URBAN PNBBNK PUNJAB_SIND PURVANCHALBNK RSMCSBNK RMGBBNK RSBBNK RAJKOT RAMPURZILA RDCC RBL SADHANA SAMARTH_SAHAKARI SANGLI SANGLI_URBAN SARASPUR SARASWAT SARVODAYA SAURASHTRA SBMBANK SNSBNK SHARAD SHINHAN SHIVALIK KNSB ARIHANTBNK CRSUCBNK RAJKOT_DISTRICT SIDDHESHWAR SIB SBI SNCB SURYODAYBNK SUVARNAYUG SVCBNK SYNDICATE TAMIL_MERCANTILE TELANGANA THANE_BHARAT THANE ABHINAV_SAHAKARI ADARSH AHMEDABAD_MERCANTILE AKOLA APCOB BARAMATI CNSBNK CHIKHLI MEHSANA COSMOS DELHIBNK FINANCIAL GANDHIDHAM GSCB HASTI HINDUSTHAN JALGAON_SAHKARI JALGAON KALUPURBNK KANGRA MALAD MEHSANA_NAGRIK MEHSANA_URBAN MOGAVEERA MUMBAI_DISTRICT MUNICIPALBNK NAWANAGAR URBANCOOP PANIPAT_URBAN PRATAPBNK SABARKANTHA SAHYADRI_SAHAKARI SARVODAYA_SAHAKARI SATARA_DISTRICT SURATBNK SPCB SUTEXBNK VAIDYANATH VARACHHA VIZAG WAI_URBAN WBSCB TIRUPATI TJSB_SAHAKARI UCO UJJIVAN UBI UNITED UTKARSHBNK UTTRAKHAND_GRAMIN VAISHYA_NAGARI VAISHYA VASAI VIJAYA VSBBNK YASHBNK YESBNK SURAT_MERCANTILE VSCBNK AKOLA_WASHIM AKHAND_ANAND BNSBNK PUSAD TSCABBNK LATUR_URBAN ANDHRA_MAHESH INDRAYANI SHIVESHWAR_SAHAKARI AJARA_URBAN VIDYA_SAHAKARI SHGBNK LAXMI_URBAN KUKARWADA_NAGRIK SANT_SOPANKAKA VARDHAMAN_URBAN RAJKOT_COBNK ADILABAD_DCCBNK GANDHINAGAR_NAGARIK GAYATRI_URBAN MUSLIMBNK MSCBNK NAVJEEVANBNK WARANA_SAHAKARI AGRASEN_URBAN KANKARIABNK RAIGANJ_CENTRAL CAPITAL_SMALL_FINANCE VIJAY_CO_OP_BNK VERAVAL_PEOPLES UNION_CO_OP_BNK SHRI_MAHAVIR_URBAN LONAVALA_SAHAKARI ICHALKARANJI_MERCHANTS NATIONAL_CO_OP_BNK KOLHAPUR_URBAN OSMANABAD_JANATA PUNE_CANT_SAHAKARI DECCAN_MERCHANTS HIMATNAGAR_NAGARIK PRERANA_BNK MAHANAGAR_NAGRIK TEXTILE_TRADERS JUNAGADH_BNK NAGPUR_NAGARIK UTKAL_GRAMEEN NOIDA_CCBNK JAIHIND_URBAN SAURASHTRA_CO_BNK COASTAL_AREA_BNK RAJKOT_PEOPLES NIDHI_CO_BNK SHRI_GANESH_SAHAKARI KARAD_URBAN SINDHUDURG_BNK SHREE_MAHESH_BNK SAMPADA_SAHAKARI BANASKANTHA_MERCANTILE RAJARSHI_SHAHU MAHESH_URBAN VCOBNK BOMBAY_MERCANTILE STERLING_URBAN KURLA_NAGRIK UNJHA_NAGARIK ADINATH_BNK SOLAPUR_DISTRICT BARODA_RAJASTHAN COMMERCIAL_CO_BNK BHADRADRI_URBAN SATARA_SAHAKARI BHAVNAGAR_DISTRICT RAJARAMBAPU_SAHAKARI PUNE MERCHANTS PRATHAMA GRAMIN SANTRAMPUR_URBAN MANSA_NAGRIK STANCHAR UDAIPUR_URBAN VASAI_JANATA LASALGAON_MERCHANTS BARODA_CITY_BNK SOLAPUR_JANATA TAMLUK_GHATAL_BNK VERAVAL_MERCANTILE VIDYANAND_CO_BNK IDAR_NAGARIK ANNASAHEB_SAVANT ADARSH_CO_BNK RAJKOT_COMMERCIAL RAMESHWAR_CO_OP_BNK RAMRAJYA_SAHAKARI MANVI_PATTANA ASHOK_SAHAKARI SANMATI_SAHAKARI JHARKHAND_RAJYA LOKMANGAL_CO_OP_BNK NOBLE_CO_OP_BNK JAI_TULJABHAVANI ALMORA_URBAN PAVANA_SAHAKARI GODAVARI_URBAN SUNDARLAL_SAWJI BAPUNAGAR_MAHILA SHRI_ADINATH APPASAHEB_BIRNALE PARIJAT_CO_OP_BNK SOLAPUR_SIDDHESHWAR AMRELI_JILLA_SAHAKARI SBPP_CO_OP_BNK KURUNDWAD_URBAN_BNK MPSCB_APEX_BNK ABASAHEB_PATIL KARIMNAGAR_DISTRICT PASCHIM_BANGA DURGAPUR_STEEL KERALA_GRAMIN SARANGPUR_CO_OP_BNK DAKSHIN_BIHAR JANSEWA_URBAN MALVIYA_URBAN MEDAK_DISTRICT PRATHAMA_BANK NAVNIRMAN_CO_OP_BNK VISHWAS_CO_OP_BNK KRISHNA_BHIMA MANINAGAR_CO_OP_BNK PATAN_NAGARIK SHIRPUR_PEOPLE UDAIPUR_MAHILA_URBAN GADHINGLAJ_URBAN JIJAMATA_MAHILA SAMATA_SAHKARI SHRI_CHHANI_SAHAKARI' -d 'Bank identifier; skips the bank selection.'
complete -c bcsession -n '__bcsession_command_is create' -l mode -r -f -a 'pdf aa online' -d 'How statements are fetched.'
complete -c bcsession -n '__bcsession_command_is create' -l mobile-number -r -f -d 'The customer\'s ten-digit mobile number, to prefill the AA journey.'
complete -c bcsession -n '__bcsession_command_is create' -l session-expiry -r -f -d 'How long the session lives: 5 to 43200 minutes.'
complete -c bcsession -n '__bcsession_command_is create' -l journey-mode -r -f -a 'multi_pdf multi_banking' -d 'Kind of journey.'
complete -c bcsession -n '__bcsession_command_is create' -l accept-anything -d 'Accept data without strict validation.'
complete -c bcsession -n '__bcsession_command_is create' -l is-mobile-field-editable -d 'Let the customer change the prefilled mobile number.'
complete -c bcsession -n '__bcsession_command_is create' -l aa-journey-code -r -f -a 'BCAA001 BCAA002 BCAA003 BCAA004' -d 'The Account Aggregator journey.'
complete -c bcsession -n '__bcsession_command_is create' -l set -r -f -d 'Set any other member of the payload to a JSON value.'
complete -c bcsession -n '__bcsession_command_is create' -l consent -r -f -d 'Set dates of a consent, as in CC0001:to_date=09/12/2025; commas part several.'
complete -c bcsession -n '__bcsession_command_is create' -l name -r -f -d 'A name of the customer, to match names.'
complete -c bcsession -n '__bcsession_command_is create' -l employer-name -r -f -d 'An employer, to recognise salaries.'
complete -c bcsession -n '__bcsession_command_is create' -l self-transfer-company -r -f -d 'A company of the customer\'s own.'
complete -c bcsession -n '__bcsession_command_is create' -l print -r -f -a 'session_id redirect_url token' -d 'Print only this part, one on each line.'
complete -c bcsession -n '__bcsession_command_is create' -s f -l format -r -f -a 'json full' -d 'The output format of the answer.'
complete -c bcsession -n '__bcsession_command_is create' -l record -r -F -d 'Add a line about the session to the ledger FILE, on disk before anything is printed.'
complete -c bcsession -n '__bcsession_command_is create' -l now -r -f -d 'The time at which a local session begins: 2026-11-22T12:00:00+05:30, a day in India, or Unix seconds.'
complete -c bcsession -n '__bcsession_command_is create' -l signing-key-file -r -F -d 'The key that signs the token: raw, hex: or base64:. The first of several signs. ID names the key in tokens; write a file whose own name holds = as ./NAME.'
complete -c bcsession -n '__bcsession_command_is create' -l live -d 'Create the session at the endpoint, over the network, instead of locally.'
complete -c bcsession -n '__bcsession_command_is create' -l api-key-file -r -F -d 'The API key, alone in a file that only you can read; BCSESSION_API_KEY may hold the key itself.'
complete -c bcsession -n '__bcsession_command_is create' -l allow-readable-key -d 'Accept a key file that others can read: for secrets that are mounted into a container.'
complete -c bcsession -n '__bcsession_command_is create' -l endpoint -r -f -d 'The URL of the session API; hosts that are not FinBox\'s must be given here.'
complete -c bcsession -n '__bcsession_command_is create' -l timeout -r -f -d 'The time limit for creating a session, retries included.'
complete -c bcsession -n '__bcsession_command_is create' -l retry -r -f -d 'Try up to N times more, but only where nothing was sent, or where the API asks for it (Retry-After).'
complete -c bcsession -n '__bcsession_command_is create' -l no-validate -d 'Send the payload without checking it first.'
complete -c bcsession -n '__bcsession_command_is create' -s n -l dry-run -d 'Print the request that --live would send, the key masked, and send nothing.'
complete -c bcsession -n '__bcsession_command_is create' -l as-curl -d 'Print that request as a curl command, which reads the key from its file.'
complete -c bcsession -n '__bcsession_command_is create' -l batch -r -F -d 'Create a session for each line of FILE, or of standard input (-).'
complete -c bcsession -n '__bcsession_command_is create' -l jobs -r -f -d 'How many requests to run at once.'
complete -c bcsession -n '__bcsession_command_is create' -l rate -r -f -d 'Begin no more than N requests a second (N/s) or minute (N/m).'
complete -c bcsession -n '__bcsession_command_is create' -l resume -d 'Continue a batch that ended early: send only lines that were not sent, or that were refused by a local check or with status 401 to 405, 408, 415, 425 and 429.'
complete -c bcsession -n '__bcsession_command_is create' -l retry-failed -d 'With --resume, send lines again that failed with status 500, 501, 503 or another 5xx that no gateway gives.'
complete -c bcsession -n '__bcsession_command_is create' -l retry-unknown -d 'With --resume, send lines with an unknown outcome again; this may create a second session.'
complete -c bcsession -n '__bcsession_command_is create' -l again -d 'Send all lines, even those that the ledger says were sent.'
complete -c bcsession -n '__bcsession_command_is create' -l keep-going -d 'Continue after status 401 or 402, which otherwise ends the batch.'
complete -c bcsession -n '__bcsession_command_is create' -l today -r -f -d 'The day to use as today; the default is the date in India (UTC+05:30).'
complete -c bcsession -n '__bcsession_command_is create' -l api-version -r -f -a 'v1 v2' -d 'The API that the payload is for.'
complete -c bcsession -n '__bcsession_command_is create' -l workflow -r -f -a 'iframe redirect' -d 'How the customer reaches BankConnect; with redirect, redirect_url is required.'
complete -c bcsession -n '__bcsession_command_is create' -l fair-use -r -f -a 'warn refuse correct' -d 'What to do about a consent outside its template\'s limits.'
complete -c bcsession -n '__bcsession_command_is create' -l config -r -F -a none -d 'The configuration file, instead of the default one.'
complete -c bcsession -n '__bcsession_command_is create' -l show-config -d 'Show each setting in force and where it comes from, and exit.'
complete -c bcsession -n '__bcsession_command_is create' -l organization -r -F -d 'The organization\'s policy file, instead of the configuration\'s.'
complete -c bcsession -n '__bcsession_command_is create' -l banks -r -F -a builtin -d 'The service\'s banks: the answer of the Bank Catalogue, or identifiers; a bank that is not listed is an error. builtin means the built-in table.'
complete -c bcsession -n '__bcsession_command_is create' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is create' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is create' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is create' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is create' -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n '__bcsession_command_is create' -l help-all -d 'Show all flags and exit.'
complete -c bcsession -n '__bcsession_lacks_operand create 1 --link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --aa-journey-code --bank --set --consent --name --employer-name --self-transfer-company --print --format -f --record --now --signing-key-file --api-key-file --endpoint --timeout --retry --batch --jobs --rate --today --api-version --workflow --fair-use --config --organization --banks --output -o --color --api-key' -F

complete -c bcsession -n '__bcsession_command_is validate' -s i -l input -r -f -a 'auto json ndjson http' -d 'How to read the inputs.'
complete -c bcsession -n '__bcsession_command_is validate' -s f -l format -r -f -a '(__bcsession_words_or_files text concise json ndjson github gitlab sarif junit)' -d 'The report format, and the file to write it to.'
complete -c bcsession -n '__bcsession_command_is validate' -l strict -d 'Count warnings as errors.'
complete -c bcsession -n '__bcsession_command_is validate' -l fail-on -r -f -a 'note warning error' -d 'The lowest severity that makes a payload invalid.'
complete -c bcsession -n '__bcsession_command_is validate' -l disable -r -f -a '(__fish_append , BC003 BC004 BC005 BC006 BC007 BC008 BC009 BC010 BC011 BC012 BC013 BC014 BC015 BC017 BC101 BC102 BC103 BC110 BC111 BC112 BC113 BC114 BC115 BC201 BC202 BC203 BC204 BC205 BC206 BC207 BC208 BC301 BC302 BC303 BC304 BC305 BC306 BC307 BC308 BC401 BC402 BC403 BC404 BC405 BC406 BC407 BC408 BC501 BC502 BC503 BC504 BC505 BC506 BC507 BC508 BC509 BC510 BC511 BC601 BC602 BC603 BC604 BC605 BC606 BC607 BC608 BC701 BC702 BC703)' -d 'Turn rules off; \'bcsession help rules\' lists them.'
complete -c bcsession -n '__bcsession_command_is validate' -l severity -r -f -d 'Change the severity of rules; the predicted answer stays the same.'
complete -c bcsession -n '__bcsession_command_is validate' -l max-warnings -r -f -d 'Exit with 1 if there are more than N warnings.'
complete -c bcsession -n '__bcsession_command_is validate' -l exclude -r -f -d 'Skip files and directories; .gitignore\'s wildcards without \'!\', relative to the directory given.'
complete -c bcsession -n '__bcsession_command_is validate' -l stdin-filename -r -F -d 'The name of standard input in reports; its extension decides how it is read, and exclusions apply to it.'
complete -c bcsession -n '__bcsession_command_is validate' -l echo -r -f -d 'Repeat a member of each payload in its result (json, ndjson), to join them later.'
complete -c bcsession -n '__bcsession_command_is validate' -l project -r -F -a none -d 'The project file, instead of the repository\'s .bcsession.json.'
complete -c bcsession -n '__bcsession_command_is validate' -l fix -d 'Apply the safe fixes, and report what remains.'
complete -c bcsession -n '__bcsession_command_is validate' -l unsafe-fixes -d 'With --fix or --diff: likely fixes too; check the result.'
complete -c bcsession -n '__bcsession_command_is validate' -l diff -d 'Change nothing, and show what --fix would change as a diff for \'patch -p0\'; exit 1 if there is one.'
complete -c bcsession -n '__bcsession_command_is validate' -l today -r -f -d 'The day to use as today; the default is the date in India (UTC+05:30).'
complete -c bcsession -n '__bcsession_command_is validate' -l api-version -r -f -a 'v1 v2' -d 'The API that the payload is for.'
complete -c bcsession -n '__bcsession_command_is validate' -l workflow -r -f -a 'iframe redirect' -d 'How the customer reaches BankConnect; with redirect, redirect_url is required.'
complete -c bcsession -n '__bcsession_command_is validate' -l fair-use -r -f -a 'warn refuse correct' -d 'What to do about a consent outside its template\'s limits.'
complete -c bcsession -n '__bcsession_command_is validate' -l config -r -F -a none -d 'The configuration file, instead of the default one.'
complete -c bcsession -n '__bcsession_command_is validate' -l show-config -d 'Show each setting in force and where it comes from, and exit.'
complete -c bcsession -n '__bcsession_command_is validate' -l organization -r -F -d 'The organization\'s policy file, instead of the configuration\'s.'
complete -c bcsession -n '__bcsession_command_is validate' -l banks -r -F -a builtin -d 'The service\'s banks: the answer of the Bank Catalogue, or identifiers; a bank that is not listed is an error. builtin means the built-in table.'
complete -c bcsession -n '__bcsession_command_is validate' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is validate' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is validate' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is validate' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is validate' -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n '__bcsession_lacks_operand validate any --input -i --format -f --fail-on --disable --severity --max-warnings --exclude --stdin-filename --echo --project --today --api-version --workflow --fair-use --config --organization --banks --output -o --color --api-key' -F

complete -c bcsession -n '__bcsession_command_is consents' -s f -l format -r -f -a 'json full table timeline artefact' -d 'The output format.'
complete -c bcsession -n '__bcsession_command_is consents' -l link-id -r -f -d 'Your identifier of the customer.'
complete -c bcsession -n '__bcsession_command_is consents' -l redirect-url -r -f -d 'Where the customer returns to; required in the redirect workflow.'
complete -c bcsession -n '__bcsession_command_is consents' -l from-date -r -f -d 'First day of the statements to fetch.'
complete -c bcsession -n '__bcsession_command_is consents' -l to-date -r -f -d 'Last day of the statements to fetch.'
complete -c bcsession -n '__bcsession_command_is consents' -l logo-url -r -f -d 'A logo to show to the customer.'
complete -c bcsession -n '__bcsession_command_is consents' -l bank-name -r -f -a 'ABHYUDAYA AHMADABAD_DISTRICT AHMEDABAD_MERCHENT AIRTEL AKOLA_JANATA ALLAHABAD ALRAJHI AMBAJOGAI_PEOPLES AMBARNATH ANDHRA APGVBNK ANDHRA_PRAGATHI APNA_SAHAKARI ARVIND_SAHAKARI ASSOCIATEBNK AUSFBNK AXIS BANAS BANDHAN BARODA BOI MAHABK BARODA_GUJRATBNK BASSEIN MTHE_BHAYALAKSHMI BHAGYODAYA BHARATBNK BHARATI_SAHAKARI BHINGAR CANARA CSBBNK CENTRAL CHHATTISGARH CITI CITIZEN_CREDIT CITIZENS CITY_UNION CORPORATION DAPOLI DBSBNK DCBBNK DEENDAYAL DENA DEOGIRI DEUTSCHE DHANLAXMI DMK_JAOLI DNSBNK EQUITAS ESAFBNK FEDERAL FINCAREBNK FINGROWTH FINOBNK GP_PARSIK GREATERBNK GSMAHANAGAR HDFC HSBC HUTATMA ICICI IDBI IDFC INDBNK IOB INDIA_POST INDUSIND JNKBNK JANA_SAHAKARI JANASEVA JANA JANTASAHAKARI JSKB JIVAN JUGALKISHOR KAIJSB KALYAN KARNATAKA KARNATAKA_GRAMIN KARNATAKA_VIKAS KARNAVATI KARUR KHATTRI KHOLESHWAR KOKAN KOTAK VILAS MADHYANCHAL MAHAGRAMBNK MAHESH_SAHAKARI MIZORAM model MOTIRAM NAINITAL NANDED NCB NATIONAL_MERCANTILE NAVI_MUMBAI NEELKANTH NEWINDIA NKGSBBNK NESFINBNK NUTAN_SAHAKARI ODPCB OBC PANDHARPUR PAYTM POCHAMPALLY POORNAWADI_NAGRIK PRIMEBNK PRIYADARSHANI PUNE_DISTRICT PUNE_PEOPLE PUNE_URBAN PNBBNK PUNJAB_SIND PURVANCHALBNK RSMCSBNK RMGBBNK RSBBNK RAJKOT RAMPURZILA RDCC RBL SADHANA SAMARTH_SAHAKARI SANGLI SANGLI_URBAN SARASPUR SARASWAT SARVODAYA SAURASHTRA SBMBANK SNSBNK SHARAD SHINHAN SHIVALIK KNSB ARIHANTBNK CRSUCBNK RAJKOT_DISTRICT SIDDHESHWAR SIB SBI SNCB SURYODAYBNK SUVARNAYUG SVCBNK SYNDICATE TAMIL_MERCANTILE TELANGANA THANE_BHARAT THANE ABHINAV_SAHAKARI ADARSH AHMEDABAD_MERCANTILE AKOLA APCOB BARAMATI CNSBNK CHIKHLI MEHSANA COSMOS DELHIBNK FINANCIAL GANDHIDHAM GSCB HASTI HINDUSTHAN JALGAON_SAHKARI JALGAON KALUPURBNK KANGRA MALAD MEHSANA_NAGRIK MEHSANA_URBAN MOGAVEERA MUMBAI_DISTRICT MUNICIPALBNK NAWANAGAR URBANCOOP PANIPAT_URBAN PRATAPBNK SABARKANTHA SAHYADRI_SAHAKARI SARVODAYA_SAHAKARI SATARA_DISTRICT SURATBNK SPCB SUTEXBNK VAIDYANATH VARACHHA VIZAG WAI_URBAN WBSCB TIRUPATI TJSB_SAHAKARI UCO UJJIVAN UBI UNITED UTKARSHBNK UTTRAKHAND_GRAMIN VAISHYA_NAGARI VAISHYA VASAI VIJAYA VSBBNK YASHBNK YESBNK SURAT_MERCANTILE VSCBNK AKOLA_WASHIM AKHAND_ANAND BNSBNK PUSAD TSCABBNK LATUR_URBAN ANDHRA_MAHESH INDRAYANI SHIVESHWAR_SAHAKARI AJARA_URBAN VIDYA_SAHAKARI SHGBNK LAXMI_URBAN KUKARWADA_NAGRIK SANT_SOPANKAKA VARDHAMAN_URBAN RAJKOT_COBNK ADILABAD_DCCBNK GANDHINAGAR_NAGARIK GAYATRI_URBAN MUSLIMBNK MSCBNK NAVJEEVANBNK WARANA_SAHAKARI AGRASEN_URBAN KANKARIABNK RAIGANJ_CENTRAL CAPITAL_SMALL_FINANCE VIJAY_CO_OP_BNK VERAVAL_PEOPLES UNION_CO_OP_BNK SHRI_MAHAVIR_URBAN LONAVALA_SAHAKARI ICHALKARANJI_MERCHANTS NATIONAL_CO_OP_BNK KOLHAPUR_URBAN OSMANABAD_JANATA PUNE_CANT_SAHAKARI DECCAN_MERCHANTS HIMATNAGAR_NAGARIK PRERANA_BNK MAHANAGAR_NAGRIK TEXTILE_TRADERS JUNAGADH_BNK NAGPUR_NAGARIK UTKAL_GRAMEEN NOIDA_CCBNK JAIHIND_URBAN SAURASHTRA_CO_BNK COASTAL_AREA_BNK RAJKOT_PEOPLES NIDHI_CO_BNK SHRI_GANESH_SAHAKARI KARAD_URBAN SINDHUDURG_BNK SHREE_MAHESH_BNK SAMPADA_SAHAKARI BANASKANTHA_MERCANTILE RAJARSHI_SHAHU MAHESH_URBAN VCOBNK BOMBAY_MERCANTILE STERLING_URBAN KURLA_NAGRIK UNJHA_NAGARIK ADINATH_BNK SOLAPUR_DISTRICT BARODA_RAJASTHAN COMMERCIAL_CO_BNK BHADRADRI_URBAN SATARA_SAHAKARI BHAVNAGAR_DISTRICT RAJARAMBAPU_SAHAKARI PUNE MERCHANTS PRATHAMA GRAMIN SANTRAMPUR_URBAN MANSA_NAGRIK STANCHAR UDAIPUR_URBAN VASAI_JANATA LASALGAON_MERCHANTS BARODA_CITY_BNK SOLAPUR_JANATA TAMLUK_GHATAL_BNK VERAVAL_MERCANTILE VIDYANAND_CO_BNK IDAR_NAGARIK ANNASAHEB_SAVANT ADARSH_CO_BNK RAJKOT_COMMERCIAL RAMESHWAR_CO_OP_BNK RAMRAJYA_SAHAKARI MANVI_PATTANA ASHOK_SAHAKARI SANMATI_SAHAKARI JHARKHAND_RAJYA LOKMANGAL_CO_OP_BNK NOBLE_CO_OP_BNK JAI_TULJABHAVANI ALMORA_URBAN PAVANA_SAHAKARI GODAVARI_URBAN SUNDARLAL_SAWJI BAPUNAGAR_MAHILA SHRI_ADINATH APPASAHEB_BIRNALE PARIJAT_CO_OP_BNK SOLAPUR_SIDDHESHWAR AMRELI_JILLA_SAHAKARI SBPP_CO_OP_BNK KURUNDWAD_URBAN_BNK MPSCB_APEX_BNK ABASAHEB_PATIL KARIMNAGAR_DISTRICT PASCHIM_BANGA DURGAPUR_STEEL KERALA_GRAMIN SARANGPUR_CO_OP_BNK DAKSHIN_BIHAR JANSEWA_URBAN MALVIYA_URBAN MEDAK_DISTRICT PRATHAMA_BANK NAVNIRMAN_CO_OP_BNK VISHWAS_CO_OP_BNK KRISHNA_BHIMA MANINAGAR_CO_OP_BNK PATAN_NAGARIK SHIRPUR_PEOPLE UDAIPUR_MAHILA_URBAN GADHINGLAJ_URBAN JIJAMATA_MAHILA SAMATA_SAHKARI SHRI_CHHANI_SAHAKARI' -d 'Bank identifier; skips the bank selection.'
complete -c bcsession -n '__bcsession_command_is consents' -l mode -r -f -a 'pdf aa online' -d 'How statements are fetched.'
complete -c bcsession -n '__bcsession_command_is consents' -l mobile-number -r -f -d 'The customer\'s ten-digit mobile number, to prefill the AA journey.'
complete -c bcsession -n '__bcsession_command_is consents' -l session-expiry -r -f -d 'How long the session lives: 5 to 43200 minutes.'
complete -c bcsession -n '__bcsession_command_is consents' -l journey-mode -r -f -a 'multi_pdf multi_banking' -d 'Kind of journey.'
complete -c bcsession -n '__bcsession_command_is consents' -l accept-anything -d 'Accept data without strict validation.'
complete -c bcsession -n '__bcsession_command_is consents' -l is-mobile-field-editable -d 'Let the customer change the prefilled mobile number.'
complete -c bcsession -n '__bcsession_command_is consents' -l aa-journey-code -r -f -a 'BCAA001 BCAA002 BCAA003 BCAA004' -d 'The Account Aggregator journey.'
complete -c bcsession -n '__bcsession_command_is consents' -l set -r -f -d 'Set any other member of the payload to a JSON value.'
complete -c bcsession -n '__bcsession_command_is consents' -l consent -r -f -d 'Set dates of a consent, as in CC0001:to_date=09/12/2025; commas part several.'
complete -c bcsession -n '__bcsession_command_is consents' -l name -r -f -d 'A name of the customer, to match names.'
complete -c bcsession -n '__bcsession_command_is consents' -l employer-name -r -f -d 'An employer, to recognise salaries.'
complete -c bcsession -n '__bcsession_command_is consents' -l self-transfer-company -r -f -d 'A company of the customer\'s own.'
complete -c bcsession -n '__bcsession_command_is consents' -l today -r -f -d 'The day to use as today; the default is the date in India (UTC+05:30).'
complete -c bcsession -n '__bcsession_command_is consents' -l api-version -r -f -a 'v1 v2' -d 'The API that the payload is for.'
complete -c bcsession -n '__bcsession_command_is consents' -l workflow -r -f -a 'iframe redirect' -d 'How the customer reaches BankConnect; with redirect, redirect_url is required.'
complete -c bcsession -n '__bcsession_command_is consents' -l fair-use -r -f -a 'warn refuse correct' -d 'What to do about a consent outside its template\'s limits.'
complete -c bcsession -n '__bcsession_command_is consents' -l config -r -F -a none -d 'The configuration file, instead of the default one.'
complete -c bcsession -n '__bcsession_command_is consents' -l show-config -d 'Show each setting in force and where it comes from, and exit.'
complete -c bcsession -n '__bcsession_command_is consents' -l organization -r -F -d 'The organization\'s policy file, instead of the configuration\'s.'
complete -c bcsession -n '__bcsession_command_is consents' -l banks -r -F -a builtin -d 'The service\'s banks: the answer of the Bank Catalogue, or identifiers; a bank that is not listed is an error. builtin means the built-in table.'
complete -c bcsession -n '__bcsession_command_is consents' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is consents' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is consents' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is consents' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is consents' -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n '__bcsession_lacks_operand consents 1 --format -f --link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --aa-journey-code --bank --set --consent --name --employer-name --self-transfer-company --today --api-version --workflow --fair-use --config --organization --banks --output -o --color --api-key' -F

complete -c bcsession -n '__bcsession_command_is verify-token' -l session-id -r -f -d 'The session that the token must be for.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l link-id -r -f -d 'The link_id that the session must belong to.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l signing-key-file -r -F -d 'A key that tokens may be signed with: raw, hex: or base64:. ID is the name that tokens give it; write a file whose own name holds = as ./NAME.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l inspect -d 'Show what a token says of itself, without a key: nothing of it is verified.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l record -r -F -d 'Judge each link by the ledger that \'bcsession create --live --record FILE\' wrote.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l require-record -d 'A link whose session is not in the ledger is not valid.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l client-url -r -f -d 'Where links lead, instead of FinBox\'s client; a server on this machine too.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l now -r -f -d 'The time to judge by: 2026-11-22T12:00:00+05:30, a day in India, or Unix seconds.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l leeway -r -f -d 'How far ahead of the clock a token may have been issued.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l strict -d 'Judge each link exactly as given; repair nothing.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l tokens -d 'Read each line of a file as a token of the session of --session-id.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l show-link -d 'Show links whole: anybody who has one can open the session.'
complete -c bcsession -n '__bcsession_command_is verify-token' -s f -l format -r -f -a 'text json ndjson' -d 'How to write verdicts.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l config -r -F -a none -d 'The configuration file, instead of the default one.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l show-config -d 'Show each setting in force and where it comes from, and exit.'
complete -c bcsession -n '__bcsession_command_is verify-token' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is verify-token' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is verify-token' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is verify-token' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is verify-token' -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n '__bcsession_lacks_operand verify-token any --session-id --link-id --signing-key-file --record --client-url --now --leeway --format -f --config --output -o --color --api-key' -F

complete -c bcsession -n '__bcsession_command_is sessions' -l record -r -F -d 'The ledger file; the default is the configuration\'s.'
complete -c bcsession -n '__bcsession_command_is sessions' -l link-id -r -f -d 'Only sessions of this link_id.'
complete -c bcsession -n '__bcsession_command_is sessions' -l session-id -r -f -d 'Only this session.'
complete -c bcsession -n '__bcsession_command_is sessions' -l outcome -r -f -a 'created refused failed unknown' -d 'Only requests with this outcome.'
complete -c bcsession -n '__bcsession_command_is sessions' -l since -r -f -d 'Only from this day.'
complete -c bcsession -n '__bcsession_command_is sessions' -l until -r -f -d 'Only up to and including this day.'
complete -c bcsession -n '__bcsession_command_is sessions' -s f -l format -r -f -a 'table json ndjson' -d 'The output format.'
complete -c bcsession -n '__bcsession_command_is sessions' -l show-link -d 'Show links whole: anybody who has one can open the session.'
complete -c bcsession -n '__bcsession_command_is sessions' -l config -r -F -a none -d 'The configuration file, instead of the default one.'
complete -c bcsession -n '__bcsession_command_is sessions' -l show-config -d 'Show each setting in force and where it comes from, and exit.'
complete -c bcsession -n '__bcsession_command_is sessions' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is sessions' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is sessions' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is sessions' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is sessions' -s h -l help -d 'Show this help and exit.'

complete -c bcsession -n '__bcsession_command_is serve' -l port -r -f -d 'The port; 0 means any free port.'
complete -c bcsession -n '__bcsession_command_is serve' -l host -r -f -d 'The address to listen on, instead of 127.0.0.1 and ::1; 0.0.0.0 lets other machines connect.'
complete -c bcsession -n '__bcsession_command_is serve' -l allow-host -r -f -d 'Another host name (with a port if needed) that clients may use, such as a container\'s.'
complete -c bcsession -n '__bcsession_command_is serve' -l address-file -r -F -d 'Write the address to FILE as well.'
complete -c bcsession -n '__bcsession_command_is serve' -l answer -r -f -d 'Answer all requests with this: a status, an error code, delay=2s, reset, lost or timeout; /N behind it is for every Nth request.'
complete -c bcsession -n '__bcsession_command_is serve' -l workflow -r -f -a 'iframe redirect' -d 'How the customer reaches BankConnect; with redirect, redirect_url is required.'
complete -c bcsession -n '__bcsession_command_is serve' -l client-url -r -f -d 'The start of redirect URLs, instead of the service\'s own page.'
complete -c bcsession -n '__bcsession_command_is serve' -l today -r -f -d 'The day to use as today; the default is the date in India (UTC+05:30).'
complete -c bcsession -n '__bcsession_command_is serve' -l now -r -f -d 'The time to use as now, such as 2026-11-22T12:00:00Z.'
complete -c bcsession -n '__bcsession_command_is serve' -l api-key-file -r -F -d 'A file with the only valid API key; without it any key is accepted.'
complete -c bcsession -n '__bcsession_command_is serve' -l signing-key-file -r -F -d 'The key that signs tokens: raw, hex: or base64:. The first of several signs.'
complete -c bcsession -n '__bcsession_command_is serve' -l record -r -F -d 'Add a line about each session to the ledger FILE, on disk before the session is answered.'
complete -c bcsession -n '__bcsession_command_is serve' -s f -l format -r -f -a 'text json' -d 'The output format of the address.'
complete -c bcsession -n '__bcsession_command_is serve' -l config -r -F -a none -d 'The configuration file, instead of the default one.'
complete -c bcsession -n '__bcsession_command_is serve' -l show-config -d 'Show each setting in force and where it comes from, and exit.'
complete -c bcsession -n '__bcsession_command_is serve' -l organization -r -F -d 'The organization\'s policy file, instead of the configuration\'s.'
complete -c bcsession -n '__bcsession_command_is serve' -l banks -r -F -a builtin -d 'The service\'s banks: the answer of the Bank Catalogue, or identifiers; a bank that is not listed is an error. builtin means the built-in table.'
complete -c bcsession -n '__bcsession_command_is serve' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is serve' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is serve' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is serve' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is serve' -s h -l help -d 'Show this help and exit.'

complete -c bcsession -n '__bcsession_command_is schema' -l api-version -r -f -a 'v1 v2' -d 'The version of the API that payloads are for.'
complete -c bcsession -n '__bcsession_command_is schema' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is schema' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is schema' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is schema' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is schema' -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n '__bcsession_lacks_operand schema 1 --api-version --output -o --color --api-key' -f -a 'payload configuration project organization banks ledger validate consents artefact verify-token create batch sessions serve explain error openapi'

complete -c bcsession -n '__bcsession_command_is explain' -s l -l list -r -f -a 'rules errors journeys consents templates parameters banks' -d 'List all subjects of a kind.'
complete -c bcsession -n '__bcsession_command_is explain' -s f -l format -r -f -a 'text json' -d 'The output format.'
complete -c bcsession -n '__bcsession_command_is explain' -s o -l output -r -F -d 'Write the output to FILE, all of it or nothing.'
complete -c bcsession -n '__bcsession_command_is explain' -l color -r -f -a 'auto always never' -d 'When to use colour.'
complete -c bcsession -n '__bcsession_command_is explain' -s q -l quiet -d 'Print only errors on standard error, and warnings that must be read.'
complete -c bcsession -n '__bcsession_command_is explain' -s v -l verbose -d 'Print more on standard error.'
complete -c bcsession -n '__bcsession_command_is explain' -s h -l help -d 'Show this help and exit.'
complete -c bcsession -n '__bcsession_lacks_operand explain 1 --list -l --format -f --output -o --color --api-key' -f -a 'BC001 BC002 BC003 BC004 BC005 BC006 BC007 BC008 BC009 BC010 BC011 BC012 BC013 BC014 BC015 BC016 BC017 BC101 BC102 BC103 BC110 BC111 BC112 BC113 BC114 BC115 BC201 BC202 BC203 BC204 BC205 BC206 BC207 BC208 BC301 BC302 BC303 BC304 BC305 BC306 BC307 BC308 BC401 BC402 BC403 BC404 BC405 BC406 BC407 BC408 BC501 BC502 BC503 BC504 BC505 BC506 BC507 BC508 BC509 BC510 BC511 BC601 BC602 BC603 BC604 BC605 BC606 BC607 BC608 BC701 BC702 BC703 INVALID_BANK_NAME MISSING_BANK_NAME MODE_NOT_AVAILABLE MODE_NOT_ENABLED INVALID_DATE_FORMAT INVALID_DATE_RANGE MISSING_DATE_FIELD INVALID_MOBILE_NUMBER INVALID_SESSION_EXPIRY INVALID_AA_PARAMETER MISSING_AA_PARAMETER INVALID_URL INVALID_LENGTH METHOD_NOT_ALLOWED UNSUPPORTED_MEDIA_TYPE AUTHENTICATION_CREDENTIALS_NOT_PROVIDED PAYMENT_REQUIRED INVALID_PARAMETER_COUNT INVALID_REQUEST BCAA001 BCAA002 BCAA003 BCAA004 CC0001 CC0002 CC0003 CC0004 CC0005 CC0006 CC0007 CT001 CT003 CT004 CT006 CT008 CT010 CT019 CT035 CT040 CT042 CT043 CT045 CT046 CT047 CT048 link_id api_key redirect_url from_date to_date logo_url bank_name mode mobile_number session_expiry journey_mode accept_anything is_mobile_field_editable aa_journey_code consents metadata aa_journey_mode aa_recurring_tenure_month_count aa_recurring_frequency_unit aa_recurring_frequency_value max_from_date max_to_date'
