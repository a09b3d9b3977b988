package org.recoverykit.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.ResourceContext;

/** Kits that are bad guests, in one way each. */
final class BrokenManners {

    private BrokenManners() {}

    static final class RestoreIgnoresTheInterrupt extends SampleKit {
        RestoreIgnoresTheInterrupt(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            ActionResult result = super.restore(call);
            Defect.stubbornly(1_300);
            return result;
        }
    }

    static final class RestoreSwallowsTheInterrupt extends SampleKit {
        RestoreSwallowsTheInterrupt(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            ActionResult result = super.restore(call);
            Thread.interrupted();
            return result;
        }
    }

    static final class CheckHangs extends SampleKit {
        CheckHangs(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            Defect.stubbornly(1_500);
            return super.quickCheck(call);
        }
    }

    static final class InterruptSpoilsTheObject extends SampleKit {
        InterruptSpoilsTheObject(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean spoilt;

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (spoilt) {
                return ActionResult.failed("spoilt", FailureScope.RETRY_HERE);
            }
            super.restore(call);
            spoilt = Thread.currentThread().isInterrupted();
            return ActionResult.done();
        }
    }

    static final class NotesTooLate extends SampleKit {
        NotesTooLate(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            world.in = true;
            context.notes().put("lease", "taken");
            return ActionResult.done();
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            return noted("lease") ? super.remove(call) : ActionResult.done();
        }
    }

    static final class FactsOnlyInTheObject extends SampleKit {
        FactsOnlyInTheObject(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean mine;

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            if (noted("lease") && !mine && !world.in) {
                return ActionResult.failed("somebody else's", FailureScope.RETRY_HERE);
            }
            mine = true;
            return super.restore(call);
        }
    }

    static final class CloseRemoves extends SampleKit {
        CloseRemoves(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public void close() {
            world.in = false;
        }
    }

    static final class CloseOnlyOnce extends SampleKit {
        CloseOnlyOnce(World world, ResourceContext context) {
            super(world, context);
        }

        private boolean closed;

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            closed = true;
        }
    }

    static final class CloseWaits extends SampleKit {
        CloseWaits(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public void close() {
            Defect.stubbornly(1_200);
        }
    }

    static final class LeavesAThread extends SampleKit {
        LeavesAThread(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            Defect.leaveThreadBehind();
            return super.restore(call);
        }
    }

    static final class SetsTheLocale extends SampleKit {
        SetsTheLocale(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            Locale.setDefault(Locale.FRENCH);
            return super.restore(call);
        }
    }

    static final class SetsSystemOut extends SampleKit {
        SetsSystemOut(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            System.setOut(System.err);
            return super.restore(call);
        }
    }

    static final class CheckAnswersNull extends SampleKit {
        CheckAnswersNull(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult deepCheck(Call call) throws InterruptedException {
            return Answer.<CheckResult>nothing().to(call);
        }
    }

    static final class RecoveryThrows extends SampleKit {
        RecoveryThrows(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            throw new IllegalStateException("a bug");
        }
    }

    static final class CheckWithoutAReason extends SampleKit {
        CheckWithoutAReason(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return world.in ? CheckResult.healthy() : CheckResult.unhealthy("");
        }
    }

    static final class ReasonWithAStackTrace extends SampleKit {
        ReasonWithAStackTrace(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return world.in ? CheckResult.healthy() : CheckResult.unhealthy("gone\n\tat Kit.java");
        }
    }

    static final class TellsTheSecretInAReason extends SampleKit {
        TellsTheSecretInAReason(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            super.remove(call);
            return ActionResult.done("with " + SampleProvider.SECRET);
        }
    }

    static final class NotesTheSecret extends SampleKit {
        NotesTheSecret(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            context.notes().put("login", SampleProvider.SECRET);
            return super.restore(call);
        }
    }

    static final class SuspectsTheSecret extends SampleKit {
        SuspectsTheSecret(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CheckResult deepCheck(Call call) throws InterruptedException {
            context.suspect("bad login " + SampleProvider.SECRET);
            return super.deepCheck(call);
        }
    }

    static final class StepsWithoutNames extends SampleKit {
        StepsWithoutNames(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            call.step("");
            return super.restore(call);
        }
    }

    static final class CommandsWithoutHelp extends SampleKit {
        CommandsWithoutHelp(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public List<KitCommand.Description> commands() {
            return List.of(new KitCommand.Description("move", Map.of(), " "));
        }
    }

    static final class AnswersAnyCommand extends SampleKit {
        AnswersAnyCommand(World world, ResourceContext context) {
            super(world, context);
        }

        @Override
        public CommandResult perform(Call call, KitCommand command) {
            return CommandResult.answered("fine");
        }
    }
}
