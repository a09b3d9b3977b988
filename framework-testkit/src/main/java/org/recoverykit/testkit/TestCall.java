package org.recoverykit.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apiguardian.api.API;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.TimeSource;

/**
 * One invocation as a test makes it: with a deadline by the given time, a record of the steps that the kit told, and something
 * that may happen at a step. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TestCall implements Call {

    /** What happens when a step is told. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    public interface AtStep {
        /**
         * One step; may throw.
         *
         * @param number from 1
         * @param name as the kit told it
         */
        void reached(int number, String name);

        /** Nothing happens. */
        AtStep NOTHING = (number, name) -> {};

        /** The process dies at the given step, from 1. */
        static AtStep crash(int atNumber) {
            return (number, name) -> {
                if (number >= atNumber) {
                    throw new SimulatedCrash("at step " + number + " '" + name + "'");
                }
            };
        }
    }

    private final TimeSource time;
    private final long deadline;
    private final Why why;
    private final int attempt;
    private final Ownership ownership;
    private final AtStep atStep;
    private final List<String> steps = new CopyOnWriteArrayList<>();

    private TestCall(TimeSource time, long deadline, Why why, int attempt, Ownership ownership, AtStep atStep) {
        this.time = time;
        this.deadline = deadline;
        this.why = why;
        this.attempt = attempt;
        this.ownership = ownership;
        this.atStep = atStep;
    }

    /** A command's first attempt that owns the resource for ever and ends after the given time. */
    public static TestCall within(Duration limit, TimeSource time) {
        return new TestCall(
                time, time.nanoTime() + limit.toNanos(), Why.COMMAND, 1, Ownership.permanent(), AtStep.NOTHING);
    }

    /** The same call with another reason and count. */
    public TestCall because(Why reason, int attemptNumber) {
        return new TestCall(time, deadline, reason, attemptNumber, ownership, atStep);
    }

    /** The same call under another right to act. */
    public TestCall owning(Ownership right) {
        return new TestCall(time, deadline, why, attempt, right, atStep);
    }

    /** The same call with something that happens at its steps. */
    public TestCall atStep(AtStep hook) {
        return new TestCall(time, deadline, why, attempt, ownership, hook);
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(deadline - time.nanoTime());
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Why why() {
        return why;
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public synchronized void step(String name) {
        steps.add(name);
        atStep.reached(steps.size(), name);
    }

    /** The steps told so far. */
    public List<String> steps() {
        return List.copyOf(steps);
    }
}
