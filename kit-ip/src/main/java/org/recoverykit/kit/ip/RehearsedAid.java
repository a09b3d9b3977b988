package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.CarrierHistory;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.Link;

/**
 * The whole way from the kernel's word of a lost carrier to the announcement and the move, walked for the loopback's own address, which
 * is there already. What reaches the network is a frame on the loopback, which drops it.
 */
final class RehearsedAid implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int FIRST_AIDS = 8_000;
    private static final String NO_INTERFACE = "rehearsal";
    private static final String LOOPBACK = "lo";

    private final LinuxNetwork network;
    private final IpHost apart;
    private final Announcer announcer;
    private final Aid aid;
    private final Watch attending;

    private RehearsedAid(LinuxNetwork network, IpHost apart, Announcer announcer, Aid aid) {
        this.network = network;
        this.apart = apart;
        this.announcer = announcer;
        this.aid = aid;
        this.attending = apart.firstAid().attend(aid, List.of(LOOPBACK));
    }

    /** For an address that the loopback has. */
    static RehearsedAid of(LinuxNetwork network, FixedAddresses fixed, ProtectedAddress own) {
        Places dead = new Places(NO_INTERFACE, Optional.of(LOOPBACK));
        ReplyPath path = new ReplyPath(network, own);
        path.learn(dead, PATIENCE);
        IpHost apart = IpHost.over(network);
        RehearsedContext context = new RehearsedContext();
        Announcer announcer = new Announcer(network, context, own, apart.frames(), List.of(), Announcing.DEFAULT);
        AddressMover mover = new AddressMover(
                own,
                new AddressForm(own, name -> Optional.empty(), Ipv6Settings.DEFAULT, context),
                Ipv6Settings.DEFAULT,
                apart,
                Optional.of(path),
                announcer,
                new ViewGate());
        Devices devices = new Devices(Map.of());
        devices.learn(network.view(), List.of(LOOPBACK));
        // Few loopbacks have a fixed address beside: a rule that only misses it goes the whole way too.
        InterfaceRules lenient = new InterfaceRules(
                InterfaceRules.FixedAddressRule.WARN, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);
        Candidates candidates = new Candidates(
                network.view(),
                own,
                lenient,
                () -> dead,
                fixed,
                devices,
                new CarrierHistory(lenient.carrier(), context::nanoTime),
                new MuteInterfaces());
        Aid aid = new Aid(context, network, mover, announcer, () -> dead, always(candidates));
        return new RehearsedAid(network, apart, announcer, aid);
    }

    private static Aid.Guard always(Candidates candidates) {
        return new Aid.Guard() {
            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public boolean allows() {
                return candidates.allowFirstAid();
            }

            @Override
            public long changes() {
                return candidates.changes();
            }
        };
    }

    /** What the kernel's word sets off at once, with the network's own rehearsal; and then all that follows. */
    void rehearse() {
        Optional<Link> loopback = network.view().link(LOOPBACK);
        loopback.ifPresent(link -> announcer.prepare(link, PATIENCE));
        ReadyAnnouncement ready = loopback.map(this::onLoopback).orElse(ReadyAnnouncement.NONE);
        network.warmUp(ifindex -> {
            aid.standBy(ready);
            apart.firstAid().withoutCarrier(ifindex);
        });
        for (int i = 0; i < FIRST_AIDS; i++) {
            aid.prepare();
            apart.firstAid().treat(NO_INTERFACE, List.of(aid));
        }
    }

    private ReadyAnnouncement onLoopback(Link loopback) {
        return new ReadyAnnouncement(loopback.index(), Optional.of(loopback), aid.change(), announcer.ready(loopback));
    }

    @Override
    public void close() {
        attending.close();
    }
}
