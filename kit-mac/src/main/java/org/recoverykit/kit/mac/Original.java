package org.recoverykit.kit.mac;

import java.util.Optional;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/**
 * What an interface had before this kit changed it: noted once, before the first change, and never replaced by an address
 * that this kit had put there.
 *
 * @param name of the interface
 * @param address that it had
 * @param permanent the one that the device was made with, where the driver tells
 */
record Original(String name, MacAddress address, Optional<MacAddress> permanent) {
    private static final String UNKNOWN = "none";

    /** What to note of an interface that nothing is noted of yet. */
    static Original of(Link link, MacAddress current, ProtectedMac mac) {
        return new Original(link.name(), before(link, current, mac), link.permanentAddress());
    }

    /** Notes can be lost (another state directory). What this kit may have put there is taken for its work then. */
    private static MacAddress before(Link link, MacAddress current, ProtectedMac mac) {
        boolean ours = current.equals(mac.address()) || current.equals(mac.standIn());
        if (ours && link.permanentAddress().isPresent()) {
            return link.permanentAddress().get();
        }
        return current.equals(mac.standIn()) ? mac.address() : current;
    }

    /** As {@link #text} wrote it. */
    static Original parse(String text) {
        String[] words = text.split(" ", 3);
        Optional<MacAddress> permanent =
                words[1].equals(UNKNOWN) ? Optional.empty() : Optional.of(MacAddress.parse(words[1]));
        return new Original(words[2], MacAddress.parse(words[0]), permanent);
    }

    /** For a note; the name comes last, it may hold any character. */
    String text() {
        return address + " " + permanent.map(MacAddress::toString).orElse(UNKNOWN) + " " + name;
    }
}
