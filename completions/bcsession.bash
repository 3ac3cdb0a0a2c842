# bash completion for bcsession

# Offers the words of $1 that begin with $cur in any case, each after the prefix $2.
_bcsession_words() {
    local word restore=$(shopt -p nocasematch)
    shopt -s nocasematch
    while IFS= read -r word; do
        if [[ $word == "$cur"* ]]; then
            COMPREPLY+=("$2$word")
        fi
    done < <(compgen -W "$1")
    $restore
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

# Whether an operand may follow: $1 are the flags that take a value, and no word so far is an operand.
_bcsession_lacks_operand() {
    local place=1 count=0 word skips= ended=
    while [[ $place -lt $COMP_CWORD ]]; do
        word=${COMP_WORDS[place]}
        place=$((place + 1))
        if [[ -n $ended ]]; then
            count=$((count + 1))
        elif [[ $word == = ]]; then
            skips=1
        elif [[ -n $skips ]]; then
            skips=
        elif [[ $word == -- ]]; then
            ended=1
        elif [[ $word == -* ]]; then
            if [[ " $1 " == *" $word "* ]]; then
                skips=1
            fi
        else
            count=$((count + 1))
        fi
    done
    # The first is the command.
    [[ $count -le 1 ]]
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
        _bcsession_words 'create validate consents verify-token sessions serve schema explain help --help --version'
        ;;
    help)
        _bcsession_words 'create validate consents verify-token sessions serve schema explain exit-codes environment files formats rules configuration project ledger live batch tokens ci'
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
            _bcsession_words 'ABHYUDAYA AHMADABAD_DISTRICT AHMEDABAD_MERCHENT AIRTEL AKOLA_JANATA ALLAHABAD ALRAJHI AMBAJOGAI_PEOPLES AMBARNATH ANDHRA APGVBNK ANDHRA_PRAGATHI APNA_SAHAKARI ARVIND_SAHAKARI ASSOCIATEBNK AUSFBNK AXIS BANAS BANDHAN BARODA BOI MAHABK BARODA_GUJRATBNK BASSEIN MTHE_BHAYALAKSHMI BHAGYODAYA BHARATBNK BHARATI_SAHAKARI BHINGAR CANARA CSBBNK CENTRAL CHHATTISGARH CITI CITIZEN_CREDIT CITIZENS CITY_UNION CORPORATION DAPOLI DBSBNK DCBBNK DEENDAYAL DENA DEOGIRI DEUTSCHE DHANLAXMI DMK_JAOLI DNSBNK EQUITAS ESAFBNK FEDERAL FINCAREBNK FINGROWTH FINOBNK GP_PARSIK GREATERBNK GSMAHANAGAR HDFC HSBC HUTATMA ICICI IDBI IDFC INDBNK IOB INDIA_POST INDUSIND JNKBNK JANA_SAHAKARI JANASEVA JANA JANTASAHAKARI JSKB JIVAN JUGALKISHOR KAIJSB KALYAN KARNATAKA KARNATAKA_GRAMIN KARNATAKA_VIKAS KARNAVATI KARUR KHATTRI KHOLESHWAR KOKAN KOTAK VILAS MADHYANCHAL MAHAGRAMBNK MAHESH_SAHAKARI MIZORAM model MOTIRAM NAINITAL NANDED NCB NATIONAL_MERCANTILE NAVI_MUMBAI NEELKANTH NEWINDIA NKGSBBNK NESFINBNK NUTAN_SAHAKARI ODPCB OBC PANDHARPUR PAYTM POCHAMPALLY POORNAWADI_NAGRIK PRIMEBNK PRIYADARSHANI PUNE_DISTRICT PUNE_PEOPLE PUNE_URBAN PNBBNK PUNJAB_SIND PURVANCHALBNK RSMCSBNK RMGBBNK RSBBNK RAJKOT RAMPURZILA RDCC RBL SADHANA SAMARTH_SAHAKARI SANGLI SANGLI_URBAN SARASPUR SARASWAT SARVODAYA SAURASHTRA SBMBANK SNSBNK SHARAD SHINHAN SHIVALIK KNSB ARIHANTBNK CRSUCBNK RAJKOT_DISTRICT SIDDHESHWAR SIB SBI SNCB SURYODAYBNK SUVARNAYUG SVCBNK SYNDICATE TAMIL_MERCANTILE TELANGANA THANE_BHARAT THANE ABHINAV_SAHAKARI ADARSH AHMEDABAD_MERCANTILE AKOLA APCOB BARAMATI CNSBNK CHIKHLI MEHSANA COSMOS DELHIBNK FINANCIAL GANDHIDHAM GSCB HASTI HINDUSTHAN JALGAON_SAHKARI JALGAON KALUPURBNK KANGRA MALAD MEHSANA_NAGRIK MEHSANA_URBAN MOGAVEERA MUMBAI_DISTRICT MUNICIPALBNK NAWANAGAR URBANCOOP PANIPAT_URBAN PRATAPBNK SABARKANTHA SAHYADRI_SAHAKARI SARVODAYA_SAHAKARI SATARA_DISTRICT SURATBNK SPCB SUTEXBNK VAIDYANATH VARACHHA VIZAG WAI_URBAN WBSCB TIRUPATI TJSB_SAHAKARI UCO UJJIVAN UBI UNITED UTKARSHBNK UTTRAKHAND_GRAMIN VAISHYA_NAGARI VAISHYA VASAI VIJAYA VSBBNK YASHBNK YESBNK SURAT_MERCANTILE VSCBNK AKOLA_WASHIM AKHAND_ANAND BNSBNK PUSAD TSCABBNK LATUR_URBAN ANDHRA_MAHESH INDRAYANI SHIVESHWAR_SAHAKARI AJARA_URBAN VIDYA_SAHAKARI SHGBNK LAXMI_URBAN KUKARWADA_NAGRIK SANT_SOPANKAKA VARDHAMAN_URBAN RAJKOT_COBNK ADILABAD_DCCBNK GANDHINAGAR_NAGARIK GAYATRI_URBAN MUSLIMBNK MSCBNK NAVJEEVANBNK WARANA_SAHAKARI AGRASEN_URBAN KANKARIABNK RAIGANJ_CENTRAL CAPITAL_SMALL_FINANCE VIJAY_CO_OP_BNK VERAVAL_PEOPLES UNION_CO_OP_BNK SHRI_MAHAVIR_URBAN LONAVALA_SAHAKARI ICHALKARANJI_MERCHANTS NATIONAL_CO_OP_BNK KOLHAPUR_URBAN OSMANABAD_JANATA PUNE_CANT_SAHAKARI DECCAN_MERCHANTS HIMATNAGAR_NAGARIK PRERANA_BNK MAHANAGAR_NAGRIK TEXTILE_TRADERS JUNAGADH_BNK NAGPUR_NAGARIK UTKAL_GRAMEEN NOIDA_CCBNK JAIHIND_URBAN SAURASHTRA_CO_BNK COASTAL_AREA_BNK RAJKOT_PEOPLES NIDHI_CO_BNK SHRI_GANESH_SAHAKARI KARAD_URBAN SINDHUDURG_BNK SHREE_MAHESH_BNK SAMPADA_SAHAKARI BANASKANTHA_MERCANTILE RAJARSHI_SHAHU MAHESH_URBAN VCOBNK BOMBAY_MERCANTILE STERLING_URBAN KURLA_NAGRIK UNJHA_NAGARIK ADINATH_BNK SOLAPUR_DISTRICT BARODA_RAJASTHAN COMMERCIAL_CO_BNK BHADRADRI_URBAN SATARA_SAHAKARI BHAVNAGAR_DISTRICT RAJARAMBAPU_SAHAKARI PUNE MERCHANTS PRATHAMA GRAMIN SANTRAMPUR_URBAN MANSA_NAGRIK STANCHAR UDAIPUR_URBAN VASAI_JANATA LASALGAON_MERCHANTS BARODA_CITY_BNK SOLAPUR_JANATA TAMLUK_GHATAL_BNK VERAVAL_MERCANTILE VIDYANAND_CO_BNK IDAR_NAGARIK ANNASAHEB_SAVANT ADARSH_CO_BNK RAJKOT_COMMERCIAL RAMESHWAR_CO_OP_BNK RAMRAJYA_SAHAKARI MANVI_PATTANA ASHOK_SAHAKARI SANMATI_SAHAKARI JHARKHAND_RAJYA LOKMANGAL_CO_OP_BNK NOBLE_CO_OP_BNK JAI_TULJABHAVANI ALMORA_URBAN PAVANA_SAHAKARI GODAVARI_URBAN SUNDARLAL_SAWJI BAPUNAGAR_MAHILA SHRI_ADINATH APPASAHEB_BIRNALE PARIJAT_CO_OP_BNK SOLAPUR_SIDDHESHWAR AMRELI_JILLA_SAHAKARI SBPP_CO_OP_BNK KURUNDWAD_URBAN_BNK MPSCB_APEX_BNK ABASAHEB_PATIL KARIMNAGAR_DISTRICT PASCHIM_BANGA DURGAPUR_STEEL KERALA_GRAMIN SARANGPUR_CO_OP_BNK DAKSHIN_BIHAR JANSEWA_URBAN MALVIYA_URBAN MEDAK_DISTRICT PRATHAMA_BANK NAVNIRMAN_CO_OP_BNK VISHWAS_CO_OP_BNK KRISHNA_BHIMA MANINAGAR_CO_OP_BNK PATAN_NAGARIK SHIRPUR_PEOPLE UDAIPUR_MAHILA_URBAN GADHINGLAJ_URBAN JIJAMATA_MAHILA SAMATA_SAHKARI SHRI_CHHANI_SAHAKARI'
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
        --bank)
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
        --now)
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
            _bcsession_words 'none'
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            _bcsession_words 'builtin'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --accept-anything --is-mobile-field-editable --aa-journey-code --set --consent --name --employer-name --self-transfer-company --print --format --record --now --signing-key-file --live --api-key-file --allow-readable-key --endpoint --timeout --retry --no-validate --dry-run --as-curl --batch --jobs --rate --resume --retry-failed --retry-unknown --again --keep-going --today --api-version --workflow --fair-use --config --show-config --organization --banks --output --color --quiet --verbose --help --help-all'
        elif _bcsession_lacks_operand '--link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --aa-journey-code --bank --set --consent --name --employer-name --self-transfer-company --print --format -f --record --now --signing-key-file --api-key-file --endpoint --timeout --retry --batch --jobs --rate --today --api-version --workflow --fair-use --config --organization --banks --output -o --color --api-key'; then
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
            _bcsession_words 'text concise json ndjson github gitlab sarif junit'
            return
            ;;
        --fail-on)
            _bcsession_words 'note warning error'
            return
            ;;
        --disable)
            _bcsession_list 'BC003 BC004 BC005 BC006 BC007 BC008 BC009 BC010 BC011 BC012 BC013 BC014 BC015 BC017 BC101 BC102 BC103 BC110 BC111 BC112 BC113 BC114 BC115 BC201 BC202 BC203 BC204 BC205 BC206 BC207 BC208 BC301 BC302 BC303 BC304 BC305 BC306 BC307 BC308 BC401 BC402 BC403 BC404 BC405 BC406 BC407 BC408 BC501 BC502 BC503 BC504 BC505 BC506 BC507 BC508 BC509 BC510 BC511 BC601 BC602 BC603 BC604 BC605 BC606 BC607 BC608 BC701 BC702 BC703'
            return
            ;;
        --severity)
            return
            ;;
        --max-warnings)
            return
            ;;
        --exclude)
            return
            ;;
        --stdin-filename)
            _bcsession_files -f
            return
            ;;
        --echo)
            return
            ;;
        --project)
            _bcsession_files -f
            _bcsession_words 'none'
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
            _bcsession_words 'none'
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            _bcsession_words 'builtin'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--input --format --strict --fail-on --disable --severity --max-warnings --exclude --stdin-filename --echo --project --fix --unsafe-fixes --diff --today --api-version --workflow --fair-use --config --show-config --organization --banks --output --color --quiet --verbose --help'
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
            _bcsession_words 'ABHYUDAYA AHMADABAD_DISTRICT AHMEDABAD_MERCHENT AIRTEL AKOLA_JANATA ALLAHABAD ALRAJHI AMBAJOGAI_PEOPLES AMBARNATH ANDHRA APGVBNK ANDHRA_PRAGATHI APNA_SAHAKARI ARVIND_SAHAKARI ASSOCIATEBNK AUSFBNK AXIS BANAS BANDHAN BARODA BOI MAHABK BARODA_GUJRATBNK BASSEIN MTHE_BHAYALAKSHMI BHAGYODAYA BHARATBNK BHARATI_SAHAKARI BHINGAR CANARA CSBBNK CENTRAL CHHATTISGARH CITI CITIZEN_CREDIT CITIZENS CITY_UNION CORPORATION DAPOLI DBSBNK DCBBNK DEENDAYAL DENA DEOGIRI DEUTSCHE DHANLAXMI DMK_JAOLI DNSBNK EQUITAS ESAFBNK FEDERAL FINCAREBNK FINGROWTH FINOBNK GP_PARSIK GREATERBNK GSMAHANAGAR HDFC HSBC HUTATMA ICICI IDBI IDFC INDBNK IOB INDIA_POST INDUSIND JNKBNK JANA_SAHAKARI JANASEVA JANA JANTASAHAKARI JSKB JIVAN JUGALKISHOR KAIJSB KALYAN KARNATAKA KARNATAKA_GRAMIN KARNATAKA_VIKAS KARNAVATI KARUR KHATTRI KHOLESHWAR KOKAN KOTAK VILAS MADHYANCHAL MAHAGRAMBNK MAHESH_SAHAKARI MIZORAM model MOTIRAM NAINITAL NANDED NCB NATIONAL_MERCANTILE NAVI_MUMBAI NEELKANTH NEWINDIA NKGSBBNK NESFINBNK NUTAN_SAHAKARI ODPCB OBC PANDHARPUR PAYTM POCHAMPALLY POORNAWADI_NAGRIK PRIMEBNK PRIYADARSHANI PUNE_DISTRICT PUNE_PEOPLE PUNE_URBAN PNBBNK PUNJAB_SIND PURVANCHALBNK RSMCSBNK RMGBBNK RSBBNK RAJKOT RAMPURZILA RDCC RBL SADHANA SAMARTH_SAHAKARI SANGLI SANGLI_URBAN SARASPUR SARASWAT SARVODAYA SAURASHTRA SBMBANK SNSBNK SHARAD SHINHAN SHIVALIK KNSB ARIHANTBNK CRSUCBNK RAJKOT_DISTRICT SIDDHESHWAR SIB SBI SNCB SURYODAYBNK SUVARNAYUG SVCBNK SYNDICATE TAMIL_MERCANTILE TELANGANA THANE_BHARAT THANE ABHINAV_SAHAKARI ADARSH AHMEDABAD_MERCANTILE AKOLA APCOB BARAMATI CNSBNK CHIKHLI MEHSANA COSMOS DELHIBNK FINANCIAL GANDHIDHAM GSCB HASTI HINDUSTHAN JALGAON_SAHKARI JALGAON KALUPURBNK KANGRA MALAD MEHSANA_NAGRIK MEHSANA_URBAN MOGAVEERA MUMBAI_DISTRICT MUNICIPALBNK NAWANAGAR URBANCOOP PANIPAT_URBAN PRATAPBNK SABARKANTHA SAHYADRI_SAHAKARI SARVODAYA_SAHAKARI SATARA_DISTRICT SURATBNK SPCB SUTEXBNK VAIDYANATH VARACHHA VIZAG WAI_URBAN WBSCB TIRUPATI TJSB_SAHAKARI UCO UJJIVAN UBI UNITED UTKARSHBNK UTTRAKHAND_GRAMIN VAISHYA_NAGARI VAISHYA VASAI VIJAYA VSBBNK YASHBNK YESBNK SURAT_MERCANTILE VSCBNK AKOLA_WASHIM AKHAND_ANAND BNSBNK PUSAD TSCABBNK LATUR_URBAN ANDHRA_MAHESH INDRAYANI SHIVESHWAR_SAHAKARI AJARA_URBAN VIDYA_SAHAKARI SHGBNK LAXMI_URBAN KUKARWADA_NAGRIK SANT_SOPANKAKA VARDHAMAN_URBAN RAJKOT_COBNK ADILABAD_DCCBNK GANDHINAGAR_NAGARIK GAYATRI_URBAN MUSLIMBNK MSCBNK NAVJEEVANBNK WARANA_SAHAKARI AGRASEN_URBAN KANKARIABNK RAIGANJ_CENTRAL CAPITAL_SMALL_FINANCE VIJAY_CO_OP_BNK VERAVAL_PEOPLES UNION_CO_OP_BNK SHRI_MAHAVIR_URBAN LONAVALA_SAHAKARI ICHALKARANJI_MERCHANTS NATIONAL_CO_OP_BNK KOLHAPUR_URBAN OSMANABAD_JANATA PUNE_CANT_SAHAKARI DECCAN_MERCHANTS HIMATNAGAR_NAGARIK PRERANA_BNK MAHANAGAR_NAGRIK TEXTILE_TRADERS JUNAGADH_BNK NAGPUR_NAGARIK UTKAL_GRAMEEN NOIDA_CCBNK JAIHIND_URBAN SAURASHTRA_CO_BNK COASTAL_AREA_BNK RAJKOT_PEOPLES NIDHI_CO_BNK SHRI_GANESH_SAHAKARI KARAD_URBAN SINDHUDURG_BNK SHREE_MAHESH_BNK SAMPADA_SAHAKARI BANASKANTHA_MERCANTILE RAJARSHI_SHAHU MAHESH_URBAN VCOBNK BOMBAY_MERCANTILE STERLING_URBAN KURLA_NAGRIK UNJHA_NAGARIK ADINATH_BNK SOLAPUR_DISTRICT BARODA_RAJASTHAN COMMERCIAL_CO_BNK BHADRADRI_URBAN SATARA_SAHAKARI BHAVNAGAR_DISTRICT RAJARAMBAPU_SAHAKARI PUNE MERCHANTS PRATHAMA GRAMIN SANTRAMPUR_URBAN MANSA_NAGRIK STANCHAR UDAIPUR_URBAN VASAI_JANATA LASALGAON_MERCHANTS BARODA_CITY_BNK SOLAPUR_JANATA TAMLUK_GHATAL_BNK VERAVAL_MERCANTILE VIDYANAND_CO_BNK IDAR_NAGARIK ANNASAHEB_SAVANT ADARSH_CO_BNK RAJKOT_COMMERCIAL RAMESHWAR_CO_OP_BNK RAMRAJYA_SAHAKARI MANVI_PATTANA ASHOK_SAHAKARI SANMATI_SAHAKARI JHARKHAND_RAJYA LOKMANGAL_CO_OP_BNK NOBLE_CO_OP_BNK JAI_TULJABHAVANI ALMORA_URBAN PAVANA_SAHAKARI GODAVARI_URBAN SUNDARLAL_SAWJI BAPUNAGAR_MAHILA SHRI_ADINATH APPASAHEB_BIRNALE PARIJAT_CO_OP_BNK SOLAPUR_SIDDHESHWAR AMRELI_JILLA_SAHAKARI SBPP_CO_OP_BNK KURUNDWAD_URBAN_BNK MPSCB_APEX_BNK ABASAHEB_PATIL KARIMNAGAR_DISTRICT PASCHIM_BANGA DURGAPUR_STEEL KERALA_GRAMIN SARANGPUR_CO_OP_BNK DAKSHIN_BIHAR JANSEWA_URBAN MALVIYA_URBAN MEDAK_DISTRICT PRATHAMA_BANK NAVNIRMAN_CO_OP_BNK VISHWAS_CO_OP_BNK KRISHNA_BHIMA MANINAGAR_CO_OP_BNK PATAN_NAGARIK SHIRPUR_PEOPLE UDAIPUR_MAHILA_URBAN GADHINGLAJ_URBAN JIJAMATA_MAHILA SAMATA_SAHKARI SHRI_CHHANI_SAHAKARI'
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
        --bank)
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
            _bcsession_words 'none'
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            _bcsession_words 'builtin'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--format --link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --accept-anything --is-mobile-field-editable --aa-journey-code --set --consent --name --employer-name --self-transfer-company --today --api-version --workflow --fair-use --config --show-config --organization --banks --output --color --quiet --verbose --help'
        elif _bcsession_lacks_operand '--format -f --link-id --redirect-url --from-date --to-date --logo-url --bank-name --mode --mobile-number --session-expiry --journey-mode --aa-journey-code --bank --set --consent --name --employer-name --self-transfer-company --today --api-version --workflow --fair-use --config --organization --banks --output -o --color --api-key'; then
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
        --client-url)
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
            _bcsession_words 'none'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--session-id --link-id --signing-key-file --inspect --record --require-record --client-url --now --leeway --strict --tokens --show-link --format --config --show-config --output --color --quiet --verbose --help'
        else
            _bcsession_files -f
        fi
        ;;
    sessions)
        case $flag in
        --record)
            _bcsession_files -f
            return
            ;;
        --link-id)
            return
            ;;
        --session-id)
            return
            ;;
        --outcome)
            _bcsession_words 'created refused failed unknown'
            return
            ;;
        --since)
            return
            ;;
        --until)
            return
            ;;
        --format|-f)
            _bcsession_words 'table json ndjson'
            return
            ;;
        --config)
            _bcsession_files -f
            _bcsession_words 'none'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--record --link-id --session-id --outcome --since --until --format --show-link --config --show-config --output --color --quiet --verbose --help'
        fi
        ;;
    serve)
        case $flag in
        --port)
            return
            ;;
        --host)
            return
            ;;
        --allow-host)
            return
            ;;
        --address-file)
            _bcsession_files -f
            return
            ;;
        --answer)
            return
            ;;
        --workflow)
            _bcsession_words 'iframe redirect'
            return
            ;;
        --client-url)
            return
            ;;
        --today)
            return
            ;;
        --now)
            return
            ;;
        --api-key-file)
            _bcsession_files -f
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
        --format|-f)
            _bcsession_words 'text json'
            return
            ;;
        --config)
            _bcsession_files -f
            _bcsession_words 'none'
            return
            ;;
        --organization)
            _bcsession_files -f
            return
            ;;
        --banks)
            _bcsession_files -f
            _bcsession_words 'builtin'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--port --host --allow-host --address-file --answer --workflow --client-url --today --now --api-key-file --signing-key-file --record --format --config --show-config --organization --banks --output --color --quiet --verbose --help'
        fi
        ;;
    schema)
        case $flag in
        --api-version)
            _bcsession_words 'v1 v2'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--api-version --output --color --quiet --verbose --help'
        elif _bcsession_lacks_operand '--api-version --output -o --color --api-key'; then
            _bcsession_words 'payload configuration project organization banks ledger validate consents artefact verify-token create batch sessions serve explain error openapi'
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
        --api-key)
            return
            ;;
        esac
        if [[ $cur == -* && -z $ended ]]; then
            _bcsession_words '--list --format --output --color --quiet --verbose --help'
        elif _bcsession_lacks_operand '--list -l --format -f --output -o --color --api-key'; then
            _bcsession_words 'BC001 BC002 BC003 BC004 BC005 BC006 BC007 BC008 BC009 BC010 BC011 BC012 BC013 BC014 BC015 BC016 BC017 BC101 BC102 BC103 BC110 BC111 BC112 BC113 BC114 BC115 BC201 BC202 BC203 BC204 BC205 BC206 BC207 BC208 BC301 BC302 BC303 BC304 BC305 BC306 BC307 BC308 BC401 BC402 BC403 BC404 BC405 BC406 BC407 BC408 BC501 BC502 BC503 BC504 BC505 BC506 BC507 BC508 BC509 BC510 BC511 BC601 BC602 BC603 BC604 BC605 BC606 BC607 BC608 BC701 BC702 BC703 INVALID_BANK_NAME MISSING_BANK_NAME MODE_NOT_AVAILABLE MODE_NOT_ENABLED INVALID_DATE_FORMAT INVALID_DATE_RANGE MISSING_DATE_FIELD INVALID_MOBILE_NUMBER INVALID_SESSION_EXPIRY INVALID_AA_PARAMETER MISSING_AA_PARAMETER INVALID_URL INVALID_LENGTH METHOD_NOT_ALLOWED UNSUPPORTED_MEDIA_TYPE AUTHENTICATION_CREDENTIALS_NOT_PROVIDED PAYMENT_REQUIRED INVALID_PARAMETER_COUNT INVALID_REQUEST BCAA001 BCAA002 BCAA003 BCAA004 CC0001 CC0002 CC0003 CC0004 CC0005 CC0006 CC0007 CT001 CT003 CT004 CT006 CT008 CT010 CT019 CT035 CT040 CT042 CT043 CT045 CT046 CT047 CT048 link_id api_key redirect_url from_date to_date logo_url bank_name mode mobile_number session_expiry journey_mode accept_anything is_mobile_field_editable aa_journey_code consents metadata aa_journey_mode aa_recurring_tenure_month_count aa_recurring_frequency_unit aa_recurring_frequency_value max_from_date max_to_date'
        fi
        ;;
    esac
}

complete -F _bcsession bcsession
