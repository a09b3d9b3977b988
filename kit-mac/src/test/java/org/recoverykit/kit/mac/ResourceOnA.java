package org.recoverykit.kit.mac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** The kit on a machine, with the calls that an engine would make. */
final class ResourceOnA implements AutoCloseable {
    static final ManualTime TIME = new ManualTime();

    private final Machine machine;
    private final MacConfig config;
    private final MacKitProvider provider;
    private final TestContext context;
    private final RecoveryKit kit;

    private ResourceOnA(Machine machine, MacConfig config, MacKitProvider provider, TestContext context) {
        this.machine = machine;
        this.config = config;
        this.provider = provider;
        this.context = context;
        this.kit = machine.call(() -> provider.create(config, context));
    }

    static ResourceOnA of(Machine machine, MacConfig config) {
        return of(machine, config, new MacKitProvider());
    }

    static ResourceOnA of(Machine machine, MacConfig config, MacKitProvider provider) {
        return new ResourceOnA(machine, config, provider, new TestContext("mac", TIME, workDirectory()));
    }

    private static Path workDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/work")), "mac");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address that no interface has by itself. */
    static MacConfig virtual(Optional<String> backup, String... targets) {
        return new MacConfig(
                "eth0", backup, Optional.of(Site.MAC), List.of(targets), Holders.SEVERAL, Optional.empty());
    }

    /** The address that eth0 has by itself. */
    static MacConfig home(Optional<String> backup) {
        return new MacConfig("eth0", backup, Optional.empty(), List.of(), Holders.SEVERAL, Optional.empty());
    }

    ResourceOnA afterRestart() {
        return new ResourceOnA(machine, config, provider, context.afterRestart());
    }

    /** After the machine was started anew, too. */
    ResourceOnA afterRestart(MacKitProvider elsewhere) {
        return new ResourceOnA(machine, config, elsewhere, context.afterRestart());
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

    ActionResult restore(Call.Why why) throws InterruptedException {
        return kit.restore(call().because(why, 1));
    }

    ActionResult remove() throws InterruptedException {
        return kit.remove(call());
    }

    CheckResult quickCheck() throws InterruptedException {
        return kit.quickCheck(call());
    }

    ResourceOnA seeing(CheckResult.Kind kind) {
        Eventually.within(
                Site.SOON, "the kit sees that it is " + kind, () -> quickCheck().kind() == kind);
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
