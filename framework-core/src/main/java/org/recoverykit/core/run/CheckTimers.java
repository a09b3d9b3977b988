package org.recoverykit.core.run;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.Policy;

/** When one resource is looked at: quickly and often, closely and seldom. */
final class CheckTimers {
    private final CheckTimer quick;
    private final CheckTimer deep;
    private volatile Consumer<CheckLevel> look = level -> {};

    /**
     * Not yet started.
     *
     * @param occupied whether a call of this resource is going on: a look that is due then is skipped
     */
    CheckTimers(Policy policy, EngineTime time, Jitter jitter, ClockWatch clocks, BooleanSupplier occupied) {
        this.quick = new CheckTimer(
                policy.quickCheckInterval(), time, jitter, clocks, occupied, () -> look.accept(CheckLevel.QUICK));
        this.deep = new CheckTimer(
                policy.deepCheckInterval(), time, jitter, clocks, occupied, () -> look.accept(CheckLevel.DEEP));
    }

    /**
     * Begins. Once.
     *
     * @param whenDue told that it is time; runs on the timer's thread, returns at once
     */
    void start(Consumer<CheckLevel> whenDue) {
        look = whenDue;
        quick.start();
        deep.start();
    }

    void close() {
        quick.close();
        deep.close();
    }

    /** A check has ended, whoever had wished for it: the next one is an interval away. */
    void checkEnded(CheckLevel level) {
        (level == CheckLevel.QUICK ? quick : deep).ended();
    }

    /** A quick look, after a pause that nobody can account for; spread, so that not all resources look at once. */
    void soon() {
        quick.soon();
    }

    /** How many quick looks were due and not taken. */
    long skipped() {
        return quick.skipped();
    }
}
