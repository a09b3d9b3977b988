package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the path of a move again and again without changing anything, so that the first real one finds compiled code: a cold
 * one takes tens of milliseconds, a warm one tens of microseconds.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int MOVES = 400;
    private static final int FIRST_AIDS = 8_000;
    private static final int CHECKS = 20_000;
    private static final String NO_INTERFACE = "rehearsal";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** For documentation only (RFC 5737): no host has it. */
    private static final ProtectedAddress NOBODYS = new ProtectedAddress(0xC000_024D, 32);

    private static final ProtectedAddress OWN = new ProtectedAddress(0x7F00_0001, 8);

    private Rehearsal() {}

    /** In the background; the host stays open until it ends. */
    static void begin(IpHost host) {
        Thread thread = new Thread(() -> runAndRelease(host), "rk-ip-rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private static void runAndRelease(IpHost host) {
        try {
            host.network().warmUp();
            rehearse(host.network());
        } catch (RuntimeException trouble) {
            LOG.warn("event=rehearsal-failed reason=\"{}\"", trouble.getMessage());
        } catch (InterruptedException stopped) {
            LOG.debug("event=rehearsal-stopped");
        } finally {
            host.release();
        }
    }

    /** Adds what is there already, deletes what is not there, and looks; harmless everywhere. */
    static void rehearse(LinuxNetwork network) throws InterruptedException {
        Inet4Address loopback = OWN.inetAddress();
        List<InterfaceAddress> there = network.view().addressesOf(loopback);
        // Where the loopback has no address, adding it would be a change.
        if (there.isEmpty()) {
            return;
        }
        InterfaceAddress present = there.get(0);
        InterfaceAddress absent = InterfaceAddress.of(present.ifindex(), NOBODYS.inetAddress(), NOBODYS.length());
        // One of its own: it must not carry out real moves, whose callers would be served by this thread.
        MoveBatcher batcher = new MoveBatcher(network);
        Move.Work asking = new Asking(network, present.ifindex());
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
        rehearseFirstAid(network);
        Places places = new Places("lo", Optional.of("lo"));
        for (int i = 0; i < CHECKS; i++) {
            Diagnosis.check(network.view(), OWN, loopback, places);
        }
    }

    /** The whole way from a lost carrier to the announcement, for the loopback's own address, which is there already. */
    private static void rehearseFirstAid(LinuxNetwork network) {
        Places dead = new Places(NO_INTERFACE, Optional.of("lo"));
        ReplyPath path = new ReplyPath(network, OWN);
        path.learn(dead, PATIENCE);
        IpHost apart = IpHost.over(network);
        RehearsedContext context = new RehearsedContext();
        Announcer announcer = new Announcer(network, context, OWN, List.of());
        AddressMover mover =
                new AddressMover(OWN, name -> Optional.empty(), apart, Optional.of(path), announcer, new ViewGate());
        Aid aid = new Aid(context, mover, () -> dead, () -> true);
        for (int i = 0; i < FIRST_AIDS; i++) {
            apart.firstAid().treat(NO_INTERFACE, List.of(aid));
        }
    }

    /** The questions of a real move, put to the loopback. */
    private record Asking(LinuxNetwork network, int ifindex) implements Move.Work {
        @Override
        public void announce() {}

        @Override
        public Optional<Move.Doubt> prove(Duration timeout) {
            network.localInterfaceOf(OWN.inetAddress(), timeout);
            network.askLink(ifindex, timeout);
            network.routing().routeTo(OWN.inetAddress(), Optional.empty(), Optional.empty(), timeout);
            return Optional.empty();
        }
    }
}
