package org.recoverykit.testkit;

import java.util.List;
import java.util.Set;

/** Threads that a kit may have started. */
final class LiveThreads {

    private LiveThreads() {}

    static Set<Thread> now() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Live threads that were not there before, without the contract's own and the virtual machine's. */
    static List<Thread> since(Set<Thread> before) {
        return now().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("testkit-"))
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system")
                        && !thread.getThreadGroup().getName().equals("InnocuousThreadGroup"))
                .toList();
    }
}
