package org.recoverykit.core.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts the threads that a kit starts inside its calls, and tells a person if they pile up. A new thread inherits who
 * started it, which is where it is counted; how many are left is looked at only after many were started, {@value
 * #LOOK_AFTER_SECONDS} s later, so that a kit that starts none costs nothing.
 */
final class StartedThreads {
    static final int MANY = 32;
    private static final int LOOK_AFTER_SECONDS = 30;
    private static final int NAMED = 3;
    private static final InheritableThreadLocal<@Nullable StartedThreads> STARTER = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable StartedThreads childValue(@Nullable StartedThreads starter) {
            if (starter != null) {
                starter.oneMore();
            }
            return starter;
        }
    };

    private final KitLedger ledger;
    private final CallServices services;
    private final AtomicBoolean looking = new AtomicBoolean();

    StartedThreads(KitLedger ledger, CallServices services) {
        this.ledger = ledger;
        this.services = services;
    }

    /** From now on this thread runs the kit's code. */
    void enter() {
        STARTER.set(this);
    }

    /** No longer. */
    void leave() {
        STARTER.remove();
    }

    private void oneMore() {
        if (ledger.threadStarted() % MANY == 0 && looking.compareAndSet(false, true)) {
            services.time().after(Duration.ofSeconds(LOOK_AFTER_SECONDS), this::look);
        }
    }

    private void look() {
        looking.set(false);
        List<Thread> alive = KitThreads.of(services.workers().group());
        if (alive.size() >= MANY) {
            services.troubles()
                    .alert(
                            "kit-threads",
                            ledger.kit(),
                            "kit '" + ledger.kit() + "' has started " + ledger.threadsStarted()
                                    + " threads in its calls, and " + alive.size()
                                    + " threads that kits started so are still there, such as "
                                    + String.join(", ", names(alive)),
                            "mend the kit: what it starts in a call must end with the call; to be rid of the threads,"
                                    + " restart this process (it leaves resources in service)");
        }
    }

    private static List<String> names(List<Thread> alive) {
        return alive.stream()
                .map(thread -> "'" + Words.oneLine(thread.getName()) + "'")
                .limit(NAMED)
                .toList();
    }
}
