package org.recoverykit.kit.ip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;

/**
 * A protected address whose backup interface can be added, removed and moved to by hand, by the rules of LifeKeeper's
 * {@code lkipbu}. Another pair of interfaces is another {@link IpKit}: the former one lets go and leaves the address as it
 * is, the new one finds it in service. Everything here is about this node alone.
 */
final class CommandedKit implements RecoveryKit {
    private final IpConfig config;
    private final ResourceContext context;
    private final IpHost host;
    private volatile IpKit kit;

    CommandedKit(IpConfig config, ResourceContext context, IpHost host) {
        this.config = config;
        this.context = context;
        this.host = host;
        this.kit = new IpKit(Chosen.effective(config, context.notes().all()), context, host);
    }

    /** Begins to listen to the kernel. */
    void open() {
        kit.open();
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
    public ActionResult isolate(Call call) throws InterruptedException {
        return kit.isolate(call);
    }

    @Override
    public CheckResult quickCheck(Call call) {
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
    public List<KitCommand.Description> commands() {
        return BackupCommand.descriptions();
    }

    @Override
    public CommandResult perform(Call call, KitCommand command) throws InterruptedException {
        Optional<BackupCommand> known = BackupCommand.of(command.verb());
        if (known.isEmpty()) {
            return CommandResult.refused("no command '" + command.verb() + "'; there are: " + BackupCommand.verbs());
        }
        Optional<String> wrong = known.get().wrongArguments(command.arguments().keySet());
        if (wrong.isPresent()) {
            return CommandResult.refused(wrong.get());
        }
        try {
            return switch (known.get()) {
                case ADD -> add(call, command.arguments().getOrDefault(BackupCommand.INTERFACE, ""));
                case REMOVE -> withdraw(call, command.arguments().getOrDefault(BackupCommand.INTERFACE, ""));
                case MOVE -> move(call);
                case SHOW -> CommandResult.answered(describe());
                case TAKE -> take(call, command.arguments().getOrDefault(BackupCommand.LINE, ""));
            };
        } catch (NotDurableException unwritten) {
            return CommandResult.refused("it cannot be noted, so nothing was changed: " + unwritten.getMessage());
        } catch (IllegalArgumentException invalid) {
            return CommandResult.refused(String.valueOf(invalid.getMessage()));
        }
    }

    private CommandResult add(Call call, String name) throws InterruptedException {
        Places now = kit.book().get();
        if (now.spare().isPresent()) {
            return CommandResult.refused("the backup interface " + now.spare().get()
                    + " is defined already; remove it first to name another");
        }
        IpConfig.checkInterface("interface", name);
        Optional<Link> link = host.network().view().link(name);
        if (link.isEmpty() || link.get().loopback()) {
            return CommandResult.refused("interface '" + name + "' "
                    + (link.isEmpty()
                            ? "does not exist on this node"
                            : "is a loopback interface, nobody outside can reach it"));
        }
        if (name.equals(now.current())) {
            return CommandResult.refused("'" + name + "' is the interface itself; name another one as its backup");
        }
        return exchange(call, new Places(now.current(), Optional.of(name)), "added");
    }

    private CommandResult withdraw(Call call, String name) throws InterruptedException {
        Places now = kit.book().get();
        if (now.spare().filter(name::equals).isEmpty()) {
            return CommandResult.refused("'" + name + "' is not the backup interface; it is "
                    + now.spare().orElse("none"));
        }
        return exchange(call, new Places(now.current(), Optional.empty()), "removed");
    }

    private CommandResult move(Call call) throws InterruptedException {
        Places before = kit.book().get();
        if (before.spare().isEmpty()) {
            return CommandResult.refused("no backup interface is defined; add one first");
        }
        ActionResult moved = kit.moveToSpare(call);
        return switch (moved.kind()) {
            case DONE -> CommandResult.answered(kit.book().information() + "\n" + moved.reason());
            case FAILED -> CommandResult.refused("not moved: " + moved.reason());
            case INDETERMINATE ->
                throw new IllegalStateException("how far the move came is not known: " + moved.reason());
        };
    }

    private String describe() {
        return kit.book().information() + "\n" + config.protectedAddress() + " is " + (kit.isHere() ? "in" : "out of")
                + " service here; "
                + Diagnosis.states(host.network().view(), kit.book().get());
    }

    private CommandResult take(Call call, String text) throws InterruptedException {
        InformationLine line = InformationLine.parse(text);
        InformationLine own = kit.book().information();
        boolean same = line.node().equals(own.node())
                && line.address().equals(own.address())
                && line.prefixLength() == own.prefixLength();
        if (!same) {
            return CommandResult.refused("the line is about another node, address or netmask; here it is: " + own);
        }
        if (kit.isHere()) {
            return CommandResult.refused("the address is in service; take it out of service first");
        }
        return exchange(call, new Places(line.device(), line.backup()), "taken over");
    }

    /** From now on with these interfaces. What can fail comes first. */
    private CommandResult exchange(Call call, Places places, String what) throws InterruptedException {
        Map<String, String> choice = Chosen.notes(config, places);
        host.share();
        IpKit next = new IpKit(Chosen.effective(config, choice), context, host);
        try {
            Optional<String> trouble = kit.isHere() ? next.prepare(call) : Optional.empty();
            if (trouble.isPresent()) {
                next.close();
                return CommandResult.refused("nothing was changed: " + trouble.get());
            }
            next.book().choose(places, choice);
        } catch (NotDurableException | InterruptedException unfinished) {
            next.close();
            throw unfinished;
        }
        kit.close();
        kit = next;
        next.open();
        next.quickCheck(call);
        return CommandResult.answered(next.book().information() + "\n" + what);
    }

    @Override
    public void close() {
        kit.close();
    }
}
