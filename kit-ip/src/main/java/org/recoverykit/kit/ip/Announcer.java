package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.ReadyFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the network where the address is: at once; again, because frames get lost and a receiver that has just updated its
 * entry ignores some forms for a second; and now and then, because tables forget. First the request form, which is always
 * believed, then the reply form.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    /** Sockets and settings answer in microseconds. */
    private static final Duration SOON = Duration.ofMillis(200);

    /** 2 to the 32nd by the golden ratio: spreads numbers that follow each other evenly. */
    private static final int SPREAD = 0x9E37_79B9;

    private static final int PARTS_BITS = 10;

    private final LinuxNetwork network;
    private final ResourceContext context;
    private final Announcement announcement;
    private final FrameBudget budget;
    private final List<Duration> later;
    private final Announcing habits;
    private final Duration firstRefresh;
    private final List<Registration> urgent = new ArrayList<>();
    private final List<Registration> pending = new ArrayList<>();
    private Registration refreshing = () -> {};
    private List<Registration> refreshed = List.of();
    private long arrivals;

    Announcer(
            LinuxNetwork network,
            ResourceContext context,
            ProtectedAddress address,
            FrameBudget budget,
            List<Duration> offsets,
            Announcing habits) {
        this.network = network;
        this.context = context;
        this.announcement = Announcement.of(network, address.inetAddress());
        this.budget = budget;
        this.later = offsets.stream().filter(offset -> !offset.isZero()).toList();
        this.habits = habits;
        this.firstRefresh = firstRefresh(address, habits.refresh());
    }

    /**
     * After a quarter of an interval to five quarters: addresses that came together are not refreshed together ever after, but spread over
     * a whole interval. The second follows within two and a quarter: for 120 s after 270 s, and a switch forgets after 300.
     */
    static Duration firstRefresh(ProtectedAddress address, Duration interval) {
        int spread = (address.inetAddress().hashCode() * SPREAD) >>> (Integer.SIZE - PARTS_BITS);
        return interval.dividedBy(4).plus(interval.multipliedBy(spread).dividedBy(1 << PARTS_BITS));
    }

    /** Gets ready, so that the first announcement waits for nothing. What fails is told when it is used. */
    void prepare(Link link, Duration timeout) {
        announcement.prepare(link, timeout);
    }

    /**
     * Sends the first announcement of an arrival: now, unless two thousand others did just now. What the network does with it
     * nobody can know; what the kernel refuses is logged.
     */
    void announce(Link link) {
        Duration wait = budget.first(context.time().nanoTime());
        if (wait.isZero()) {
            request(link);
        } else {
            postpone(link.name(), wait);
        }
    }

    /** The first announcement on a link, encoded beforehand; empty where that cannot be. Never blocks. */
    Optional<ReadyFrame> ready(Link link) {
        return speaking(link).flatMap(mac -> announcement.ready(link, mac));
    }

    /** Sends what was made ready, unless two thousand others left just now: whether it has left. */
    boolean announce(ReadyFrame frame) {
        return budget.firstIfFree(context.time().nanoTime()) && frame.send();
    }

    /** All of {@link #announce} that has no effect. */
    void exercise() {
        budget.exercise(context.time().nanoTime());
    }

    private synchronized void postpone(String interfaceName, Duration wait) {
        urgent.add(Later.after(
                wait, context, () -> network.view().link(interfaceName).ifPresent(this::request)));
    }

    /**
     * Announces again at the later offsets from now, in place of what was still to come, and from then on now and then. The
     * reply form of the first announcement comes with the first turn of this.
     */
    synchronized void repeat(String interfaceName, Ownership ownership) {
        forget(pending);
        pending.add(replyInTurn(interfaceName, ownership));
        for (Duration offset : later) {
            pending.add(Later.after(offset, context, () -> bothAgain(interfaceName, ownership)));
        }
        refreshing.close();
        arrivals++;
        if (!habits.refresh().isZero()) {
            long arrival = arrivals;
            refreshing = Later.after(firstRefresh, context, () -> goOn(arrival, interfaceName, ownership));
        }
    }

    private synchronized void goOn(long arrival, String interfaceName, Ownership ownership) {
        if (arrival == arrivals) {
            refreshing = context.every(habits.refresh(), () -> refresh(interfaceName, ownership));
            refresh(interfaceName, ownership);
        }
    }

    private synchronized void bothAgain(String interfaceName, Ownership ownership) {
        pending.add(turn(() -> again(interfaceName, ownership, this::request)));
        pending.add(replyInTurn(interfaceName, ownership));
    }

    private synchronized void refresh(String interfaceName, Ownership ownership) {
        refreshed.forEach(Registration::close);
        refreshed = List.of(
                turn(() -> again(interfaceName, ownership, this::request)), replyInTurn(interfaceName, ownership));
    }

    private Registration replyInTurn(String interfaceName, Ownership ownership) {
        return habits.forms() == AnnouncementForms.BOTH && announcement.hasReply()
                ? turn(() -> again(interfaceName, ownership, this::reply))
                : () -> {};
    }

    /** When the budget says so: now, or some time from now. */
    private Registration turn(Runnable sending) {
        Duration wait = budget.other(context.time().nanoTime());
        if (!wait.isZero()) {
            return Later.after(wait, context, sending);
        }
        sending.run();
        return () -> {};
    }

    /** Nothing more is announced, but for a run that is going on. */
    synchronized void stop() {
        forget(urgent);
        forget(pending);
        arrivals++;
        refreshing.close();
        refreshed.forEach(Registration::close);
    }

    private static void forget(List<Registration> registrations) {
        registrations.forEach(Registration::close);
        registrations.clear();
    }

    /** How a frame is sent. */
    private interface Form {
        void send(Link link);
    }

    private void again(String interfaceName, Ownership ownership, Form form) {
        if (ownership.valid()) {
            network.view().link(interfaceName).ifPresent(link -> {
                prepare(link, SOON);
                form.send(link);
            });
        }
    }

    private void request(Link link) {
        speaking(link).map(mac -> announcement.send(link, mac)).ifPresent(sent -> check(sent, link));
    }

    private void reply(Link link) {
        speaking(link).flatMap(mac -> announcement.sendReply(link, mac)).ifPresent(sent -> check(sent, link));
    }

    /** The hardware address of an interface that speaks ARP. */
    private static Optional<MacAddress> speaking(Link link) {
        return (link.flags() & Link.NO_ARP) != 0 ? Optional.empty() : link.hardwareAddress();
    }

    private void check(KernelResult sent, Link link) {
        if (!sent.ok()) {
            LOG.warn(
                    "event=announcement-failed tag={} interface={} reason=\"{}\"",
                    context.tag(),
                    link.name(),
                    sent.message());
        }
    }
}
