package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.spi.Notes;

/** What was answered as not written is not there after any crash; where the disk leaves it open, the answer says so. */
class RefusedAppendTest {

    private static final Map<String, String> BEFORE = Map.of("interface", "eth0");
    private static final Map<String, String> REFUSED = Map.of("interface", "eth1");

    @TempDir
    Path temporary;

    private final FailingDisk disk = new FailingDisk();
    private int copies;

    /** Fails at the steps it is told. */
    private static final class FailingDisk implements StepHook {
        private final Set<StateStep> refused = ConcurrentHashMap.newKeySet();

        @Override
        public void reached(StateStep step) throws IOException {
            if (refused.contains(step)) {
                throw new IOException("Input/output error");
            }
        }
    }

    private StateStore open() throws UnusableStateException {
        return StateStore.open(temporary.resolve("s"), StateFixtures.TIME, StateTroubleListener.NONE, disk);
    }

    /** What a crash at this moment leaves to the next start. */
    private Map<String, String> afterCrash() throws Exception {
        Path copy = temporary.resolve("copy" + copies++);
        StateFixtures.open(copy).close();
        Files.delete(copy.resolve("journal-000001.jsonl"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary.resolve("s"), "journal-*")) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        try (StateStore store = StateFixtures.open(copy)) {
            return store.notes("vip").all();
        }
    }

    private static void refused(String because, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(Notes.NotDurableException.class).hasMessageContaining(because);
    }

    @ParameterizedTest
    @EnumSource(
            value = StateStep.class,
            names = {"CUT_BACK_BEGUN", "APPEND_CUT_BACK"})
    void whatCannotBeCutOffIsLeftOutByANewGenerationBeforeItIsAnswered(StateStep step) throws Exception {
        try (StateStore store = open()) {
            Notes notes = store.notes("vip");
            notes.putAll(BEFORE);
            disk.refused.addAll(Set.of(StateStep.APPEND_FORCED, step));
            refused(": not written, ", () -> notes.putAll(REFUSED));
            assertThat(notes.all()).isEqualTo(BEFORE);
            assertThat(afterCrash()).isEqualTo(BEFORE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StateStep.class,
            names = {
                "GENERATION_CREATED",
                "GENERATION_HALF_WRITTEN",
                "GENERATION_WRITTEN",
                "GENERATION_FORCED",
                "GENERATION_MOVED",
                "DIRECTORY_FORCED"
            })
    void aDiskThatTakesNothingLeavesItOpenUntilTheNextWrite(StateStep step) throws Exception {
        try (StateStore store = open()) {
            Notes notes = store.notes("vip");
            notes.putAll(BEFORE);
            disk.refused.addAll(Set.of(StateStep.APPEND_FORCED, StateStep.CUT_BACK_BEGUN, step));
            refused(
                    ": cannot tell whether it was written (if it was, it is known after a restart), ",
                    () -> notes.putAll(REFUSED));
            assertThat(notes.all()).as("its effect must not begin").isEqualTo(BEFORE);
            assertThat(afterCrash()).as("as it said").isIn(BEFORE, REFUSED);

            refused(": not written, ", () -> notes.put("later", "1"));
            assertThat(afterCrash()).as("no file was written to").isIn(BEFORE, REFUSED);

            disk.refused.clear();
            notes.put("later", "2");
            assertThat(afterCrash()).isEqualTo(Map.of("interface", "eth0", "later", "2"));
        }
    }

    @Test
    void closingSettlesWhatWasLeftOpen() throws Exception {
        try (StateStore store = open()) {
            store.notes("vip").putAll(BEFORE);
            disk.refused.addAll(
                    Set.of(StateStep.APPEND_FORCED, StateStep.CUT_BACK_BEGUN, StateStep.GENERATION_CREATED));
            refused("cannot tell", () -> store.notes("vip").putAll(REFUSED));
            disk.refused.clear();
        }
        assertThat(afterCrash()).isEqualTo(BEFORE);
    }
}
