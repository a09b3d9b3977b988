package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

/** How a station is asked for its address, and answers, in the words of either family. */
record Asking(LinuxNetwork network, OwnStations own) {

    /** Hears of each answer of a target, given to this interface by somebody else than this node. */
    KernelAnswer<Watch> listen(Link link, InetAddress target, Runnable answered, Duration timeout) {
        if (target instanceof Inet4Address ipv4) {
            return network.watchArp(link.index(), ipv4, frame -> tell(isAnswer(frame, link), answered), timeout);
        }
        return network.watchNd(
                link.index(), (Inet6Address) target, frame -> tell(isAnswer(frame, link), answered), timeout);
    }

    /** Sends the question. */
    void ask(int ifindex, MacAddress mac, Optional<InetAddress> asker, InetAddress target) {
        if (target instanceof Inet4Address ipv4) {
            ArpFrame question = asker.filter(Inet4Address.class::isInstance)
                    .map(from -> ArpFrame.request(mac, (Inet4Address) from, ipv4))
                    .orElseGet(() -> ArpFrame.probe(mac, ipv4));
            network.arp().send(ifindex, question);
        } else {
            Inet6Address ipv6 = (Inet6Address) target;
            NdFrame question = asker.filter(Inet6Address.class::isInstance)
                    .map(from -> NdFrame.question(mac, (Inet6Address) from, ipv6))
                    .orElseGet(() -> NdFrame.probe(mac, ipv6));
            network.nd().send(ifindex, question);
        }
    }

    private static void tell(boolean answer, Runnable answered) {
        if (answer) {
            answered.run();
        }
    }

    private boolean isAnswer(ArpFrame frame, Link link) {
        boolean toUs = link.hardwareAddress().filter(frame.targetMac()::equals).isPresent();
        return frame.operation() == ArpFrame.Operation.REPLY && toUs && !own.have(frame.senderMac());
    }

    /** Asked in nobody's name, a station answers to all nodes. */
    private boolean isAnswer(NdFrame frame, Link link) {
        boolean toUs = frame.receiver().multicast()
                || link.hardwareAddress().filter(frame.receiver()::equals).isPresent();
        return frame instanceof NdFrame.Advertisement && toUs && !own.have(frame.sender());
    }
}
