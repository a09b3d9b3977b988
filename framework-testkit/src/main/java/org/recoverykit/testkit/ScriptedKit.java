package org.recoverykit.testkit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** A kit that answers what the test has told its {@link ScriptedResource}, and records every call. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScriptedKit implements RecoveryKit {

    private final ScriptedResource resource;
    private final HappeningLog log;
    private final AtomicBoolean closed = new AtomicBoolean();

    ScriptedKit(ScriptedResource resource, HappeningLog log) {
        this.resource = resource;
        this.log = log;
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        return act(Operation.RESTORE, call);
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        return act(Operation.REMOVE, call);
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return check(Operation.QUICK_CHECK, call);
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        return check(Operation.DEEP_CHECK, call);
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return act(Operation.LOCAL_RECOVERY, call);
    }

    @Override
    public ActionResult isolate(Call call) throws InterruptedException {
        return act(Operation.ISOLATE, call);
    }

    /** Whether the engine has let go of it. */
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        closed.set(true);
    }

    private ActionResult act(Operation action, Call call) throws InterruptedException {
        return recorded(action, call, resource::act, result -> result.kind().name());
    }

    private CheckResult check(Operation check, Call call) throws InterruptedException {
        return recorded(check, call, resource::check, result -> result.kind().name());
    }

    private <R> R recorded(Operation operation, Call call, Body<R> body, Function<R, String> kind)
            throws InterruptedException {
        resource.began();
        log.began(resource.tag(), operation);
        String outcome = "THREW";
        try {
            R result = body.run(operation, call);
            outcome = Optional.ofNullable(result).map(kind).orElse("NULL");
            return result;
        } finally {
            log.ended(resource.tag(), operation, outcome);
            resource.ended();
        }
    }

    private interface Body<R> {
        R run(Operation operation, Call call) throws InterruptedException;
    }
}
