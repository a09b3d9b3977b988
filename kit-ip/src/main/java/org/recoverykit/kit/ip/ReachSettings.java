package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.spi.Setting;

/**
 * Whom the deep check asks, to know that the interface carries frames.
 *
 * @param targets addresses of the protected one's family; none means the gateway
 * @param broadcast ask the whole subnet by a broadcast ping too
 * @param tries how often to ask before silence is believed; 0 asks nobody
 * @param patience how long to wait for an answer, after each time
 * @param silence what to do when nobody answers on any interface
 */
public record ReachSettings(
        @Setting("addresses to ask, at most 16; one answer is enough; default: the gateway")
        List<String> targets,

        @Setting(
                value = "ask by a broadcast ping too: any station that answers such pings is enough",
                defaultValue = "false")
        boolean broadcast,

        @Setting(value = "how often to ask before silence is believed, 0 to 10; 0 asks nobody", defaultValue = "3")
        int tries,

        @Setting(value = "how long to wait for an answer each time, 1ms to 2s", defaultValue = "200ms")
        Duration patience,

        @Setting(
                value = "nobody answers on any interface - report: warn only; fail: the address is failed on this node",
                defaultValue = "report")
        Silence silence) {

    private static final int MOST_TARGETS = 16;
    private static final int MOST_TRIES = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** What holds when nothing is said. */
    static final ReachSettings DEFAULT = new ReachSettings(List.of(), false, 3, Duration.ofMillis(200), Silence.REPORT);

    /** Nobody answers, on no interface: the targets may be dead as well as the way to them. */
    public enum Silence {
        /** A warning in the check's answer. */
        REPORT,
        /** The check fails, and another node may do better. */
        FAIL
    }

    /** Checks the ranges and each target. */
    public ReachSettings {
        targets = List.copyOf(targets);
        targets.forEach(ReachSettings::parse);
        if (targets.size() > MOST_TARGETS) {
            throw new IllegalArgumentException("targets: " + targets.size() + "; allowed are at most " + MOST_TARGETS);
        }
        if (tries < 0 || tries > MOST_TRIES) {
            throw new IllegalArgumentException("tries: " + tries + " is not between 0 and " + MOST_TRIES);
        }
        if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("patience: " + patience + " is not between 1ms and 2s");
        }
    }

    /** Refuses targets that tell nothing of an address, or that cannot be asked for it. */
    void checkFor(ProtectedAddress own) {
        for (InetAddress target : addresses()) {
            if (target.equals(own.inetAddress())) {
                throw new IllegalArgumentException("reach: " + own.host()
                        + " is the protected address itself, which answers whatever happens outside");
            }
            if (IpFamily.of(target) != own.family()) {
                throw new IllegalArgumentException("reach: " + AddressText.of(target) + " and " + own.host()
                        + " are of two families; name stations of the address's own");
            }
            // RFC 4291, 2.5.6: no router forwards what comes from a link-local address.
            if (own.isLinkLocal() && !target.isLinkLocalAddress()) {
                throw new IllegalArgumentException("reach: " + AddressText.of(target) + " cannot answer " + own.host()
                        + ", which is link-local; name link-local stations");
            }
        }
        if (broadcast && own.family() == IpFamily.IPV6) {
            throw new IllegalArgumentException("reach: broadcast: IPv6 has none; name targets");
        }
    }

    /** The targets, parsed. */
    Set<InetAddress> addresses() {
        Set<InetAddress> parsed = new LinkedHashSet<>();
        targets.forEach(text -> parsed.add(parse(text)));
        return parsed;
    }

    private static InetAddress parse(String text) {
        if (text.contains("/") || text.contains("%")) {
            throw new IllegalArgumentException("targets: '" + text + "' is no address: without prefix length and zone");
        }
        return ProtectedAddress.parse(text + (text.contains(":") ? "/128" : "/32"))
                .inetAddress();
    }
}
