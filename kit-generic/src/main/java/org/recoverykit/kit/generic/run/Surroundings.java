package org.recoverykit.kit.generic.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.spi.TimeSource;

/**
 * What all scripts of one resource have in common.
 *
 * @param tag the resource
 * @param node where we are
 * @param state the resource's directory for files, of mode 0700
 * @param directory where each script starts
 * @param identity who runs the scripts, where that is not us
 * @param grace between SIGTERM and SIGKILL
 * @param secrets variables whose values appear nowhere
 * @param time the clock
 */
public record Surroundings(
        String tag,
        String node,
        Path state,
        Path directory,
        Optional<Identity> identity,
        Duration grace,
        Map<String, String> secrets,
        TimeSource time) {

    /** Where programs are looked for. */
    public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Variables that are set for each run; nobody else may set them. */
    static final String RESOURCE_MARK = "RK_RESOURCE";

    static final String RUN_MARK = "RK_OP_ID";

    /** Keeps copies. */
    public Surroundings {
        secrets = Map.copyOf(secrets);
    }

    /** The words that must be hidden. A value of one to three characters would hide half of each line. */
    Set<String> hidden() {
        return Set.copyOf(secrets.values().stream().filter(s -> s.length() > 3).toList());
    }

    /** Names this resource's processes: one of the same tag under another engine has another directory. */
    public String resourceMark() {
        return tag + "@" + state.toAbsolutePath();
    }
}
