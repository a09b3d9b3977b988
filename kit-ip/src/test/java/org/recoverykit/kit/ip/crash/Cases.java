package org.recoverykit.kit.ip.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.recoverykit.kit.ip.crash.Trial.Death;
import org.recoverykit.kit.ip.crash.Victim.Reached;

/** The cases of one story: goes on after a bad one, on a new site, and tells of all of them at the end. */
final class Cases implements AutoCloseable {
    private static final int MOST_TRIES = 12;

    private final Path directory;
    private final Story story;
    private final Addresses addresses;
    private final List<String> progress = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final Set<String> reached = new HashSet<>();
    private Trial trial;
    private int trials;

    Cases(Path directory, Story story, Addresses addresses) {
        this.directory = directory;
        this.story = story;
        this.addresses = addresses;
        this.trial = newTrial();
    }

    /** What the story passes when nobody dies. */
    List<String> steps() throws Reached, IOException, InterruptedException {
        return trial.steps(story);
    }

    /**
     * One case; again if the victim passed no such step, which the timing of the state's writer decides.
     *
     * @return what the last successor passed while it started; empty if the case went wrong
     */
    List<String> die(List<String> deadly) {
        String name = story + " " + String.join(", then ", deadly);
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                Death death = trial.die(story, deadly);
                progress.add((death.reached() ? "good: " : "good, but not reached: ") + name);
                if (death.reached()) {
                    reached.addAll(deadly);
                    return death.recovery();
                }
            } catch (AssertionError | RuntimeException | IOException | Reached | InterruptedException e) {
                progress.add("BAD: " + name);
                bad.add(name + ": " + e);
                trial.close();
                trial = newTrial();
                return List.of();
            }
        }
        return List.of();
    }

    /** The steps that somebody died at and all became good. */
    Set<String> reached() {
        return Set.copyOf(reached);
    }

    void assertAllGood() {
        assertThat(bad)
                .as("cases that went wrong, of these:%n%s", String.join("\n", progress))
                .isEmpty();
    }

    private Trial newTrial() {
        return new Trial(directory.resolve("site" + ++trials), addresses);
    }

    @Override
    public void close() {
        trial.close();
    }
}
