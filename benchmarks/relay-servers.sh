# shellcheck shell=bash disable=SC2154,SC2034 # relay.sh sets and reads the variables
# Sourced after servers.sh: the servers whose files come from elsewhere. Beside url[NAME], each start_NAME sets
# processes[NAME], the processes that a file's bytes go through (their children count too), and home[NAME], the folder
# where what is put turns up.

declare -A processes home

# The files are large, and nobody changes them in place: one copy of them is enough.
copy=(cp -rl)
# As Debian's nginx is set up.
nginx_extra="sendfile on; tcp_nopush on;"
# Nodes are let in without a code, of which each takes a while to get.
master_keys='registration: "open"'

start_direct() {
  start_nginx
  url[direct]=${url[nginx]} processes[direct]=$launched home[direct]=$work/nginx/share
}

is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# For launch_nginx: passes on what comes to an address, over connections that are kept.
front_server() { # UPSTREAM-PORT LISTEN [MORE]
  cat <<NGINX
  upstream behind { server 127.0.0.1:$1; keepalive 32; }
  map \$http_upgrade \$connection_wanted { default upgrade; "" ""; }
  server {
    listen $2;
    ${3:-}
    location / {
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Upgrade \$http_upgrade;
      proxy_set_header Connection \$connection_wanted;
      proxy_set_header Host \$http_host;
      proxy_request_buffering off;
      proxy_max_temp_file_size 0;
      proxy_read_timeout ${patience}s;
    }
  }
NGINX
}

