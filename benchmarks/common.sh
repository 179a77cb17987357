# shellcheck shell=bash source-path=SCRIPTDIR/.. disable=SC2154,SC2034 # the benchmarks set and read the variables
# Sourced: what both benchmarks do alike: options, waiting for rest, turns. Needs $root, the repository.

die() {
  echo "${0##*/}: $*" >&2
  exit 2
}

say() { printf '%4d s  %s\n' "$SECONDS" "$*" >&2; }

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

# Puts the command line into given[OPTION]: the value of each option that takes one, "yes" for the others.
declare -A given
read_options() { # "OPTION…" "OPTION WITH VALUE…" ARGUMENT…
  local plain=" $1 " valued=" $2 "
  shift 2
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) usage && exit 0 ;;
    esac
    if [[ $plain == *" $1 "* ]]; then
      given[$1]=yes
    elif [[ $valued == *" $1 "* ]]; then
      [ $# -gt 1 ] || die "$1 needs a value; --help shows what there is"
      given[$1]=$2
      shift
    else
      die "no option '$1'; --help shows what there is"
    fi
    shift
  done
}

# What both benchmarks take, looked at: sets rounds, folder and max_load.
check_common_options() { # ROUNDS
  rounds=${given[--rounds]:-$1} folder=${given[--dir]:-${TMPDIR:-/tmp}} max_load=${given[--max-load]:-0.5}
  [[ $rounds =~ ^[1-9][0-9]*$ ]] || die "--rounds: '$rounds' is no number above 0"
  [[ $max_load =~ ^[0-9]+(\.[0-9]+)?$ ]] || die "--max-load: '$max_load' is no number"
  [ -d "$folder" ] || die "--dir: there is no folder $folder"
}

measures() { [[ " ${parts[*]} " == *" $1 "* ]]; }

# Installs the programs, builds Synchronode if need be, and makes the temporary folder; clean_up is called at the end.
make_ready() { # PROGRAM PACKAGE…
  . "$root/.ci/packages.sh"
  install_missing "$@" || die "programs are missing, see above"
  . "$root/.mvn/find-jdk.sh"
  "$root/synchronode" --version >/dev/null || die "Synchronode could not be built"
  work=$(mktemp -d "$folder/synchronode-benchmark.XXXXXX")
  corpus=$work/corpus
  password=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

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

# Measures the part at each server in turn, round by round. Rounds up to 0 warm everybody up, and are not recorded.
in_turns() { # PART FIRST LAST SERVER…
  local part=$1 first=$2 last=$3 server
  shift 3
  for ((round = first; round <= last; round++)); do
    if [ "$round" -gt 0 ]; then say "$part, round $round of $last"; else say "$part, warming up"; fi
    for server; do "measure_$part" "$server"; done
  done
}
