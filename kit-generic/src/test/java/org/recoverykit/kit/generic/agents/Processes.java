package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One process of this host, as {@code /proc} tells.
 *
 * @param pid its number
 * @param name the short one
 * @param state R, S, Z, ...
 */
record Processes(long pid, String name, char state) {

    /** All but zombies. */
    static List<Processes> now() {
        List<Processes> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            entries.filter(e -> e.getFileName().toString().matches("[0-9]+")).forEach(entry -> {
                try {
                    String stat = Files.readString(entry.resolve("stat"));
                    int end = stat.lastIndexOf(')');
                    found.add(new Processes(
                            Long.parseLong(stat.substring(0, stat.indexOf(' '))),
                            stat.substring(stat.indexOf('(') + 1, end),
                            stat.charAt(end + 2)));
                } catch (IOException e) {
                    // It ended while we looked.
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().filter(p -> p.state() != 'Z').toList();
    }
}
