package org.recoverykit.core.run;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineListener;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.TimeSource;

/** Numbers events and hands them to the log and to listeners, each on a thread of its own. */
final class EventHub implements EventSink {
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final TimeSource time;
    private final List<ListenerFeed> feeds = new CopyOnWriteArrayList<>();
    private long sequence;
    private int named;
    private boolean closed;

    /** With the log as the first listener. */
    EventHub(TimeSource time, EngineListener log) {
        this.time = time;
        add("rk-event-log", log);
    }

    @Override
    public synchronized void publish(Instant happened, EngineEvent event) {
        if (closed) {
            return;
        }
        sequence++;
        for (ListenerFeed feed : feeds) {
            feed.offer(sequence, happened, event);
        }
    }

    @Override
    public void publish(EngineEvent event) {
        publish(time.wallTime(), event);
    }

    /** Tells a listener everything from now on. */
    synchronized Registration listen(EngineListener listener) {
        if (closed) {
            return () -> {};
        }
        named++;
        return add("rk-listener-" + named, listener);
    }

    /** Lets listeners have what was published, for two seconds at most, and ends their threads. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        feeds.forEach(ListenerFeed::finish);
        feeds.forEach(feed -> feed.await(CLOSE_NANOS));
        feeds.clear();
    }

    private Registration add(String thread, EngineListener listener) {
        ListenerFeed feed = new ListenerFeed(thread, listener);
        feeds.add(feed);
        feed.start();
        return () -> {
            feeds.remove(feed);
            feed.drop();
        };
    }
}
