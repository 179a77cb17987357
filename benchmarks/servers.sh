# shellcheck shell=bash disable=SC2154,SC2034 # the benchmarks set and read the variables
# Sourced: starts the servers, each on a free loopback port over its own copy of the corpus, and ends them.
# Needs $root (the repository), $work (a temporary folder) and $corpus. Each start_NAME sets url[NAME], and for
# Synchronode authorization[NAME] too.

# certificate[NAME] is what a server that speaks TLS is trusted by.
declare -A url authorization certificate

# Published under org.apache.tomcat:tomcat. A new version needs its digest; both stand on Tomcat's download page.
tomcat_version=11.0.13
tomcat_sha512=cc7cc21a671cb42d0b0f7381d2933c36415bfbe7419bf2561e8f88a5b75c2f5a738f3fcf7a1096c0cec3bac14b08e43c6f37c0983ee545672ffa2888cb8dd61a

# The heap of both servers that run on Java; Synchronode's launcher sets it.
java_heap=-Xmx512m

# What a server says is shown if it does not come up: its log is in the temporary folder that is removed.
failed() { # SERVER WHAT
  echo "$1: $2. It said:" >&2
  tail -n 15 "$work/$1/log" >&2
  exit 1
}

free_port() {
  python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# How a server gets its files.
copy=(cp -r)

# Makes the server's folder with its copy of the corpus, and finds its port.
prepare() { # SERVER
  mkdir "$work/$1"
  "${copy[@]}" "$corpus" "$work/$1/share"
  port=$(free_port)
  url[$1]=http://127.0.0.1:$port
}

# Starts a server in a process group of its own: Ctrl-C reaches this script alone, which then ends the servers.
launch() { # SERVER COMMAND…
  setsid "${@:2}" </dev/null >"$work/$1/log" 2>&1 &
  launched=$!
}

# Waits until the command succeeds, as long as the server that was started last runs.
await() { # SERVER SECONDS WHAT COMMAND…
  local server=$1 what=$3 end=$((SECONDS + $2))
  shift 3
  until "$@"; do
    [ -d "/proc/$launched" ] || failed "$server" "ended before $what"
    [ "$SECONDS" -lt "$end" ] || failed "$server" "took too long until $what"
    sleep 0.2
  done
}

answers() { curl -s -o "$work/answer" "$@"; }

# Ends what runs of the processes that this script started: they are its background jobs.
stop_servers() {
  local process end=$((SECONDS + 10))
  for process in $(jobs -rp); do kill "$process" 2>/dev/null || true; done
  while [ -n "$(jobs -rp)" ] && [ "$SECONDS" -lt "$end" ]; do sleep 0.1; done
  for process in $(jobs -rp); do kill -KILL -- "-$process" 2>/dev/null || true; done
  wait
}

# What stands in the http block of every nginx, beside what tells them apart.
nginx_extra=""

# Starts nginx with what standard input says for its http block. SERVER may be a folder in a server's folder.
launch_nginx() { # SERVER
  local home=$work/$1
  # The user of the corpus; without root, nginx can only be that one.
  cat >"$home/nginx.conf" <<NGINX
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
$([ "$(id -u)" != 0 ] || echo "user root;")
daemon off;
pid $home/pid;
worker_processes auto;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_max_body_size 0;
  client_body_temp_path $home/body;
  proxy_temp_path $home/proxy;
  fastcgi_temp_path $home/fastcgi;
  uwsgi_temp_path $home/uwsgi;
  scgi_temp_path $home/scgi;
  $nginx_extra
$(cat)
}
NGINX
  launch "$1" ${within[@]+"${within[@]}"} /usr/sbin/nginx -c "$home/nginx.conf" -e stderr
}

# For launch_nginx: serves a folder by WebDAV.
dav_server() { # FOLDER LISTEN [MORE]
  cat <<NGINX
  dav_ext_lock_zone zone=locks:10m;
  server {
    listen $2;
    ${3:-}
    root $1;
    dav_methods PUT DELETE MKCOL COPY MOVE;
    dav_ext_methods PROPFIND OPTIONS LOCK UNLOCK;
    dav_ext_lock zone=locks;
  }
NGINX
}

start_nginx() {
  prepare nginx
  launch_nginx nginx < <(dav_server "$work/nginx/share" "127.0.0.1:$port")
  await nginx 30 "it answered" answers "${url[nginx]}/"
}

start_apache() {
  prepare apache
  local home=$work/apache user=""
  mkdir "$home/locks"
  # Apache refuses to serve as root.
  if [ "$(id -u)" = 0 ]; then
    user=$'User www-data\nGroup www-data'
    chown -R www-data:www-data "$home"
    chmod 711 "$work"
  fi
  cat >"$home/apache.conf" <<APACHE
ServerRoot $home
ServerName 127.0.0.1
Listen 127.0.0.1:$port
PidFile $home/pid
DefaultRuntimeDir $home/locks
Mutex file:$home/locks default
ErrorLog /dev/stderr
$user
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dav_module /usr/lib/apache2/modules/mod_dav.so
LoadModule dav_fs_module /usr/lib/apache2/modules/mod_dav_fs.so
DavLockDB $home/locks/dav
MaxKeepAliveRequests 0
DocumentRoot $home/share
<Directory $home/share>
  Dav On
  DavDepthInfinity On
  Require all granted
</Directory>
APACHE
  launch apache /usr/sbin/apache2 -D FOREGROUND -f "$home/apache.conf"
  await apache 30 "it answered" answers "${url[apache]}/"
}

