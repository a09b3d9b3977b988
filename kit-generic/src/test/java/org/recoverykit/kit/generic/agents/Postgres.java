package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.recoverykit.kit.generic.Shell;

/** A database, by the agent {@code pgsql}, without replication. */
final class Postgres extends Application {
    static final String PORT = "5999";

    private final Path data = file("data");
    private final Path run = file("run");

    Postgres() {
        make(data);
        make(run);
    }

    private static void make(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shell.run("chown", "postgres", directory.toString());
        if (directory.endsWith("data")) {
            initialise(directory);
        }
    }

    /** Makes an empty database there, quickly: nothing of it has to outlive the machine. */
    static void initialise(Path directory) {
        Shell.run("chown", "postgres", directory.toString());
        Shell.run("su", "postgres", "-c", program("initdb") + " -A trust --no-sync -D " + directory);
    }

    /** Debian has one directory for each major version. */
    static String program(String name) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(v -> v.resolve("bin").resolve(name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    String agent() {
        return "heartbeat:pgsql";
    }

    @Override
    Map<String, String> parameters() {
        return parameters(data, run);
    }

    static Map<String, String> parameters(Path data, Path run) {
        return Map.of(
                "pgctl", program("pg_ctl"),
                "psql", program("psql"),
                "pgdata", data.toString(),
                "pgport", PORT,
                "socketdir", run.toString(),
                "start_opt", "-p " + PORT + " -k " + run,
                "logfile", run.resolve("log").toString());
    }

    @Override
    public void breakIt() {
        kill("postgres");
    }

    @Override
    public boolean isReallyInService() {
        return Shell.attempt(
                        "psql", "-h", run.toString(), "-p", PORT, "-U", "postgres", "-Atc", "select 6*7", "postgres")
                .output()
                .strip()
                .equals("42");
    }
}
