package org.recoverykit.kit.generic.dialect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Report;
import org.recoverykit.spi.Call;

/** Ends of scripts that never ran. */
public final class Runs {
    /** An ordinary call. */
    public static final Occasion OCCASION = new Occasion(Call.Why.CHECK, 1, Duration.ofSeconds(20), "");

    /** The resource of all these tests. */
    public static final Subject SUBJECT = new Subject("shop", "n1", Map.of());

    private Runs() {}

    /** Ended by itself, having printed this. */
    public static Outcome.Exited exited(int code, String... lines) {
        return new Outcome.Exited(code, new Report(List.of(lines), Path.of("/"), 0, Duration.ofMillis(5), List.of()));
    }

    /** Ended by somebody's signal. */
    public static Outcome signalled() {
        return new Outcome.Signalled(9, exited(0).report());
    }

    /** Ended by us. */
    public static Outcome late() {
        return new Outcome.TimedOut(Duration.ofSeconds(20), exited(0).report());
    }

    /** Never begun. */
    public static Outcome notStarted(Outcome.Obstacle why) {
        return new Outcome.NotStarted(why, "/x: no such file");
    }
}
