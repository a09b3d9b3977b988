package org.recoverykit.kit.ip.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.kit.ip.crash.Victim.Reached;
import org.recoverykit.testkit.Eventually;

/**
 * Lets one victim after the other die on one site. Each case has a state directory of its own; the successor of one case
 * takes everything out again, is closed, and is the victim of the next: a start of a process is what costs time here.
 */
final class Trial implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SECONDS_OF_A_CASE = 120;

    private final Path directory;
    private final Addresses addresses;
    private final Site site;
    private final List<OtherAddress> others;
    private final Map<String, String> settings;
    private final List<String> routing;
    private final Deque<Victim> ready = new ArrayDeque<>();
    private final List<Victim> alive = new ArrayList<>();
    private int cases;

    Trial(Path directory, Addresses addresses) {
        this.directory = directory;
        this.addresses = addresses;
        this.site = new Site(addresses);
        this.others = site.others();
        this.settings = site.settings();
        this.routing = site.routing();
    }

    /** Every step that a story passes, when nobody dies. */
    List<String> steps(Story story) throws Reached, IOException, InterruptedException {
        Path life = nextLife();
        Victim victim = next();
        story.prepare(victim, site, start(life));
        victim.order("record");
        story.happen(victim, site, start(life));
        victim.order("live-on");
        List<String> steps = victim.steps();
        takeAllOut(victim);
        return steps;
    }

    /**
     * A victim dies in a story, then its successors die while they start; the last one has to make all good.
     *
     * @param deadly the step at which each of them dies
     * @return what happened
     */
    Death die(Story story, List<String> deadly) throws Reached, IOException, InterruptedException {
        Path life = nextLife();
        Victim victim = next();
        prepareNext();
        story.prepare(victim, site, start(life));
        boolean reached = reaches(victim, deadly.get(0), () -> story.happen(victim, site, start(life)));
        victim.kill();
        story.afterDeath(site);
        for (String step : deadly.subList(1, deadly.size())) {
            Victim successor = next();
            prepareNext();
            reached &= reaches(successor, step, () -> successor.order(start(life)));
            successor.kill();
        }
        Victim last = next();
        last.order("record");
        last.order(start(life));
        last.order("live-on");
        assertConverged(last, life, story, victim, deadly.get(0));
        List<String> recovery = last.steps();
        takeAllOut(last);
        return new Death(reached, recovery);
    }

    /**
     * What happened.
     *
     * @param reached whether all died where they should; a step that others share may have been passed in another order
     * @param recovery the steps that the last one passed while it started
     */
    record Death(boolean reached, List<String> recovery) {}

    private interface Orders {
        void give() throws Reached, IOException, InterruptedException;
    }

    private static boolean reaches(Victim victim, String step, Orders orders)
            throws Reached, IOException, InterruptedException {
        victim.dieAt(step);
        try {
            orders.give();
            return false;
        } catch (Reached there) {
            return true;
        }
    }

    private void assertConverged(Victim last, Path life, Story story, Victim first, String deadly)
            throws Reached, IOException, InterruptedException {
        boolean wanted = Boolean.parseBoolean(last.order("wanted"));
        story.wanted(first, deadly)
                .ifPresent(known -> assertThat(wanted).as("wanted in service").isEqualTo(known));
        boolean in = isShownIn(last, VictimMain.ADDRESS);
        assertThat(in || !wanted).as("in service if wanted").isTrue();
        assertThat(isShownIn(last, VictimMain.APPLICATION) && !in)
                .as("the application is in service without its address")
                .isFalse();
        assertThat(site.whereabouts()).as("where the address is").hasSize(in ? 1 : 0);
        assertThat(Files.exists(life.resolve("mark")))
                .as("the application is as shown")
                .isEqualTo(isShownIn(last, VictimMain.APPLICATION));
        assertOthersUntouched();
        if (in) {
            String where = site.whereabouts().get(0);
            story.place(first, deadly).ifPresent(name -> assertThat(where).contains(addresses.shownOn(name)));
            Eventually.within(SOON, "the client gets an answer", site::answers);
        }
        if (story.isOver(first)) {
            assertClean("a confirmed remove and a new start");
        }
    }

    private static boolean isShownIn(Victim victim, String tag) throws Reached, IOException, InterruptedException {
        return victim.order("shown " + tag).equals(ServiceState.IN_SERVICE.toString());
    }

    /** After the last successor's work nothing may be left of any of them. */
    private void takeAllOut(Victim victim) throws Reached, IOException, InterruptedException {
        site.mend();
        victim.order("remove");
        assertClean("remove");
        victim.order("close");
        ready.addFirst(victim);
    }

    private void assertClean(String after) {
        assertThat(site.whereabouts())
                .as("where the address is after %s", after)
                .isEmpty();
        assertOthersUntouched();
        assertThat(site.settings()).as("settings after %s", after).isEqualTo(settings);
        assertThat(site.routing()).as("rules and routes after %s", after).isEqualTo(routing);
    }

    private void assertOthersUntouched() {
        List<OtherAddress> now = site.others();
        assertThat(now)
                .as("addresses of others")
                .usingElementComparator((one, other) -> one.text().compareTo(other.text()))
                .containsExactlyInAnyOrderElementsOf(others);
        for (OtherAddress before : others) {
            assertThat(now)
                    .as("lifetimes of others")
                    .anyMatch(address -> address.isStill(before, (cases + 1L) * SECONDS_OF_A_CASE));
        }
    }

    private Path nextLife() throws IOException {
        return Files.createDirectories(directory.resolve("life" + ++cases));
    }

    private String start(Path life) {
        return "start " + addresses.protectedAddress() + " " + life;
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
        site.assertGone();
    }
}
