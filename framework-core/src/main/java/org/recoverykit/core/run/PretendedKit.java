package org.recoverykit.core.run;

import java.util.concurrent.Semaphore;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** The rehearsal's kit: a flag that is broken and mended. */
final class PretendedKit implements RecoveryKit {
    private final Semaphore recovered;
    private volatile boolean works = true;
    private volatile boolean mended;

    PretendedKit(Semaphore recovered) {
        this.recovered = recovered;
    }

    void breakIt() {
        works = false;
    }

    @Override
    public ActionResult restore(Call call) {
        works = true;
        return ActionResult.done();
    }

    @Override
    public ActionResult remove(Call call) {
        works = false;
        return ActionResult.done();
    }

    @Override
    public CheckResult quickCheck(Call call) {
        if (works && mended) {
            mended = false;
            recovered.release();
        }
        return works ? CheckResult.healthy() : CheckResult.unhealthy("rehearsal");
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) {
        call.step("rehearsed");
        works = true;
        mended = true;
        return ActionResult.done();
    }
}
