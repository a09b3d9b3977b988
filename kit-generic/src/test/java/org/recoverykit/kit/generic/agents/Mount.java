package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.kit.generic.GenericConfig;
import org.recoverykit.kit.generic.Settings;
import org.recoverykit.kit.generic.Shell;

/** A file system, by the agent {@code Filesystem}: an image on a loop device, where there are any; else a directory. */
final class Mount extends Application {
    private final Path point = file("mnt");
    private final boolean loop;

    Mount() {
        try {
            Files.createDirectory(point);
            Files.createDirectory(file("bound"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loop = makeImage();
    }

    /** Loop devices belong to the machine: none in a user namespace, and not in every container. */
    private boolean makeImage() {
        Shell.run("truncate", "-s", "128M", file("image").toString());
        Shell.run("mkfs.ext4", "-q", file("image").toString());
        Shell.Result tried = Shell.attempt("mount", "-o", "loop", file("image").toString(), point.toString());
        if (tried.code() == 0) {
            Shell.run("umount", point.toString());
        } else {
            System.out.println("Filesystem is tried with a bind mount, for there is no loop device: " + tried.output());
        }
        return tried.code() == 0;
    }

    /** Where it appears. */
    Path point() {
        return point;
    }

    /** Does something while it is there, before its life begins. */
    void with(Runnable deed) {
        String device = (loop ? file("image") : file("bound")).toString();
        Shell.run("mount", "-o", loop ? "loop" : "bind", device, point.toString());
        deed.run();
        Shell.run("umount", point.toString());
    }

    @Override
    String agent() {
        return "heartbeat:Filesystem";
    }

    @Override
    Map<String, String> parameters() {
        return loop
                ? Map.of(
                        "device",
                        file("image").toString(),
                        "directory",
                        point.toString(),
                        "fstype",
                        "ext4",
                        "options",
                        "loop")
                : Map.of(
                        "device",
                        file("bound").toString(),
                        "directory",
                        point.toString(),
                        "fstype",
                        "none",
                        "options",
                        "bind");
    }

    @Override
    public GenericConfig config() {
        // The agent knows level 20, a file written and read, and advertises level 0 only.
        return Settings.ocf(agent(), parameters(), Optional.of(20), Map.of(), Optional.empty());
    }

    @Override
    public void breakIt() {
        Shell.run("umount", point.toString());
    }

    @Override
    public boolean isReallyInService() throws IOException {
        return Files.readString(Path.of("/proc/self/mounts")).contains(" " + point + " ");
    }
}
