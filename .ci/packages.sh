# shellcheck shell=bash
# Sourced: installs Debian packages that are missing.

# install_missing PROGRAM PACKAGE…: installs each package whose program, a name or a path, is not there. Only root can.
install_missing() {
  local missing=() program package policy=/usr/sbin/policy-rc.d made_policy=""
  while [ $# -gt 0 ]; do
    program=$1 package=$2
    shift 2
    command -v "$program" >/dev/null 2>&1 || [ -e "$program" ] || [ -x "/usr/sbin/$program" ] ||
      [ -x "/sbin/$program" ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing: install them first, on Debian with: apt-get install --no-install-recommends ${missing[*]}" >&2
    return 1
  fi
  echo "installing: ${missing[*]}" >&2
  # Who asks for a program starts it; an installed service must not start by itself.
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    made_policy=yes
  fi
  local status=0
  {
    apt-get update -q &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
  } >/dev/null || status=$?
  [ -z "$made_policy" ] || rm -f "$policy"
  return "$status"
}
