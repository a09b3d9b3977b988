package org.recoverykit.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;

/** A small good kit over a pretended world; each {@link Defect} spoils one thing of it. */
class SampleKit implements RecoveryKit {

    /** What is there, whoever looks. */
    static final class World {
        volatile boolean in;
        final AtomicInteger restores = new AtomicInteger();
    }

    final World world;
    final ResourceContext context;

    SampleKit(World world, ResourceContext context) {
        this.world = world;
        this.context = context;
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        call.step("restore begins");
        if (!world.in) {
            context.notes().put("lease", "taken");
            call.step("lease noted");
            world.in = true;
        }
        call.step("restore is done");
        return ActionResult.done();
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        call.step("remove begins");
        world.in = false;
        call.step("out");
        context.notes().remove("lease");
        call.step("remove is done");
        return ActionResult.done();
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return world.in ? CheckResult.healthy() : CheckResult.unhealthy("it is out of service");
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        call.step("local recovery begins");
        world.in = true;
        call.step("local recovery is done");
        return ActionResult.done();
    }

    boolean noted(String key) {
        return context.notes().get(key).isPresent();
    }
}
