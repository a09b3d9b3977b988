package org.recoverykit.kit.mac;

import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FailureScope;

/** Gives one interface another hardware address and reads it back. */
final class Changer {
    private final LinuxNetwork network;
    private final DownTime downTime;

    Changer(LinuxNetwork network, DownTime downTime) {
        this.network = network;
        this.downTime = downTime;
    }

    /** Done when the kernel itself says that the interface has it; Failed when it says that it has not. */
    ActionResult change(Link link, MacAddress wanted, Budget budget) throws InterruptedException {
        KernelResult asked = network.links().setHardwareAddress(link.index(), wanted, budget.next());
        String trouble = asked.message();
        if (asked instanceof KernelResult.Refused refused && refused.errno() == Errno.EBUSY && isUp(link, budget)) {
            trouble = downTime.change(link, wanted, budget).orElse("");
        }
        KernelAnswer<Link> found = network.askLink(link.index(), Budget.toTheEnd());
        if (found.value().isEmpty()) {
            return ActionResult.indeterminate(joined(trouble, found.result().message()));
        }
        boolean has = found.value().get().hardwareAddress().equals(Optional.of(wanted));
        return has
                ? ActionResult.done()
                : ActionResult.failed(
                        joined(trouble, link.name() + " did not take " + wanted), FailureScope.RETRY_HERE);
    }

    /** The kernel's own word: the table may not have heard yet. Who is down already gains nothing by the long way. */
    private boolean isUp(Link link, Budget budget) throws InterruptedException {
        return network.askLink(link.index(), budget.next())
                .value()
                .filter(Link::up)
                .isPresent();
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + "; " + second;
    }
}
