# shellcheck shell=bash disable=SC2154,SC2034 # the benchmarks set and read the variables
# Sourced: says what was measured on, and with which programs; lines of a name and a value.

package_version() { dpkg-query -W -f '${Version}' "$1" 2>/dev/null || echo unknown; }

synchronode_version() {
  local version commit
  version=$("$root/synchronode" --version)
  if commit=$(git -C "$root" describe --always --dirty=', changed' 2>/dev/null); then version+=" ($commit)"; fi
  echo "${version#synchronode }"
}

java_version() { sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release"; }

print_facts() { # PACKAGE…
  local server module package
  printf '%s\t%s\n' \
    date "$(date -u +%Y-%m-%d)" \
    processor "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    memory "$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)" \
    kernel "$(uname -sr)" \
    "file system" "$(df --output=fstype "$work" | tail -n 1)" \
    "load average before" "$(load_average)" \
    Synchronode "$(synchronode_version)" \
    Java "$(java_version)"
  for server in "${peers[@]}"; do
    case $server in
      nginx)
        module=$(package_version libnginx-mod-http-dav-ext)
        printf 'nginx\t%s\n' "$(package_version nginx), module dav-ext $module"
        ;;
      apache) printf 'Apache\t%s\n' "$(package_version apache2-bin)" ;;
      rclone) printf 'rclone\t%s\n' "$(package_version rclone)" ;;
      tomcat) printf 'Tomcat\t%s\n' "$tomcat_version" ;;
      tunnel) printf 'OpenSSH\t%s\n' "$(package_version openssh-server)" ;;
    esac
  done
  for package; do printf '%s\t%s\n' "$package" "$(package_version "$package")"; done
}
