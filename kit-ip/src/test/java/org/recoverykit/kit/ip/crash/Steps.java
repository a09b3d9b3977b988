package org.recoverykit.kit.ip.crash;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.recoverykit.core.state.StateStep;
import org.recoverykit.engine.Operation;

/** In the process to be killed: tells the steps it passes, or stands still at one of them for ever. */
final class Steps {
    static final String KIT = "kit ";
    static final String STATE = "state ";
    private static final String NOWHERE = "";
    private static final int LONGEST_WAIT_MINUTES = 2;

    private final Consumer<String> parent;
    private final Map<String, Integer> passed = new HashMap<>();
    private String deadly = NOWHERE;
    private boolean recording;

    Steps(Consumer<String> parent) {
        this.parent = parent;
    }

    /** From now on every step is told. Counts from one again. */
    synchronized void record() {
        passed.clear();
        recording = true;
        deadly = NOWHERE;
    }

    /** The process is to stand still at this step. Counts from one again. */
    synchronized void dieAt(String step) {
        passed.clear();
        recording = false;
        deadly = step;
    }

    /** Nothing happens at any step. */
    synchronized void liveOn() {
        recording = false;
        deadly = NOWHERE;
    }

    static boolean isOfKit(String step) {
        return step.startsWith(KIT);
    }

    /** Whether every run of a story passes it: how often the state is written is a matter of timing. */
    static boolean isCertain(String step) {
        return isOfKit(step) || step.endsWith(" #1");
    }

    /** A kit's step without operation and count. */
    static String text(String step) {
        return step.substring(step.indexOf(": ") + 2, step.lastIndexOf(" #"));
    }

    void kit(String tag, Operation operation, String step) {
        pass(KIT + operation + ": " + step + (tag.equals(VictimMain.ADDRESS) ? "" : " of " + tag));
    }

    void state(StateStep step) {
        pass(STATE + step);
    }

    private void pass(String step) {
        if (isDeadly(step)) {
            parent.accept(Victim.AT);
            standStill();
        }
    }

    private synchronized boolean isDeadly(String step) {
        String counted = step + " #" + passed.merge(step, 1, Integer::sum);
        if (recording) {
            parent.accept(Victim.STEP + counted);
        }
        return deadly.equals(counted);
    }

    /** Until SIGKILL; should nobody be left to send it, the process ends by itself. */
    private static void standStill() {
        try {
            boolean unused = new CountDownLatch(1).await(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
