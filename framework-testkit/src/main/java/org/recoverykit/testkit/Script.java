package org.recoverykit.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.Call;

/** Answers waiting for their calls; the truth where nothing was said. */
final class Script<R> {
    private final Map<Operation, Deque<Answer<R>>> queued = new EnumMap<>(Operation.class);
    private final Map<Operation, Answer<R>> always = new EnumMap<>(Operation.class);
    private final Function<Operation, Answer<R>> truth;

    Script(Function<Operation, Answer<R>> truth) {
        this.truth = truth;
    }

    synchronized void next(Operation operation, Answer<R> answer) {
        queued.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(answer);
    }

    synchronized void always(Operation operation, Answer<R> answer) {
        always.put(operation, answer);
    }

    synchronized void forget() {
        queued.clear();
        always.clear();
    }

    R answer(Operation operation, Call call) throws InterruptedException {
        return choose(operation).to(call);
    }

    private synchronized Answer<R> choose(Operation operation) {
        Deque<Answer<R>> waiting = queued.get(operation);
        Answer<R> first = waiting == null ? null : waiting.poll();
        if (first != null) {
            return first;
        }
        Answer<R> standing = always.get(operation);
        return standing == null ? truth.apply(operation) : standing;
    }
}
