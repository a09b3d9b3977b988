package org.recoverykit.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apiguardian.api.API;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineListener;

/** Keeps every event. Events come on a thread of the engine's: wait for them with {@link Eventually}. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecordingListener implements EngineListener {

    private final List<EngineEvent> events = new CopyOnWriteArrayList<>();

    /** Empty. */
    public RecordingListener() {}

    @Override
    public void onEvent(long sequence, Instant time, EngineEvent event) {
        events.add(event);
    }

    /** All events so far, in order. */
    public List<EngineEvent> events() {
        return List.copyOf(events);
    }

    /** All events of one kind so far, in order. */
    public <E extends EngineEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Begins and ends of kit calls so far, in order. */
    public List<Happening> happenings() {
        List<Happening> found = new ArrayList<>();
        for (EngineEvent event : events()) {
            if (event instanceof EngineEvent.OperationStarted started) {
                found.add(new Happening(started.subject(), started.operation(), Happening.Phase.BEGAN, ""));
            } else if (event instanceof EngineEvent.OperationEnded ended) {
                found.add(new Happening(
                        ended.subject(),
                        ended.operation(),
                        Happening.Phase.ENDED,
                        ended.outcome().name()));
            }
        }
        return found;
    }

    /** Forgets the events so far. */
    public void forget() {
        events.clear();
    }
}
