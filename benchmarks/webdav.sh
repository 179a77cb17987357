#!/usr/bin/env bash
# Measures Synchronode beside other WebDAV servers, in one run and in turns; --help says how.
# shellcheck source-path=SCRIPTDIR source-path=SCRIPTDIR/..
set -euo pipefail
shopt -s extglob
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
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

. "$here/common.sh"

parts=() peers=()
known_parts=(large small tree put litmus move)
known_peers=(nginx apache rclone tomcat)

command_line="benchmarks/webdav.sh $*"
read_options "--quick --large-move" "--parts --peers --rounds --dir --max-load --out" "$@"
quick=${given[--quick]:-} large_move=${given[--large-move]:-} out=${given[--out]:-}
parts_list=large,small,tree,put,litmus peers_list=nginx,apache,rclone,tomcat
. "$here/corpus.sh"
seconds=3 warm_up=2 default_rounds=5
if [ -n "$quick" ]; then
  large_files=1000 tree_folders=50 seconds=1 warm_up=0
  default_rounds=1 parts_list=large,small,tree,put peers_list=nginx,apache,rclone
fi
check_common_options "$default_rounds"
read_list parts --parts "${given[--parts]:-$parts_list}${large_move:+,move}" "${known_parts[@]}"
read_list peers --peers "${given[--peers]:-$peers_list}" "${known_peers[@]}"
[ -z "$out" ] || python3 "$here/report.py" --check "$out" || exit 2

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
. "$here/servers.sh"
. "$here/measure.sh"
. "$here/facts.sh"
clean_up() {
  say "ending the servers and removing the files"
  stop_servers
  rm -rf "$work"
}
make_ready "${needed[@]}"

say "making the files"
make_corpus "$corpus"
servers=("${peers[@]}" synchronode slave)
if measures put && [ -z "$quick" ]; then started=("${servers[@]}" power); else started=("${servers[@]}"); fi
for server in "${started[@]}"; do
  say "starting $server"
  "start_$server"
done
await_rest
print_facts curl wrk litmus >"$work/facts"
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
  in_turns "$part" "$first" "$last" "${measured[@]}"
done

python3 "$here/report.py" "$work" ${out:+"$out"}
