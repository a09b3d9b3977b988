package org.recoverykit.core.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.core.decide.RecoveryDecider;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ResourceSpec;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;

/**
 * Puts an engine together, in this order: a context for each resource, its kit, the whole. What was begun is either
 * {@link #assemble assembled} or {@link #abandon abandoned}. Not thread-safe.
 */
public final class EngineAssembler {
    private static final int MOST_ABANDONED = 32;

    private final EngineSettings settings;
    private final EventHub hub;
    private final Troubles troubles;
    private final LoopServices services;
    private final CallServices calls;
    private final Jitter jitter;
    private final ClockWatch clocks;
    private final Map<String, KitContext> contexts = new LinkedHashMap<>();
    private final Map<String, ProtectedResource> resources = new HashMap<>();
    private final Map<String, KitLedger> ledgers = new HashMap<>();
    private volatile Runnable lookAtEverything = () -> {};

    /** Starts the threads that kits will be called on. */
    public EngineAssembler(EngineSettings settings, DurableState state) {
        this.settings = settings;
        this.hub = new EventHub(settings.time(), new EventLog());
        this.troubles = new Troubles(settings.time(), hub);
        Workers workers = new Workers();
        this.services =
                new LoopServices(settings.time(), workers, new Rounds(settings.time(), workers), state, troubles);
        this.calls = new CallServices(
                settings.time(),
                new Deadlines(settings.time()),
                workers,
                troubles,
                new OverloadWatch(troubles),
                settings.steps());
        this.jitter = new Jitter(settings.seed());
        this.clocks = new ClockWatch(settings.time(), troubles, () -> lookAtEverything.run());
    }

    /** What the kit of a resource is given. */
    public ResourceContext context(ResourceSpec spec) {
        KitContext context = new KitContext(settings.node(), spec, services, settings.steps());
        contexts.put(spec.tag(), context);
        return context;
    }

    /** The kit that was made with a resource's context. */
    public void protect(ResourceSpec spec, RecoveryKit kit) {
        KitContext context =
                Optional.ofNullable(contexts.get(spec.tag())).orElseThrow(() -> new IllegalStateException(spec.tag()));
        KitLedger ledger = ledgers.computeIfAbsent(spec.kit(), id -> new KitLedger(id, MOST_ABANDONED));
        KitSeat seat = new KitSeat(spec.tag(), kit, ledger, calls);
        CheckTimers timers = new CheckTimers(spec.policy(), settings.time(), jitter, clocks, seat::isTaken);
        resources.put(spec.tag(), new ProtectedResource(spec, context, seat, timers));
    }

    /**
     * The engine, not started.
     *
     * @param models whose resources are all protected
     * @param facts what is known from before
     * @param problems kits that could not be used
     * @param released run at the end of the engine's close
     */
    public RecoveryEngine assemble(
            List<HierarchyModel> models, Facts facts, List<Problem> problems, Runnable released) {
        Answers answers = new Answers(services.workers());
        FailoverDesk desk = new FailoverDesk(settings.failover(), services);
        List<Hierarchy> hierarchies = new ArrayList<>();
        for (HierarchyModel model : models) {
            Map<String, ProtectedResource> own = new LinkedHashMap<>();
            model.resources().forEach(spec -> own.put(spec.tag(), resource(spec.tag())));
            EngineLoop loop = new EngineLoop(
                    RecoveryDecider.initial(model, facts, services.now()),
                    services,
                    mailbox -> new Effects(services, own, hub, answers, desk, mailbox));
            hierarchies.add(new Hierarchy(model.name(), loop, own));
        }
        lookAtEverything =
                () -> resources.values().forEach(resource -> resource.timers().soon());
        Rehearsal rehearsal = new Rehearsal(settings, services, calls);
        return new RunningEngine(
                settings, new Roster(hierarchies), services, hub, answers, problems, rehearsal, released);
    }

    /** Tells of facts that could not be written: the disk's trouble, no resource's. */
    public void stateTrouble(String reason) {
        troubles.tell(
                "journal",
                "the state could not be written: " + reason,
                "free or mend the disk of the state directory; resources are watched and recovered meanwhile");
    }

    /** Ends what was begun; blocks for a few seconds at most. */
    public void abandon() {
        resources.values().forEach(resource -> {
            resource.context().close();
            resource.seat().letGo();
        });
        hub.close();
        try {
            services.workers().close(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProtectedResource resource(String tag) {
        return Optional.ofNullable(resources.get(tag))
                .orElseThrow(() -> new IllegalStateException("no kit was made for '" + tag + "'"));
    }
}
