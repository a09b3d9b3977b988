package org.recoverykit.kit.generic.dialect;

import java.util.function.Function;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.kit.generic.run.Outcome.NotStarted;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;
import org.recoverykit.kit.generic.run.Outcome.Signalled;
import org.recoverykit.kit.generic.run.Outcome.TimedOut;
import org.recoverykit.kit.generic.run.Report;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What the end of a script means in every dialect, where it is no exit code of its own. */
public final class Endings {
    private Endings() {}

    /** A check that did not come to an end of its own has seen nothing: Unknown. */
    public static CheckResult check(String who, Outcome outcome, Function<Exited, CheckResult> exited) {
        return outcome instanceof Exited exit ? exited.apply(exit) : CheckResult.unknown(unfinished(who, outcome));
    }

    /** An action that did not come to an end of its own may have had half its effect. One that never began had none. */
    public static ActionResult action(
            String who, Operation operation, Outcome outcome, Function<Exited, ActionResult> exited) {
        if (outcome instanceof Exited exit) {
            return exited.apply(exit);
        }
        String reason = unfinished(who, outcome);
        // What was to be removed and was not even tried may still run.
        if (outcome instanceof NotStarted obstacle && operation != Operation.REMOVE) {
            return ActionResult.failed(reason, scope(obstacle.why()));
        }
        return ActionResult.indeterminate(reason);
    }

    /** {@code who: what (exit 7): last line of output}. */
    public static String said(String who, String what, Exited exit) {
        String word = exit.report().lastWord();
        return who + ": " + what + " (exit " + exit.code() + ")" + (word.isEmpty() ? "" : ": " + word);
    }

    /** What it said last, and what of it lives on in spite of everything. */
    private static String afterwards(Report report) {
        String left = report.leftovers().isEmpty() ? "" : "; still running: " + String.join(", ", report.leftovers());
        return left + (report.lastWord().isEmpty() ? "" : ": " + report.lastWord());
    }

    private static FailureScope scope(Obstacle obstacle) {
        return obstacle == Obstacle.NO_ROOM || obstacle == Obstacle.BUSY
                ? FailureScope.RETRY_HERE
                : FailureScope.TRY_ELSEWHERE;
    }

    private static String unfinished(String who, Outcome outcome) {
        if (outcome instanceof Signalled ended) {
            return who + " was ended by signal " + ended.signal() + afterwards(ended.report());
        }
        if (outcome instanceof TimedOut late) {
            return who + " did not end within " + late.limit().toMillis() + " ms and was ended"
                    + afterwards(late.report());
        }
        return outcome instanceof NotStarted obstacle ? who + ": " + obstacle.reason() : who + " ended: " + outcome;
    }
}
