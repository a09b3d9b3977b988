package org.recoverykit.kit.generic;

import java.time.Duration;
import java.util.Optional;
import org.recoverykit.kit.generic.ApplicationProcess.Look;
import org.recoverykit.kit.generic.run.Pause;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CheckResult.Unhealthy;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.TimeSource;

/**
 * Lets the check confirm what an action's script says. Many scripts return while the service is still coming up, or going
 * down, so it is asked again for a while.
 */
final class Prover {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final ApplicationScripts scripts;
    private final ApplicationProcess process;
    private final TimeSource time;

    Prover(ApplicationScripts scripts, ApplicationProcess process, TimeSource time) {
        this.scripts = scripts;
        this.process = process;
        this.time = time;
    }

    ActionResult provesIn(GenericKit kit, Call call) throws InterruptedException {
        long until = until(call);
        while (true) {
            CheckResult found = kit.quickCheck(call);
            if (found.kind() == CheckResult.Kind.HEALTHY) {
                return ActionResult.done(found.reason());
            }
            if (time.nanoTime() - until >= 0) {
                String text = "the script said it was done, but " + found.reason();
                return found instanceof Unhealthy unhealthy
                        ? ActionResult.failed(text, unhealthy.scope())
                        : ActionResult.indeterminate(text);
            }
            Pause.of(BETWEEN);
        }
    }

    ActionResult provesOut(Call call) throws InterruptedException {
        long until = until(call);
        while (true) {
            String obstacle;
            CheckResult.Kind kind;
            if (process.look() instanceof Look.Lives lives) {
                obstacle = "process " + lives.process() + " runs";
                kind = CheckResult.Kind.HEALTHY;
            } else {
                Optional<ApplicationScripts.Proof> proof = scripts.proof(call);
                if (proof.isEmpty() || proof.get().out()) {
                    return ActionResult.done();
                }
                CheckResult found = proof.get().found();
                kind = found.kind();
                obstacle = kind == CheckResult.Kind.HEALTHY ? "the check still finds it in service" : found.reason();
            }
            if (time.nanoTime() - until >= 0) {
                String text = "the script said it was removed, but " + obstacle;
                return kind == CheckResult.Kind.HEALTHY
                        ? ActionResult.failed(text, FailureScope.RETRY_HERE)
                        : ActionResult.indeterminate(text);
            }
            Pause.of(BETWEEN);
        }
    }

    private long until(Call call) {
        return time.nanoTime() + scripts.budget(call).proof().toNanos();
    }
}
