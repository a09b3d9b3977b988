package org.recoverykit.core.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.core.model.Fact;
import org.recoverykit.spi.TimeSource;

/** Stores under test, and facts to put in. */
final class StateFixtures {

    /** Does not move: nothing here may depend on it. */
    static final TimeSource TIME = new TimeSource() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant wallTime() {
            return Instant.EPOCH;
        }
    };

    private StateFixtures() {}

    static StateStore open(Path directory) throws UnusableStateException {
        return StateStore.open(directory, TIME, StateTroubleListener.NONE);
    }

    static Fact note(int number) {
        return new Fact.NotePut("vip" + number % 7, "n" + number % 50, "value " + number);
    }

    static void appendNotes(StateStore store, int from, int to) {
        for (int i = from; i < to; i++) {
            store.appendAndWait(List.of(note(i)));
        }
    }

    /** Remembers what it was told. */
    static final class Troubles implements StateTroubleListener {
        final List<String> told = new ArrayList<>();

        @Override
        public synchronized void notDurable(String reason) {
            told.add("not durable");
        }

        @Override
        public synchronized void durableAgain() {
            told.add("durable again");
        }
    }
}
