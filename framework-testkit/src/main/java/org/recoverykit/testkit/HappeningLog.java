package org.recoverykit.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recoverykit.engine.Operation;

/** What happened to all resources of one provider, in one order. */
final class HappeningLog {

    private final List<Happening> happenings = new CopyOnWriteArrayList<>();

    void began(String tag, Operation operation) {
        happenings.add(new Happening(tag, operation, Happening.Phase.BEGAN, ""));
    }

    void ended(String tag, Operation operation, String outcome) {
        happenings.add(new Happening(tag, operation, Happening.Phase.ENDED, outcome));
    }

    List<Happening> all() {
        return List.copyOf(happenings);
    }

    void clear() {
        happenings.clear();
    }
}
