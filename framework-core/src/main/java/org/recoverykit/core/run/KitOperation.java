package org.recoverykit.core.run;

import org.jspecify.annotations.Nullable;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.RecoveryKit;

/**
 * What to call of a kit, and what to answer for one that could not tell.
 *
 * @param <R> the kind of answer
 */
interface KitOperation<R> {
    Operation operation();

    /** Calls third-party code, which may do and return anything. */
    @Nullable
    R call(RecoveryKit kit, Call call) throws Exception;

    /** The answer that claims nothing. */
    R cannotTell(String reason);

    static KitOperation<CheckResult> check(Operation operation) {
        return new Check(operation);
    }

    static KitOperation<ActionResult> action(Operation operation, CheckResult.Unhealthy problem) {
        return new Action(operation, problem);
    }

    static KitOperation<CommandResult> command(KitCommand command) {
        return new KitsOwn(command);
    }

    /** A look. */
    record Check(Operation operation) implements KitOperation<CheckResult> {
        @Override
        public @Nullable CheckResult call(RecoveryKit kit, Call call) throws Exception {
            return operation == Operation.DEEP_CHECK ? kit.deepCheck(call) : kit.quickCheck(call);
        }

        @Override
        public CheckResult cannotTell(String reason) {
            return CheckResult.unknown(reason);
        }
    }

    /** Something that changes the world. */
    record Action(Operation operation, CheckResult.Unhealthy problem) implements KitOperation<ActionResult> {
        @Override
        public @Nullable ActionResult call(RecoveryKit kit, Call call) throws Exception {
            return switch (operation) {
                case RESTORE -> kit.restore(call);
                case REMOVE -> kit.remove(call);
                case LOCAL_RECOVERY -> kit.localRecovery(call, problem);
                case ISOLATE -> kit.isolate(call);
                case QUICK_CHECK, DEEP_CHECK, COMMAND -> throw new IllegalStateException(operation + " is no action");
            };
        }

        @Override
        public ActionResult cannotTell(String reason) {
            return ActionResult.indeterminate(reason);
        }
    }

    /** A command of the kit's own. */
    record KitsOwn(KitCommand command) implements KitOperation<CommandResult> {
        @Override
        public Operation operation() {
            return Operation.COMMAND;
        }

        @Override
        public @Nullable CommandResult call(RecoveryKit kit, Call call) throws Exception {
            return kit.perform(call, command);
        }

        @Override
        public CommandResult cannotTell(String reason) {
            return CommandResult.refused(reason);
        }
    }
}
