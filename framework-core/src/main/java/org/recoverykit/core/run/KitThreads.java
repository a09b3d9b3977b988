package org.recoverykit.core.run;

import java.util.Arrays;
import java.util.List;

/** Threads that kits have started during their calls: they belong to the workers' group and are no workers. */
final class KitThreads {
    private KitThreads() {}

    static List<Thread> of(ThreadGroup workers) {
        Thread[] found = new Thread[2 * workers.activeCount() + 16];
        int count = workers.enumerate(found);
        return Arrays.stream(found, 0, count)
                .filter(thread -> !(thread instanceof Worker) && thread.isAlive())
                .toList();
    }
}
