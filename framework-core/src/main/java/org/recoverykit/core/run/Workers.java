package org.recoverykit.core.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that take turns of the loops and call kits.
 *
 * <p>Three rules keep them few and quick. <b>Urgent work wakes a worker, routine work waits for one</b> that is awake and
 * moves: the checks that come due together are one worker's round, not a wake-up each. <b>One wakes the next:</b> a task
 * wakes at most one sleeping worker, which wakes the next if it leaves urgent work behind. <b>Growth needs a standstill:</b>
 * when the head of a lane has not moved for a few milliseconds, workers are hanging in kits, and as many again are woken or
 * started, up to {@value #MOST}. Workers beyond the core end after 30 s without work.
 *
 * <p>A worker that has just learnt something goes on with what follows by itself ({@link #next}): a failed check, the
 * decision and the local recovery run on one thread, without a hand-over that costs 30-60 us each. What can wait until after
 * that ({@link #afterwards}) does: waking those who write and log takes as long again.
 */
final class Workers {
    static final int MOST = 512;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final int core = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private final Object lock = new Object();
    private final Deque<Runnable> urgent = new ArrayDeque<>();
    private final Deque<Runnable> routine = new ArrayDeque<>();
    private final Deque<Worker> sleeping = new ArrayDeque<>();
    private final Set<Worker> all = new HashSet<>();
    private final ThreadGroup group = new ThreadGroup("rk-workers");
    private final Supervisor supervisor = new Supervisor(this);
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private boolean waking;
    private boolean threadsRefused;
    private boolean closed;
    private int staying;
    /** How many are at work, and were not found standing still. */
    private int moving;

    private long named;

    /** The first task of each lane. */
    record Heads(@Nullable Runnable urgent, @Nullable Runnable routine) {}

    Workers() {
        supervisor.start();
    }

    /** Runs a task on a worker. Never blocks; after {@link #close} it does nothing. */
    void submit(Lane lane, Runnable task) {
        submit(lane, List.of(task));
    }

    /** The same for several at once. */
    void submit(Lane lane, List<Runnable> tasks) {
        boolean supervise;
        synchronized (lock) {
            if (closed) {
                return;
            }
            (lane == Lane.URGENT ? urgent : routine).addAll(tasks);
            boolean somebodyComesBy = lane == Lane.ROUTINE && moving > 0;
            supervise = !waking && (somebodyComesBy || !wakeOne());
        }
        if (supervise) {
            supervisor.watch();
        }
    }

    /**
     * Runs a task as what follows from the present one: on this same worker, if this thread is one, is running our own code
     * and has nothing that follows yet; else like {@link #submit}.
     */
    void next(Lane lane, Runnable task) {
        Worker self = ownWorker();
        if (self == null || !self.takesOver(task)) {
            submit(lane, task);
        }
    }

    /** Whether this thread already has something that follows; then it should not take long over the present task. */
    boolean hasNext() {
        Worker self = ownWorker();
        return self != null && self.hasNext();
    }

    /**
     * Runs a task when this worker has done all that follows from the present one, or after a few milliseconds by another,
     * should this one be inside a kit so long; at once, if nothing follows. Must do no harm when it is run twice.
     */
    void afterwards(Runnable task) {
        Worker self = ownWorker();
        if (self != null && self.hasNext() && self.putsOff(task)) {
            supervisor.watch();
        } else {
            task.run();
        }
    }

    /** This thread now runs code of others, which may never come back: nothing may wait for it as what follows. */
    void lend() {
        Worker self = ownWorker();
        if (self != null) {
            self.lent = true;
        }
    }

    /** This thread is back from code of others. */
    void giveBack() {
        Worker self = ownWorker();
        if (self != null) {
            self.lent = false;
        }
    }

    /** Whether the calling thread is one of the workers. */
    boolean isWorker() {
        return ownWorker() != null;
    }

    /** The group that workers and the threads started by kits in their calls belong to. */
    ThreadGroup group() {
        return group;
    }

    /** How many workers there are. */
    int size() {
        synchronized (lock) {
            return all.size();
        }
    }

    /** Takes no more work, drops what waits, lets workers end, and waits for them. Those that hang in a kit stay. */
    int close(Duration atMost) throws InterruptedException {
        synchronized (lock) {
            closed = true;
            urgent.clear();
            routine.clear();
            sleeping.forEach(Worker::wake);
            sleeping.clear();
            staying = isWorker() ? 1 : 0;
            tellIfGone();
        }
        supervisor.end();
        try {
            gone.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException hanging) {
            LOG.debug("event=workers-hang", hanging);
        }
        return size() - staying;
    }

    private void tellIfGone() {
        if (closed && all.size() <= staying) {
            gone.complete(null);
        }
    }

    private @Nullable Worker ownWorker() {
        return Thread.currentThread() instanceof Worker worker && worker.pool() == this ? worker : null;
    }

    /** Whether somebody is on the way now. */
    private boolean wakeOne() {
        if (waking) {
            return true;
        }
        Worker sleeper = sleeping.pollLast();
        if (sleeper != null) {
            waking = true;
            sleeper.wake();
        } else if (all.size() < core) {
            startWorker();
        }
        return waking;
    }

    /** The supervisor remembers this while it waits. */
    Heads heads() {
        synchronized (lock) {
            return new Heads(urgent.peek(), routine.peek());
        }
    }

    /**
     * The supervisor has waited: helps where nothing has moved meanwhile, and does what was put off.
     *
     * @return whether there is something left to watch
     */
    boolean help(Heads before) {
        synchronized (lock) {
            boolean stuck = (before.urgent() != null && before.urgent() == urgent.peek())
                    || (before.routine() != null && before.routine() == routine.peek());
            if (stuck) {
                mobilise();
            }
            // A copy: waking somebody may start a worker, who joins them.
            for (Worker worker : List.copyOf(all)) {
                Runnable late = worker.takePutOff();
                if (late != null && !closed) {
                    urgent.add(late);
                    wakeOne();
                }
            }
            return !closed && !(urgent.isEmpty() && routine.isEmpty());
        }
    }

    /** Doubles those at work: none of them has come by. */
    private void mobilise() {
        int waiting = urgent.size() + routine.size();
        int wanted = Math.min(Math.max(1, all.size() - sleeping.size()), waiting);
        all.forEach(worker -> worker.moving = false);
        moving = 0;
        int woken = Math.min(wanted, sleeping.size());
        for (int i = 0; i < woken; i++) {
            waking = true;
            sleeping.removeLast().wake();
        }
        int started = Math.min(wanted - woken, MOST - all.size());
        for (int i = 0; i < started; i++) {
            startWorker();
        }
    }

    private void startWorker() {
        Worker worker = new Worker(this, group, ++named);
        try {
            worker.start();
            all.add(worker);
            waking = true;
            threadsRefused = false;
        } catch (OutOfMemoryError noThread) {
            // "unable to create native thread" is the limit of the container or the user, not the heap's end
            if (!threadsRefused) {
                threadsRefused = true;
                LOG.error(
                        "event=no-thread workers={} remedy=\"raise the limit of processes (ulimit -u, pids.max)\"",
                        all.size());
            }
        }
    }

    /** What to do next; waits for it. Empty when this worker should end. */
    Optional<Runnable> take(Worker self) {
        synchronized (lock) {
            waking &= !self.arrive();
        }
        while (true) {
            boolean supervise = false;
            Runnable task;
            synchronized (lock) {
                task = urgent.isEmpty() ? routine.poll() : urgent.poll();
                if (task == null) {
                    rest(self);
                    if (closed) {
                        return leave(self);
                    }
                    sleeping.addLast(self);
                } else {
                    move(self);
                    supervise = (!urgent.isEmpty() && !wakeOne()) || !routine.isEmpty();
                }
            }
            if (supervise) {
                supervisor.watch();
            }
            if (task != null) {
                return Optional.of(task);
            }
            boolean woken = self.parkUntilWoken(IDLE_NANOS);
            synchronized (lock) {
                if (!woken && sleeping.remove(self)) {
                    if (all.size() > core) {
                        return leave(self);
                    }
                } else {
                    self.forgetWake();
                    waking = false;
                }
            }
        }
    }

    private void move(Worker self) {
        if (!self.moving) {
            self.moving = true;
            moving++;
        }
    }

    private void rest(Worker self) {
        if (self.moving) {
            self.moving = false;
            moving--;
        }
    }

    private Optional<Runnable> leave(Worker self) {
        all.remove(self);
        tellIfGone();
        return Optional.empty();
    }
}
