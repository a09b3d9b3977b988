package org.recoverykit.benchmarks;

import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** Hands each call on to another kit. */
class ForwardingKit implements RecoveryKit {
    protected final RecoveryKit kit;

    ForwardingKit(RecoveryKit kit) {
        this.kit = kit;
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        return kit.restore(call);
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        return kit.remove(call);
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return kit.quickCheck(call);
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        return kit.deepCheck(call);
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return kit.localRecovery(call, problem);
    }

    @Override
    public void close() {
        kit.close();
    }
}
