package org.recoverykit.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a demonstration could leave behind, and the proof that it did not. */
final class Leftovers {
    private static final Path NAMED_NAMESPACES = Path.of("/run/netns");

    private final Path directory;
    private final List<String> namespacesBefore;

    private Leftovers(Path directory) {
        this.directory = directory;
        this.namespacesBefore = namespaces();
    }

    /** Notes how things are before anything begins, and makes a directory for the engines' state. */
    static Leftovers begin() throws IOException {
        return new Leftovers(Files.createTempDirectory("recoverykit-demo-"));
    }

    Path directory() {
        return directory;
    }

    /** Deletes the directory; idempotent. */
    void delete() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** The same, in a shutdown that nothing may stop: what cannot be deleted stays. */
    void deleteQuietly() {
        try {
            delete();
        } catch (IOException e) {
            System.err.println("could not delete " + directory + ": " + e.getMessage());
        }
    }

    /** What is still there, one line each; empty if nothing is. */
    List<String> found() {
        List<String> found = new ArrayList<>();
        ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .forEach(child -> found.add("process " + child.pid()));
        if (Files.exists(directory)) {
            found.add("directory " + directory);
        }
        namespaces().stream().filter(n -> !namespacesBefore.contains(n)).forEach(n -> found.add("namespace " + n));
        return found;
    }

    private static List<String> namespaces() {
        if (!Files.isDirectory(NAMED_NAMESPACES)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(NAMED_NAMESPACES)) {
            return names.map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
