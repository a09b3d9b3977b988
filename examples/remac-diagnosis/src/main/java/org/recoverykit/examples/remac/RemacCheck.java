package org.recoverykit.examples.remac;

import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.kit.mac.RemacDiagnosis;
import org.recoverykit.kit.mac.RemacDiagnosis.Finding;
import org.recoverykit.kit.mac.RemacDiagnosis.Found;
import org.recoverykit.kit.mac.RemacDiagnosis.Outcome;
import org.recoverykit.kit.mac.RemacDiagnosis.Plan;
import org.recoverykit.kit.mac.RemacDiagnosis.Refused;
import org.recoverykit.kit.mac.RemacDiagnosis.Verdict;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkUnavailableException;
import org.recoverykit.spi.TimeSource;

/** {@code RemacCheck eth0 eth1 192.0.2.77 192.0.2.1 192.0.2.20}: two interfaces, an unused address, routers and clients. */
public final class RemacCheck {
    private static final String USAGE = "usage: RemacCheck FIRST-INTERFACE SECOND-INTERFACE UNUSED-ADDRESS TARGET...";
    private static final int FEWEST_WORDS = 4;

    private RemacCheck() {}

    /** Prints a line for each target; ends with 0 when re-MAC is needed for none, 1 when for some, 2 when it cannot tell. */
    public static void main(String[] words) throws InterruptedException {
        System.exit(run(List.of(words), System.out));
    }

    static int run(List<String> words, PrintStream out) throws InterruptedException {
        if (words.size() < FEWEST_WORDS) {
            out.println(USAGE);
            return 2;
        }
        try (LinuxNetwork network = LinuxNetwork.open()) {
            List<Inet4Address> targets = new ArrayList<>();
            for (String target : words.subList(FEWEST_WORDS - 1, words.size())) {
                targets.add(address(target));
            }
            Plan plan = new Plan(words.get(0), words.get(1), address(words.get(2)), targets);
            return tell(RemacDiagnosis.run(network, plan, new Clock()), out);
        } catch (NetworkUnavailableException | IllegalArgumentException refused) {
            out.println(refused.getMessage());
            return 2;
        }
    }

    private static int tell(Outcome outcome, PrintStream out) {
        if (outcome instanceof Refused refused) {
            out.println(refused.reason());
            return 2;
        }
        List<Finding> findings = ((Found) outcome).findings();
        findings.forEach(finding -> out.printf(
                "%-15s  %-18s  %s%n", finding.target().getHostAddress(), words(finding.verdict()), finding.reason()));
        if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.NEEDED)) {
            return 1;
        }
        return findings.stream().allMatch(finding -> finding.verdict() == Verdict.NOT_NEEDED) ? 0 : 2;
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case NEEDED -> "re-MAC needed";
            case NOT_NEEDED -> "re-MAC not needed";
            case UNKNOWN -> "cannot tell";
        };
    }

    private static Inet4Address address(String digits) {
        try {
            // Only digits: a name would be asked of a name server.
            if (digits.matches("[0-9.]+") && InetAddress.getByName(digits) instanceof Inet4Address address) {
                return address;
            }
        } catch (UnknownHostException unreadable) {
            // Told below, as all that is no address.
        }
        throw new IllegalArgumentException("'" + digits + "' is no IPv4 address; " + USAGE);
    }

    /** The real one; an engine would hand its own. */
    private static final class Clock implements TimeSource {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant wallTime() {
            return Instant.now();
        }
    }
}
