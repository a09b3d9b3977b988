package org.recoverykit.engine;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How long each operation of a resource may take; each above zero and at most 24 h.
 *
 * @param restore default 60 s
 * @param remove default 60 s
 * @param quickCheck default 5 s
 * @param deepCheck default 20 s
 * @param localRecovery default 60 s
 * @param isolate default 1 s
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Timeouts(
        Duration restore,
        Duration remove,
        Duration quickCheck,
        Duration deepCheck,
        Duration localRecovery,
        Duration isolate) {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** What holds where nothing else is said. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1));

    /** Checks the ranges. */
    public Timeouts {
        check("restore", restore);
        check("remove", remove);
        check("quickCheck", quickCheck);
        check("deepCheck", deepCheck);
        check("localRecovery", localRecovery);
        check("isolate", isolate);
    }

    /** The one for an operation; a kit's own command has that of a local recovery. */
    public Duration of(Operation operation) {
        return switch (operation) {
            case RESTORE -> restore;
            case REMOVE -> remove;
            case QUICK_CHECK -> quickCheck;
            case DEEP_CHECK -> deepCheck;
            case LOCAL_RECOVERY, COMMAND -> localRecovery;
            case ISOLATE -> isolate;
        };
    }

    static void check(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: above 0 and at most 24h");
        }
    }
}