start_rclone() {
  prepare rclone
  launch rclone rclone serve webdav "$work/rclone/share" --addr "127.0.0.1:$port" --config "$work/rclone/none.conf"
  await rclone 30 "it answered" answers "${url[rclone]}/"
}

# Maven fetches Tomcat once, checks it, and keeps it where it keeps everything that it fetches.
fetch_tomcat() { # FOLDER
  local archive=$1/tomcat-$tomcat_version.tar.gz command=(./mvnw -q -B -ntp -N dependency:copy -DoutputDirectory="$1"
    -Dartifact="org.apache.tomcat:tomcat:$tomcat_version:tar.gz")
  if ! (cd "$root" && { "${command[@]}" -o >/dev/null 2>&1 || "${command[@]}"; }) >"$1/log" 2>&1; then
    failed tomcat "Maven could not fetch it; leave it out by --peers nginx,apache,rclone"
  fi
  if ! echo "$tomcat_sha512  $archive" | sha512sum --check --status; then
    echo "tomcat: what was fetched is not the file of the digest in benchmarks/servers.sh; it was not run" >&2
    exit 1
  fi
  mkdir "$1/program"
  tar -xzf "$archive" -C "$1/program" --strip-components=1
}

start_tomcat() {
  prepare tomcat
  local home=$work/tomcat
  fetch_tomcat "$home"
  mkdir -p "$home/base/conf" "$home/base/temp"
  # The cache of looked-up files holds the whole corpus; else Tomcat logs each one that it has no room for.
  cat >"$home/base/conf/server.xml" <<SERVER
<Server port="-1">
  <Service name="Catalina">
    <Connector address="127.0.0.1" port="$port" maxKeepAliveRequests="-1"/>
    <Engine name="Catalina" defaultHost="localhost">
      <Host name="localhost" autoDeploy="false" deployOnStartup="false">
        <Context path="" docBase="$home/share"><Resources cacheMaxSize="200000"/></Context>
      </Host>
    </Engine>
  </Service>
</Server>
SERVER
  cat >"$home/base/conf/web.xml" <<WEB
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
  <servlet>
    <servlet-name>webdav</servlet-name>
    <servlet-class>org.apache.catalina.servlets.WebdavServlet</servlet-class>
    <init-param><param-name>readonly</param-name><param-value>false</param-value></init-param>
    <init-param><param-name>listings</param-name><param-value>true</param-value></init-param>
    <init-param><param-name>maxDepth</param-name><param-value>20</param-value></init-param>
  </servlet>
  <servlet-mapping><servlet-name>webdav</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
</web-app>
WEB
  launch tomcat env JAVA_HOME="$JAVA_HOME" CATALINA_HOME="$home/program" CATALINA_BASE="$home/base" \
    CATALINA_OPTS="$java_heap" "$home/program/bin/catalina.sh" run
  await tomcat 60 "it answered" answers "${url[tomcat]}/"
}

# Whether everything of the corpus is in the listing.
is_listed() { # SERVER
  list "$1" / infinity && [ "$answer_responses" = "$(share_responses)" ]
}

# What comes before a command to run it elsewhere, as in a network of its own.
within=()

# A node with the share that prepare made, all of it to read and write.
launch_node() { # SERVER NAME KEYS OPTION…
  local server=$1
  cat >"$work/$server/config.js" <<CONFIG
module.exports = { name: "$2", port: $port, shareRoot: "share", permissions: "rw", $3 };
CONFIG
  launch "$server" ${within[@]+"${within[@]}"} env SYNCHRONODE_PASSWORD="$password" "$root/synchronode" \
    --config "$work/$server/config.js" "${@:4}"
  authorization[$server]="Basic $(printf 'admin:%s' "$password" | base64)"
}

# More keys of the master's configuration.
master_keys=""

start_synchronode() {
  prepare synchronode
  launch_node synchronode master "$master_keys"
  await synchronode 60 "it answered" answers "${url[synchronode]}/health"
  url[synchronode]+=/browse/master
  await synchronode 600 "its share was listed" is_listed synchronode
}

# Its files are reached at the master, which is start_synchronode's.
start_slave() {
  local master=${url[synchronode]%/browse/master} code
  prepare slave
  code=$("$root/synchronode" invite --config "$work/synchronode/config.js")
  launch_node slave slave "" --master "$master" --join "$code"
  url[slave]=$master/browse/slave
  await slave 600 "its share was listed at the master" is_listed slave
}

start_power() {
  prepare power
  launch_node power power 'durability: "power"'
  await power 60 "it answered" answers "${url[power]}/health"
  url[power]+=/browse/power
  await power 600 "its share was listed" is_listed power
}
