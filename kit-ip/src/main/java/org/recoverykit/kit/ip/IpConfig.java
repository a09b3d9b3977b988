package org.recoverykit.kit.ip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.Setting;

/**
 * The settings of one protected address. Reasons and examples: {@code docs/kits/ip.md}.
 *
 * @param address with prefix length
 * @param device the interface to start on; {@code interface} in a file
 * @param backup the one spare interface on the same physical network
 * @param label the address's name in the style of interface aliases
 * @param announce when to announce after each arrival, counted from it
 * @param arpFlux keep other interfaces from answering for the address
 * @param routes make replies leave by the interface that holds the address
 */
public record IpConfig(
        @Setting("IPv4 address with prefix length, as 10.0.0.50/24")
        String address,

        @Setting(value = "network interface that holds the address, as eth0", name = "interface")
        String device,

        @Setting("spare interface on the same physical network, as eth1; default: none")
        Optional<String> backup,

        @Setting("label of the address: the interface's name, a colon and a word, at most 15 characters, as eth0:web")
        Optional<String> label,

        @Setting(
                value =
                        "when to announce the address after it arrives, at most 10 offsets of 0s to 60s; default 0s, 1100ms, 3s")
        List<Duration> announce,

        @Setting(
                value = "prevent: set arp_ignore and arp_announce; refuse: demand them; ignore: do not look",
                defaultValue = "prevent")
        ArpFlux arpFlux,

        @Setting(
                value =
                        "prepare: a routing rule of our own makes replies leave by the right interface; leave: change nothing",
                defaultValue = "prepare")
        ReplyRoutes routes) {

    /** The kernel's IFNAMSIZ, less the final zero. */
    static final int LONGEST_NAME = 15;

    /** First at once; again when a receiver's one-second lock on the entry is over; and once more for lost frames. */
    static final List<Duration> ANNOUNCE = List.of(Duration.ZERO, Duration.ofMillis(1100), Duration.ofSeconds(3));

    private static final Duration LONGEST_OFFSET = Duration.ofSeconds(60);
    private static final int MOST_OFFSETS = 10;

    /** Refuses settings that cannot work on any node. */
    public IpConfig {
        ProtectedAddress.parse(address);
        checkInterface("interface", device);
        if (backup.isPresent()) {
            checkInterface("backup", backup.get());
            if (backup.get().equals(device)) {
                throw new IllegalArgumentException("backup: '" + device
                        + "' is the interface itself; name another interface, or leave backup out");
            }
        }
        if (label.isPresent()) {
            checkLabel(label.get(), device);
        }
        announce = announce.isEmpty() ? ANNOUNCE : List.copyOf(announce);
        checkOffsets(announce);
    }

    /** The address, parsed. */
    ProtectedAddress protectedAddress() {
        return ProtectedAddress.parse(address);
    }

    /** The label on an interface: its suffix follows the address to the backup; nothing where it would not fit. */
    Optional<String> labelOn(String name) {
        return label.map(text -> name + text.substring(device.length()))
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME);
    }

    private static void checkInterface(String setting, String name) {
        int size = name.getBytes(StandardCharsets.UTF_8).length;
        boolean forbidden = name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == ':' || c == 0 || Character.isWhitespace(c));
        if (size == 0 || size > LONGEST_NAME || forbidden) {
            throw new IllegalArgumentException(
                    setting + ": '" + name + "' cannot be the name of an interface; allowed are 1 to " + LONGEST_NAME
                            + " bytes without '/', ':' and white space");
        }
        if (name.equals("lo")) {
            throw new IllegalArgumentException(
                    setting + ": 'lo' is the loopback interface, nobody outside can reach it");
        }
    }

    private static void checkLabel(String label, String device) {
        boolean fits = label.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
        // Any other label makes tools and java.net.NetworkInterface see an interface that does not exist.
        if (!fits || !label.startsWith(device + ":") || label.length() == device.length() + 1) {
            throw new IllegalArgumentException("label: '" + label + "' is not allowed; it must be '" + device
                    + ":' and a word, at most " + LONGEST_NAME + " bytes together");
        }
    }

    private static void checkOffsets(List<Duration> offsets) {
        if (offsets.size() > MOST_OFFSETS) {
            throw new IllegalArgumentException(
                    "announce: " + offsets.size() + " offsets; allowed are at most " + MOST_OFFSETS);
        }
        for (Duration offset : offsets) {
            if (offset.isNegative() || offset.compareTo(LONGEST_OFFSET) > 0) {
                throw new IllegalArgumentException("announce: " + offset + " is not between 0s and 60s");
            }
        }
    }
}
