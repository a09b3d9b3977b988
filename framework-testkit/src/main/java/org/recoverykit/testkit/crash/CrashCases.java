package org.recoverykit.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The cases of one story: {@link #steps} tells where somebody can die, and {@link #dieAtEach} lets it happen. Goes on after a
 * bad case, on a new stage, and tells of all of them at the end.
 *
 * @param <S> where it happens
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CrashCases<S extends CrashStage> implements AutoCloseable {
    /** More than one only for a victim that was caught by the end of what came before its story. */
    private static final int MOST_TRIES = 12;

    /** A repeated step of the state's writing: whether it exists at all is a matter of timing. */
    private static final int MOST_TRIES_OF_UNCERTAIN = 3;

    private static final String MISSED = "good, but not reached: ";

    private final StageMaker<S> stages;
    private final CrashStory<? super S> story;
    private final List<String> progress = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final Set<String> reached = new HashSet<>();
    private CrashTrial<S> trial;
    private int begun;

    /**
     * Makes stages.
     *
     * @param <S> their kind
     */
    @FunctionalInterface
    public interface StageMaker<S extends CrashStage> {
        /**
         * Makes one; the cases close it.
         *
         * @param number grows with each
         */
        S make(int number) throws IOException;
    }

    /** Of this story, on stages that are made so. */
    public CrashCases(StageMaker<S> stages, CrashStory<? super S> story) throws IOException {
        this.stages = stages;
        this.story = story;
        this.trial = new CrashTrial<>(stages.make(++begun));
    }

    /** What the story passes when nobody dies. */
    public List<String> steps() throws Reached, IOException, InterruptedException {
        return trial.steps(story);
    }

    /**
     * A case for each step, all of which have to end well.
     *
     * @param steps some of {@link #steps}
     */
    public void dieAtEach(List<String> steps) throws IOException {
        for (String step : steps) {
            die(List.of(step));
        }
        assertAllGood();
        assertThat(reached)
                .as("steps died at; another order of the state's writing may hide a repeated one, no other")
                .containsAll(steps.stream().filter(Steps::isCertain).toList());
    }

    /**
     * One case; again if the victim passed no such step.
     *
     * @param deadly where the victim, then each of its successors but the last dies
     * @return what the last successor passed when it made all good; empty if the case went wrong
     */
    public List<String> die(List<String> deadly) throws IOException {
        String name = story + " " + String.join(", then ", deadly);
        int tries = deadly.stream().allMatch(Steps::isCertain) ? MOST_TRIES : MOST_TRIES_OF_UNCERTAIN;
        for (int i = 0; i < tries; i++) {
            try {
                CrashTrial.Death death = trial.die(story, deadly);
                progress.add((death.reached() ? "good: " : MISSED) + name);
                if (death.reached()) {
                    reached.addAll(deadly);
                    return death.recovery();
                }
            } catch (AssertionError | RuntimeException | IOException | Reached | InterruptedException e) {
                progress.add("BAD: " + name);
                bad.add(name + ": " + e);
                trial.close();
                trial = new CrashTrial<>(stages.make(++begun));
                return List.of();
            }
        }
        return List.of();
    }

    /** How many died until now, and what was tried in vain; one line. */
    public String summary() {
        List<String> vain = progress.stream()
                .filter(line -> line.startsWith(MISSED))
                .map(line -> line.substring(MISSED.length()))
                .distinct()
                .toList();
        long died = progress.stream().filter(line -> !line.startsWith(MISSED)).count();
        return story + ": " + died + " deaths, " + bad.size() + " bad"
                + (vain.isEmpty() ? "" : "; not at each try reached: " + String.join(", ", vain));
    }

    /** Fails with all that went wrong. */
    public void assertAllGood() {
        assertThat(bad)
                .as("cases that went wrong, of these:%n%s", String.join("\n", progress))
                .isEmpty();
    }

    @Override
    public void close() {
        trial.close();
    }
}
