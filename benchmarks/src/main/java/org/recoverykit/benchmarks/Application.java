package org.recoverykit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A script that does nothing, and settings of the kit {@code generic} that use it. */
final class Application {
    private Application() {}

    static Path script(Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("nothing"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** All of these operations by the one script. */
    static Map<String, Object> settings(Path script, String... operations) {
        return Map.of("scripts", Map.of("file", script.toString(), "operations", List.of(operations)));
    }
}
