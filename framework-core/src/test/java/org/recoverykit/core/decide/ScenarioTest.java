package org.recoverykit.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code -Dscenarios.rewrite=true} writes the files as they are played now; the diff is reviewed. */
class ScenarioTest {
    private static final Path FILES = Path.of("src/test/resources/scenarios");

    @TestFactory
    Stream<DynamicTest> playsAsWritten() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            return all.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
        }
    }

    private static void compare(Path file) throws IOException {
        String written = Files.readString(file);
        String played = Scenario.play(written);
        if (Boolean.getBoolean("scenarios.rewrite")) {
            Files.writeString(file, played);
        } else {
            assertThat(played)
                    .as("%s plays otherwise; if that is right, run with -Dscenarios.rewrite=true and review", file)
                    .isEqualTo(written);
        }
    }
}
