package org.recoverykit.kit.mac;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.Setting;

/**
 * The settings of one protected hardware address on one node. Reasons and examples: {@code docs/kits/mac.md}.
 *
 * @param device the interface that carries it here; {@code interface} in a file
 * @param backup the one spare interface of this node, for nothing else
 * @param address the protected address; absent on the home node, whose interface's own it is
 * @param targets who is asked whether traffic passes
 * @param nodes whether other nodes may hold it too
 * @param links when an interface's carrier is believed
 */
public record MacConfig(
        @Setting(
                value =
                        "interface that carries the address here: the primary on its home node, the dedicated backup elsewhere",
                name = "interface")
        String device,

        @Setting("spare interface of this node on the same physical network, used for nothing else; default: none")
        Optional<String> backup,

        @Setting(
                "the protected Ethernet address, as 02:00:5e:10:00:ff; default: the interface's own, for the home node only")
        Optional<String> address,

        @Setting(
                "IPv4 addresses of neighbours that are asked by ARP whether traffic passes, at most 8; default: nobody")
        List<String> targets,

        @Setting(
                value = "several: other nodes may hold the address too; one: this node alone",
                defaultValue = "several")
        Holders nodes,

        @Setting("when an interface's carrier is believed; default: at once, but for one that flaps")
        Optional<LinkSettings> links) {

    private static final int LONGEST_NAME = 15;
    private static final int MOST_TARGETS = 8;
    private static final Pattern DIGITS = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    /** Refuses settings that cannot work on any node. */
    public MacConfig {
        checkInterface("interface", device);
        backup.ifPresent(name -> checkInterface("backup", name));
        if (backup.filter(device::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "backup: '" + device + "' is the interface itself; name another interface, or leave backup out");
        }
        address.ifPresent(MacConfig::checkAddress);
        targets = List.copyOf(targets);
        if (targets.size() > MOST_TARGETS) {
            throw new IllegalArgumentException(
                    "targets: " + targets.size() + " addresses; allowed are at most " + MOST_TARGETS);
        }
        targets.forEach(MacConfig::neighbour);
    }

    /** The protected address, if it is not the interface's own. */
    Optional<MacAddress> protectedAddress() {
        return address.map(MacAddress::parse);
    }

    /** When a carrier is believed. */
    LinkSettings linkSettings() {
        return links.orElse(LinkSettings.DEFAULT);
    }

    /** Whom to ask. */
    List<Inet4Address> neighbours() {
        return targets.stream().map(MacConfig::neighbour).toList();
    }

    private static void checkAddress(String text) {
        MacAddress parsed;
        try {
            parsed = MacAddress.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("address: " + unreadable.getMessage(), unreadable);
        }
        if (parsed.equals(MacAddress.ZERO)) {
            throw new IllegalArgumentException(
                    "address: " + text + " is zero, which means 'unknown'; name a station's address");
        }
        if (parsed.equals(MacAddress.BROADCAST)) {
            throw new IllegalArgumentException("address: " + text
                    + " is the broadcast address, which means everybody; name one station's address");
        }
        if (parsed.multicast()) {
            throw new IllegalArgumentException("address: " + text
                    + " is a multicast address (its first octet is odd), which no interface can have; name one station's"
                    + " address");
        }
    }

    private static Inet4Address neighbour(String text) {
        try {
            // Only digits: a name would be asked of a name server.
            if (DIGITS.matcher(text).matches() && InetAddress.getByName(text) instanceof Inet4Address address) {
                return address;
            }
        } catch (UnknownHostException unreadable) {
            // Told below, as all that is no address.
        }
        throw new IllegalArgumentException(
                "targets: '" + text + "' is no IPv4 address; write four numbers from 0 to 255, as 10.0.0.1");
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
    }
}
