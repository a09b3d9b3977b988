package org.recoverykit.kit.mac.crash;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.recoverykit.engine.Operation;

/** In the process to be killed: tells the steps it passes, or stands still at one of them for ever. */
final class Steps {
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

    /** A step without operation and count. */
    static String text(String step) {
        return step.substring(step.indexOf(": ") + 2, step.lastIndexOf(" #"));
    }

    void kit(String tag, Operation operation, String step) {
        if (isDeadly(operation + ": " + step)) {
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
