package org.recoverykit.core.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.RecoveryKit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the calls of one resource's kit go through, one at a time. A call that has run out of time keeps the seat until its
 * thread is back (the resource is in quarantine); those that follow wait for it up to their own deadlines.
 */
final class KitSeat {
    private static final Logger LOG = LoggerFactory.getLogger(KitSeat.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String tag;
    private final RecoveryKit kit;
    private final KitLedger ledger;
    private final CallServices services;
    private final StartedThreads threads;
    private final Object lock = new Object();
    private final Deque<KitCall<?>> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private @Nullable KitCall<?> inside;
    private boolean closed;
    private String lastThrown = "";

    KitSeat(String tag, RecoveryKit kit, KitLedger ledger, CallServices services) {
        this.tag = tag;
        this.kit = kit;
        this.ledger = ledger;
        this.services = services;
        this.threads = new StartedThreads(ledger, services);
    }

    /** Calls the kit as soon as it and a worker are free. Answered exactly once, at the request's deadline at the latest. */
    <R> void call(CallRequest<R> request) {
        KitCall<R> call = new KitCall<>(this, request);
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            call.refuse(refusal.get());
            return;
        }
        services.deadlines().watch(call);
        KitCall<?> occupant;
        synchronized (lock) {
            occupant = inside;
            if (occupant == null) {
                inside = call;
            } else {
                waiting.add(call);
            }
        }
        if (occupant == null) {
            services.workers().next(call.lane(), call);
        } else if (RoutineLook.givesWay(occupant, call)) {
            occupant.interrupt("no longer wanted");
        }
    }

    /** Whether a call is inside the kit or on its way there. */
    boolean isTaken() {
        synchronized (lock) {
            return inside != null;
        }
    }

    /** Interrupts one call, if it is still there. */
    void interrupt(long callId, String why) {
        calls().stream().filter(call -> call.id() == callId).forEach(call -> call.interrupt(why));
    }

    /**
     * Takes no more calls; those that wait are answered, one that is inside may finish until its deadline.
     *
     * @return completes then
     */
    CompletableFuture<Void> close() {
        List<KitCall<?>> notBegun;
        synchronized (lock) {
            closed = true;
            notBegun = new ArrayList<>(waiting);
            if (inside == null || inside.isLate()) {
                settled.complete(null);
            }
        }
        notBegun.forEach(call -> call.cancel("the engine closes"));
        return settled;
    }

    /** Asks whatever is inside to come back. */
    void interruptAll(String why) {
        calls().forEach(call -> call.interrupt(why));
    }

    /** Closes the kit, which may do anything but keep the engine from closing. */
    void letGo() {
        try {
            kit.close();
        } catch (Throwable thrown) { // a kit's code: told, nothing depends on it
            Thrown.warn(LOG, "event=kit-close-threw tag=" + tag + " kit=" + ledger.kit(), thrown);
        }
    }

    String tag() {
        return tag;
    }

    RecoveryKit kit() {
        return kit;
    }

    EngineTime time() {
        return services.time();
    }

    StartedThreads threads() {
        return threads;
    }

    Workers workers() {
        return services.workers();
    }

    /** The call's thread is back: the seat is free for the next. */
    void leave(KitCall<?> call) {
        KitCall<?> following;
        synchronized (lock) {
            if (inside != call) {
                return;
            }
            following = waiting.poll();
            inside = following;
            if (closed && following == null) {
                settled.complete(null);
            }
        }
        if (following != null) {
            services.workers().next(following.lane(), following);
        }
    }

    void began(KitCall<?> call, long waitedNanos) {
        services.overload().waited(waitedNanos, call.lane());
    }

    /** Why a call that was not begun could not be. */
    String occupant(KitCall<?> call) {
        KitCall<?> other;
        synchronized (lock) {
            other = inside;
        }
        if (other == null || other == call) {
            return "engine overload, no worker was free";
        }
        return "the " + Words.name(other.operation()) + " before it, asked for " + Words.duration(other.elapsed())
                + " ago, has not returned";
    }

    void neverBegan(KitCall<?> call) {
        boolean ourFault;
        synchronized (lock) {
            waiting.remove(call);
            ourFault = inside == call;
        }
        if (ourFault) {
            services.overload().noWorker(tag, call.operation());
        }
    }

    void ranOutOfTime(KitCall<?> call) {
        LOG.warn("event=kit-call-late tag={} operation={} kit={}", tag, Words.name(call.operation()), ledger.kit());
        services.time().after(GRACE, () -> countIfAbandoned(call));
        synchronized (lock) {
            if (closed) {
                settled.complete(null);
            }
        }
    }

    private void countIfAbandoned(KitCall<?> call) {
        if (!call.abandon()) {
            return;
        }
        ledger.lost();
        services.troubles()
                .alert(
                        "abandoned",
                        tag,
                        Words.name(call.operation()) + " of kit '" + ledger.kit()
                                + "' ignores its interrupt; its resource is not called until it returns",
                        "mend the kit; to be rid of the thread, restart this process (it leaves resources in service)");
    }

    void cameBackLate(KitCall<?> call, Duration elapsed, boolean wasAbandoned) {
        if (wasAbandoned) {
            ledger.returned();
        }
        LOG.info(
                "event=late-result-discarded tag={} operation={} call={} after={}",
                tag,
                Words.name(call.operation()),
                call.id(),
                Words.duration(elapsed));
    }

    /** Logs the stack of something new; the same thing again and again is told by the events. */
    void threw(Operation operation, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            services.troubles()
                    .tell(
                            "out-of-memory",
                            "out of memory in " + Words.name(operation) + " of " + tag,
                            "run with -XX:+ExitOnOutOfMemoryError under a supervisor, and give the process more heap");
        }
        String kind = operation + " " + thrown.getClass().getName();
        boolean news;
        synchronized (lock) {
            news = !Objects.equals(lastThrown, kind);
            lastThrown = kind;
        }
        if (news && !(thrown instanceof InterruptedException)) {
            Thrown.warn(
                    LOG,
                    "event=kit-threw tag=" + tag + " operation=" + Words.name(operation) + " kit=" + ledger.kit(),
                    thrown);
        }
    }

    void step(Operation operation, String step) {
        services.steps().atStep(tag, operation, step);
    }

    private Optional<String> refusal() {
        synchronized (lock) {
            if (closed) {
                return Optional.of("the engine is closed");
            }
        }
        if (!ledger.exhausted()) {
            return Optional.empty();
        }
        String why =
                "kit '" + ledger.kit() + "' keeps " + ledger.abandoned() + " threads that ignored their interrupts";
        services.troubles().alert("kit-exhausted", ledger.kit(), why, "mend the kit, then restart this process");
        return Optional.of(why);
    }

    private List<KitCall<?>> calls() {
        synchronized (lock) {
            List<KitCall<?>> all = new ArrayList<>(waiting);
            if (inside != null) {
                all.add(inside);
            }
            return all;
        }
    }
}
