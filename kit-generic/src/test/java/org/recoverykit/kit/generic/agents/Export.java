package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.recoverykit.kit.generic.Shell;

/**
 * A directory in the table of exports, by the agent {@code exportfs}. Whether a kernel without an NFS server serves it nobody
 * here can tell: the agent looks into the table, and so do we.
 */
final class Export extends Application {
    private static final String TABLES = "/var/lib/nfs";

    private final Path exported = file("exported");

    Export() {
        try {
            Files.createDirectory(exported);
            // The table is the machine's; this host gets one of its own.
            Shell.run("mount", "-t", "tmpfs", "tmpfs", TABLES);
            Files.createFile(Path.of(TABLES, "etab"));
            Files.createFile(Path.of(TABLES, "rmtab"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    String agent() {
        return "heartbeat:exportfs";
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("clientspec", "127.0.0.1", "options", "rw", "directory", exported.toString(), "fsid", "1");
    }

    @Override
    public void breakIt() {
        Shell.run("exportfs", "-u", "127.0.0.1:" + exported);
    }

    @Override
    public boolean isReallyInService() throws IOException {
        return Files.readString(Path.of(TABLES, "etab")).contains(exported + "\t");
    }

    @Override
    public void close() {
        Shell.run("umount", TABLES);
        super.close();
    }
}
