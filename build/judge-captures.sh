#!/bin/sh
# Shows the captures of the tests to Wireshark's experts (tshark): every frame that tests' servers sent to all. Ends with 1
# when an expert warns of one, or calls it an error, with 5 when tshark is missing.
#   mvn verify -pl kit-ip -am -Drecoverykit.captures=/tmp/captures && build/judge-captures.sh /tmp/captures
# One remark of theirs is not counted as a warning: that an IPv4 address was seen with two hardware addresses. That is what a
# move to another interface looks like on the wire; how often it was made is told.
set -eu
directory=${1:?"usage: $0 DIRECTORY with .pcap files"}
command -v tshark >/dev/null || { echo "tshark is missing: install it (Debian: apt-get install tshark)." >&2; exit 5; }
said=$(mktemp)
trap 'rm -f "$said"' EXIT
files=0
frames=0
for file in "$directory"/*.pcap; do
  [ -e "$file" ] || { echo "There are no captures in $directory." >&2; exit 1; }
  files=$((files + 1))
  # The list of experts' remarks has four columns; a dissector that gives up says so in another expert's words, "Malformed".
  tshark -r "$file" -q -z io,stat,0 -z expert,warn 2>/dev/null | awk -v file="${file##*/}" '
    /^\| *[0-9.]+ *<> *[0-9.]+ *\|/ { split($0, part, "|"); print "frames", part[3] + 0 }
    /^(Errors|Warns) / { level = $1; next }
    level != "" && $1 ~ /^[0-9]+$/ { print level, $0 " [" file "]" }' >>"$said"
done
frames=$(awk '$1 == "frames" {n += $2} END {print n + 0}' "$said")
moved=$(grep -c 'Duplicate IP address configured' "$said" || true)
grep -E '^(Errors|Warns) ' "$said" | grep -v 'Duplicate IP address configured' >"$said.bad" || true
bad=$(wc -l <"$said.bad")
sort "$said.bad" | head -50
rm -f "$said.bad"
echo "$files captures with $frames frames: $bad warnings or errors; $moved times an IPv4 address came to another hardware address"
[ "$bad" = 0 ]
