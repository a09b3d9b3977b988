package org.recoverykit.kit.mac;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.testkit.Eventually;

/** An action of the kit that runs beside the test, which changes the world meanwhile. */
record Beside(FutureTask<ActionResult> task, Thread thread) {

    /** Begins it, and returns when it waits for something, or is over. */
    static Beside begin(Callable<ActionResult> action) {
        FutureTask<ActionResult> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "beside");
        thread.start();
        Eventually.within(
                Site.SOON,
                "it waits for something",
                () -> task.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
        return new Beside(task, thread);
    }

    ActionResult result() throws ExecutionException, InterruptedException, TimeoutException {
        return task.get(30, TimeUnit.SECONDS);
    }
}
