package org.recoverykit.testkit;

import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.ResourceContext;

/** Kits that restore or remove wrongly, in one way each. */
final class BrokenActions {

    private BrokenActions() {}

    static final class RestoreLies extends SampleKit {
        RestoreLies(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            return ActionResult.done();
        }
    }

    static final class RestoreRefusesASecondTime extends SampleKit {
        RestoreRefusesASecondTime(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (world.in) {
                return ActionResult.failed("already there", FailureScope.RETRY_HERE);
            }
            return super.restore(call);
        }
    }

    static final class CheckNeverHealthy extends SampleKit {
        CheckNeverHealthy(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return CheckResult.unhealthy("never");
        }
    }

    static final class RestoreStopsAtItsOwnLease extends SampleKit {
        RestoreStopsAtItsOwnLease(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (!world.in && noted("lease")) {
                return ActionResult.failed("leased by somebody", FailureScope.RETRY_HERE);
            }
            return super.restore(call);
        }
    }

    static final class RemoveKnowsOnlyWhatWasNotedLate extends SampleKit {
        RemoveKnowsOnlyWhatWasNotedLate(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            world.in = true;
            call.step("in");
            context.notes().put("lease", "taken");
            return ActionResult.done();
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            return noted("lease") ? super.remove(call) : ActionResult.done();
        }
    }

    static final class RestoreRemembers extends SampleKit {
        RestoreRemembers(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean restored;

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (restored) {
                return ActionResult.done();
            }
            restored = true;
            return super.restore(call);
        }
    }

    static final class RemoveLies extends SampleKit {
        RemoveLies(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            return ActionResult.done();
        }
    }

    static final class RemoveRefusesASecondTime extends SampleKit {
        RemoveRefusesASecondTime(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            if (!world.in) {
                return ActionResult.failed("not there", FailureScope.RETRY_HERE);
            }
            return super.remove(call);
        }
    }

    static final class RemoveRefusesTheUnknown extends SampleKit {
        RemoveRefusesTheUnknown(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            if (world.restores.get() == 0) {
                return ActionResult.failed("unknown", FailureScope.RETRY_HERE);
            }
            return super.remove(call);
        }
    }

    static final class RemoveLeavesWhatOthersRestored extends SampleKit {
        RemoveLeavesWhatOthersRestored(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean mine;

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            mine = true;
            return super.restore(call);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            return mine ? super.remove(call) : ActionResult.done();
        }
    }

    static final class RemoveForgetsFirst extends SampleKit {
        RemoveForgetsFirst(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            if (!noted("lease")) {
                return ActionResult.done();
            }
            context.notes().remove("lease");
            call.step("forgotten");
            world.in = false;
            return ActionResult.done();
        }
    }

    static final class RemoveIsADeadEnd extends SampleKit {
        RemoveIsADeadEnd(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            context.notes().put("removing", "yes");
            super.remove(call);
            context.notes().remove("removing");
            return ActionResult.done();
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (noted("removing")) {
                return ActionResult.failed("being removed", FailureScope.RETRY_HERE);
            }
            return super.restore(call);
        }
    }

    static final class RemoveRefusesTheBroken extends SampleKit {
        RemoveRefusesTheBroken(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            if (!world.in && noted("lease")) {
                return ActionResult.failed("not where it was left", FailureScope.RETRY_HERE);
            }
            return super.remove(call);
        }
    }

    static final class RestoresOnlyTwice extends SampleKit {
        RestoresOnlyTwice(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (world.restores.incrementAndGet() > 2) {
                return ActionResult.failed("no place left", FailureScope.RETRY_HERE);
            }
            return super.restore(call);
        }
    }

    static final class IsolateConfusesRemove extends SampleKit {
        IsolateConfusesRemove(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult isolate(Call call) throws InterruptedException {
            world.in = false;
            world.restores.set(-1);
            return ActionResult.done();
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            if (world.restores.get() < 0) {
                return ActionResult.failed("isolated", FailureScope.RETRY_HERE);
            }
            return super.remove(call);
        }
    }
}
