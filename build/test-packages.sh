#!/bin/sh
# Installs the programs of others that tests run: resource agents and the services that they protect (kit-generic), and a
# rival for an address and a switch that loses frames (kit-ip). Without them those tests are skipped, and in CI they fail.
# Needs root and apt-get; elsewhere it says so and changes nothing. Starts nothing: Debian's packages would start their
# services otherwise.
#   build/test-packages.sh          installs what is missing
#   build/test-packages.sh missing  only names it
set -eu
packages="resource-agents nginx redis-server postgresql nfs-kernel-server iproute2 e2fsprogs psmisc kmod perl-base curl keepalived nftables"

missing() {
  for package in $packages; do
    # It comes in several sizes; any will do.
    case $package in
      nginx) [ -x /usr/sbin/nginx ] && continue ;;
    esac
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || printf '%s ' "$package"
  done
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "No apt-get here: install resource-agents, nginx, redis, PostgreSQL and curl by hand, or their tests are skipped." >&2
  exit 0
fi
wanted=$(missing)
[ -n "$wanted" ] || exit 0
if [ "${1:-}" = missing ]; then echo "$wanted"; exit 0; fi
if [ "$(id -u)" != 0 ]; then
  echo "Not root: cannot install $wanted" >&2
  exit 0
fi

# 101 is how a policy forbids starting a service. An administrator's own policy stays.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\nexit 101\n' > $policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -qq --no-install-recommends $wanted >/dev/null; }
install || { apt-get update -qq && install; }
echo "Installed $wanted"
