package org.recoverykit.kit.ec2;

import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** The real provider, whose kits count their calls, so that a test knows when all have ended. */
final class CountingProvider implements RecoveryKitProvider<Ec2Config> {
    private final Ec2KitProvider real = new Ec2KitProvider();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private interface Work<T> {
        T make() throws InterruptedException;
    }

    int running() {
        return running.get();
    }

    int calls() {
        return calls.get();
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Class<Ec2Config> configType() {
        return real.configType();
    }

    @Override
    public RecoveryKit create(Ec2Config config, ResourceContext context) throws KitConfigurationException {
        return new Counted(real.create(config, context));
    }

    private <T> T counted(Work<T> work) throws InterruptedException {
        running.incrementAndGet();
        calls.incrementAndGet();
        try {
            return work.make();
        } finally {
            running.decrementAndGet();
        }
    }

    private final class Counted implements RecoveryKit {
        private final RecoveryKit kit;

        Counted(RecoveryKit kit) {
            this.kit = kit;
        }

        @Override
        public ActionResult restore(Call call) throws InterruptedException {
            return counted(() -> kit.restore(call));
        }

        @Override
        public ActionResult remove(Call call) throws InterruptedException {
            return counted(() -> kit.remove(call));
        }

        @Override
        public CheckResult quickCheck(Call call) throws InterruptedException {
            return counted(() -> kit.quickCheck(call));
        }

        @Override
        public CheckResult deepCheck(Call call) throws InterruptedException {
            return counted(() -> kit.deepCheck(call));
        }

        @Override
        public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
            return counted(() -> kit.localRecovery(call, problem));
        }

        @Override
        public void close() {
            kit.close();
        }
    }
}
