package org.recoverykit.testkit.crash;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Lets one victim after the other die on one stage. The successor of one case takes everything out again, is closed, and is
 * the victim of the next: a start of a process is what costs time here.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CrashTrial<S extends CrashStage> implements AutoCloseable {
    /** Ends what the engine does beside, the writing of its state above all: then no step is left to be passed. */
    private static final String CLOSE = "close";

    private final S stage;
    private final Deque<Victim> ready = new ArrayDeque<>();
    private final List<Victim> alive = new ArrayList<>();

    /** On this stage, which it closes in the end. */
    public CrashTrial(S stage) {
        this.stage = stage;
    }

    /** Every step that a story passes, when nobody dies. */
    public List<String> steps(CrashStory<? super S> story) throws Reached, IOException, InterruptedException {
        String start = stage.newLife();
        Victim victim = next();
        story.prepare(victim, stage, start);
        victim.record();
        story.happen(victim, stage, start);
        victim.order(CLOSE);
        List<String> steps = victim.recorded();
        victim.order(start);
        takeOut(victim);
        return steps;
    }

    /**
     * A victim dies in a story, then its successors die while they start; the last one has to make all good.
     *
     * @param deadly the step at which each of them dies
     */
    public Death die(CrashStory<? super S> story, List<String> deadly)
            throws Reached, IOException, InterruptedException {
        String start = stage.newLife();
        Victim victim = next();
        prepareNext();
        story.prepare(victim, stage, start);
        Fate fate = fate(victim, deadly.get(0), () -> story.happen(victim, stage, start));
        victim.kill();
        if (fate == Fate.TOO_EARLY) {
            takeOut(started(start));
            return new Death(false, List.of());
        }
        story.afterDeath(stage);
        boolean reached = fate == Fate.AT_THE_STEP;
        for (String step : deadly.subList(1, deadly.size())) {
            Victim successor = next();
            prepareNext();
            reached &= fate(successor, step, () -> successor.order(start)) == Fate.AT_THE_STEP;
            successor.kill();
        }
        Victim last = next();
        last.record();
        last.order(start);
        story.judge(victim, deadly.get(0), last, stage);
        List<String> recovery = last.recorded();
        takeOut(last);
        return new Death(reached, recovery);
    }

    /**
     * What happened.
     *
     * @param reached whether all died where they should; a step that others share may have been passed in another order
     * @param recovery the steps that the last one passed when it made all good
     */
    public record Death(boolean reached, List<String> recovery) {
        /** Keeps a copy. */
        public Death {
            recovery = List.copyOf(recovery);
        }
    }

    private enum Fate {
        AT_THE_STEP,
        /** What was still going on from before the story has passed the step. */
        TOO_EARLY,
        LIVED
    }

    private interface Doing {
        void run() throws Reached, IOException, InterruptedException;
    }

    private static Fate fate(Victim victim, String step, Doing story) throws IOException, InterruptedException {
        try {
            victim.dieAt(step);
        } catch (Reached early) {
            return Fate.TOO_EARLY;
        }
        try {
            story.run();
            // What is written beside the recovery may be written after its end.
            victim.order(CLOSE);
            return Fate.LIVED;
        } catch (Reached there) {
            return Fate.AT_THE_STEP;
        }
    }

    private Victim started(String start) throws Reached, IOException, InterruptedException {
        Victim victim = next();
        victim.order(start);
        return victim;
    }

    private void takeOut(Victim victim) throws Reached, IOException, InterruptedException {
        stage.takeOut(victim);
        victim.order(CLOSE);
        ready.addFirst(victim);
    }

    private Victim next() throws IOException {
        prepareNext();
        return ready.remove();
    }

    /** The next process may begin while this one does its work. */
    private void prepareNext() throws IOException {
        if (ready.isEmpty()) {
            Victim begun = Victim.begin(stage::begin, stage.victim());
            alive.add(begun);
            ready.add(begun);
        }
    }

    @Override
    public void close() {
        try {
            alive.forEach(Victim::close);
        } finally {
            stage.close();
        }
    }
}
