package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.recoverykit.kit.generic.Shell;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.linux.lab.LabException;

/** What services leave on a host: processes, mounts, addresses, exports. */
record Traces(Set<String> all) {

    static Traces now() {
        Set<String> all = new TreeSet<>();
        Processes.now().forEach(p -> all.add("process " + p.pid() + " " + p.name()));
        lines(Path.of("/proc/self/mounts")).forEach(line -> all.add("mount " + line));
        Shell.run("ip", "-o", "addr").lines().forEach(line -> all.add("address " + line.replaceFirst("\\\\.*", "")));
        return new Traces(all);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing is here that was not here then: the last commands of a service may take a moment to end. */
    static void mustVanish(Traces then) {
        List<String> left = new ArrayList<>();
        try {
            Await.until("", () -> {
                left.clear();
                left.addAll(now().newSince(then));
                return left.isEmpty();
            });
        } catch (LabException e) {
            throw new AssertionError("left behind: " + left, e);
        }
    }

    private List<String> newSince(Traces then) {
        // Its own looking is no trace.
        return all.stream()
                .filter(t -> !then.all.contains(t) && !t.endsWith(" ip"))
                .toList();
    }
}
