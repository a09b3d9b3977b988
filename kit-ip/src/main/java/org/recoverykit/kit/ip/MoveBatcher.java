package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Route;

/**
 * Carries out moves of many resources at once: who comes first does the work of all who wait, in few system calls. A
 * thousand addresses on one cable fail in the same microsecond, and each has a call of its own. Questions to the kernel
 * belong to the work too: eight callers who ask for themselves spend more time waiting for each other than the kernel takes.
 */
final class MoveBatcher {
    /** Nobody works for the others longer than this once his own move is done. */
    private static final int MOST_ROUNDS = 64;

    /** How long a caller waits before he looks whether somebody is still at work. */
    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The kernel completes what it has agreed to within microseconds; on a busy machine everybody waits a little. */
    private static final int COMPLETION_LOOKS = 80;

    private final LinuxNetwork network;
    private final Queue<Move> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean atWork = new AtomicBoolean();

    MoveBatcher(LinuxNetwork network) {
        this.network = network;
    }

    /**
     * Carries out a move, perhaps by another caller's thread.
     *
     * @throws InterruptedException also when the time is over: how far the move came is not known then
     */
    Move.Outcome run(Move move, Duration timeout) throws InterruptedException {
        waiting.add(move);
        long left = timeout.toNanos();
        // Each wait but the last takes its full slice, so the rounds are bounded by the time.
        for (; left > 0; left -= WATCH_NANOS) {
            workWhileFree(move, timeout);
            Optional<Move.Outcome> outcome = await(move, Math.min(left, WATCH_NANOS));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new InterruptedException("the kernel did not carry the move out within " + timeout.toMillis() + " ms");
    }

    private static Optional<Move.Outcome> await(Move move, long nanos) throws InterruptedException {
        try {
            return Optional.of(move.outcome().get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException thrown) {
            throw rethrown(thrown);
        }
    }

    /** Carries these out on this thread, at once or not at all: whoever is at work is not waited for. */
    void runUnlessBusy(List<Move> moves, Duration timeout) {
        if (moves.isEmpty() || !atWork.compareAndSet(false, true)) {
            return;
        }
        try {
            carryOut(moves, timeout);
        } finally {
            atWork.set(false);
        }
        // whoever came meanwhile looks again by himself within WATCH_NANOS; this thread has events to read
    }

    private static IllegalStateException rethrown(ExecutionException thrown) {
        if (thrown.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a move failed in an unforeseen way", thrown.getCause());
    }

    private void workWhileFree(Move own, Duration timeout) {
        for (int round = 0; round < MOST_ROUNDS || !own.outcome().isDone(); round++) {
            if (waiting.isEmpty() || !atWork.compareAndSet(false, true)) {
                return;
            }
            try {
                carryOut(takeAll(), timeout);
            } finally {
                atWork.set(false);
            }
        }
    }

    private List<Move> takeAll() {
        List<Move> moves = new ArrayList<>();
        for (Move move = waiting.poll(); move != null; move = waiting.poll()) {
            moves.add(move);
        }
        return moves;
    }

    private void carryOut(List<Move> moves, Duration timeout) {
        try {
            add(moves, timeout);
            awaitCompletion(moves);
            delete(moves, timeout);
            moves.forEach(move -> move.prove(timeout));
        } catch (RuntimeException | Error thrown) {
            moves.forEach(move -> move.abort(thrown));
            throw thrown;
        } finally {
            moves.forEach(Move::end);
        }
    }

    private void add(List<Move> moves, Duration timeout) {
        List<Move> adding = new ArrayList<>();
        List<AddressChange> additions = new ArrayList<>();
        for (Move move : moves) {
            if (move.plan().addition().isPresent()) {
                move.reach(IpStep.ABOUT_TO_ADD);
                move.announceAtOnce();
                if (move.goesOn()) {
                    adding.add(move);
                    additions.add(AddressChange.add(move.plan().addition().get()));
                }
            }
        }
        if (adding.isEmpty()) {
            return;
        }
        List<KernelResult> results = network.changeAll(additions, timeout);
        for (int i = 0; i < adding.size(); i++) {
            adding.get(i).added(results.get(i));
            adding.get(i).reach(IpStep.ADDED);
        }
        putRoutes(adding, timeout);
        for (Move move : adding) {
            move.announce();
            move.reach(IpStep.ANNOUNCED);
        }
    }

    private void putRoutes(List<Move> adding, Duration timeout) {
        List<Move> owners = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        for (Move move : adding) {
            for (Route route : move.routes()) {
                owners.add(move);
                routes.add(route);
            }
        }
        if (!routes.isEmpty()) {
            List<KernelResult> results = network.routing().putRoutes(routes, timeout);
            for (int i = 0; i < routes.size(); i++) {
                owners.get(i).put(results.get(i));
            }
        }
    }

    /** Where the address is until then it answers: deleted too early, it would be nowhere. */
    private static void awaitCompletion(List<Move> moves) {
        Patience patience = new Patience(COMPLETION_LOOKS);
        for (Move move : moves) {
            if (!move.surplus().isEmpty()) {
                move.awaitCompletion(patience);
            }
        }
    }

    private void delete(List<Move> moves, Duration timeout) {
        List<Deletion> deletions = new ArrayList<>();
        for (Move move : moves) {
            if (!move.surplus().isEmpty()) {
                move.reach(IpStep.ABOUT_TO_DELETE);
            }
            move.surplus().forEach(entry -> deletions.add(new Deletion(move, entry)));
        }
        if (deletions.isEmpty()) {
            return;
        }
        deletions.sort(Comparator.comparing(Deletion::address, MovePlan.SECONDARIES_FIRST));
        List<KernelResult> results = network.changeAll(
                deletions.stream()
                        .map(deletion -> AddressChange.remove(deletion.address()))
                        .toList(),
                timeout);
        Set<Move> concerned = new LinkedHashSet<>();
        for (int i = 0; i < deletions.size(); i++) {
            deletions.get(i).move().deleted(results.get(i));
            concerned.add(deletions.get(i).move());
        }
        concerned.forEach(move -> move.reach(IpStep.DELETED));
    }

    private record Deletion(Move move, InterfaceAddress address) {}
}
