package org.recoverykit.kit.ip;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.recoverykit.linux.LinkEvent;

/**
 * Interfaces that have carrier and over which nobody answers though others do. The address avoids them as long as it has a
 * choice, until somebody answers there or the cable is plugged in anew. Thread-safe.
 */
final class MuteInterfaces {
    private final Set<String> mute = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();

    /** What the last question found. */
    void note(String name, boolean answered) {
        if (answered ? mute.remove(name) : mute.add(name)) {
            changes.incrementAndGet();
        }
    }

    void changed(String name, LinkEvent event) {
        if (event.gainedCarrier()) {
            mute.remove(name);
        }
    }

    /** Grows when an interface falls silent, or answers again. */
    long changes() {
        return changes.get();
    }

    boolean isMute(String name) {
        return mute.contains(name);
    }
}
