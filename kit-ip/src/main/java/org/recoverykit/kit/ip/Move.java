package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Route;

/** One caller's part of a batch: what to do, and how far it came. Used by one thread at a time. */
final class Move {
    private final MovePlan plan;
    private final List<Route> routes;
    private final Work work;
    private final Consumer<IpStep> step;
    private final List<KernelResult> troubles = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Moment telling;
    private boolean told;
    private boolean newcomer;
    private Optional<Doubt> doubt = Optional.empty();

    /** What a move does beside changing addresses and routes; on the thread that carries the batch out. */
    interface Work {
        /** The first announcement; the hot path ends with it. */
        void announce();

        /** Waits, not long, until the kernel has completed an addition that it has agreed to. */
        default void awaitCompletion(Patience patience) {}

        /** Asks the kernel whether all is as it should be now: what is not. */
        Optional<Doubt> prove(Duration timeout);

        /** Nothing. */
        Work NONE = new Work() {
            @Override
            public void announce() {}

            @Override
            public Optional<Doubt> prove(Duration timeout) {
                return Optional.empty();
            }
        };
    }

    /** When the network is told. */
    enum Moment {
        /** It was told already, by what stood ready. */
        BEFOREHAND,
        /** It was told already, and the address is where it was told to be: only if it has to be added after all. */
        IF_ADDED,
        /** Before the address is added: it is on this node already, whose kernel takes in what comes by any interface. */
        AT_ONCE,
        /** When it has been added, and its routes with it. */
        WHEN_ADDED
    }

    /**
     * What the kernel's answers leave to be desired after all was carried out.
     *
     * @param kind what to do about it
     * @param text for a person
     */
    record Doubt(Kind kind, String text) {
        enum Kind {
            /** The address is not where it should be, or its interface cannot be used. */
            ABSENT,
            /** The address is there, but replies would leave by the wrong interface. */
            ASTRAY
        }
    }

    /**
     * How a move ended.
     *
     * @param troubles what the kernel refused
     * @param doubt what the kernel says about the state after it, when nothing was refused
     * @param newcomer the address came to the interface by this move, or may have come
     */
    record Outcome(List<KernelResult> troubles, Optional<Doubt> doubt, boolean newcomer) {}

    /**
     * @param plan addresses to add and delete
     * @param routes put into place after the address was added, before it is announced
     * @param work announcement and proof
     * @param step told of each step; what it throws ends this move only
     */
    Move(MovePlan plan, List<Route> routes, Work work, Consumer<IpStep> step) {
        this(plan, routes, work, step, Moment.WHEN_ADDED);
    }

    /** With the moment of the announcement. */
    Move(MovePlan plan, List<Route> routes, Work work, Consumer<IpStep> step, Moment telling) {
        this.telling = telling;
        this.told = telling == Moment.BEFOREHAND || telling == Moment.IF_ADDED;
        this.plan = plan;
        this.routes = List.copyOf(routes);
        this.work = work;
        this.step = step;
    }

    MovePlan plan() {
        return plan;
    }

    /** The routes to put into place, if this move still goes on. */
    List<Route> routes() {
        return goesOn() ? routes : List.of();
    }

    /** How the move ended. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** Whether to go on: nothing was refused, and no step threw. */
    boolean goesOn() {
        return troubles.isEmpty() && !outcome.isDone();
    }

    /** Whether it was carried out, and nothing was refused. */
    boolean succeeded() {
        return outcome.isDone() && !outcome.isCompletedExceptionally() && troubles.isEmpty();
    }

    /** Takes a step if this move still goes on. An error thrown there belongs to this move's caller. */
    void reach(IpStep reached) {
        if (goesOn()) {
            attempt(() -> step.accept(reached));
        }
    }

    /** Before anything is changed. */
    void announceAtOnce() {
        if (telling == Moment.AT_ONCE) {
            announce();
        }
    }

    /** After the addition, unless that was done before. */
    void announce() {
        if (goesOn() && !told) {
            told = true;
            attempt(work::announce);
        }
    }

    void awaitCompletion(Patience patience) {
        if (goesOn()) {
            attempt(() -> work.awaitCompletion(patience));
        }
    }

    void prove(Duration timeout) {
        if (goesOn()) {
            attempt(() -> doubt = work.prove(timeout));
        }
    }

    /** Notes the kernel's answer to the addition: there already is as good as done. */
    void added(KernelResult result) {
        newcomer = result.ok() || result.kind() == KernelResult.Kind.TIMED_OUT;
        told &= !(newcomer && telling == Moment.IF_ADDED);
        put(result);
    }

    /** Notes the kernel's answer to a route. */
    void put(KernelResult result) {
        if (!result.ok() && result.kind() != KernelResult.Kind.ALREADY_THERE) {
            troubles.add(result);
        }
    }

    /** Notes the kernel's answer to a deletion: absent, or its interface gone, is as good as done. */
    void deleted(KernelResult result) {
        boolean gone = result.kind() == KernelResult.Kind.NOT_THERE || result.kind() == KernelResult.Kind.NO_INTERFACE;
        if (!result.ok() && !gone) {
            troubles.add(result);
        }
    }

    List<InterfaceAddress> surplus() {
        return goesOn() ? plan.surplus() : List.of();
    }

    void end() {
        outcome.complete(new Outcome(List.copyOf(troubles), doubt, newcomer));
    }

    void abort(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error thrown) {
            abort(thrown);
        }
    }
}
