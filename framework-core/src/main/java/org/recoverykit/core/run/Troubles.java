package org.recoverykit.core.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.spi.TimeSource;

/** Troubles of the engine itself: told once, and again when they are still there a minute later. */
final class Troubles {
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final TimeSource time;
    private final EventSink events;
    private final Map<String, Long> toldAt = new ConcurrentHashMap<>();

    Troubles(TimeSource time, EventSink events) {
        this.time = time;
        this.events = events;
    }

    /**
     * Tells of a trouble.
     *
     * @param kind constant text: what makes two troubles the same
     */
    void tell(String kind, String reason, String remedy) {
        if (isNews(kind)) {
            events.publish(new EngineEvent.EngineTrouble("", reason, remedy));
        }
    }

    /** Tells a person to look at a resource. */
    void alert(String kind, String tag, String reason, String remedy) {
        if (isNews(kind + ' ' + tag)) {
            events.publish(new EngineEvent.Alert(tag, reason, remedy));
        }
    }

    private boolean isNews(String kind) {
        long now = time.nanoTime();
        return toldAt.compute(kind, (same, last) -> last == null || now - last >= QUIET.toNanos() ? (Long) now : last)
                == now;
    }
}
