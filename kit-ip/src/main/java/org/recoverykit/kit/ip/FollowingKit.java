package org.recoverykit.kit.ip;

import java.util.Optional;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;

/**
 * An address on whatever interface another resource is on. Which ones these are is known when that one has noted them, and it
 * may be made after this: so the kit proper is made at the first call that finds the note.
 */
final class FollowingKit implements RecoveryKit {
    private final IpConfig config;
    private final ResourceContext context;
    private final IpHost host;
    private final Follow follow;
    private Optional<IpKit> made = Optional.empty();
    private boolean closed;

    FollowingKit(IpConfig config, String tag, ResourceContext context, IpHost host) {
        this.config = config;
        this.context = context;
        this.host = host;
        this.follow = new Follow(tag, context);
    }

    private synchronized Optional<IpKit> kit() {
        if (made.isEmpty() && !closed) {
            made = follow.places().map(this::make);
        }
        return made;
    }

    private IpKit make(Places places) {
        IpKit kit = new IpKit(config.on(places.current(), places.spare()), context, host, Optional.of(follow));
        kit.open();
        return kit;
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        Optional<IpKit> kit = kit();
        return kit.isPresent() ? kit.get().restore(call) : ActionResult.failed(unknown(), FailureScope.TRY_ELSEWHERE);
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        Optional<IpKit> kit = kit();
        return kit.isPresent() ? kit.get().remove(call) : provenAbsent();
    }

    @Override
    public ActionResult isolate(Call call) throws InterruptedException {
        Optional<IpKit> kit = kit();
        return kit.isPresent() ? kit.get().isolate(call) : provenAbsent();
    }

    @Override
    public CheckResult quickCheck(Call call) throws InterruptedException {
        Optional<IpKit> kit = kit();
        return kit.isPresent() ? kit.get().quickCheck(call) : CheckResult.unhealthy(unknown());
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        Optional<IpKit> kit = kit();
        return kit.isPresent() ? kit.get().deepCheck(call) : CheckResult.unhealthy(unknown());
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        Optional<IpKit> kit = kit();
        return kit.isPresent()
                ? kit.get().localRecovery(call, problem)
                : ActionResult.failed(unknown(), FailureScope.TRY_ELSEWHERE);
    }

    /** Who has never known an interface has put the address on none; a former life may have. */
    private ActionResult provenAbsent() {
        boolean absent = host.network().view().current()
                && host.network()
                        .view()
                        .addressesOf(config.protectedAddress().inetAddress())
                        .isEmpty();
        return absent ? ActionResult.done() : ActionResult.indeterminate(unknown() + "; the address may be here");
    }

    private String unknown() {
        return "the resource '" + follow.tag() + "', whose interface this address follows, has not said which it is;"
                + " is it of kit mac, and does this resource depend on it?";
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            made.ifPresentOrElse(IpKit::close, host::release);
        }
    }
}
