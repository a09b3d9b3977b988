package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/**
 * Asks on the wire whether anybody else has an address (RFC 5227, 2.1). The RFC waits up to seven seconds, for networks where
 * hosts come up by themselves; a service that fails over cannot, and a station that is there answers within a millisecond.
 */
final class ConflictProbe {
    /** The questions overlap: each has its whole patience, and a takeover does not wait for the sum of them. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

    private final LinuxNetwork network;
    private final Inet4Address address;
    private final ConflictSettings settings;
    private final OwnStations own;

    /** What was found. */
    sealed interface Finding {
        /** Nobody answered. */
        record Free() implements Finding {}

        /** Somebody else has it, or is taking it at this moment. */
        record Taken(MacAddress owner) implements Finding {}

        /** It could not be asked. */
        record NotAsked(KernelResult why) implements Finding {}
    }

    ConflictProbe(LinuxNetwork network, Inet4Address address, ConflictSettings settings) {
        this.network = network;
        this.address = address;
        this.settings = settings;
        this.own = new OwnStations(network.view());
    }

    /** Asks by an interface that has carrier. Ends with the first answer. */
    Finding ask(Link link, Budget budget) throws InterruptedException {
        Optional<MacAddress> mac = link.hardwareAddress();
        if (settings.probes() == 0 || mac.isEmpty() || (link.flags() & Link.NO_ARP) != 0) {
            return new Finding.Free();
        }
        CompletableFuture<MacAddress> owner = new CompletableFuture<>();
        KernelAnswer<Watch> listening = network.watchArp(
                link.index(),
                address,
                frame -> {
                    if (own.isRival(frame, address) || own.isContender(frame, address)) {
                        owner.complete(frame.senderMac());
                    }
                },
                budget.next());
        if (listening.value().isEmpty()) {
            return new Finding.NotAsked(listening.result());
        }
        Watch watch = listening.value().get();
        try {
            return probe(link, ArpFrame.probe(mac.get(), address), owner, budget);
        } finally {
            watch.close();
        }
    }

    private Finding probe(Link link, ArpFrame probe, CompletableFuture<MacAddress> owner, Budget budget)
            throws InterruptedException {
        for (int i = 0; i < settings.probes(); i++) {
            KernelResult sent = network.arp().send(link.index(), probe);
            if (!sent.ok()) {
                return new Finding.NotAsked(sent);
            }
            boolean last = i == settings.probes() - 1;
            Duration wait = last ? settings.patience() : min(settings.patience(), BETWEEN_QUESTIONS);
            Optional<MacAddress> answer = answer(owner, min(budget.next(), wait));
            if (answer.isPresent()) {
                return new Finding.Taken(answer.get());
            }
        }
        return new Finding.Free();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Optional<MacAddress> answer(CompletableFuture<MacAddress> owner, Duration patience)
            throws InterruptedException {
        try {
            return Optional.of(owner.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException silence) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new AssertionError("nobody completes it with a failure", impossible);
        }
    }
}
