package org.recoverykit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void restoresMendsAndStops() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream capturing = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
            System.setOut(capturing);
            Quickstart.main(new String[] {directory.toString()});
        } finally {
            System.setOut(before);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("mended: true")
                .containsSubsequence(
                        ended("data", "RESTORE"),
                        ended("app", "RESTORE"),
                        "CheckFailed[subject=data",
                        ended("data", "LOCAL_RECOVERY"),
                        ended("app", "REMOVE"),
                        ended("data", "REMOVE"));
    }

    private static String ended(String tag, String operation) {
        return "OperationEnded[subject=" + tag + ", operation=" + operation + ", outcome=DONE";
    }
}
