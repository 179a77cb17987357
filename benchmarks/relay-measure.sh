# shellcheck shell=bash disable=SC2154,SC2034 # relay.sh sets and reads the variables
# Sourced after measure.sh: the measurements of relay.sh. Each measure_PART measures one server once, in round $round.

wrk_options=(-t 1 --latency)
put_connections=(8)

# Of all processes of a server.
processes_of() { # cpu|memory PROCESS…
  python3 "$here/processes.py" "$@"
}

# Whether the large file comes as it is; looked at once for each server, because it takes longer than the transfer.
declare -A looked_at
check_large() { # SERVER
  local options digest
  [ -z "${looked_at[$1]:-}" ] || return 0
  looked_at[$1]=yes
  options_for "$1"
  digest=$(curl "${options[@]}" "${url[$1]}/large" | sha256sum)
  [ "${digest%% *}" = "$large_digest" ] || wrong="wrong: another content"
}

megabytes_per_second() { # BYTES SECONDS
  awk -v size="$1" -v seconds="$2" 'BEGIN { print size / seconds / 1e6 }'
}

# What is wrong with an answer that should have so many bytes, in words; nothing where it is right.
judge_size() { # CODE SIZE EXPECTED STATUS
  [ "$4" != "$too_late" ] || set -- late
  case $1 in
    200) [ "$2" = "$3" ] || echo "wrong: $2 bytes instead of $3" ;;
    *) judgement "$1" ;;
  esac
}

# GET of one file, several times on one connection; puts the speed of the last one into speed, in MB/s, or sets wrong.
get_file() { # PART SERVER FILE SIZE [TIMES]
  local options targets=() code size seconds status=0 i
  options_for "$2"
  for ((i = 0; i < ${5:-1}; i++)); do targets+=(-o /dev/null "${url[$2]}/$3"); done
  run_as "$1" curl "${options[@]}" -w '%{http_code} %{size_download} %{time_total}\n' "${targets[@]}" \
    >"$work/times" || status=$?
  wrong=""
  for ((i = 0; i < ${5:-1}; i++)); do
    read -r code size seconds || code=000 size=0 seconds=1
    wrong=${wrong:-$(judge_size "$code" "$size" "$4" "$status")}
  done <"$work/times"
  speed=$(megabytes_per_second "$size" "$seconds")
}

# The large file, and the processor time that the server's processes take for a GiB of it.
measure_get() { # SERVER
  local wrong="" speed before after all
  read -ra all <<<"${processes[$1]}"
  check_large "$1"
  before=$(processes_of cpu "${all[@]}")
  [ -n "$wrong" ] || get_file get "$1" large "$large_bytes"
  after=$(processes_of cpu "${all[@]}")
  record get "$1" "${wrong:-$speed}"
  record cpu "$1" "${wrong:-$(awk -v before="$before" -v after="$after" \
    -v size="$large_bytes" 'BEGIN { print (after - before) * 1073741824 / size }')}"
}

# wrk's time that so many percent of the answers took at most, in milliseconds.
percentile() { # PERCENT
  awk -v wanted="$1%" '
    $1 == wanted {
      unit = $2
      gsub(/[0-9.]/, "", unit)
      print $2 * (unit == "us" ? 0.001 : unit == "ms" ? 1 : unit == "s" ? 1000 : 60000)
    }' "$work/load"
}

# The small file again and again.
measure_requests() { # SERVER
  local options wrong rate requests connections
  options_for "$1"
  for connections in 16 1; do
    load "requests-$connections" "$1" /small "$connections" get -
    if grep -q '^ *Socket errors' "$work/load"; then wrong=${wrong:-wrong: broken connections}; fi
    curl "${options[@]}" "${url[$1]}/small" | cmp -s - "$corpus/small" || wrong=${wrong:-wrong: another content}
    record "requests-$connections" "$1" "${wrong:-$rate}"
    record "latency-$connections" "$1" "${wrong:-$(percentile 99)}"
  done
}

