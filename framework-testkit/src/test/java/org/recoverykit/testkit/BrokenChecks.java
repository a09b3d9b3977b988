package org.recoverykit.testkit;

import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.ResourceContext;

/** Kits that check or recover wrongly, in one way each. */
final class BrokenChecks {

    private BrokenChecks() {}

    static final class CheckShrugsAtTheUnknown extends SampleKit {
        CheckShrugsAtTheUnknown(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return world.in ? CheckResult.healthy() : CheckResult.unknown("never seen");
        }
    }

    static final class CheckRemembers extends SampleKit {
        CheckRemembers(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean restored;

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            restored = true;
            return super.restore(call);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return restored ? CheckResult.healthy() : super.quickCheck(call);
        }
    }

    static final class CheckMends extends SampleKit {
        CheckMends(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            world.in = true;
            return CheckResult.healthy();
        }
    }

    static final class CheckSeesOnlyItsOwnWork extends SampleKit {
        CheckSeesOnlyItsOwnWork(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean mine;

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            mine = true;
            return super.restore(call);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return mine ? super.quickCheck(call) : CheckResult.unhealthy("not mine");
        }
    }

    static final class DeepCheckAlwaysHealthy extends SampleKit {
        DeepCheckAlwaysHealthy(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult deepCheck(Call call) throws InterruptedException {
            return CheckResult.healthy();
        }
    }

    static final class DeepCheckNotes extends SampleKit {
        DeepCheckNotes(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult deepCheck(Call call) throws InterruptedException {
            context.notes().put("checked", Integer.toString(world.restores.incrementAndGet()));
            return super.deepCheck(call);
        }
    }

    static final class RecoveryLies extends SampleKit {
        RecoveryLies(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            return ActionResult.done();
        }
    }

    static final class RecoverySaysFailedAndIsNot extends SampleKit {
        RecoverySaysFailedAndIsNot(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            world.in = true;
            return ActionResult.failed("it did not work", FailureScope.RETRY_HERE);
        }
    }

    static final class RecoveryGivesUp extends SampleKit {
        RecoveryGivesUp(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            return ActionResult.failed("cannot", FailureScope.RETRY_HERE);
        }
    }

    static final class RecoveryHarmsTheHealthy extends SampleKit {
        RecoveryHarmsTheHealthy(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            world.in = !world.in;
            return ActionResult.done();
        }
    }

    static final class RecoveryBlocksRestore extends SampleKit {
        RecoveryBlocksRestore(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            context.notes().put("moving", "yes");
            super.localRecovery(call, problem);
            context.notes().remove("moving");
            return ActionResult.done();
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (noted("moving")) {
                return ActionResult.failed("on the move", FailureScope.RETRY_HERE);
            }
            return super.restore(call);
        }
    }

    static final class RecoveryBlocksRemove extends SampleKit {
        RecoveryBlocksRemove(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            context.notes().put("moving", "yes");
            super.localRecovery(call, problem);
            context.notes().remove("moving");
            return ActionResult.done();
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            if (noted("moving")) {
                return ActionResult.failed("on the move", FailureScope.RETRY_HERE);
            }
            return super.remove(call);
        }
    }
}
