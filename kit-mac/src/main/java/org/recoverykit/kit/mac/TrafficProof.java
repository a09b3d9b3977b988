package org.recoverykit.kit.mac;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.TimeSource;

/**
 * Whether frames of an address get out and answers to it get in: a switch with port security, or a hypervisor that drops
 * forged addresses, lets the interface take the address and then drops its frames. Asks by ARP probes, which nobody takes for
 * a claim and which change nobody's cache.
 */
final class TrafficProof {
    static final int ARP = 0x0806;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final LinuxNetwork network;
    private final TimeSource time;
    private final List<Inet4Address> targets;

    TrafficProof(LinuxNetwork network, TimeSource time, List<Inet4Address> targets) {
        this.network = network;
        this.time = time;
        this.targets = targets;
    }

    /** Nobody was named who could be asked. */
    boolean isImpossible() {
        return targets.isEmpty();
    }

    /** How the asking went: who answered, or why nobody could be asked. */
    record Answers(Set<String> heard, Optional<String> trouble) {
        boolean any() {
            return !heard.isEmpty();
        }
    }

    /** Asks all targets from an address that the interface has, some times; ends with the first answer. */
    Answers ask(Link link, MacAddress from, int attempts, Budget budget) throws InterruptedException {
        KernelAnswer<WireTap> opened = network.links().tap(link.index(), ARP, budget.next());
        if (opened.value().isEmpty()) {
            return new Answers(Set.of(), Optional.of(opened.result().message()));
        }
        try (WireTap tap = opened.value().get()) {
            Set<String> heard = new TreeSet<>();
            for (int attempt = 0; attempt < attempts && heard.isEmpty(); attempt++) {
                for (Inet4Address target : targets) {
                    tap.send(frame(ArpFrame.probe(from, target)));
                }
                listen(tap, from, heard, budget.next(PATIENCE));
            }
            return new Answers(heard, Optional.empty());
        }
    }

    /** For messages. */
    String names() {
        return targets.stream().map(Inet4Address::getHostAddress).collect(Collectors.joining(", "));
    }

    private void listen(WireTap tap, MacAddress to, Set<String> heard, Duration patience) throws InterruptedException {
        long end = time.nanoTime() + patience.toNanos();
        // A clock that stands still must not make this endless: frames of others are counted too.
        for (int frames = 0; frames < 1000 && heard.isEmpty(); frames++) {
            Duration left = Duration.ofNanos(Math.max(0, end - time.nanoTime()));
            Optional<byte[]> came = tap.receive(left);
            if (came.isEmpty()) {
                return;
            }
            ArpCodec.decode(ByteBuffer.wrap(came.get()), came.get().length)
                    .filter(frame -> isAnswer(frame, to))
                    .ifPresent(frame -> heard.add(frame.senderAddress().getHostAddress()));
        }
    }

    private boolean isAnswer(ArpFrame frame, MacAddress to) {
        return frame.operation() == ArpFrame.Operation.REPLY
                && frame.targetMac().equals(to)
                && targets.contains(frame.senderAddress());
    }

    static byte[] frame(ArpFrame arp) {
        ByteBuffer buffer = ByteBuffer.allocate(ArpCodec.LENGTH);
        ArpCodec.write(buffer, arp);
        return buffer.array();
    }
}
