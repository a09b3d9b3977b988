package org.recoverykit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.spi.KitCommand;

/** A script that does nothing, and settings of the kit {@code generic} that use it. */
final class Application {
    private Application() {}

    static Path script(Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("nothing"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** How well a resource's scripts are contained here: where their figures are higher, and why. */
    static String containment(RecoveryEngine engine, String tag) {
        return engine.perform(tag, new KitCommand("containment", Map.of()))
                .toCompletableFuture()
                .join()
                .text();
    }

    /** All of these operations by the one script. */
    static Map<String, Object> settings(Path script, String... operations) {
        return Map.of("scripts", Map.of("file", script.toString(), "operations", List.of(operations)));
    }
}
