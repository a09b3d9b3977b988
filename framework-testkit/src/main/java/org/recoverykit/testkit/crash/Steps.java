package org.recoverykit.testkit.crash;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.recoverykit.engine.Operation;

/**
 * In the process to be killed: tells the steps it passes, or stands still at one of them for ever. A step is known by its text
 * and by how often it was passed, as {@code kit vip RESTORE: address added #1}. Any thread may pass one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Steps {
    private static final String KIT = "kit ";
    private static final String STATE = "state ";
    private static final String NOWHERE = "";
    private static final int LONGEST_WAIT_MINUTES = 2;

    private final Consumer<String> parent;
    private final Map<String, Integer> passed = new HashMap<>();
    private String deadly = NOWHERE;
    private boolean recording;

    Steps(Consumer<String> parent) {
        this.parent = parent;
    }

    /** A kit's step is passed; for the engine's step hook. */
    public void kit(String tag, Operation operation, String step) {
        pass(KIT + tag + " " + operation + ": " + step);
    }

    /** A step of writing the engine's state is passed; for the engine's state hook. */
    public void state(Object step) {
        pass(STATE + step);
    }

    /** Whether a kit told it. */
    public static boolean isOfKit(String step) {
        return step.startsWith(KIT);
    }

    /** Whether every run of a story passes it: how often the state is written is a matter of timing. */
    public static boolean isCertain(String step) {
        return isOfKit(step) || step.endsWith(" #1");
    }

    /** A kit's step as the kit told it. */
    public static String text(String step) {
        return step.substring(step.indexOf(": ") + 2, step.lastIndexOf(" #"));
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

    private void pass(String step) {
        if (isDeadly(step)) {
            parent.accept(Said.AT);
            standStill();
        }
    }

    private synchronized boolean isDeadly(String step) {
        String counted = step + " #" + passed.merge(step, 1, Integer::sum);
        if (recording) {
            parent.accept(Said.STEP + counted);
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
