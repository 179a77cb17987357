#!/usr/bin/env bash
# Measures Synchronode beside other WebDAV servers, in one run and in turns; --help says how.
# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/..
set -euo pipefail
shopt -s extglob
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

usage() {
  cat <<'HELP'
Usage: benchmarks/webdav.sh [OPTION…]
Measures Synchronode and other WebDAV servers on the same files, one after the other in every round, and writes tables
of the medians as Markdown. Everything runs on loopback and in a temporary folder that is removed. Runs on Debian; as
root it installs the programs that are missing. The exit code is 1 if an answer of Synchronode was wrong, however fast.

  --quick          few files, one round, nothing warmed up, neither Tomcat nor litmus: in less than a minute, whether
                   the answers are right; the times say little
  --parts LIST     what to measure, of: large,small,tree,put,litmus,move (default: all but move)
  --large-move     measure move too: Synchronode moves the whole tree
  --peers LIST     beside which servers, of: nginx,apache,rclone,tomcat (default: all)
  --rounds N       how often (default: 5)
  --dir DIR        where the temporary folder is made; it takes about 4 GB (default: $TMPDIR or /tmp)
  --max-load N     the load average (one minute) above which measuring waits, five minutes at most (default: 0.5)
  --out FILE       where the tables go: in place of what stands between the two marker comments, or into a new file
                   (default: standard output)
HELP
}

die() {
  echo "webdav.sh: $*" >&2
  exit 2
}

say() { printf '%4d s  %s\n' "$SECONDS" "$*" >&2; }

parts=() peers=()
known_parts=(large small tree put litmus move)
known_peers=(nginx apache rclone tomcat)

# Puts the words of a list, separated by commas, into the array named; each must be one of those that follow.
read_list() { # ARRAY OPTION LIST KNOWN…
  local -n list_read=$1
  local option=$2 list=$3 word
  shift 3
  IFS=, read -ra list_read <<<"$list"
  for word in ${list_read[@]+"${list_read[@]}"}; do
    [[ " $* " == *" $word "* ]] || die "$option: '$word' is none of: $*"
  done
}

command_line="benchmarks/webdav.sh $*"
quick="" parts_list="" peers_list="" rounds="" folder=${TMPDIR:-/tmp} max_load=0.5 out="" large_move=""
while [ $# -gt 0 ]; do
  option=$1
  case $option in
    --quick) quick=yes ;;
    --large-move) large_move=yes ;;
    --help | -h) usage && exit 0 ;;
    --parts | --peers | --rounds | --dir | --max-load | --out)
      [ $# -gt 1 ] || die "$option needs a value; --help shows what there is"
      case $option in
        --parts) parts_list=$2 ;;
        --peers) peers_list=$2 ;;
        --rounds) rounds=$2 ;;
        --dir) folder=$2 ;;
        --max-load) max_load=$2 ;;
        --out) out=$2 ;;
      esac
      shift
      ;;
    *) die "no option '$option'; --help shows what there is" ;;
  esac
  shift
done
. "$here/corpus.sh"
seconds=3 warm_up=2
if [ -n "$quick" ]; then
  large_files=1000 tree_folders=50 seconds=1 warm_up=0
  rounds=${rounds:-1} parts_list=${parts_list:-large,small,tree,put} peers_list=${peers_list:-nginx,apache,rclone}
fi
rounds=${rounds:-5}
[[ $rounds =~ ^[1-9][0-9]*$ ]] || die "--rounds: '$rounds' is no number above 0"
[[ $max_load =~ ^[0-9]+(\.[0-9]+)?$ ]] || die "--max-load: '$max_load' is no number"
read_list parts --parts "${parts_list:-large,small,tree,put,litmus}${large_move:+,move}" "${known_parts[@]}"
read_list peers --peers "${peers_list:-nginx,apache,rclone,tomcat}" "${known_peers[@]}"
[ -d "$folder" ] || die "--dir: there is no folder $folder"
[ -z "$out" ] || python3 "$here/report.py" --check "$out" || exit 2

measures() { [[ " ${parts[*]} " == *" $1 "* ]]; }

. "$root/.ci/packages.sh"
needed=(curl curl python3 python3)
for peer in "${peers[@]}"; do
  case $peer in
    nginx) needed+=(nginx nginx /usr/lib/nginx/modules/ngx_http_dav_ext_module.so libnginx-mod-http-dav-ext) ;;
    apache) needed+=(apache2 apache2-bin) ;;
    rclone) needed+=(rclone rclone) ;;
  esac
done
needed+=(wrk wrk)
if measures litmus; then needed+=(litmus litmus); fi
install_missing "${needed[@]}" || die "programs are missing, see above"
. "$root/.mvn/find-jdk.sh"
"$root/synchronode" --version >/dev/null || die "Synchronode could not be built"

work=$(mktemp -d "$folder/synchronode-benchmark.XXXXXX")
corpus=$work/corpus
password=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
. "$here/servers.sh"
. "$here/measure.sh"
. "$here/facts.sh"
trap 'say "ending the servers and removing the files"; stop_servers; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

load_average() { cut -d ' ' -f 1 /proc/loadavg; }
is_busy() { awk -v load="$(load_average)" -v max="$max_load" 'BEGIN { exit !(load > max) }'; }

await_rest() {
  local end=$((SECONDS + 300))
  sync
  say "load average: $(load_average)"
  [ -z "$quick" ] || return 0
  if is_busy; then say "waiting until it is at most $max_load, for five minutes"; fi
  while is_busy && [ "$SECONDS" -lt "$end" ]; do sleep 5; done
  if is_busy; then say "warning: the load average is still $(load_average); the figures vary more than they should"; fi
}

say "making the files"
make_corpus "$corpus"
servers=("${peers[@]}" synchronode slave)
if measures put && [ -z "$quick" ]; then started=("${servers[@]}" power); else started=("${servers[@]}"); fi
for server in "${started[@]}"; do
  say "starting $server"
  "start_$server"
done
await_rest
print_facts >"$work/facts"
printf '%s\t%s\n' command "$command_line" rounds "$rounds" warm-up "$warm_up" seconds "$seconds" \
  small "$small_files" large "$large_files" tree "$((tree_folders * tree_files_each))" folders "$tree_folders" >"$work/run"

: >"$work/results"
: >"$work/commands"
for part in "${parts[@]}"; do
  measured=("${servers[@]}") first=$((1 - warm_up)) last=$rounds
  case $part in
    put) measured=("${started[@]}") ;;
    move) measured=(synchronode slave) ;;
    # Its numbers do not vary.
    litmus) first=1 last=1 ;;
  esac
  # The rounds before the first one warm everybody up alike, and are not recorded.
  for ((round = first; round <= last; round++)); do
    if [ "$round" -gt 0 ]; then say "$part, round $round of $last"; else say "$part, warming up"; fi
    for server in "${measured[@]}"; do "measure_$part" "$server"; done
  done
done

python3 "$here/report.py" "$work" ${out:+"$out"}