# A large file to a new name; it must then be what was sent, and goes again.
measure_upload() { # SERVER
  local options code seconds wrong="" name=upload-$1-$round
  options_for "$1"
  run_as upload curl "${options[@]}" -H Expect: -T "$work/upload" -o "$work/answer" -w '%{http_code} %{time_total}\n' \
    "${url[$1]}/$name" >"$work/times" || true
  read -r code seconds <"$work/times"
  if [ "$code" != 201 ]; then
    wrong="refused: $code"
  elif ! cmp -s "$work/upload" "${home[$1]}/$name"; then
    wrong="wrong: another content"
  fi
  send "$1" DELETE "/$name" 204 || say "$1: what was put could not be deleted"
  record upload "$1" "${wrong:-$(megabytes_per_second "$upload_bytes" "$seconds")}"
  sleep "$pause"
}

measure_tls() { # SERVER
  measure_get "$1"
  measure_requests "$1"
  measure_upload "$1"
}

# As much as the server has when everything else was done; of Synchronode, the master alone.
measure_memory() { # SERVER
  local all
  read -ra all <<<"${processes[$1]}"
  [ "$1" != hop ] || all=("$master_process")
  record memory "$1" "$(processes_of memory "${all[@]}")"
}

# A node that ran before, as it starts again.
measure_start() { # SERVER
  local seconds config=$work/starting/config.js times
  if [ ! -d "$work/starting" ]; then
    prepare starting
    launch_node starting starting ""
    await starting 60 "it answered" answers "${url[starting]}/health"
    end_processes "$launched"
  fi
  for ((times = 0; times < starts; times++)); do
    seconds=$(SYNCHRONODE_PASSWORD=$password python3 "$here/started.py" "${url[starting]}/health" "$work/starting/log" \
      "$root/synchronode" --config "$config" 2>&1) || seconds="wrong: $seconds"
    record start "$1" "$seconds"
  done
}

# Many slaves at a master that was just started.
measure_slaves() { # SERVER
  local name value said
  start_crowded
  if said=$(python3 "$here/slaves.py" "${url[crowded]}" "$crowd" "$launched" "${authorization[crowded]}" \
    --while "$crowd_seconds" 2>&1); then
    while IFS=$'\t' read -r name value; do record "slaves-$name" "$1" "$value"; done <<<"$said"
  else
    said=$(tail -n 1 <<<"$said")
    for name in connected memory; do record "slaves-$name" "$1" "wrong: $said"; done
  fi
  end_processes "$launched"
}

# One file from each of several slaves, several times at once; and before it a large file of one slave alone.
measure_parallel() { # SERVER
  local options targets=() wrong speed begun ended seconds i expected=$((at_once / slaves_at_once * slaves_at_once))
  get_file parallel-single "$1" large "$large_bytes"
  record parallel-single "$1" "${wrong:-$speed}"
  options_for "${several[0]}"
  for ((i = 0; i < at_once / slaves_at_once; i++)); do
    targets+=(-o /dev/null "$top/browse/several-[1-$slaves_at_once]/part")
  done
  begun=$EPOCHREALTIME
  run_as parallel curl "${options[@]}" --parallel --parallel-immediate --parallel-max "$at_once" \
    -w '%{http_code} %{size_download}\n' "${targets[@]}" >"$work/times" 2>"$work/progress" || true
  ended=$EPOCHREALTIME
  i=$(grep -cx "200 $part_bytes" "$work/times") || true
  wrong=""
  [ "$i" = "$expected" ] || wrong="wrong: $i of $expected came completely"
  seconds=$(awk -v begun="$begun" -v ended="$ended" 'BEGIN { print ended - begun }')
  record parallel "$1" "${wrong:-$(megabytes_per_second "$((expected * part_bytes))" "$seconds")}"
}

# Twice on one connection: the first time pays for its beginning too.
measure_link() { # SERVER
  local wrong=$link_problem speed times figure
  for times in 1 2; do
    if [ "$times" = 1 ]; then figure="link-first"; else figure="link"; fi
    [ -n "$link_problem" ] || get_file "$figure" "link-$1" link "$link_bytes" "$times"
    record "$figure" "$1" "${wrong:-$speed}"
  done
}
