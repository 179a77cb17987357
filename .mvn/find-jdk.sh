# Sourced by mvnw and synchronode: sets JAVA_HOME to a JDK of at least version 25, or says what was looked for and exits.
# Looked at in this order: JAVA_HOME, SYNCHRONODE_JAVA_HOME, the javac on PATH, the usual folders of each system.

jdk_version() { # prints the major version of the JDK in $1, nothing when there is none
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  wanted=25
  seen=""
  on_path=$(command -v javac 2>/dev/null || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "${SYNCHRONODE_JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    [ -n "$version" ] || continue
    if [ "$version" -ge "$wanted" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
    seen="$seen
  $candidate is version $version"
  done
  {
    echo "Synchronode needs a JDK $wanted or newer, and found none."
    echo "Looked at JAVA_HOME, SYNCHRONODE_JAVA_HOME, javac on PATH, /usr/lib/jvm, /usr/java, /opt/java, /opt/jdk*,"
    echo "~/.sdkman/candidates/java, ~/.jdks and /Library/Java/JavaVirtualMachines.${seen:+ Too old:}$seen"
    echo "Install one, or set JAVA_HOME to the folder of one that is installed elsewhere."
  } >&2
  exit 1
}

find_jdk
