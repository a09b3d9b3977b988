package org.recoverykit.linux;

import java.util.ArrayDeque;
import java.util.Deque;

/** What to close, last opened first, when the opening of the whole fails halfway. */
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Notes how to close what was just opened. */
    <T> T opened(T thing, Runnable close) {
        steps.push(close);
        return thing;
    }

    void run() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
