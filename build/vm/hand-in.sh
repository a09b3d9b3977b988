# Sourced by bin/test-in-vm, in the checkout, with $here: makes $here/tar, which the machine unpacks in / and of which it runs
# /run/recoverykit-go. Checkout and libraries are in the machine where they are outside, so class paths hold.

_pack() { # files with the paths of everything besides the checkout; the script that goes in is $here/go
  mkdir -p "$here/in/run"
  {
    echo 'cd "'"$PWD"'"'
    # A unit of its own, as an engine would have: its control groups are its own to divide.
    printf 'systemd-run --quiet --wait --pipe --collect -p Delegate=yes -p TasksMax=infinity'
    for property in ${RECOVERYKIT_VM_UNIT:-}; do printf ' -p %s' "$property"; done
    echo ' -p "WorkingDirectory='"$PWD"'" sh /run/recoverykit-tests'
    echo 'echo "recoverykit-ended $?"'
  } > "$here/in/run/recoverykit-go"
  mv "$here/go" "$here/in/run/recoverykit-tests"
  [ ! -d "$here/runner" ] || { mkdir "$here/in/opt"; mv "$here/runner" "$here/in/opt/recoverykit-runner"; }
  sort -u "$here/paths" | grep -v "^$PWD/" | sed "s,^/,," > "$here/besides" || true
  tar -C / -cf "$here/tar" --owner=0 --group=0 --exclude="${PWD#/}/.git" -T "$here/besides" "${PWD#/}"
  tar -C "$here/in" -rf "$here/tar" --owner=0 --group=0 .
  rm -rf "$here/in"
}

hand_in_command() {
  [ ! -f benchmarks/target/classpath.txt ] || tr ':' '\n' < benchmarks/target/classpath.txt > "$here/paths"
  : >> "$here/paths"
  printf 'cd "%s"; export HOME=/root LC_ALL=C.UTF-8\n%s\n' "$PWD" "$1" > "$here/go"
  _pack
}

hand_in_tests() { # modules, patterns
  modules=$1
  pattern=${2:-.*Test}
  mvn -q -B -ntp -pl "$modules" -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath.txt -Dmdep.includeScope=test >"$here/maven" 2>&1 ||
    { tail -n 40 "$here/maven" >&2; echo "The build failed." >&2; exit 1; }
  : > "$here/paths"
  runner=
  {
    echo 'export HOME=/root LC_ALL=C.UTF-8 RK_JAVA=/usr/bin/java; worst=0'
    for module in $(echo "$modules" | tr ',' ' '); do
      path=$PWD/$module/target/test-classes:$PWD/$module/target/classes:$(cat "$module/target/test-classpath.txt")
      version=$(echo "$path" | sed -n 's/.*junit-platform-engine-\([0-9.]*\)\.jar.*/\1/p')
      launcher=$(find "$HOME/.m2/repository/org/junit/platform/junit-platform-launcher/$version" -name '*.jar' 2>/dev/null | head -n 1)
      [ -n "$launcher" ] || { echo "junit-platform-launcher $version is not in the local Maven repository: run bin/test -pl $module -am once." >&2; exit 5; }
      echo "$path:$launcher" | tr ':' '\n' >> "$here/paths"
      # Compiled here, where that takes no emulated minute.
      [ -n "$runner" ] || { mkdir "$here/runner"; "${JAVA_HOME:+$JAVA_HOME/bin/}javac" --release 17 -cp "$launcher:$path" -d "$here/runner" build/SuiteRunner.java; runner=/opt/recoverykit-runner; }
      java=$(sed -n 's/.*<surefire.jvm>\${\(.*\)\.jvm}<.*/\1/p' "$module/pom.xml")
      case $kind:$java in bare:*|*:) java='"$RK_JAVA"' ;; *) java="$PWD/build/$java/bin/java" ;; esac
      echo "echo '== $module'; cd '$PWD/$module'"
      # An emulated processor spends more on the better compiler than that saves.
      echo "$java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.language=en -Duser.timezone=UTC -cp '$path:$launcher:$runner' SuiteRunner org.recoverykit '$pattern' || worst=1"
    done
    echo 'exit $worst'
  } > "$here/go.part"
  mv "$here/go.part" "$here/go"
  _pack
}
