package org.recoverykit.kit.ip.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.crash.CrashStage;
import org.recoverykit.testkit.crash.Reached;
import org.recoverykit.testkit.crash.Victim;

/** A {@link Site} on which victims die, and all that nobody may change there. */
final class Stage implements CrashStage {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SECONDS_OF_A_CASE = 120;

    private final Path directory;
    private final Addresses addresses;
    private final Site site;
    private final List<OtherAddress> others;
    private final Map<String, String> settings;
    private final List<String> routing;
    private int lives;
    private Path life;

    Stage(Path directory, Addresses addresses) {
        this.directory = directory;
        this.life = directory;
        this.addresses = addresses;
        this.site = new Site(addresses);
        this.others = site.others();
        this.settings = site.settings();
        this.routing = site.routing();
    }

    Site site() {
        return site;
    }

    @Override
    public Process begin(ProcessBuilder victim) throws IOException {
        return site.server().start(victim);
    }

    @Override
    public Class<?> victim() {
        return VictimMain.class;
    }

    @Override
    public String newLife() throws IOException {
        life = Files.createDirectories(directory.resolve("life" + ++lives));
        return "start " + addresses.protectedAddress() + " " + life;
    }

    /** The kernel, the client and the promises agree. */
    void assertConverged(Victim last, Story story, Victim first, String deadly)
            throws Reached, IOException, InterruptedException {
        boolean wanted = Boolean.parseBoolean(last.order("wanted " + VictimMain.ADDRESS));
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

    @Override
    public void takeOut(Victim last) throws Reached, IOException, InterruptedException {
        site.mend();
        last.order("remove");
        assertClean("remove");
    }

    private static boolean isShownIn(Victim victim, String tag) throws Reached, IOException, InterruptedException {
        return victim.order("shown " + tag).equals(ServiceState.IN_SERVICE.toString());
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
                    .anyMatch(address -> address.isStill(before, (lives + 1L) * SECONDS_OF_A_CASE));
        }
    }

    @Override
    public void close() {
        site.close();
        site.assertGone();
    }
}
