package org.recoverykit.core.run;

import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** A kit that behaves as one test wants it, also badly: all actions alike. */
final class StubKit implements RecoveryKit {
    volatile Behaviour<CheckResult> check = call -> CheckResult.healthy();
    volatile Behaviour<CheckResult> deep = call -> CheckResult.healthy();
    volatile Behaviour<ActionResult> act = call -> ActionResult.done();

    /** What one call does. */
    interface Behaviour<R> {
        R run(Call call) throws InterruptedException;
    }

    static StubKit checking(Behaviour<CheckResult> check) {
        StubKit kit = new StubKit();
        kit.check = check;
        return kit;
    }

    static StubKit acting(Behaviour<ActionResult> act) {
        StubKit kit = new StubKit();
        kit.act = act;
        return kit;
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return check.run(call);
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        return deep.run(call);
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        return act.run(call);
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        return act.run(call);
    }
}
