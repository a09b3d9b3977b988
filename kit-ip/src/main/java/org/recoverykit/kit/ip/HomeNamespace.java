package org.recoverykit.kit.ip;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.Notes;
import org.recoverykit.spi.Notes.NotDurableException;

/**
 * The network namespace that holds the address. A process that is started in another one sees nothing of it: it would bring
 * the address up a second time, or swear that it is out while it answers. A namespace that is no more took the address with it.
 */
final class HomeNamespace {
    private static final String KEY = "namespace";
    private static final Path PROC = Path.of("/proc");

    private final String here;
    private final Notes notes;

    /** @param here as the kernel names it, {@code net:[4026531840]}; empty when it is of no interest */
    HomeNamespace(String here, Notes notes) {
        this.here = here;
        this.notes = notes;
    }

    /** Notes that the address will be here. */
    void enter() throws NotDurableException {
        if (!here.isEmpty()) {
            notes.put(KEY, here);
        }
    }

    /** The address is nowhere. */
    void leave() throws NotDurableException {
        notes.remove(KEY);
    }

    /** Why this is the wrong place to act; empty if it is the right one. */
    Optional<String> elsewhere() {
        return notes.get(KEY)
                .filter(home -> !here.isEmpty() && !home.equals(here))
                .filter(HomeNamespace::exists)
                .map(home ->
                        "the address was brought up in network namespace " + home + ", which still exists, and this"
                                + " process is in " + here + "; start it there, or end that namespace");
    }

    /** Whether a process that we can see is in it, or it is mounted under a name. */
    private static boolean exists(String namespace) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isIn(process, namespace)) {
                    return true;
                }
            }
            List<String> mounts = Files.readAllLines(PROC.resolve("self/mountinfo"));
            return mounts.stream().anyMatch(line -> line.contains(" " + namespace + " "));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isIn(Path process, String namespace) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                if (Files.readSymbolicLink(thread.resolve("ns/net")).toString().equals(namespace)) {
                    return true;
                }
            }
        } catch (IOException gone) {
            return false;
        }
        return false;
    }
}
