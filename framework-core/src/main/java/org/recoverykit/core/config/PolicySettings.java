package org.recoverykit.core.config;

import java.time.Duration;
import java.util.Optional;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.Timeouts;

/** A policy as a file has it: what it does not say holds from above. Named as {@link Policy} names it. */
record PolicySettings(
        Optional<Duration> quickCheckInterval,
        Optional<Duration> deepCheckInterval,
        Optional<TimeoutSettings> timeouts,
        Optional<Boolean> localRecovery,
        Optional<Boolean> restartInPlace,
        Optional<Boolean> failover,
        Optional<Boolean> notifyOnly,
        Optional<Integer> maxLocalRecoveries,
        Optional<Duration> localRecoveryWindow,
        Optional<Integer> unknownBudget) {

    /** Checks the ranges of what it says. */
    PolicySettings {
        merged(
                Policy.DEFAULT,
                quickCheckInterval,
                deepCheckInterval,
                timeouts,
                localRecovery,
                restartInPlace,
                failover,
                notifyOnly,
                maxLocalRecoveries,
                localRecoveryWindow,
                unknownBudget);
    }

    Policy over(Policy above) {
        return merged(
                above,
                quickCheckInterval,
                deepCheckInterval,
                timeouts,
                localRecovery,
                restartInPlace,
                failover,
                notifyOnly,
                maxLocalRecoveries,
                localRecoveryWindow,
                unknownBudget);
    }

    private static Policy merged(
            Policy above,
            Optional<Duration> quickCheckInterval,
            Optional<Duration> deepCheckInterval,
            Optional<TimeoutSettings> timeouts,
            Optional<Boolean> localRecovery,
            Optional<Boolean> restartInPlace,
            Optional<Boolean> failover,
            Optional<Boolean> notifyOnly,
            Optional<Integer> maxLocalRecoveries,
            Optional<Duration> localRecoveryWindow,
            Optional<Integer> unknownBudget) {
        return new Policy(
                quickCheckInterval.orElse(above.quickCheckInterval()),
                deepCheckInterval.orElse(above.deepCheckInterval()),
                timeouts.map(t -> t.over(above.timeouts())).orElse(above.timeouts()),
                localRecovery.orElse(above.localRecovery()),
                restartInPlace.orElse(above.restartInPlace()),
                failover.orElse(above.failover()),
                notifyOnly.orElse(above.notifyOnly()),
                maxLocalRecoveries.orElse(above.maxLocalRecoveries()),
                localRecoveryWindow.orElse(above.localRecoveryWindow()),
                unknownBudget.orElse(above.unknownBudget()));
    }

    /** Timeouts, likewise. */
    record TimeoutSettings(
            Optional<Duration> restore,
            Optional<Duration> remove,
            Optional<Duration> quickCheck,
            Optional<Duration> deepCheck,
            Optional<Duration> localRecovery,
            Optional<Duration> isolate) {

        /** Checks the ranges of what it says. */
        TimeoutSettings {
            merged(Timeouts.DEFAULT, restore, remove, quickCheck, deepCheck, localRecovery, isolate);
        }

        Timeouts over(Timeouts above) {
            return merged(above, restore, remove, quickCheck, deepCheck, localRecovery, isolate);
        }

        private static Timeouts merged(
                Timeouts above,
                Optional<Duration> restore,
                Optional<Duration> remove,
                Optional<Duration> quickCheck,
                Optional<Duration> deepCheck,
                Optional<Duration> localRecovery,
                Optional<Duration> isolate) {
            return new Timeouts(
                    restore.orElse(above.restore()),
                    remove.orElse(above.remove()),
                    quickCheck.orElse(above.quickCheck()),
                    deepCheck.orElse(above.deepCheck()),
                    localRecovery.orElse(above.localRecovery()),
                    isolate.orElse(above.isolate()));
        }
    }
}
