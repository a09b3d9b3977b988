package org.recoverykit.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** The kit {@code idle}: does nothing at once, so that only the engine's own work is measured. */
final class IdleKitProvider implements RecoveryKitProvider<IdleKitProvider.Config> {
    private final AtomicLong checks = new AtomicLong();

    /** No settings. */
    record Config() {}

    /** How many checks were made of all resources. */
    long checks() {
        return checks.get();
    }

    @Override
    public String id() {
        return "idle";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public RecoveryKit create(Config config, ResourceContext context) {
        return new IdleKit();
    }

    private final class IdleKit implements RecoveryKit {
        private boolean inService;

        @Override
        public ActionResult restore(Call call) {
            inService = true;
            return ActionResult.done();
        }

        @Override
        public ActionResult remove(Call call) {
            inService = false;
            return ActionResult.done();
        }

        @Override
        public CheckResult quickCheck(Call call) {
            checks.incrementAndGet();
            return inService ? CheckResult.healthy() : CheckResult.unhealthy("out of service");
        }
    }
}
