#!/usr/bin/env bash
# Measures how Synchronode passes on the files of other machines, beside a tunnel and beside a web server that has the
# files itself; --help says how.
# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/..
set -euo pipefail
shopt -s extglob
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

usage() {
  cat <<'HELP'
Usage: benchmarks/relay.sh [OPTION…]
Measures how fast files come through Synchronode: from the master itself, from a slave, and from a slave's slave; beside
nginx that has the files, and beside nginx behind an SSH tunnel that is dialled out by the machine that has them. One
after the other in every round; writes a table of the medians as Markdown. Everything runs on this machine and in a
temporary folder that is removed. Runs on Debian; as root it installs the programs that are missing. The exit code is 1
if an answer of Synchronode was wrong, however fast; a goal that is missed is only said.

  --quick          small files, one round, nothing warmed up, no TLS: in about a minute, two where the processor is
                   busy, whether the answers are right; the times say nothing
  --parts LIST     what to measure (default: all), of:
                     get       a large file, and the processor time for it
                     requests  a small file again and again
                     upload    a large file is written
                     put       small files are written
                     tls       the first three, with TLS
                     parallel  many large files at once from several slaves
                     memory    what the processes hold, after all of the above
                     start     how long a node takes to start
                     slaves    many slaves at one master
                     link      a large file over a link that is slow to answer; needs root
  --rounds N       how often (default: 3)
  --dir DIR        where the temporary folder is made; it takes about 8 GB (default: $TMPDIR or /tmp)
  --max-load N     the load average (one minute) above which measuring waits, five minutes at most (default: 0.5)
  --out FILE       where the table goes: in place of what stands between the two marker comments, or into a new file
                   (default: standard output)
  --chart FILE     a picture of the most important figures, as SVG
  --results FILE   every figure of every round; relay_report.py writes table and picture from it again
HELP
}

. "$here/common.sh"

parts=()
known_parts=(get requests upload put tls parallel memory start slaves link)

command_line="benchmarks/relay.sh $*"
read_options "--quick" "--parts --rounds --dir --max-load --out --chart --results" "$@"
quick=${given[--quick]:-}
large_bytes=$((2 << 30)) upload_bytes=$((1 << 30)) part_bytes=$((100 << 20)) link_bytes=$((200 << 20)) small_bytes=4096
crowd=2000 crowd_seconds=10 at_once=64 slaves_at_once=8 starts=5 seconds=3 warm_up=2 default_rounds=3 link_ms=50
parts_list=get,requests,upload,put,tls,parallel,memory,start,slaves,link
if [ -n "$quick" ]; then
  large_bytes=$((64 << 20)) upload_bytes=$((16 << 20)) part_bytes=$((4 << 20)) link_bytes=$((16 << 20))
  crowd=50 crowd_seconds=2 at_once=8 slaves_at_once=2 starts=1 seconds=1 pause=0.1 warm_up=0 default_rounds=1
  parts_list=get,requests,upload,put,parallel,memory,start,slaves,link
fi
check_common_options "$default_rounds"
read_list parts --parts "${given[--parts]:-$parts_list}" "${known_parts[@]}"
python3 "$here/relay_report.py" --check ${given[--out]:+--out "${given[--out]}"} \
  ${given[--chart]:+--chart "${given[--chart]}"} ${given[--results]:+--results "${given[--results]}"} || exit 2

. "$here/servers.sh"
. "$here/relay-servers.sh"
. "$here/measure.sh"
. "$here/relay-measure.sh"
. "$here/facts.sh"
clean_up() {
  say "ending the servers and removing the files"
  stop_servers
  close_link
  rm -rf "$work"
}
make_ready curl curl python3 python3 wrk wrk openssl openssl ip iproute2 nginx nginx \
  /usr/lib/nginx/modules/ngx_http_dav_ext_module.so libnginx-mod-http-dav-ext \
  ssh openssh-client sshd openssh-server

share_responses() { echo 5; }
make_corpus() { # FOLDER
  mkdir "$1"
  head -c "$large_bytes" /dev/urandom >"$1/large"
  head -c "$part_bytes" "$1/large" >"$1/part"
  head -c "$link_bytes" "$1/large" >"$1/link"
  head -c "$small_bytes" "$1/large" >"$1/small"
  head -c "$upload_bytes" "$1/large" >"$work/upload"
  large_digest=$(sha256sum "$1/large")
  large_digest=${large_digest%% *}
}

measures_any() { # PART…
  local part
  for part; do if measures "$part"; then return 0; fi; done
  return 1
}

# A slave has a link and three channels; each is a file to who plays the slaves, and one to the master.
open_files=$((crowd * 5 + 1000))
if measures slaves && [ "$(ulimit -n)" -lt "$open_files" ]; then
  ulimit -n "$open_files" 2>/dev/null || die "'slaves' needs $open_files open files; ulimit -n allows $(ulimit -n)"
fi

say "making the files"
make_corpus "$corpus"
servers=()
if measures_any get requests upload put tls memory; then servers=(direct tunnel own hop hops); fi
if measures parallel && [ ${#servers[@]} = 0 ]; then servers=(own hop); fi
for server in ${servers[@]+"${servers[@]}"}; do
  say "starting $server"
  "start_$server"
done
peers=(nginx tunnel)
await_rest
print_facts curl wrk >"$work/facts"
printf '%s\t%s\n' command "$command_line" rounds "$rounds" warm-up "$warm_up" seconds "$seconds" \
  large "$large_bytes" upload "$upload_bytes" part "$part_bytes" link "$link_bytes" link-ms "$link_ms" crowd "$crowd" \
  at-once "$at_once" slaves "$slaves_at_once" >"$work/run"

: >"$work/results"
: >"$work/commands"
for part in "${parts[@]}"; do
  measured=("${servers[@]}") first=$((1 - warm_up)) last=$rounds
  case $part in
    tls)
      say "starting what speaks TLS"
      start_tls
      measured=(tls-direct tls-tunnel tls-hop tls-both)
      ;;
    parallel)
      say "starting $slaves_at_once more slaves"
      start_several "$slaves_at_once"
      measured=(hop)
      ;;
    memory) measured=(direct tunnel hop) first=1 last=1 ;;
    start) measured=(hop) first=1 last=1 ;;
    slaves) measured=(hop) first=1 ;;
    link)
      start_link
      measured=(direct hop)
      ;;
  esac
  in_turns "$part" "$first" "$last" "${measured[@]}"
  [ "$part" != parallel ] || end_processes "${to_end[@]}"
done

[ -z "${link_by:-}" ] || printf '%s\t%s\n' link-by "$link_by" >>"$work/run"
python3 "$here/relay_report.py" --folder "$work" ${given[--out]:+--out "${given[--out]}"} \
  ${given[--chart]:+--chart "${given[--chart]}"} ${given[--results]:+--results "${given[--results]}"}
