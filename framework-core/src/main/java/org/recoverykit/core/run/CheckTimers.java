package org.recoverykit.core.run;

import java.util.function.BooleanSupplier;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.Policy;

/** When one resource is looked at: quickly and often, closely and seldom. */
final class CheckTimers {
    private final CheckTimer quick;
    private final CheckTimer deep;

    /**
     * Not yet started.
     *
     * @param occupied whether a call of this resource is going on: a look that is due then is skipped
     */
    CheckTimers(Policy policy, EngineTime time, Jitter jitter, ClockWatch clocks, BooleanSupplier occupied) {
        this.quick = new CheckTimer(policy.quickCheckInterval(), time, jitter, clocks, occupied);
        this.deep = new CheckTimer(policy.deepCheckInterval(), time, jitter, clocks, occupied);
    }

    /**
     * Begins. Once.
     *
     * @param quickDue told that it is time for a quick look; runs on the timer's thread, returns at once
     * @param deepDue the same for a deep one
     */
    void start(Runnable quickDue, Runnable deepDue) {
        quick.start(quickDue);
        deep.start(deepDue);
    }

    void close() {
        quick.close();
        deep.close();
    }

    /** A check has ended, whoever had wished for it: the next one is an interval away. */
    void checkEnded(CheckLevel level) {
        timer(level).ended();
    }

    /** The same, to be told again and again. */
    Runnable checkEnds(CheckLevel level) {
        return timer(level)::ended;
    }

    private CheckTimer timer(CheckLevel level) {
        return level == CheckLevel.DEEP ? deep : quick;
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
