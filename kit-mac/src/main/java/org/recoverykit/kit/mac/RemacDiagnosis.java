package org.recoverykit.kit.mac;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.codec.EchoCodec;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.TimeSource;

/**
 * Tells for each target whether it believes gratuitous ARP, hence whether the hardware address has to move along with an IP
 * address (Linux FailSafe's procedure, 2.5.1). Two interfaces on one network play the two ends of a move of an unused test
 * address; the target's echoes tell whom it believes to have it.
 *
 * <p>Changes nothing on this node: address, requests and answers are bare frames, and the kernel never has the test address.
 * A target keeps an entry for it until its cache drops it, some minutes at most. So there is nothing to restore, however the
 * diagnosis ends; its sockets are closed when it is interrupted, too, and with the process when that is killed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RemacDiagnosis {
    private static final Duration OPENS = Duration.ofSeconds(2);

    /**
     * What to try.
     *
     * @param first the interface that the test address is on at first
     * @param second the one that it moves to; on the same network
     * @param testAddress an address of the targets' subnet that nobody has
     * @param targets routers and clients to be asked, which answer echo requests
     */
    public record Plan(String first, String second, Inet4Address testAddress, List<Inet4Address> targets) {
        /** Copies the list. */
        public Plan {
            targets = List.copyOf(targets);
        }
    }

    /** Whether the hardware address has to move, as far as one target goes. */
    public enum Verdict {
        /** It does not believe gratuitous ARP. */
        NEEDED,
        /** It believes it. */
        NOT_NEEDED,
        /** Could not be found out. */
        UNKNOWN
    }

    /**
     * What was found about one target.
     *
     * @param target its address
     * @param verdict what it means
     * @param reason what was seen, one line for a person
     */
    public record Finding(Inet4Address target, Verdict verdict, String reason) {}

    /** How the diagnosis ended. */
    public sealed interface Outcome {}

    /**
     * All targets were tried.
     *
     * @param findings one for each, in the order of the plan
     */
    public record Found(List<Finding> findings) implements Outcome {
        /** Copies the list. */
        public Found {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It could not be begun.
     *
     * @param reason what is wrong and what to do, one line
     */
    public record Refused(String reason) implements Outcome {}

    private RemacDiagnosis() {}

    /**
     * Carries it out, one target after the other: about 10 ms for one that believes, 5 s for one that does not.
     *
     * @param network of the namespace of both interfaces; needs CAP_NET_RAW
     * @throws InterruptedException when the thread is interrupted; nothing is left behind
     */
    public static Outcome run(LinuxNetwork network, Plan plan, TimeSource time) throws InterruptedException {
        Outcome outcome = runUninterrupted(network, plan, time);
        // Opening a socket tells of an interrupt by the thread's mark only.
        if (Thread.interrupted()) {
            throw new InterruptedException("the diagnosis was interrupted");
        }
        return outcome;
    }

    private static Outcome runUninterrupted(LinuxNetwork network, Plan plan, TimeSource time)
            throws InterruptedException {
        List<String> problems = new ArrayList<>();
        Optional<Link> first = usable(network, plan.first(), problems);
        Optional<Link> second = usable(network, plan.second(), problems);
        if (plan.first().equals(plan.second())) {
            problems.add("both interfaces are '" + plan.first() + "'; name two that are on one network");
        }
        if (!problems.isEmpty() || first.isEmpty() || second.isEmpty()) {
            return new Refused(String.join("; ", problems));
        }
        KernelAnswer<WireTap> arp = network.links().tap(first.get().index(), TrafficProof.ARP, OPENS);
        if (arp.value().isEmpty()) {
            return new Refused(arp.result().message());
        }
        try (WireTap arpOfFirst = arp.value().get()) {
            return withEchoes(network, plan, time, first.get(), second.get(), arpOfFirst);
        }
    }

    private static Outcome withEchoes(
            LinuxNetwork network, Plan plan, TimeSource time, Link first, Link second, WireTap arpOfFirst)
            throws InterruptedException {
        KernelAnswer<WireTap> one = network.links().tap(first.index(), EchoCodec.ETHERTYPE, OPENS);
        if (one.value().isEmpty()) {
            return new Refused(one.result().message());
        }
        try (WireTap echoesOfFirst = one.value().get()) {
            KernelAnswer<WireTap> two = network.links().tap(second.index(), EchoCodec.ETHERTYPE, OPENS);
            if (two.value().isEmpty()) {
                return new Refused(two.result().message());
            }
            try (WireTap echoesOfSecond = two.value().get()) {
                RemacTrial trial = new RemacTrial(
                        plan.testAddress(),
                        arpOfFirst,
                        new RemacTrial.End(address(first), echoesOfFirst),
                        new RemacTrial.End(address(second), echoesOfSecond),
                        time);
                return tryAll(plan, trial);
            }
        }
    }

    private static Outcome tryAll(Plan plan, RemacTrial trial) throws InterruptedException {
        Optional<MacAddress> owner = trial.ownerOf(plan.testAddress());
        if (owner.isPresent()) {
            return new Refused("the test address " + plan.testAddress().getHostAddress() + " is in use by "
                    + owner.get() + "; name one that nobody has");
        }
        List<Finding> findings = new ArrayList<>();
        for (Inet4Address target : plan.targets()) {
            findings.add(trial.of(target));
        }
        return new Found(findings);
    }

    private static MacAddress address(Link link) {
        return link.hardwareAddress().orElseThrow();
    }

    private static Optional<Link> usable(LinuxNetwork network, String name, List<String> problems) {
        Optional<Link> link = network.view().link(name);
        boolean ethernet =
                link.filter(Link::ethernet).flatMap(Link::hardwareAddress).isPresent();
        Optional<String> obstacle = Verdicts.obstacle(network.view(), name)
                .or(() -> ethernet ? Optional.empty() : Optional.of(name + " is not Ethernet"));
        obstacle.ifPresent(problems::add);
        return link;
    }
}
