package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.CarrierHistory;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinkTrouble;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the path of a move again and again without changing anything, so that the first real one finds compiled code: a cold
 * one takes tens of milliseconds, a warm one tens of microseconds.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int MOVES = 400;
    private static final int NEWS = 3_000;
    private static final int CHECKS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LinuxNetwork network;
    private final FixedAddresses fixed;

    /** The loopback's. */
    private final ProtectedAddress own;

    /** For documentation only (RFC 5737, RFC 3849): no host has it. */
    private final ProtectedAddress nobodys;

    Rehearsal(LinuxNetwork network, FixedAddresses fixed, IpFamily family) {
        this.network = network;
        this.fixed = fixed;
        this.own = family == IpFamily.IPV4 ? address(8, 127, 0, 0, 1) : address(128, octets(0, 1));
        this.nobodys = family == IpFamily.IPV4 ? address(32, 192, 0, 2, 77) : address(128, octets(0x2001_0db8, 77));
    }

    /** In the background; the host stays open until it ends. */
    static void begin(IpHost host, IpFamily family) {
        Thread thread = new Thread(() -> runAndRelease(host, family), "rk-ip-rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private static void runAndRelease(IpHost host, IpFamily family) {
        try {
            new Rehearsal(host.network(), host.fixedAddresses(), family).run();
        } catch (RuntimeException trouble) {
            LOG.warn("event=rehearsal-failed reason=\"{}\"", trouble.getMessage());
        } catch (InterruptedException stopped) {
            LOG.debug("event=rehearsal-stopped");
        } finally {
            host.release();
        }
    }

    /** Adds what is there already, deletes what is not there, and looks; harmless everywhere. */
    void run() throws InterruptedException {
        InetAddress loopback = own.inetAddress();
        List<InterfaceAddress> there = network.view().addressesOf(loopback);
        // Where the loopback has no address, adding it would be a change.
        if (there.isEmpty()) {
            network.warmUp();
            return;
        }
        InterfaceAddress present = there.get(0);
        InterfaceAddress absent = InterfaceAddress.of(present.ifindex(), nobodys.inetAddress(), nobodys.length());
        // One of its own: it must not carry out real moves, whose callers would be served by this thread.
        MoveBatcher batcher = new MoveBatcher(network);
        Move.Work asking = new Asking(network, own.inetAddress(), present.ifindex());
        for (int i = 0; i < MOVES; i++) {
            MovePlan plan = MovePlan.to(present, List.of(present, absent));
            Move move = new Move(plan, List.of(), asking, step -> {});
            List<KernelResult> troubles = batcher.run(move, PATIENCE).troubles();
            if (!troubles.isEmpty()) {
                LOG.debug(
                        "event=rehearsal-stopped reason=\"{}\"", troubles.get(0).message());
                return;
            }
        }
        try (RehearsedAid first = RehearsedAid.of(network, fixed, own)) {
            first.rehearse();
        }
        network.view().link("lo").ifPresent(this::rehearseNews);
        Places places = new Places("lo", Optional.of("lo"));
        for (int i = 0; i < CHECKS; i++) {
            Diagnosis.check(network.view(), own, places);
        }
    }

    /** What all who listen make of a lost carrier before, or while, first aid is given. */
    private void rehearseNews(Link loopback) {
        Link cut = loopback.withFlags(loopback.flags() & ~Link.LOWER_UP);
        LinkEvent lost = new LinkEvent(Optional.of(loopback), Optional.of(cut));
        LinkEvent gained = new LinkEvent(Optional.of(cut), Optional.of(loopback));
        CarrierHistory history = new CarrierHistory(InterfaceRules.DEFAULT.carrier(), new RehearsedContext()::nanoTime);
        PortChanges ports = new PortChanges(network);
        for (int i = 0; i < NEWS; i++) {
            for (LinkEvent event : List.of(lost, gained)) {
                ports.linkChanged(event);
                history.changed(loopback.name(), event);
            }
            history.overlookedFor(loopback.name());
            history.unsettledFor(loopback.name());
            LinkTrouble.of(network.view(), cut, loopback.name());
        }
    }

    private static ProtectedAddress address(int length, int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try {
            return new ProtectedAddress(InetAddress.getByAddress(bytes), length);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 and 16 octets are addresses", impossible);
        }
    }

    /** An IPv6 address that begins with four octets and ends with one. */
    private static int[] octets(int first, int last) {
        int[] octets = new int[16];
        for (int i = 0; i < 4; i++) {
            octets[i] = first >>> (24 - 8 * i) & 0xff;
        }
        octets[15] = last;
        return octets;
    }

    /** The questions of a real move, put to the loopback. */
    private record Asking(LinuxNetwork network, InetAddress own, int ifindex) implements Move.Work {
        @Override
        public void announce() {}

        @Override
        public Optional<Move.Doubt> prove(Duration timeout) {
            network.localInterfaceOf(own, timeout);
            network.askLink(ifindex, timeout);
            network.routing().routeTo(own, Optional.empty(), Optional.empty(), timeout);
            return Optional.empty();
        }
    }
}
