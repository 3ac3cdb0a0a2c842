#!/usr/bin/env bash
# How time and memory grow with the input: a table, for the release build of `bcsession`. Needs GNU time.
#
#     swift build -c release --product bcsession && Tests/Benchmarks/growth.sh [POWER [LEAST]]
#
# POWER is the greatest power of ten, 6 unless said otherwise, and LEAST the least, 3. Time is processor time, so that other work on the machine
# changes it little; a row whose time grows faster than its size shows work that is not linear.
set -euo pipefail
tool=${BCSESSION:-$(cd "$(dirname "$0")/../.." && pwd)/.build/release/bcsession}
most=${1:-6}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
time=$(type -P time) || { echo "GNU time is missing" >&2; exit 2; }

# Repeats a text, in which & stands for a number, with commas between.
list() { seq "$1" | sed "s/.*/$2/" | paste -sd, | tr -d '\n'; }
# Repeats a text.
fill() { { yes "$2" || true; } | head -n "$1" | tr -d '\n'; }

# measure NAME COUNT WORDS...: a row of the table.
measure() {
  local name=$1 count=$2 bytes
  shift 2
  "$time" -f '%U %S %M' -o "$folder/time" "$tool" "$@" >/dev/null 2>&1 || true
  bytes=$(du -sb --apparent-size "${@: -1}" | cut -f1)
  tail -1 "$folder/time" | awk -v n="$name" -v c="$count" -v b="$bytes" \
    '{ printf "| %s | %d | %.1f | %.2f | %.1f |\n", n, c, b / 1e6, $1 + $2, $3 / 1024 }'
}

echo "| input | count | MB | seconds | peak MiB |"
echo "|---|--:|--:|--:|--:|"
payload=$folder/payload.json
check() { measure "$1" "$count" validate -q --today 09/12/2025 --format "$2" "$payload"; }
for power in $(seq "${2:-3}" "$most"); do
  count=$((10 ** power))
  { printf '{"link_id":"A","metadata":{"names":['; list "$count" '1'; printf ']}}'; } >"$payload"
  check "findings of one payload, json" json
  check "findings of one payload, sarif" sarif
  [ "$power" -gt 5 ] || check "findings of one payload, text" text
  measure "findings of one line, ndjson" "$count" validate -q --today 09/12/2025 --input ndjson --format ndjson "$payload"
  { printf '{"link_id":"A",'; list "$count" '"u&":1'; printf '}'; } >"$payload"
  check "members of one object, concise" concise
  { printf '{'; list "$count" '"mode":"aa"'; printf '}'; } >"$payload"
  check "one name again and again, concise" concise
  { printf '{"link_id":"A",'; list "$count" '"u":1'; printf '}'; } >"$payload"
  check "one unknown name again and again, concise" concise
  { printf '{"link_id":"A","z":['; list "$count" '{"a":1,"b":2,"a":3}'; printf ']}'; } >"$payload"
  check "objects that repeat a name, concise" concise
  { printf '{"link_id":"'; fill "$count" 'sixty-four bytes of a string, and there are many more of them: x'; printf '"}'; } \
    >"$payload"
  check "string of 64 bytes times" text
  { printf '{"link_id":"A","mode":"fax","z":"'; fill "$count" '\\\\'; printf '"}'; } >"$payload"
  check "backslashes, text" text
  { printf '{"link_id":"A","session_expiry":'; fill "$count" '9'; printf '}'; } >"$payload"
  check "digits of a number, text" text
  [ "$power" -le 5 ] || continue
  mkdir "$folder/files"
  (cd "$folder/files" && seq "$count" | xargs -n 1000 sh -c 'for n; do echo "{\"link_id\":\"A\"}" >"$n.json"; done' sh)
  measure "files of a directory, ndjson" "$count" validate -q --today 09/12/2025 --format ndjson "$folder/files"
  rm -r "$folder/files"
done
