package org.recoverykit.core.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.Registration;

/**
 * One call of a kit, from the wish to the answer. It is answered exactly once: by the kit, or at its deadline; what a kit
 * returns after that is discarded.
 *
 * @param <R> the kind of answer
 */
final class KitCall<R> implements Call, Runnable {
    private enum Phase {
        WAITING,
        INSIDE,
        /** Answered for the kit, whose thread has not come back. */
        LATE,
        OVER
    }

    private final KitSeat seat;
    private final CallRequest<R> request;
    private final long askedNanos;
    private final Object lock = new Object();
    private Phase phase = Phase.WAITING;
    private @Nullable Thread thread;
    private @Nullable Registration deadline;
    private volatile String lastStep = "";
    private boolean answered;
    private boolean abandoned;

    KitCall(KitSeat seat, CallRequest<R> request) {
        this.seat = seat;
        this.request = request;
        this.askedNanos = seat.time().nanoTime();
    }

    /** Sets a timer for the deadline, unless it has ended. */
    void arm() {
        synchronized (lock) {
            if (answered) {
                return;
            }
        }
        Registration timer = seat.time().after(remaining(), this::expire);
        boolean late;
        synchronized (lock) {
            late = answered;
            if (!late) {
                deadline = timer;
            }
        }
        if (late) {
            timer.close();
        }
    }

    long id() {
        return request.id();
    }

    Lane lane() {
        return request.lane();
    }

    Operation operation() {
        return request.operation().operation();
    }

    /** On a worker, with the seat taken: calls the kit, whatever that leads to. */
    @Override
    public void run() {
        if (begin()) {
            seat.began(this, seat.time().nanoTime() - askedNanos);
            end(callKit());
        }
        seat.leave(this);
    }

    private R callKit() {
        KitOperation<R> operation = request.operation();
        RecoveryKit kit = seat.kit();
        Thread self = Thread.currentThread();
        ClassLoader loaderBefore = self.getContextClassLoader();
        seat.workers().lend();
        seat.threads().enter();
        try {
            self.setContextClassLoader(kit.getClass().getClassLoader());
            R result = operation.call(kit, this);
            return result != null ? result : operation.cannotTell(Words.name(operation()) + " returned null");
        } catch (Throwable thrown) { // third-party code: every throwable becomes a result here, and only here
            seat.threw(operation(), thrown);
            return operation.cannotTell(Words.name(operation()) + " threw " + Words.describe(thrown));
        } finally {
            self.setContextClassLoader(loaderBefore);
            seat.threads().leave();
            seat.workers().giveBack();
        }
    }

    private boolean begin() {
        synchronized (lock) {
            if (phase != Phase.WAITING) {
                return false;
            }
            phase = Phase.INSIDE;
            thread = Thread.currentThread();
            return true;
        }
    }

    private void end(R result) {
        boolean late;
        synchronized (lock) {
            late = phase == Phase.LATE;
            phase = Phase.OVER;
            thread = null;
            Thread.interrupted(); // whoever interrupted this call did so under this lock
        }
        if (late) {
            seat.cameBackLate(this, elapsed(), abandoned);
        } else {
            answer(result);
        }
    }

    /** At the deadline: answers for the kit, and asks its thread to come back. */
    private void expire() {
        Phase before;
        synchronized (lock) {
            before = phase;
            if (phase == Phase.WAITING) {
                phase = Phase.OVER;
            } else if (phase == Phase.INSIDE) {
                phase = Phase.LATE;
                interruptThread();
            }
        }
        String name = Words.name(operation());
        String limit = Words.duration(request.timeout());
        if (before == Phase.WAITING) {
            seat.neverBegan(this);
            answer(request.operation()
                    .cannotTell(name + " could not begin within " + limit + ": " + seat.occupant(this)));
        } else if (before == Phase.INSIDE) {
            seat.ranOutOfTime(this);
            String where = lastStep.isEmpty() ? "" : " after '" + lastStep + "'";
            answer(request.operation().cannotTell(name + " timed out after " + limit + where));
        }
    }

    /** No longer wanted: one that runs is asked to come back; an action that waits is never begun. A check may look. */
    void interrupt(String why) {
        synchronized (lock) {
            interruptThread();
        }
        if (!operation().isCheck()) {
            cancel(why);
        }
    }

    /** Never to be begun, if it waits: answered now. */
    void cancel(String why) {
        boolean waited;
        synchronized (lock) {
            waited = phase == Phase.WAITING;
            if (waited) {
                phase = Phase.OVER;
            }
        }
        if (waited) {
            refuse(why);
        }
    }

    /** Answers without having begun. */
    void refuse(String why) {
        answer(request.operation().cannotTell(Words.name(operation()) + " was not begun: " + why));
    }

    /** Still not back a while after its interrupt: counts as abandoned from now until it returns. */
    boolean abandon() {
        synchronized (lock) {
            abandoned = phase == Phase.LATE;
            return abandoned;
        }
    }

    /** Whether it was answered for, and its thread has not come back. */
    boolean isLate() {
        synchronized (lock) {
            return phase == Phase.LATE;
        }
    }

    private void interruptThread() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void answer(R result) {
        synchronized (lock) {
            answered = true;
            if (deadline != null) {
                deadline.close();
            }
        }
        request.whenEnded().accept(new CallReport<>(result, lastStep, elapsed()));
    }

    Duration elapsed() {
        return Duration.ofNanos(seat.time().nanoTime() - askedNanos);
    }

    @Override
    public Duration remaining() {
        return request.timeout().minus(elapsed());
    }

    @Override
    public int attempt() {
        return request.attempt();
    }

    @Override
    public Why why() {
        return request.why();
    }

    @Override
    public Ownership ownership() {
        return Ownership.permanent();
    }

    @Override
    public void step(String name) {
        lastStep = Words.oneLine(name);
        seat.step(operation(), lastStep);
    }
}
