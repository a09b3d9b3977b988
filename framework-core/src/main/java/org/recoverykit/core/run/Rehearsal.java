package org.recoverykit.core.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.decide.RecoveryDecider;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.ResourceFacts;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ResourceSpec;
import org.recoverykit.spi.FirstAid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Practises a recovery in memory right after the start, through the same classes, so that the first real one finds compiled
 * code. Nothing of it reaches a listener, the disk or a real kit. Ends after {@value #MOST_ROUNDS} rounds or
 * {@value #LONGEST_MILLIS} ms.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int MOST_ROUNDS = 12_000;
    private static final int LONGEST_MILLIS = 1500;
    private static final int QUESTIONS = 500;
    private static final int MOST_MISSED = 3;
    /** With a wait of a millisecond after each {@value #QUESTIONS}: where the clock stands still, this ends it. */
    private static final int MOST_QUESTIONS = QUESTIONS * 100;

    private static final String TAG = "rehearsal";
    private static final ResourceSpec SPEC = new ResourceSpec(
            TAG, TAG, Map.of(), List.of(), Policy.DEFAULT.withLocalRecoveries(1000, Duration.ofNanos(1)));

    private final EngineSettings settings;
    private final LoopServices real;
    private final CallServices calls;
    private final Semaphore recovered = new Semaphore(0);
    private final Semaphore never = new Semaphore(0);
    private volatile boolean ended;

    Rehearsal(EngineSettings settings, LoopServices real, CallServices calls) {
        this.settings = settings;
        this.real = real;
        this.calls = calls;
    }

    /** On a thread of its own. */
    void begin() {
        Thread thread = new Thread(this::rehearse, "rk-rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    void end() {
        ended = true;
        recovered.release();
    }

    private void rehearse() {
        try {
            int rounds = play();
            LOG.debug("event=rehearsed rounds={}", rounds);
        } catch (InterruptedException e) {
            LOG.debug("event=rehearsal-interrupted", e);
        }
    }

    private int play() throws InterruptedException {
        PretendedKit kit = new PretendedKit(recovered);
        KitContext context = new KitContext(settings.node(), SPEC, services(), settings.steps());
        EngineLoop loop = stage(kit, context);
        context.connect(loop);
        loop.post(new Observation.Started());
        long begun = settings.time().nanoTime();
        int round = 0;
        int missed = 0;
        // A busy machine needs the practice most, so one round that is missed is no reason to end.
        while (round < MOST_ROUNDS && missed < MOST_MISSED && !ended && protects(context, begun)) {
            kit.breakIt();
            context.firstAid().ifPresent(Rehearsal::aid);
            context.suspect("rehearsal");
            if (recovered.tryAcquire(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                round++;
            } else {
                missed++;
            }
        }
        context.close();
        loop.close();
        return round;
    }

    private static void aid(FirstAid permission) {
        if (permission.ownership().valid()) {
            permission.step("rehearsed");
            permission.given("rehearsal");
        }
    }

    /** Waits until the resource is in service, after the start or a recovery: then first aid would be allowed. */
    private boolean protects(KitContext context, long begun) throws InterruptedException {
        boolean inService = context.firstAid().isPresent();
        for (int asked = 1; !inService && asked < MOST_QUESTIONS && !ended && withinTime(begun); asked++) {
            if (asked % QUESTIONS == 0) {
                never.tryAcquire(1, TimeUnit.MILLISECONDS);
            }
            inService = context.firstAid().isPresent();
        }
        return inService && withinTime(begun);
    }

    private boolean withinTime(long begun) {
        return settings.time().nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    }

    private EngineLoop stage(PretendedKit kit, KitContext context) {
        LoopServices services = services();
        KitSeat seat = new KitSeat(TAG, kit, new KitLedger(TAG, 1), calls);
        CheckTimers never = new CheckTimers(
                SPEC.policy(),
                real.time(),
                new Jitter(0),
                new ClockWatch(real.time(), real.troubles(), () -> {}),
                () -> true);
        Map<String, ProtectedResource> resources = Map.of(TAG, new ProtectedResource(SPEC, context, seat, never));
        FailoverDesk desk = new FailoverDesk(FailoverPort.none(), services);
        return new EngineLoop(
                RecoveryDecider.initial(
                        HierarchyModel.of(new HierarchySpec(TAG, List.of(SPEC))), wanted(), services.now()),
                services,
                mailbox -> new Effects(services, resources, event -> {}, new Answers(real.workers()), desk, mailbox));
    }

    private LoopServices services() {
        return new LoopServices(real.time(), real.workers(), real.rounds(), new NoDisk(), real.troubles());
    }

    private static Facts wanted() {
        return new Facts(Map.of(TAG, ResourceFacts.NONE.wanted(true)), Map.of());
    }
}
