package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Protects one address on this node.
 *
 * @param <S> what EC2 shows of it
 */
final class Ec2Kit<S> implements RecoveryKit {
    private static final Logger LOG = LoggerFactory.getLogger(Ec2Kit.class);

    private final ResourceContext context;
    private final Ec2Host host;
    private final Way<S> way;
    private final OnRemove removal;
    private final Homes homes;
    private final Claim claim;
    private final SourceDestGuard guard;
    private final Batch batch;
    private final Pace pace;
    private final Preflight<S> preflight;
    private boolean closed;

    /** Something that changes EC2. */
    private interface Action {
        ActionResult run(Budget budget) throws InterruptedException;
    }

    Ec2Kit(Ec2Config config, ResourceContext context, Ec2Host host, HomeChoice choice, Way<S> way) {
        this.context = context;
        this.host = host;
        this.way = way;
        this.removal = config.removal();
        this.homes = new Homes(choice, host);
        this.claim = new Claim(context.notes(), removal);
        this.guard = new SourceDestGuard(context.tag(), context.notes(), host.ledger());
        this.batch = new Batch(host);
        this.pace = new Pace(context.time(), config.verifyInterval(), config.verifyTimeout());
        this.preflight = new Preflight<>(homes, way, host);
    }

    /** Takes over what an earlier process noted, and has the client made while there is time. */
    void open() {
        guard.adopt();
        CompletableFuture<?> unused = host.background(host.api()::prepare);
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        return act(call, this::bringHome);
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return act(call, this::bringHome);
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        return act(call, removal == OnRemove.LEAVE ? this::leave : this::takeAway);
    }

    /** What is left for the next owner needs no call to EC2, and there may be no time for one. */
    @Override
    public ActionResult isolate(Call call) throws InterruptedException {
        return removal == OnRemove.LEAVE ? act(call, this::release) : remove(call);
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        return check(new Budget(call), Freshness.RECENT);
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        return check(new Budget(call), Freshness.FRESH);
    }

    @Override
    public List<KitCommand.Description> commands() {
        return Preflight.COMMANDS;
    }

    @Override
    public CommandResult perform(Call call, KitCommand command) throws InterruptedException {
        return preflight.perform(command, new Budget(call));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pace.close();
            host.release();
        }
    }

    private CheckResult check(Budget budget, Freshness freshness) throws InterruptedException {
        if (claim.isReleased()) {
            return CheckResult.unhealthy("released on this node; EC2 is left as it is for the next owner");
        }
        Answer<Home> home = homes.find(freshness, budget);
        if (home.value().isEmpty()) {
            return unknown(home.trouble());
        }
        Answer<S> seen = way.look(home.value().get(), freshness, budget);
        return seen.value()
                .map(found -> way.toHome(home.value().get(), found).check())
                .orElseGet(() -> unknown(seen.trouble()));
    }

    private static CheckResult unknown(Optional<Trouble> trouble) {
        return CheckResult.unknown(trouble.map(Trouble::message).orElse("EC2 gave no answer"));
    }

    private ActionResult act(Call call, Action action) throws InterruptedException {
        try {
            ActionResult result = action.run(new Budget(call));
            if (result.kind() == ActionResult.Kind.DONE && !result.reason().isEmpty()) {
                LOG.info("event=ec2-changed tag={} detail=\"{}\"", context.tag(), result.reason());
            }
            return result;
        } catch (NotDurableException unwritten) {
            return ActionResult.indeterminate(
                    "a note cannot be written, so what depends on it was not done: " + unwritten.getMessage());
        }
    }

    private ActionResult bringHome(Budget budget) throws InterruptedException {
        claim.hold();
        budget.call().step(Ec2Step.CLAIMED.text());
        Bringing bringing = new Bringing();
        Convergence<Seen<S>> convergence = new Convergence<>(bringing, batch, pace, budget);
        ActionResult result = convergence.run();
        if (result.kind() == ActionResult.Kind.FAILED && !convergence.hasMoved() && bringing.sawNothingLeadHere()) {
            // Nothing leads here, from this attempt or from an earlier one, so nothing needs to be let in.
            guard.giveBack(batch, budget).ifPresent(this::warn);
        }
        return result;
    }

    private ActionResult takeAway(Budget budget) throws InterruptedException {
        ActionResult result = new Convergence<>(new Removing(), batch, pace, budget).run();
        return result.kind() == ActionResult.Kind.DONE ? afterGivingBack(result, budget) : asDoubt(result);
    }

    private ActionResult leave(Budget budget) throws InterruptedException {
        ActionResult released = release(budget);
        return afterGivingBack(released, budget);
    }

    private ActionResult release(Budget budget) throws InterruptedException {
        claim.release();
        budget.call().step(Ec2Step.RELEASED.text());
        // An association on its way here could displace the next owner's.
        return batch.isSettled(budget)
                ? ActionResult.done()
                : ActionResult.indeterminate("an earlier change is still on its way to EC2");
    }

    private ActionResult afterGivingBack(ActionResult result, Budget budget) throws InterruptedException {
        if (result.kind() != ActionResult.Kind.DONE) {
            return result;
        }
        return guard.giveBack(batch, budget)
                .map(left -> ActionResult.done(result.reason().isEmpty() ? left : result.reason() + "; " + left))
                .orElse(result);
    }

    /** What cannot be proven out may not be started elsewhere; only a person's settings are another matter. */
    private static ActionResult asDoubt(ActionResult result) {
        return result instanceof ActionResult.Failed failed && failed.scope() == FailureScope.RETRY_HERE
                ? ActionResult.indeterminate(failed.reason())
                : result;
    }

    private void warn(String reason) {
        LOG.warn("event=not-given-back tag={} reason=\"{}\"", context.tag(), reason);
    }

    /**
     * A look, and where it was looked from.
     *
     * @param <S> what EC2 shows
     */
    private record Seen<S>(Home home, S sight) {}

    private Answer<Seen<S>> lookNow(Budget budget) throws InterruptedException {
        Answer<Home> home = homes.find(Freshness.NOW, budget);
        if (home.value().isEmpty()) {
            return home.map(never -> {
                throw new IllegalStateException("no home, and no trouble either");
            });
        }
        return way.look(home.value().get(), Freshness.NOW, budget)
                .map(sight -> new Seen<>(home.value().get(), sight));
    }

    private final class Bringing implements Convergence.Goal<Seen<S>> {
        private Optional<Seen<S>> last = Optional.empty();

        boolean sawNothingLeadHere() {
            return last.filter(
                            seen -> way.awayFromHome(seen.home(), seen.sight()).isRight())
                    .isPresent();
        }

        @Override
        public Answer<Seen<S>> look(Budget budget) throws InterruptedException {
            return lookNow(budget);
        }

        @Override
        public Verdict judge(Seen<S> seen) {
            last = Optional.of(seen);
            guard.join(seen.home().networkInterface());
            return way.toHome(seen.home(), seen.sight());
        }

        @Override
        public void before(List<Todo> todo) {
            guard.before(todo);
        }
    }

    private final class Removing implements Convergence.Goal<Seen<S>> {
        @Override
        public Answer<Seen<S>> look(Budget budget) throws InterruptedException {
            return lookNow(budget);
        }

        @Override
        public Verdict judge(Seen<S> seen) {
            return way.awayFromHome(seen.home(), seen.sight());
        }

        @Override
        public void before(List<Todo> todo) {}
    }
}