# What is done without Synchronode: a web server where the files are, a tunnel that it is dialled out by, and a web
# server in front of the tunnel's end.
start_tunnel() {
  local part server_port dial_port end_port all=""
  prepare tunnel
  mkdir "$work"/tunnel/{server,sshd,ssh,front}
  server_port=$(free_port) dial_port=$(free_port) end_port=$(free_port)

  launch_nginx tunnel/server < <(dav_server "$work/tunnel/share" "127.0.0.1:$server_port")
  all+=" $launched"
  await tunnel/server 30 "it answered" answers "http://127.0.0.1:$server_port/"

  [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
  for part in host user; do ssh-keygen -q -t ed25519 -N "" -f "$work/tunnel/$part-key"; done
  cat >"$work/tunnel/sshd/config" <<SSHD
Port $dial_port
ListenAddress 127.0.0.1
HostKey $work/tunnel/host-key
AuthorizedKeysFile $work/tunnel/user-key.pub
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PidFile none
SSHD
  launch tunnel/sshd /usr/sbin/sshd -D -e -f "$work/tunnel/sshd/config"
  all+=" $launched"
  await tunnel/sshd 30 "it listened" is_open "$dial_port"

  launch tunnel/ssh ssh -F none -N -i "$work/tunnel/user-key" -o IdentitiesOnly=yes -o BatchMode=yes \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile="$work/tunnel/known" -o LogLevel=ERROR \
    -o ExitOnForwardFailure=yes -o ServerAliveInterval=15 -p "$dial_port" \
    -R "127.0.0.1:$end_port:127.0.0.1:$server_port" "$(id -un)@127.0.0.1"
  all+=" $launched"
  await tunnel/ssh 30 "the tunnel stood" answers "http://127.0.0.1:$end_port/"

  launch_nginx tunnel/front < <(front_server "$end_port" "127.0.0.1:$port")
  all+=" $launched"
  await tunnel/front 30 "it answered" answers "${url[tunnel]}/"
  processes[tunnel]=$all home[tunnel]=$work/tunnel/share tunnel_end=$end_port
}

# A new node below another; its files are reached at the top.
join_node() { # SERVER MASTER-URL [KEYS]
  launch_node "$1" "$1" "${3:-}" --master "$2"
  url[$1]=$top/browse/$1 home[$1]=$work/$1/share
}

start_own() {
  start_synchronode
  top=${url[synchronode]%/browse/master} master_process=$launched
  url[own]=${url[synchronode]} authorization[own]=${authorization[synchronode]}
  processes[own]=$launched home[own]=$work/synchronode/share
}

start_hop() {
  prepare hop
  join_node hop "$top"
  await hop 120 "its share was listed at the master" is_listed hop
  processes[hop]="$master_process $launched"
}

# A slave's slave.
start_hops() {
  prepare middle
  local middle=${url[middle]} middle_process
  rm "$work"/middle/share/*
  join_node middle "$top" "$master_keys"
  middle_process=$launched
  await middle 60 "it answered" answers "$middle/health"
  prepare hops
  join_node hops "$middle"
  await hops 120 "its share was listed at the top" is_listed hops
  processes[hops]="$master_process $middle_process $launched"
}

# A certificate that nobody else trusts, and a trust store with it for Java.
make_certificate() {
  mkdir "$work/tls"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$work/tls/key.pem" -out "$work/tls/certificate.pem" 2>"$work/tls/log" || failed tls "no certificate"
  "$JAVA_HOME/bin/keytool" -importcert -noprompt -alias front -file "$work/tls/certificate.pem" \
    -keystore "$work/tls/trusted.p12" -storetype PKCS12 -storepass throw-away >"$work/tls/log" 2>&1 ||
    failed tls "no trust store"
  tls="ssl_certificate $work/tls/certificate.pem; ssl_certificate_key $work/tls/key.pem;"
}

# nginx in front of a port, by TLS.
start_front() { # SERVER PORT
  mkdir "$work/$1-front"
  port=$(free_port)
  launch_nginx "$1-front" < <(front_server "$2" "127.0.0.1:$port ssl" "$tls")
  await "$1-front" 30 "it answered" answers -k "https://127.0.0.1:$port/"
}

# The slave dials a master behind TLS; its files are asked for there, and also at the master without TLS.
start_tls() {
  make_certificate
  start_front tls "${top##*:}"
  local front=https://127.0.0.1:$port front_process=$launched
  prepare tls-hop
  SYNCHRONODE_JAVA_OPTIONS="${SYNCHRONODE_JAVA_OPTIONS:-} -Djavax.net.ssl.trustStore=$work/tls/trusted.p12 \
    -Djavax.net.ssl.trustStorePassword=throw-away" join_node tls-hop "$front"
  await tls-hop 120 "its share was listed at the master" is_listed tls-hop
  processes[tls-hop]="$master_process $launched $front_process"
  url[tls-both]=$front/browse/tls-hop authorization[tls-both]=${authorization[tls-hop]}
  processes[tls-both]=${processes[tls-hop]} home[tls-both]=${home[tls-hop]}
  certificate[tls-both]=$work/tls/certificate.pem

  mkdir "$work/tls-direct"
  port=$(free_port)
  launch_nginx tls-direct < <(dav_server "${home[direct]}" "127.0.0.1:$port ssl" "$tls")
  await tls-direct 30 "it answered" answers -k "https://127.0.0.1:$port/"
  url[tls-direct]=https://127.0.0.1:$port home[tls-direct]=${home[direct]} processes[tls-direct]=$launched
  certificate[tls-direct]=$work/tls/certificate.pem

  start_front tls-tunnel "$tunnel_end"
  url[tls-tunnel]=https://127.0.0.1:$port home[tls-tunnel]=${home[tunnel]}
  # Its own front instead of the one without TLS, which was started last.
  processes[tls-tunnel]="${processes[tunnel]% *} $launched"
  certificate[tls-tunnel]=$work/tls/certificate.pem
}

# Several slaves beside each other.
start_several() { # COUNT
  several=()
  local i several_processes=()
  for ((i = 1; i <= $1; i++)); do
    prepare "several-$i"
    join_node "several-$i" "$top"
    several+=("several-$i") several_processes+=("$launched")
  done
  for i in "${several[@]}"; do await "$i" 180 "its share was listed at the master" is_listed "$i"; done
  to_end=("${several_processes[@]}")
}

# Ends processes before the others; each is one that launch started.
end_processes() { # PROCESS…
  local process end=$((SECONDS + 15))
  kill "$@" 2>/dev/null || true
  for process; do
    while [ -d "/proc/$process" ] && [ "$SECONDS" -lt "$end" ]; do sleep 0.1; done
    kill -KILL -- "-$process" 2>/dev/null || true
  done
}

# A master that lets everybody in, for slaves that are only played.
start_crowded() {
  rm -rf "$work/crowded"
  prepare crowded
  rm "$work"/crowded/share/*
  launch_node crowded crowded "$master_keys"
  await crowded 60 "it answered" answers "${url[crowded]}/health"
}

# A network of its own at the other end of a link that is slow to answer: half the time in each direction.
link_here=198.18.0.1 link_there=198.18.0.2

# Makes it, or sets link_problem to why it can't be made here.
open_link() {
  network=synchronode-$$ link_problem=""
  if [ "$(id -u)" != 0 ]; then
    link_problem="skipped: needs root"
  elif ip -brief address | grep -q '198\.18\.0\.[0-9]'; then
    link_problem="skipped: the addresses 198.18.0.0/30 are in use here"
  elif ! ip netns add "$network" 2>/dev/null; then
    link_problem="skipped: no network namespace can be made here"
  elif ! lay_link; then
    link_problem="skipped: no link can be made here"
  fi
  [ -z "$link_problem" ] || say "$link_problem"
}

# By netem where the kernel has it, else by a program that holds back what it passes on.
lay_link() {
  local here=sn-a$$ there=sn-b$$
  mkdir "$work/link"
  if delay_by_netem "$here" "$there" 2>/dev/null; then
    link_by="netem"
  else
    ip link delete "$here" 2>/dev/null || true
    launch link python3 "$root/benchmarks/delay.py" "$here" "$there" "$((link_ms / 2))"
    await link 10 "the link was there" eval "ip link show $here && ip link show $there" >/dev/null 2>&1
    link_by="benchmarks/delay.py"
  fi
  ip link set "$there" netns "$network" &&
    ip address add "$link_here" peer "$link_there" dev "$here" && ip link set "$here" up &&
    ip -n "$network" link set lo up &&
    ip -n "$network" address add "$link_there" peer "$link_here" dev "$there" &&
    ip -n "$network" link set "$there" up
}

# The limit holds what is under way at a gigabyte a second: nothing is to be lost.
delay_by_netem() { # HERE THERE
  local device
  ip link add "$1" type veth peer name "$2" || return 1
  for device; do tc qdisc add dev "$device" root netem delay "$((link_ms / 2))ms" limit 100000 || return 1; done
}

close_link() { [ -z "${network:-}" ] || ip netns delete "$network" 2>/dev/null || true; }

# A master here, a slave and nginx there.
start_link() {
  open_link
  [ -z "$link_problem" ] || return 0
  prepare link-master
  local master=http://$link_here:$port
  rm "$work"/link-master/share/*
  launch_node link-master link-master "host: \"$link_here\", $master_keys"
  await link-master 60 "it answered" answers "$master/health"

  within=(ip netns exec "$network")
  prepare link-hop
  launch_node link-hop link-hop "" --master "$master" --insecure
  url[link-hop]=$master/browse/link-hop
  await link-hop 120 "its share was listed at the master" is_listed link-hop
  prepare link-direct
  launch_nginx link-direct < <(dav_server "$work/link-direct/share" "$link_there:$port")
  url[link-direct]=http://$link_there:$port
  await link-direct 30 "it answered" answers "${url[link-direct]}/"
  within=()
}
