# Sourced by the commands in bin/: finds what they need, installs it when that is allowed, else says the exact command.
# Needs: a JDK 17 or newer, Maven 3.8.7 or newer, ip (iproute2), unshare (util-linux).

_packages() { # what is missing, as this system's package manager calls it
  for thing in "$@"; do
    case "$MANAGER:$thing" in
      apt-get:jdk) echo openjdk-17-jdk-headless ;; dnf:jdk) echo java-17-openjdk-devel ;; zypper:jdk) echo java-17-openjdk-devel ;;
      apk:jdk) echo openjdk17-jdk ;; pacman:jdk) echo jdk17-openjdk ;;
      *:maven) echo maven ;;
      dnf:ip) echo iproute ;; *:ip) echo iproute2 ;;
      *:unshare) echo util-linux ;;
      *:cc) echo gcc ;;
      apt-get:libc) echo libc6-dev ;;
      *:mke2fs) echo e2fsprogs ;;
      apt-get:qemu-system-x86_64) echo qemu-system-x86 ;; apt-get:debootstrap) echo debootstrap ;;
    esac
  done
}

_install_command() {
  case "$MANAGER" in
    apt-get) echo "apt-get install -y $*" ;;
    dnf) echo "dnf install -y $*" ;;
    zypper) echo "zypper install -y $*" ;;
    apk) echo "apk add $*" ;;
    pacman) echo "pacman -S --noconfirm $*" ;;
  esac
}

_jdk_ok() {
  command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac" >/dev/null 2>&1 || return 1
  # A line of its own: with JAVA_TOOL_OPTIONS set the JDK says so first.
  v=$("${JAVA_HOME:+$JAVA_HOME/bin/}javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ "${v:-0}" -ge 17 ]
}

_missing() {
  _jdk_ok || echo jdk
  command -v mvn >/dev/null 2>&1 || echo maven
  command -v ip >/dev/null 2>&1 || PATH=$PATH:/sbin:/usr/sbin command -v ip >/dev/null 2>&1 || echo ip
  command -v unshare >/dev/null 2>&1 || echo unshare
  for also in "$@"; do command -v "$also" >/dev/null 2>&1 || echo "$also"; done
}

# require [more commands]: returns when everything is there, exits with 5 (not installed) otherwise
require() {
  PATH=$PATH:/sbin:/usr/sbin; export PATH
  missing=$(_missing "$@"); [ -z "$missing" ] && return 0
  MANAGER=
  for m in apt-get dnf zypper apk pacman; do command -v "$m" >/dev/null 2>&1 && { MANAGER=$m; break; }; done
  if [ -z "$MANAGER" ]; then
    echo "Missing: $(echo $missing). No package manager that this script knows is here; install a JDK 17 or newer, Maven 3.8.7 or newer, iproute2 and util-linux." >&2
    exit 5
  fi
  # shellcheck disable=SC2046,SC2086
  command=$(_install_command $(_packages $missing))
  if [ "$(id -u)" = 0 ]; then
    echo "Installing what is missing ($(echo $missing)): $command" >&2
    [ "$MANAGER" = apt-get ] && { apt-get update -q >/dev/null || true; export DEBIAN_FRONTEND=noninteractive; }
    $command >/dev/null || { echo "That did not work. Install $(echo $missing) by hand and run this again." >&2; exit 5; }
  else
    echo "Missing: $(echo $missing). Run this as root, then try again:" >&2
    echo "  $command" >&2
    exit 5
  fi
  missing=$(_missing "$@")
  [ -z "$missing" ] || { echo "Still missing after the installation: $(echo $missing). A JDK 17 or newer must be first in PATH, or in JAVA_HOME." >&2; exit 5; }
}

# why namespaces cannot be made here, or nothing
namespaces_missing() {
  if [ "$(id -u)" = 0 ]; then
    unshare -n true 2>/dev/null || echo "This process may not make network namespaces (it lacks CAP_SYS_ADMIN: a container?). Run it on a real or virtual machine, or give the container that capability."
  else
    unshare -Urn true 2>/dev/null || echo "Ordinary users may not make user namespaces here. Run this as root, or allow them: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000 (and on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0)."
  fi
}
