package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.spi.Notes;

class NotesViewTest {

    @TempDir
    Path temporary;

    @Test
    void puttingWhatIsThereWritesNothing() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        StepHook count = step -> writes.addAndGet(step == StateStep.APPEND_BEGUN ? 1 : 0);
        try (StateStore store =
                StateStore.open(temporary.resolve("s"), StateFixtures.TIME, StateTroubleListener.NONE, count)) {
            Notes notes = store.notes("vip");
            notes.put("interface", "eth0");
            notes.put("interface", "eth0");
            notes.remove("nothing");
            assertThat(writes.get()).isEqualTo(1);
            notes.remove("interface");
            assertThat(notes.all()).isEmpty();
            assertThat(store.notes("other").all()).isEmpty();
        }
    }

    @Test
    void keepsItsLimits() throws Exception {
        try (StateStore store = StateFixtures.open(temporary.resolve("s"))) {
            Notes notes = store.notes("vip");
            assertThatIllegalArgumentException().isThrownBy(() -> notes.put("a b", "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> notes.put("k".repeat(65), "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> notes.put("k", "x".repeat(1025)));
            assertThatIllegalArgumentException().isThrownBy(() -> notes.put("k", "half a pair \ud83d"));
            Map<String, String> many = new HashMap<>();
            for (int i = 0; i < 64; i++) {
                many.put("k" + i, "x");
            }
            notes.putAll(many);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> notes.put("k64", "x"))
                    .withMessage("notes of vip: 64 keys and 1 more; allowed: 64");
            notes.put("k63", "y");
            assertThat(notes.all()).hasSize(64).containsEntry("k63", "y");
        }
    }

    @Test
    void anInterruptedKitStillLearnsWhetherItsNoteIsThere() throws Exception {
        try (StateStore store = StateFixtures.open(temporary.resolve("s"))) {
            Thread.currentThread().interrupt();
            store.notes("vip").put("interface", "eth1");
            assertThat(Thread.interrupted()).as("the interrupt stays set").isTrue();
            assertThat(store.notes("vip").get("interface")).contains("eth1");
        }
    }
}
