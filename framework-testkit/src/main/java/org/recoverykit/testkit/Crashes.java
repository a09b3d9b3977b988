package org.recoverykit.testkit;

import org.recoverykit.engine.Operation;

/** Tries an action with a crash at its first step, its second, and so on until it has no more. */
final class Crashes {

    static final int MOST_STEPS = 200;

    private Crashes() {}

    /** Part of a trial. */
    interface Part {
        void run(Trial trial) throws Exception;
    }

    /**
     * Each step in a life of its own.
     *
     * @return how many steps there were
     */
    static int atEveryStep(ContractSubject subject, Operation action, Part before, Part after) throws Exception {
        for (int step = 1; step <= MOST_STEPS; step++) {
            if (!reached(subject, action, step, before, after)) {
                return step - 1;
            }
        }
        throw new AssertionError(action + " tells more than " + MOST_STEPS + " steps");
    }

    private static boolean reached(ContractSubject subject, Operation action, int step, Part before, Part after)
            throws Exception {
        try (Trial trial = Trial.begin(subject)) {
            before.run(trial);
            boolean reached = trial.crashesAndRestarts(action, step);
            try {
                after.run(trial);
            } catch (AssertionError e) {
                throw new AssertionError("crashed in " + action + " at step " + step + ": " + e.getMessage(), e);
            }
            return reached;
        }
    }
}
