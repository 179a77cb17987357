# shellcheck shell=bash disable=SC2154,SC2034 # the benchmarks set and read the variables
# Sourced: the measurements. Each measure_PART measures one server once, in round $round, and adds lines to
# $work/results: the name of the figure, the server, and the figure, or words instead where an answer was not right.

body=$root/benchmarks/propfind.xml

# As long as a single answer may take, in seconds.
patience=300

record() { # FIGURE SERVER VALUE
  [ "$round" -gt 0 ] || return 0
  printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$work/results"
}

# A command as a person would type it.
quoted() { # WORD…
  local word all=()
  for word; do
    [[ $word =~ ^[A-Za-z0-9_./:=@,-]+$ ]] || word="'$word'"
    all+=("$word")
  done
  echo "${all[*]}"
}

# Runs a command, and keeps its first form for the report, with what is of this run alone put in general words.
run_as() { # PART COMMAND…
  local part=$1 line
  shift
  if [ -f "$work/commands" ] && ! cut -f 1 "$work/commands" | grep -qx "$part"; then
    line=$(quoted "$@")
    line=${line//"$here/"/benchmarks/}
    line=${line//"$work/"/}
    line=${line//http?(s):\/\/+([0-9.]):+([0-9])/SERVER}
    line=${line//Basic +([^\'])/Basic …}
    line=${line//"$password"/PASSWORD}
    printf '%s\t%s\n' "$part" "$line" >>"$work/commands"
  fi
  "$@"
}

# curl's options for a server; the peers need nobody to log in.
options_for() { # SERVER
  options=(-s --max-time "$patience")
  [ -z "${authorization[$1]:-}" ] || options+=(-H "Authorization: ${authorization[$1]}")
  [ -z "${certificate[$1]:-}" ] || options+=(--cacert "${certificate[$1]}")
}

propfind=(-X PROPFIND -H "Content-Type: application/xml" --data-binary "@$body")

# curl's exit code for an answer that took longer than $patience.
too_late=28

# PROPFIND of one folder: sets answer_code, answer_first and answer_last (seconds to the first and the last byte) and
# answer_responses. Fails without a listing.
list() { # SERVER PATH DEPTH
  local options status=0
  options_for "$1"
  answer_responses=""
  run_as "list-$3" curl "${options[@]}" "${propfind[@]}" -H "Depth: $3" -o "$work/answer" \
    -w '%{http_code} %{time_starttransfer} %{time_total}\n' "${url[$1]}$2" >"$work/times" || status=$?
  read -r answer_code answer_first answer_last <"$work/times"
  [ "$status" != "$too_late" ] || answer_code=late
  [ "$answer_code" = 207 ] || return 1
  answer_responses=$(python3 "$here/responses.py" "$work/answer" 2>/dev/null) || answer_responses="no XML"
}

# What is wrong with an answer, in words; nothing where it is right.
judgement() { # CODE RESPONSES EXPECTED
  case $1 in
    207) [ "$2" = "$3" ] || echo "wrong: $2 responses instead of $3" ;;
    late) echo "no answer within $patience s" ;;
    000) echo "wrong: no answer" ;;
    *) echo "refused: $1" ;;
  esac
}

# A large folder, six times on one connection; the first time makes the connection and does not count.
measure_large() { # SERVER
  local options targets=() status=0 i code seconds wrong responses
  options_for "$1"
  for i in 0 1 2 3 4 5; do targets+=(-o "$work/answer$i" "${url[$1]}/large/"); done
  run_as large curl "${options[@]}" "${propfind[@]}" -H "Depth: 1" -w '%{http_code} %{time_total}\n' "${targets[@]}" \
    >"$work/times" || status=$?
  if [ "$status" = "$too_late" ]; then
    record large "$1" "$(judgement late)"
    return 0
  fi
  i=0
  while read -r code seconds; do
    responses=$(python3 "$here/responses.py" "$work/answer$i" 2>/dev/null) || responses="no XML"
    wrong=$(judgement "$code" "$responses" "$(large_responses)")
    [ "$i" = 0 ] || record large "$1" "${wrong:-$(awk -v s="$seconds" 'BEGIN { print s * 1000 }')}"
    i=$((i + 1))
  done <"$work/times"
  measure_changed "$1"
}

# The same folder once more, after a file in it was written anew: nobody can have the answer ready.
measure_changed() { # SERVER
  local options wrong
  options_for "$1"
  if curl "${options[@]}" -f -T "$corpus/small/file-1.txt" -o "$work/answer" "${url[$1]}/large/file-1.txt"; then
    list "$1" /large/ 1 || true
    wrong=$(judgement "$answer_code" "$answer_responses" "$(large_responses)")
  else
    wrong="refused: PUT"
  fi
  record large-changed "$1" "${wrong:-$(awk -v s="$answer_last" 'BEGIN { print s * 1000 }')}"
}

wrk_options=(-t 1)

# wrk's requests a second over some connections; sets rate and requests, or wrong.
load() { # PART SERVER PATH CONNECTIONS WHAT ARGUMENT
  wrong=""
  run_as "$1" wrk "${wrk_options[@]}" -c "$4" -d "${seconds}s" --timeout "${patience}s" -s "$here/requests.lua" \
    "${url[$2]}$3" -- "$5" "$6" ${authorization[$2]:+"${authorization[$2]}"} >"$work/load" 2>&1 || wrong="wrk failed"
  rate=$(awk '/^Requests\/sec/ { print $2 }' "$work/load")
  requests=$(awk '/ requests in / { print $1 }' "$work/load")
  if grep -q '^ *Non-2xx' "$work/load"; then
    wrong="refused: $(awk '/Non-2xx/ { print $NF }' "$work/load") of $requests"
  fi
}

measure_small() { # SERVER
  local wrong rate requests
  list "$1" /small/ 1 || true
  wrong=$(judgement "$answer_code" "$answer_responses" "$(small_responses)")
  if [ -z "$wrong" ]; then load small "$1" /small/ 4 list "$body"; fi
  record small "$1" "${wrong:-$rate}"
}

measure_tree() { # SERVER
  list "$1" /tree/ infinity || true
  local wrong
  wrong=$(judgement "$answer_code" "$answer_responses" "$(tree_responses)")
  record tree-first "$1" "${wrong:-$answer_first}"
  record tree-last "$1" "${wrong:-$answer_last}"
}

# MKCOL or DELETE; fails unless it is answered by the code.
send() { # SERVER METHOD PATH CODE
  local options
  options_for "$1"
  [ "$(curl "${options[@]}" -X "$2" -o "$work/answer" -w '%{http_code}' "${url[$1]}$3")" = "$4" ]
}

put_connections=(1 8)

# How long what a server still has to do after writing is given, in seconds.
pause=${pause:-1}

# New files of 1 KiB in a new folder, which must list all that were answered, and is then removed. After a moment's rest,
# so that what a server still has to do is not counted to the next one.
measure_put() { # SERVER
  local connections wrong rate requests
  for connections in "${put_connections[@]}"; do
    wrong="refused: MKCOL"
    if send "$1" MKCOL /put/ 201; then
      load "put-$connections" "$1" /put/ "$connections" put 1024
      if [ -z "$wrong" ]; then
        list "$1" /put/ 1 || true
        [ "${answer_responses:-0}" -gt "$requests" ] 2>/dev/null ||
          wrong="wrong: ${answer_responses:-nothing} listed after $requests requests"
      fi
      send "$1" DELETE /put/ 204 || say "$1: the folder of the files that were put could not be deleted"
    fi
    record "put-$connections" "$1" "${wrong:-$rate}"
    sleep "$pause"
  done
}

# The tree moves there and back. The moved folder is listed until it is complete.
measure_move() { # SERVER
  local options from to code answered begun listed wrong end
  options_for "$1"
  for from in tree moved; do
    [ "$from" = tree ] && to=moved || to=tree
    begun=$EPOCHREALTIME end=$((SECONDS + patience))
    run_as move curl "${options[@]}" -X MOVE -H "Destination: ${url[$1]}/$to/" -o "$work/answer" \
      -w '%{http_code} %{time_total}\n' "${url[$1]}/$from/" >"$work/times" || true
    read -r code answered <"$work/times"
    wrong="wrong: not listed within $patience s"
    [ "$code" = 201 ] || wrong="refused: $code"
    while [ "$code" = 201 ] && [ "$SECONDS" -lt "$end" ]; do
      if list "$1" "/$to/" 1 && [ "$answer_responses" = $((1 + tree_folders)) ]; then
        listed=$EPOCHREALTIME wrong=""
        break
      fi
    done
    if [ -z "$wrong" ]; then
      list "$1" "/$to/" infinity || true
      wrong=$(judgement "$answer_code" "$answer_responses" "$(tree_responses)")
    fi
    record move-answer "$1" "${wrong:-$answered}"
    record move-listed "$1" "${wrong:-$(awk -v a="$begun" -v b="${listed:-0}" 'BEGIN { print b - a }')}"
    sleep 2
  done
}

# litmus's suites, each in a folder of its own.
measure_litmus() { # SERVER
  local suite login=() numbers
  [ -z "${authorization[$1]:-}" ] || login=(admin "$password")
  for suite in basic copymove props locks http; do
    numbers="refused: MKCOL"
    if send "$1" MKCOL "/litmus-$suite/" 201; then
      (cd "$work" && run_as litmus env TESTS="$suite" timeout 120 litmus -k "${url[$1]}/litmus-$suite/" \
        ${login[@]+"${login[@]}"} >"$work/litmus" 2>&1) || true
      numbers=$(litmus_numbers "$work/litmus")
    fi
    record "litmus-$suite" "$1" "$numbers"
  done
}

# passed/failed/skipped/warnings, from litmus's summary; a suite that breaks off has none.
litmus_numbers() { # FILE
  awk '
    / tests? run: / {
      found = 1
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed = $(i - 1)
        if ($i ~ /^failed/) failed = $(i - 1)
      }
    }
    /-> [0-9]+ tests? (was|were) skipped/ { skipped = $2 }
    /-> [0-9]+ warnings? (was|were) issued/ { warnings = $2 }
    END { if (found) printf "%d/%d/%d/%d\n", passed, failed, skipped, warnings; else print "broke off" }
  ' "$1"
}
