package org.recoverykit.kit.ip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.spi.Setting;

/**
 * The settings of one protected address. Reasons and examples: {@code docs/kits/ip.md}.
 *
 * @param address with prefix length
 * @param where the interface to start on; {@code interface} in a file
 * @param backup the one spare interface on the same physical network
 * @param label the address's name in the style of interface aliases
 * @param announce when to announce after each arrival, counted from it
 * @param arpFlux keep other interfaces from answering for the address
 * @param routes make replies leave by the interface that holds the address
 * @param ipv6 what only an IPv6 address has
 * @param announcing how to announce it beside that
 * @param orphans what to do with addresses that bear our mark and belong to no resource
 * @param conflict others that have the address too
 * @param reach whom the deep check asks
 * @param links which interface may hold the address, and when
 * @param connections help for clients whose connections another node had
 */
public record IpConfig(
        @Setting("IP address with prefix length, as 10.0.0.50/24 or 2001:db8::50/64")
        String address,

        @Setting(
                value = "network interface that holds the address, as eth0; auto: the one that leads to it;"
                        + " {follows: TAG}: that of a resource of kit mac",
                name = "interface")
        InterfaceChoice where,

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
        ReplyRoutes routes,

        @Setting("IPv6 addresses only: detection and asSource")
        Optional<Ipv6Settings> ipv6,

        @Setting("how to announce beside that: refresh, forms")
        Optional<Announcing> announcing,

        @Setting(
                value =
                        "addresses with our mark and without a resource; report: log them; remove: delete them too; ignore",
                defaultValue = "report")
        Orphans orphans,

        @Setting("what to do about others that have the address: probes, patience, found, rival")
        Optional<ConflictSettings> conflict,

        @Setting("whom the deep check asks: targets, broadcast, tries, patience, silence")
        Optional<ReachSettings> reach,

        @Setting("which interface may hold the address: fixedAddress, downDelay, upDelay, flaps, quiet")
        Optional<InterfaceRules> links,

        @Setting("tell clients after a takeover that their connections are dead: directory, every, most, atRemove")
        Optional<ConnectionSettings> connections) {

    /** The kernel's IFNAMSIZ, less the final zero. */
    static final int LONGEST_NAME = 15;

    /** First at once; again when a receiver's one-second lock on the entry is over; and once more for lost frames. */
    static final List<Duration> ANNOUNCE = List.of(Duration.ZERO, Duration.ofMillis(1100), Duration.ofSeconds(3));

    private static final Duration LONGEST_OFFSET = Duration.ofSeconds(60);
    private static final int MOST_OFFSETS = 10;

    /** Refuses settings that cannot work on any node. */
    public IpConfig {
        AddressParser.Parsed parsed = AddressParser.parse(address);
        where.check(parsed.zone(), backup, label);
        label.filter(text -> where.name().isPresent())
                .ifPresent(text -> checkLabel(text, where.name().orElseThrow(), parsed.address()));
        announce = announce.isEmpty() ? ANNOUNCE : List.copyOf(announce);
        checkOffsets(announce);
        ProtectedAddress own = ProtectedAddress.parse(address);
        reach.ifPresent(settings -> settings.checkFor(own));
        if (connections.isPresent() && own.isLinkLocal()) {
            throw new IllegalArgumentException("connections: " + own.host()
                    + " is link-local; its clients are known on one network only, leave connections out");
        }
    }

    ConflictSettings conflictSettings() {
        return conflict.orElse(ConflictSettings.DEFAULT);
    }

    ReachSettings reachSettings() {
        return reach.orElse(ReachSettings.DEFAULT);
    }

    InterfaceRules interfaceRules() {
        return links.orElse(InterfaceRules.DEFAULT);
    }

    /** The interface to start on; empty where another resource says which. */
    String device() {
        return where.name().orElse("");
    }

    /** The address, parsed. */
    ProtectedAddress protectedAddress() {
        return ProtectedAddress.parse(address);
    }

    /** What only an IPv6 address has. */
    Ipv6Settings ipv6Settings() {
        return ipv6.orElse(Ipv6Settings.DEFAULT);
    }

    /** The label on an interface: its suffix follows the address to the backup; nothing where it would not fit. */
    Optional<String> labelOn(String name) {
        return label.map(text -> name + text.substring(device().length())).filter(IpConfig::isLabel);
    }

    /** Whether the kernel has room for it. */
    static boolean isLabel(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    /** The same on other interfaces; the label goes with them. */
    IpConfig on(String newDevice, Optional<String> newBackup) {
        return new IpConfig(
                address,
                InterfaceChoice.named(newDevice),
                newBackup,
                labelOn(newDevice),
                announce,
                arpFlux,
                routes,
                ipv6,
                announcing,
                orphans,
                conflict,
                reach,
                links,
                connections);
    }

    /** Refuses what cannot be the name of an interface that others can reach. */
    static void checkInterface(String setting, String name) {
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

    private static void checkLabel(String label, String device, ProtectedAddress address) {
        if (address.family() == IpFamily.IPV6) {
            throw new IllegalArgumentException(
                    "label: '" + label + "' is not allowed; the kernel has no labels for IPv6 addresses, leave it out");
        }
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
