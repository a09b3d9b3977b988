package org.recoverykit.kit.mac;

import java.time.Duration;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;

/** Does something once, some time from now: a periodic task that ends its period when it runs. */
final class Later implements Runnable {
    private final Runnable task;
    private volatile Registration registration = () -> {};

    private Later(Runnable task) {
        this.task = task;
    }

    /** Closing what is returned calls it off. */
    static Registration after(Duration delay, ResourceContext context, Runnable task) {
        Later later = new Later(task);
        later.registration = context.every(delay, later);
        return later.registration;
    }

    @Override
    public void run() {
        registration.close();
        task.run();
    }
}
