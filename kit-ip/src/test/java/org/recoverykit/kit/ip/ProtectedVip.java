package org.recoverykit.kit.ip;

import java.nio.file.Path;
import java.time.Duration;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** The kit on a site's server, with the calls that an engine would make. */
final class ProtectedVip implements AutoCloseable {
    static final ManualTime TIME = new ManualTime();

    private final Site site;
    private final IpConfig config;
    private final TestContext context;
    private final RecoveryKit kit;

    ProtectedVip(Site site, IpConfig config) {
        this(site, config, new TestContext("vip", TIME, Path.of("target/work")));
    }

    private ProtectedVip(Site site, IpConfig config, TestContext context) {
        this.site = site;
        this.config = config;
        this.context = context;
        this.kit = site.server().call(() -> new IpKitProvider().create(config, context));
    }

    static IpConfig config(String address) {
        return TestSettings.of(address).config();
    }

    /** The same resource after the process died and was started again. */
    ProtectedVip afterRestart() {
        return afterRestart(config);
    }

    /** The same with edited settings. */
    ProtectedVip afterRestart(IpConfig edited) {
        return new ProtectedVip(site, edited, context.afterRestart());
    }

    TestContext context() {
        return context;
    }

    RecoveryKit kit() {
        return kit;
    }

    static TestCall call() {
        return TestCall.within(Duration.ofSeconds(20), TIME);
    }

    ActionResult restore() throws InterruptedException {
        return kit.restore(call());
    }

    ActionResult remove() throws InterruptedException {
        return kit.remove(call());
    }

    CheckResult quickCheck() throws InterruptedException {
        return kit.quickCheck(call());
    }

    /** Waits until the kernel's events have told the kit. */
    ProtectedVip seeing(FailureScope scope) {
        Eventually.within(
                Site.SOON,
                "the kit sees trouble of scope " + scope,
                () -> quickCheck() instanceof CheckResult.Unhealthy unhealthy && unhealthy.scope() == scope);
        return this;
    }

    ActionResult recover() throws InterruptedException {
        return kit.localRecovery(call(), new CheckResult.Unhealthy("found by a test", FailureScope.RETRY_HERE));
    }

    @Override
    public void close() {
        kit.close();
        context.close();
    }
}
