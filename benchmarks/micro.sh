#!/bin/sh
# Runs the micro-benchmarks (JMH) with the options of JMH: names to choose by, -f, -wi, -i, -h for all of them.
#   --quick  each for a moment in one process: whether they run, not how fast
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/.mvn/find-jdk.sh"

(cd "$root" && ./mvnw -q -B -DskipTests -Dspotless.check.skip=true package -pl benchmarks -am >&2)

if [ "${1:-}" = --quick ]; then
  shift
  set -- -f 0 -wi 0 -i 1 -r 50ms -foe true "$@"
fi
# As a node runs; the processes that JMH forks take the same options.
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -jar "$root/benchmarks/target/micro.jar" "$@"
