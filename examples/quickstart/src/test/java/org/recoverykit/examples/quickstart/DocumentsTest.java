package org.recoverykit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents quote under {@code <!-- from path -->} is in that file, line by line; indentation aside. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern QUOTE = Pattern.compile("<!-- from (\\S+) -->\\s*```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST_MEMORY_KIT = 120;

    @Test
    void quotesAreInTheFilesThatTheyName() throws IOException {
        int quotes = 0;
        for (Path document : documents()) {
            for (MatchResult quote :
                    QUOTE.matcher(Files.readString(document)).results().toList()) {
                quotes++;
                assertThat(stripped(Files.readString(ROOT.resolve(quote.group(1)))))
                        .as("%s quotes %s", document.getFileName(), quote.group(1))
                        .contains(stripped(quote.group(2)));
            }
        }
        assertThat(quotes).as("quotes in all documents").isPositive();
    }

    @Test
    void theMemoryKitStaysSmall() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples/memory-kit/src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        assertThat(lines)
                .as("lines of examples/memory-kit with its contract test")
                .isLessThanOrEqualTo(LONGEST_MEMORY_KIT);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> found = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(found, Stream.of(ROOT.resolve("README.md")))
                    .filter(path -> path.toString().endsWith(".md") && Files.exists(path))
                    .toList();
        }
    }

    private static String stripped(String text) {
        return String.join(
                "\n",
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
}
