package org.recoverykit.core.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener's events, waiting for it. Of more than {@value #MOST} the oldest are dropped, and counted. */
final class ListenerFeed {
    static final int MOST = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(ListenerFeed.class);

    private final EngineListener listener;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private long lost;
    private boolean finishing;

    private record Entry(long sequence, Instant time, EngineEvent event) {}

    ListenerFeed(String name, EngineListener listener) {
        this.listener = listener;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void offer(long sequence, Instant time, EngineEvent event) {
        lock.lock();
        try {
            if (waiting.size() >= MOST) {
                waiting.poll();
                lost++;
            }
            waiting.add(new Entry(sequence, time, event));
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends once what waits is told. */
    void finish() {
        lock.lock();
        try {
            finishing = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends as soon as the listener returns; what waits is not told. */
    void drop() {
        lock.lock();
        try {
            waiting.clear();
            lost = 0;
            finishing = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    void await(long nanos) {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            drop();
            thread.interrupt();
            LOG.warn("event=listener-does-not-end thread={}", thread.getName());
        }
    }

    private void run() {
        for (Optional<Entry> entry = take(); entry.isPresent(); entry = take()) {
            Entry told = entry.get();
            try {
                listener.onEvent(told.sequence(), told.time(), told.event());
            } catch (Throwable thrown) { // the host's code: its mistake costs it this one event
                Thrown.warn(
                        LOG,
                        "event=listener-threw thread=" + thread.getName() + " sequence=" + told.sequence(),
                        thrown);
            }
        }
    }

    private Optional<Entry> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !finishing) {
                news.awaitUninterruptibly();
            }
            Entry first = waiting.peek();
            if (first != null && lost > 0) {
                EngineEvent gap = new EngineEvent.EventsLost("", lost);
                lost = 0;
                return Optional.of(new Entry(first.sequence() - 1, first.time(), gap));
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }
}
