package org.recoverykit.kit.generic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for tests, most of them as the defaults are. */
final class Configs {
    private static final Optional<String> NONE = Optional.empty();

    private Configs() {}

    static GenericConfig.Scripts directory(Path directory) {
        return new GenericConfig.Scripts(
                Optional.of(directory.toString()), NONE, List.of(), NONE, NONE, NONE, NONE, NONE, List.of(), NONE);
    }

    static GenericConfig.Scripts file(Path file, String... operations) {
        return new GenericConfig.Scripts(
                NONE, Optional.of(file.toString()), List.of(operations), NONE, NONE, NONE, NONE, NONE, List.of(), NONE);
    }

    static GenericConfig of(GenericConfig.Scripts scripts, Map<String, String> environment, Optional<String> pidFile) {
        return make(scripts, environment, NONE, NONE, Duration.ofSeconds(1), pidFile);
    }

    /** The same, run by somebody else. */
    static GenericConfig runBy(GenericConfig like, Optional<String> user, Optional<String> group) {
        return make(like.scripts().orElseThrow(), like.environment(), user, group, like.grace(), like.pidFile());
    }

    /** The same with another grace time. */
    static GenericConfig graceful(GenericConfig like, Duration grace) {
        return make(like.scripts().orElseThrow(), like.environment(), NONE, NONE, grace, like.pidFile());
    }

    private static GenericConfig make(
            GenericConfig.Scripts scripts,
            Map<String, String> environment,
            Optional<String> user,
            Optional<String> group,
            Duration grace,
            Optional<String> pidFile) {
        return new GenericConfig(
                DialectName.SCRIPTS,
                Optional.of(scripts),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                Map.of(),
                "/",
                user,
                group,
                grace,
                pidFile,
                NONE);
    }
}
