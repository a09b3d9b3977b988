package org.recoverykit.core.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.core.decide.HierarchyState;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.decide.StandingOrder;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.ResourceSpec;
import org.recoverykit.spi.FirstAid;
import org.recoverykit.spi.Notes;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.TimeSource;

/** What one kit is given. Before the engine has started its suspicions are dropped: the start looks at everything anyway. */
final class KitContext implements ResourceContext {
    private final String node;
    private final ResourceSpec spec;
    private final LoopServices services;
    private final StepHook steps;
    private final AtomicBoolean suspicionWaits = new AtomicBoolean();
    private final List<RepeatedTask> tasks = new CopyOnWriteArrayList<>();
    private volatile Optional<EngineLoop> loop = Optional.empty();
    private volatile boolean closed;

    KitContext(String node, ResourceSpec spec, LoopServices services, StepHook steps) {
        this.node = node;
        this.spec = spec;
        this.services = services;
        this.steps = steps;
    }

    void connect(EngineLoop hierarchy) {
        loop = Optional.of(hierarchy);
    }

    /** Tells the hierarchy's loop something; before the start and after the close nobody listens. */
    void tellLoop(Observation observation) {
        loop.ifPresent(to -> to.post(observation));
    }

    /** How its hierarchy stands; empty before the start and after the close. */
    Optional<HierarchyState> state() {
        return loop.map(EngineLoop::state);
    }

    /** Has a worker run a task with all else that is due when this is run. */
    Runnable inRound(Runnable task) {
        Rounds rounds = services.rounds();
        return () -> rounds.add(task);
    }

    void suspicionTaken() {
        suspicionWaits.set(false);
    }

    void close() {
        closed = true;
        loop = Optional.empty();
        tasks.forEach(RepeatedTask::close);
        tasks.clear();
    }

    @Override
    public String tag() {
        return spec.tag();
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public TimeSource time() {
        return services.time();
    }

    @Override
    public void suspect(String reason) {
        Optional<EngineLoop> to = loop;
        if (to.isPresent() && suspicionWaits.compareAndSet(false, true)) {
            to.get().post(new Observation.Suspected(spec.tag(), Words.oneLine(reason)));
        }
    }

    @Override
    public Optional<FirstAid> firstAid() {
        Optional<EngineLoop> from = loop;
        return from.isPresent()
                        && StandingOrder.recover(
                                from.get().state(), spec.tag(), services.time().nanoTime())
                ? Optional.of(new Permission())
                : Optional.empty();
    }

    /** For one use; the recovery that follows is what counts. */
    private final class Permission implements FirstAid {
        @Override
        public Ownership ownership() {
            return Ownership.permanent();
        }

        @Override
        public void step(String name) {
            steps.atStep(spec.tag(), Operation.LOCAL_RECOVERY, Words.oneLine(name));
        }

        @Override
        public void given(String reason) {
            suspect(reason);
        }
    }

    @Override
    public Registration every(Duration period, Runnable task) {
        if (closed) {
            throw new IllegalStateException("the kit of " + spec.tag() + " is closed");
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period is " + period + "; allowed: above zero");
        }
        RepeatedTask repeated = new RepeatedTask(spec.tag(), period, task, services);
        tasks.add(repeated);
        repeated.start();
        return () -> {
            tasks.remove(repeated);
            repeated.close();
        };
    }

    @Override
    public Notes notes() {
        return services.state().notes(spec.tag());
    }

    @Override
    public Map<String, String> childNotes(String childTag) {
        return spec.dependsOn().contains(childTag) ? services.state().notesNow(childTag) : Map.of();
    }

    @Override
    public Path workDirectory() {
        return services.state().workDirectory(spec.tag());
    }
}
