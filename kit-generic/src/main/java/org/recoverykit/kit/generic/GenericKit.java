package org.recoverykit.kit.generic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.kit.generic.ApplicationProcess.Look;
import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CheckResult.Unhealthy;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.RecoveryKit;

/**
 * One application. A script's word is not enough: what it says to have done the check has to confirm, wherever there is one.
 */
final class GenericKit implements RecoveryKit {
    private final ApplicationScripts scripts;
    private final ApplicationProcess process;
    private final Assumption assumption;
    private final Prover prover;
    private final Runnable letGo;

    GenericKit(
            ApplicationScripts scripts,
            ApplicationProcess process,
            Assumption assumption,
            Prover prover,
            Runnable letGo) {
        this.scripts = scripts;
        this.process = process;
        this.assumption = assumption;
        this.prover = prover;
        this.letGo = letGo;
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return check(Operation.QUICK_CHECK, call);
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        boolean provided = scripts.provides(Operation.DEEP_CHECK, call);
        return check(provided ? Operation.DEEP_CHECK : Operation.QUICK_CHECK, call);
    }

    private CheckResult check(Operation operation, Call call) throws InterruptedException {
        Look look = process.look();
        if (look instanceof Look.Gone gone) {
            return CheckResult.unhealthy(gone.reason());
        }
        Optional<CheckResult> found = scripts.check(operation, call);
        if (found.isPresent()) {
            return found.get();
        }
        return look instanceof Look.Lives ? CheckResult.healthy() : assumption.check();
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        if (scripts.watchesOnly()) {
            return watched(quickCheck(call));
        }
        boolean checked = checked(call);
        if (checked && quickCheck(call).kind() == CheckResult.Kind.HEALTHY) {
            return ActionResult.done();
        }
        try {
            call.step("before restore");
            Ran ran = scripts.act(Operation.RESTORE, call, scripts.budget(call).beginning(), "");
            call.step("after restore");
            ActionResult result = ran.result();
            if (result.kind() == ActionResult.Kind.DONE) {
                if (!checked) {
                    assumption.restored();
                    return result;
                }
                result = prover.provesIn(this, call);
            }
            return result.kind() == ActionResult.Kind.DONE || !ran.begun() ? result : takeBack(call, result);
        } catch (NotDurableException e) {
            return takeBack(call, ActionResult.failed("cannot note it: " + e.getMessage(), FailureScope.RETRY_HERE));
        }
    }

    private static ActionResult watched(CheckResult found) {
        if (found instanceof Unhealthy unhealthy) {
            return ActionResult.failed("only watched, and not in service: " + unhealthy.reason(), unhealthy.scope());
        }
        return found.kind() == CheckResult.Kind.HEALTHY
                ? ActionResult.done()
                : ActionResult.indeterminate("only watched: " + found.reason());
    }

    /** What was begun in vain is taken back; who cannot prove that says so. */
    private ActionResult takeBack(Call call, ActionResult failure) throws InterruptedException {
        if (!scripts.budget(call).worthAnother()) {
            return ActionResult.indeterminate(failure.reason() + "; no time was left to take it back");
        }
        ActionResult back = remove(call);
        if (back.kind() != ActionResult.Kind.DONE) {
            return ActionResult.indeterminate(failure.reason() + "; taking it back: " + back.reason());
        }
        return failure instanceof ActionResult.Failed
                ? failure
                : ActionResult.failed(failure.reason(), FailureScope.RETRY_HERE);
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        if (scripts.watchesOnly()) {
            return ActionResult.done("only watched");
        }
        boolean checked = checked(call);
        try {
            if (!checked && assumption.holds()) {
                assumption.begin();
            }
            call.step("before remove");
            ActionResult result = scripts.act(
                            Operation.REMOVE, call, scripts.budget(call).script(), "")
                    .result();
            call.step("after remove");
            if (result.kind() != ActionResult.Kind.DONE) {
                return result;
            }
            List<String> ended = scripts.endService(call);
            result = checked ? prover.provesOut(call) : result;
            if (!checked) {
                assumption.removed();
            }
            return result.kind() == ActionResult.Kind.DONE && !ended.isEmpty()
                    ? ActionResult.done(
                            "remove had left these running, and they were ended: " + String.join(", ", ended))
                    : result;
        } catch (NotDurableException e) {
            return ActionResult.indeterminate("cannot note it: " + e.getMessage());
        }
    }

    @Override
    public ActionResult localRecovery(Call call, Unhealthy problem) throws InterruptedException {
        if (!scripts.provides(Operation.LOCAL_RECOVERY, call)) {
            return ActionResult.failed("no localRecovery is provided: " + problem.reason(), problem.scope());
        }
        boolean checked = checked(call);
        if (checked && quickCheck(call).kind() == CheckResult.Kind.HEALTHY) {
            return ActionResult.done("it was in service again already");
        }
        call.step("before localRecovery");
        Duration limit = scripts.budget(call).beginning();
        ActionResult result = scripts.act(Operation.LOCAL_RECOVERY, call, limit, problem.reason())
                .result();
        call.step("after localRecovery");
        if (!checked) {
            return result;
        }
        return result.kind() == ActionResult.Kind.DONE
                ? prover.provesIn(this, call)
                : afterFailedRecovery(result, quickCheck(call));
    }

    /** Failed means not in service: whether that is so the check knows, not the script. */
    private static ActionResult afterFailedRecovery(ActionResult result, CheckResult now) {
        if (now.kind() == CheckResult.Kind.HEALTHY) {
            return ActionResult.done("in service, although " + result.reason());
        }
        if (now instanceof Unhealthy unhealthy) {
            return result instanceof ActionResult.Failed
                    ? result
                    : ActionResult.failed(result.reason(), unhealthy.scope());
        }
        return ActionResult.indeterminate(result.reason() + "; and then: " + now.reason());
    }

    private boolean checked(Call call) {
        return process.named() || scripts.provides(Operation.QUICK_CHECK, call);
    }

    @Override
    public List<KitCommand.Description> commands() {
        return KitCommands.LIST;
    }

    @Override
    public CommandResult perform(Call call, KitCommand command) {
        return KitCommands.perform(scripts, command);
    }

    @Override
    public void close() {
        process.close();
        letGo.run();
    }
}
