package org.recoverykit.kit.mac.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.recoverykit.kit.mac.crash.Victim.Reached;

/**
 * Lets one victim after the other die on one site. Each case has a state directory of its own; the successor of one case
 * takes everything out again, is closed, and is the victim of the next: a start of a process is what costs time here.
 */
final class Trial implements AutoCloseable {
    private final Site site;
    private final Deque<Victim> ready = new ArrayDeque<>();
    private final List<Victim> alive = new ArrayList<>();

    Trial(Path directory, Setup setup) throws IOException {
        this.site = new Site(directory, setup);
    }

    /** Every step that a story passes, when nobody dies. */
    List<String> steps(Story story) throws Reached, IOException, InterruptedException {
        site.nextLife();
        Victim victim = next();
        int before = victim.steps().size();
        story.prepare(victim, site);
        victim.order("record");
        story.happen(victim, site);
        victim.order("live-on");
        List<String> steps = victim.steps().subList(before, victim.steps().size());
        takeAllOut(victim);
        return steps;
    }

    /** A victim dies at a step of a story; its successor has to make all good. */
    void die(Story story, String deadly) throws Reached, IOException, InterruptedException {
        site.nextLife();
        Victim victim = next();
        prepareNext();
        story.prepare(victim, site);
        victim.dieAt(deadly);
        boolean reached = false;
        try {
            story.happen(victim, site);
        } catch (Reached there) {
            reached = true;
        }
        assertThat(reached).as("the victim passes the step '%s'", deadly).isTrue();
        victim.kill();
        story.afterDeath(site);
        Victim successor = next();
        successor.order(site.start());
        assertThat(successor.order("wanted")).as("wanted in service").isEqualTo(Boolean.toString(story.wantedIn()));
        if (story.wantedIn()) {
            site.assertInService();
        } else {
            site.assertOut();
        }
        takeAllOut(successor);
    }

    /** After the last one's work nothing may be left of any of them. */
    private void takeAllOut(Victim victim) throws Reached, IOException, InterruptedException {
        site.mend();
        victim.order("remove");
        site.assertOut();
        victim.order("close");
        site.giveHomeBack();
        ready.addFirst(victim);
    }

    private Victim next() throws IOException {
        prepareNext();
        return ready.remove();
    }

    /** The next process may begin while this one does its work. */
    private void prepareNext() throws IOException {
        if (ready.isEmpty()) {
            Victim begun = Victim.in(site.server());
            alive.add(begun);
            ready.add(begun);
        }
    }

    @Override
    public void close() {
        try {
            alive.forEach(Victim::close);
        } finally {
            site.close();
        }
    }
}
