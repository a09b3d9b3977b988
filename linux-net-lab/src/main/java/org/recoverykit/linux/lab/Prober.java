package org.recoverykit.linux.lab;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.recoverykit.linux.socket.EchoSocket;

/**
 * A client that asks an address for an echo at short intervals and tells how long it went without an answer. An outage lasts
 * from the sending of the last answered question before it to that of the first answered one after.
 */
public final class Prober implements AutoCloseable {
    private static final AtomicInteger IDENTIFIERS =
            new AtomicInteger((int) ProcessHandle.current().pid());

    private final NetNs place;
    private final EchoSocket socket;
    private final long intervalNanos;
    private final CompletableFuture<Void> end;
    private volatile boolean stopped;
    private final Ledger ledger = new Ledger();

    /**
     * Questions without an answer in a row.
     *
     * @param fromNanos when the last answered question before was sent, as {@link System#nanoTime} tells
     * @param duration until the first answered one after was sent
     * @param lost how many in between
     */
    public record Outage(long fromNanos, Duration duration, int lost) {}

    private Prober(NetNs place, EchoSocket socket, Duration interval) {
        this.place = place;
        this.socket = socket;
        this.intervalNanos = interval.toNanos();
        this.end = place.fork("rk-lab-prober", this::loop);
    }

    /** Starts asking an address from a host. */
    public static Prober start(NetNs from, Inet4Address target, Duration interval) {
        int identifier = IDENTIFIERS.incrementAndGet();
        return new Prober(from, from.call(() -> EchoSocket.open(target, identifier)), interval);
    }

    private void loop() {
        int sequence = 0;
        long next = System.nanoTime();
        while (!stopped) {
            long now = System.nanoTime();
            if (now - next >= 0) {
                ledger.asked(++sequence, now);
                int unused = socket.ask(sequence);
                next = Math.max(next + intervalNanos, now);
            }
            for (OptionalInt answer = socket.answered(); answer.isPresent(); answer = socket.answered()) {
                ledger.answered(answer.getAsInt());
            }
            LockSupport.parkNanos(Math.min(intervalNanos, 50_000));
        }
        socket.close();
    }

    /** How many questions were answered so far. */
    public long answers() {
        return ledger.answers();
    }

    /** When the latest answered question was sent, as {@link System#nanoTime} tells. */
    public long lastAnsweredNanos() {
        return ledger.lastAnsweredNanos();
    }

    /** The outages so far that have ended, oldest first; each at least one question lost. */
    public List<Outage> outages() {
        return ledger.outages();
    }

    /** Waits until a question is answered that is sent after this call. */
    public void awaitAnswer() {
        long from = System.nanoTime();
        Await.until("an answer to a prober in " + place.name(), () -> lastAnsweredNanos() - from > 0);
    }

    @Override
    public void close() {
        stopped = true;
        end.join();
    }

    /** What was asked and answered. */
    private static final class Ledger {
        private static final int REMEMBERED = 1 << 16;
        private final long[] sentAt = new long[REMEMBERED];
        private final List<Outage> outages = new ArrayList<>();
        private int lastAnswered;
        private long lastAnsweredAt = System.nanoTime();
        private long answers;

        synchronized void asked(int sequence, long now) {
            sentAt[sequence & (REMEMBERED - 1)] = now;
        }

        synchronized void answered(int sequence) {
            if (sequence <= lastAnswered) {
                return;
            }
            long at = sentAt[sequence & (REMEMBERED - 1)];
            int lost = sequence - lastAnswered - 1;
            if (lost > 0 && lastAnswered > 0) {
                outages.add(new Outage(lastAnsweredAt, Duration.ofNanos(at - lastAnsweredAt), lost));
            }
            lastAnswered = sequence;
            lastAnsweredAt = at;
            answers++;
        }

        synchronized long answers() {
            return answers;
        }

        synchronized long lastAnsweredNanos() {
            return lastAnsweredAt;
        }

        synchronized List<Outage> outages() {
            return List.copyOf(outages);
        }
    }
}
