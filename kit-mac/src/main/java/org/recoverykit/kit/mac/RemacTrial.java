package org.recoverykit.kit.mac;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.recoverykit.kit.mac.RemacDiagnosis.Finding;
import org.recoverykit.kit.mac.RemacDiagnosis.Verdict;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.codec.EchoCodec;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.EchoFrame;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.TimeSource;

/** One move of the test address after the other, and what each target makes of it. Used by one thread. */
final class RemacTrial {
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int ATTEMPTS = 3;

    /** When the move is announced, as the kits do: again after the receivers' lock time of a second, and once more. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ZERO, Duration.ofMillis(1100), Duration.ofMillis(1900));

    private final Inet4Address test;
    private final WireTap arp;
    private final End first;
    private final End second;
    private final TimeSource time;
    private final int identifier = ThreadLocalRandom.current().nextInt(1 << 16);
    private int sequence;

    /** One end of the move: its own hardware address, and its wire. */
    record End(MacAddress address, WireTap echoes) {}

    RemacTrial(Inet4Address test, WireTap arp, End first, End second, TimeSource time) {
        this.test = test;
        this.arp = arp;
        this.first = first;
        this.second = second;
        this.time = time;
    }

    /** Who has an address; asked so that nobody's cache changes. */
    Optional<MacAddress> ownerOf(Inet4Address address) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            arp.send(TrafficProof.frame(ArpFrame.probe(first.address(), address)));
            Optional<MacAddress> answer = hear(
                    arp,
                    PATIENCE,
                    frame -> ArpCodec.decode(ByteBuffer.wrap(frame), frame.length)
                            .filter(reply -> reply.operation() == ArpFrame.Operation.REPLY
                                    && reply.senderAddress().equals(address)
                                    && reply.targetMac().equals(first.address()))
                            .map(ArpFrame::senderMac));
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    Finding of(Inet4Address target) throws InterruptedException {
        Optional<MacAddress> station = ownerOf(target);
        if (station.isEmpty()) {
            return new Finding(target, Verdict.UNKNOWN, "does not answer ARP; is it on this network, and switched on?");
        }
        boolean believed = false;
        for (int attempt = 0; attempt < ATTEMPTS && !believed; attempt++) {
            // An ARP request tells the target who asks, and that it believes: it is about to be asked something.
            ArpFrame request = new ArpFrame(ArpFrame.Operation.REQUEST, first.address(), test, MacAddress.ZERO, target);
            arp.send(TrafficProof.frame(request));
            believed = echo(target, station.get(), first)
                    .filter(first.address()::equals)
                    .isPresent();
        }
        if (!believed) {
            return new Finding(
                    target,
                    Verdict.UNKNOWN,
                    "sends no echo to the test address; name an unused address of its subnet, and let it answer ping");
        }
        return afterTheMove(target, station.get());
    }

    private Finding afterTheMove(Inet4Address target, MacAddress station) throws InterruptedException {
        Optional<MacAddress> told = Optional.empty();
        for (Duration pause : PAUSES) {
            pass(pause);
            second.echoes().send(TrafficProof.frame(ArpFrame.announcement(second.address(), test)));
            told = echo(target, station, second);
            if (told.filter(second.address()::equals).isPresent()) {
                return new Finding(
                        target, Verdict.NOT_NEEDED, "believes gratuitous ARP: answers to the new hardware address");
            }
        }
        return told.filter(first.address()::equals).isPresent()
                ? new Finding(
                        target,
                        Verdict.NEEDED,
                        "does not believe gratuitous ARP: goes on answering to the old hardware address")
                : new Finding(target, Verdict.UNKNOWN, "sent no echo after the move");
    }

    /** Waits by listening; what is said meanwhile is of no interest. */
    private void pass(Duration pause) throws InterruptedException {
        Optional<MacAddress> nobody = hear(arp, pause, frame -> Optional.empty());
        nobody.ifPresent(heard -> {});
    }

    /** Asks for an echo by one end; to which hardware address the answer was sent, whichever wire it came by. */
    private Optional<MacAddress> echo(Inet4Address target, MacAddress station, End from) throws InterruptedException {
        sequence = (sequence + 1) & 0xffff;
        int asked = sequence;
        from.echoes()
                .send(EchoCodec.encode(new EchoFrame(
                        EchoFrame.Kind.REQUEST, from.address(), station, test, target, identifier, asked)));
        Predicate<EchoFrame> isAnswer = frame -> frame.kind() == EchoFrame.Kind.REPLY
                && frame.identifier() == identifier
                && frame.sequence() == asked
                && frame.from().equals(target);
        Function<byte[], Optional<MacAddress>> reading =
                frame -> EchoCodec.decode(frame).filter(isAnswer).map(EchoFrame::destination);
        End other = from.equals(first) ? second : first;
        Optional<MacAddress> here = hear(from.echoes(), PATIENCE, reading);
        return here.isPresent() ? here : hear(other.echoes(), Duration.ZERO, reading);
    }

    private <T> Optional<T> hear(WireTap wire, Duration patience, Function<byte[], Optional<T>> reading)
            throws InterruptedException {
        long end = time.nanoTime() + patience.toNanos();
        Optional<byte[]> frame = wire.receive(patience);
        while (frame.isPresent()) {
            Optional<T> read = reading.apply(frame.get());
            if (read.isPresent()) {
                return read;
            }
            frame = wire.receive(Duration.ofNanos(Math.max(0, end - time.nanoTime())));
        }
        return Optional.empty();
    }
}
