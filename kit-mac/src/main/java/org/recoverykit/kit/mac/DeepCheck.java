package org.recoverykit.kit.mac;

import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.CheckResult;

/** Asks the kernel itself, past the table, and then the neighbours whether traffic passes. */
final class DeepCheck {
    private static final int ATTEMPTS = 3;

    private final LinuxNetwork network;
    private final TrafficProof traffic;

    DeepCheck(LinuxNetwork network, TrafficProof traffic) {
        this.network = network;
        this.traffic = traffic;
    }

    /**
     * Called when the table says that all is well.
     *
     * @param heardBefore whether a target has answered to the address already
     * @param nowHeard told when one answers
     */
    CheckResult check(Link known, MacAddress address, boolean heardBefore, Budget budget, Runnable nowHeard)
            throws InterruptedException {
        KernelAnswer<Link> link = network.askLink(known.index(), budget.next());
        if (link.value().isEmpty()) {
            return CheckResult.unknown(link.result().message());
        }
        if (!link.value().get().hasCarrier()) {
            return CheckResult.unhealthy(known.name() + " has no carrier");
        }
        if (!link.value().get().hardwareAddress().equals(Optional.of(address))) {
            return CheckResult.unhealthy("the kernel says that " + known.name() + " does not have " + address);
        }
        if (traffic.isImpossible()) {
            return CheckResult.healthyBut("no targets are configured, so nobody outside was asked");
        }
        TrafficProof.Answers answers = traffic.ask(known, address, ATTEMPTS, budget);
        if (answers.any()) {
            nowHeard.run();
            return CheckResult.healthy();
        }
        if (answers.trouble().isPresent()) {
            return CheckResult.unknown(answers.trouble().get());
        }
        // Targets that never answered may be switched off; those that did answer are the evidence.
        return heardBefore
                ? CheckResult.unhealthy(traffic.names() + " no longer answers to " + address + " on " + known.name()
                        + ": something drops its frames; look at the switch's port security, or at the hypervisor's"
                        + " rule about forged addresses")
                : CheckResult.unknown(traffic.names() + " has not answered to " + address + " on " + known.name()
                        + "; is it switched on, and does it answer ARP?");
    }
}
