package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/**
 * What answers and silence say. Silence alone says little: a target may be dead, or a firewall drop the question. Silence on
 * one interface and an answer to the same question on the other says that the one is dead, whatever its carrier. Pure.
 */
final class ReachVerdict {
    /** Whom to ask, and nobody there. */
    static final CheckResult LINK_ONLY = CheckResult.healthyBut("only the link was looked at, nobody outside was asked:"
            + " there is no gateway in the subnet, and reach.targets names none");

    private ReachVerdict() {}

    /** The stations that were asked by one interface, and whether any answered. */
    record Answers(String interfaceName, Collection<? extends InetAddress> asked, boolean any) {
        String who() {
            return asked.stream().map(AddressText::of).collect(Collectors.joining(", "));
        }
    }

    /**
     * The verdict.
     *
     * @param here the interface that holds the address
     * @param there the spare one, if it could be asked
     */
    static CheckResult of(Answers here, Optional<Answers> there, ReachSettings.Silence silence) {
        Optional<Answers> deadSpare = there.filter(spare -> !spare.any());
        if (here.any()) {
            return deadSpare
                    .map(spare -> CheckResult.healthyBut("the backup " + spare.interfaceName()
                            + " is not to be relied on: it has carrier, and nobody of " + spare.who()
                            + " answers there, as they do on " + here.interfaceName()))
                    .orElse(CheckResult.healthy());
        }
        if (there.isPresent() && deadSpare.isEmpty()) {
            return CheckResult.unhealthy(
                    here.interfaceName() + " has carrier, and nobody of " + here.who()
                            + " answers there, as they do on " + there.get().interfaceName(),
                    FailureScope.RETRY_HERE);
        }
        String text = "nobody of " + here.who() + " answers, on " + here.interfaceName()
                + there.map(spare -> " nor on " + spare.interfaceName()).orElse("") + "; "
                + (here.asked().size() == 1 ? "the target may be dead: name several" : "the network may be cut off");
        return silence == ReachSettings.Silence.FAIL
                ? CheckResult.unhealthy(text, FailureScope.TRY_ELSEWHERE)
                : CheckResult.healthyBut(text);
    }
}
