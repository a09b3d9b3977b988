package org.recoverykit.kit.ip;

import java.util.List;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.RecoveryKit;

/** A protected address whose clients are told when it has come from another node. What it adds never changes an answer. */
final class TakeoverHelp implements RecoveryKit {
    private final RecoveryKit kit;
    private final ClientConnections connections;

    TakeoverHelp(RecoveryKit kit, ClientConnections connections) {
        this.kit = kit;
        this.connections = connections;
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        boolean wasHere = connections.isHere();
        ActionResult result = kit.restore(call);
        if (result.kind() == ActionResult.Kind.DONE) {
            if (wasHere) {
                connections.inService(call.ownership());
            } else {
                connections.tookOver(call.ownership());
            }
        }
        return result;
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        connections.leaving();
        ActionResult result = kit.remove(call);
        connections.left();
        return result;
    }

    @Override
    public ActionResult isolate(Call call) throws InterruptedException {
        connections.stop();
        return kit.isolate(call);
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return seen(kit.quickCheck(call), call);
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        return seen(kit.deepCheck(call), call);
    }

    /** A process that was started again finds the address in service. */
    private CheckResult seen(CheckResult result, Call call) {
        if (result.kind() == CheckResult.Kind.HEALTHY) {
            connections.inService(call.ownership());
        }
        return result;
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return kit.localRecovery(call, problem);
    }

    @Override
    public List<KitCommand.Description> commands() {
        return kit.commands();
    }

    @Override
    public CommandResult perform(Call call, KitCommand command) throws InterruptedException {
        return kit.perform(call, command);
    }

    @Override
    public void close() {
        connections.stop();
        kit.close();
    }
}
