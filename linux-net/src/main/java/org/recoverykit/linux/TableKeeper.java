package org.recoverykit.linux;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.recoverykit.linux.model.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is to do to keep the table current, one turn after another; the waiting between is another's. */
final class TableKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TableKeeper.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 200;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EventFeed feed;
    private final TableReader reader;
    private final LinkPoll linkPoll;
    private final NetworkTable table;
    private final Watchers watchers;
    private final Changes changes;
    private final long pollNanos;
    private final LongSupplier nanoClock;
    private long nextPoll;

    TableKeeper(
            EventFeed feed,
            TableReader reader,
            LinkPoll linkPoll,
            NetworkTable table,
            Watchers watchers,
            Changes changes,
            Duration pollInterval,
            LongSupplier nanoClock) {
        this.feed = feed;
        this.reader = reader;
        this.linkPoll = linkPoll;
        this.table = table;
        this.watchers = watchers;
        this.changes = changes;
        this.pollNanos = pollInterval.toNanos();
        this.nanoClock = nanoClock;
        this.nextPoll = nanoClock.getAsLong();
    }

    /** Reads everything for the first time: what went wrong, or empty. */
    Optional<String> readFirst() {
        Optional<String> problem = reader.readAll(READ_TIMEOUT);
        table.setCurrent(problem.isEmpty());
        return problem;
    }

    /** One turn that nothing ends early: a listener's or the kernel's surprise costs a reading anew. */
    void turn(boolean eventsWait) {
        try {
            if (eventsWait && feed.drain()) {
                table.setCurrent(false);
            }
            if (!table.current()) {
                resync();
            } else if (watchers.anyLink() && nanoClock.getAsLong() - nextPoll >= 0) {
                nextPoll = nanoClock.getAsLong() + pollNanos;
                pollLinks();
                watchers.exercise();
            }
        } catch (RuntimeException e) {
            LOG.warn("event=netlink-monitor-surprise action=resync", e);
            table.setCurrent(false);
        }
    }

    /** How long the next turn may wait for events; -1 for ever. */
    int millisToWait() {
        if (!table.current()) {
            return (int) RETRY_MILLIS;
        }
        if (!watchers.anyLink()) {
            return -1;
        }
        // Rounded up: woken a fraction early, the loop would turn idly until the time has come.
        long nanos = nextPoll - nanoClock.getAsLong() + NANOS_PER_MILLI - 1;
        return (int) Math.max(0, nanos / NANOS_PER_MILLI);
    }

    private void resync() {
        Optional<String> problem = reader.readAll(READ_TIMEOUT);
        if (problem.isPresent()) {
            LOG.warn("event=netlink-resync-failed retry-ms={} reason=\"{}\"", RETRY_MILLIS, problem.get());
            return;
        }
        table.setCurrent(true);
        LOG.info("event=netlink-resynced links={}", table.links().size());
        watchers.tellResynced();
    }

    private void pollLinks() {
        for (Link known : linkPoll.differing(watchers.watchedLinks(table))) {
            // What is queued is older than a fresh answer: apply it first, or it would undo the answer.
            if (feed.drain()) {
                table.setCurrent(false);
                return;
            }
            if (table.link(known.index()).filter(known::equals).isPresent()) {
                linkPoll.ask(known.index()).ifPresent(changes::link);
            }
        }
    }
}
