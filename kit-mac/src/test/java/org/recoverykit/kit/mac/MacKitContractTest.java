package org.recoverykit.kit.mac;

import java.util.Optional;
import java.util.stream.Stream;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The framework's contract for kits, on a real kernel. */
@KernelTest
class MacKitContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        return new OnASite();
    }

    private static final class OnASite implements KitHarness<MacConfig> {
        private final Site site = new Site();

        @Override
        public RecoveryKitProvider<MacConfig> provider() {
            return new MacKitProvider();
        }

        @Override
        public MacConfig config() {
            return ResourceOnA.virtual(Optional.of("eth1"), Site.CLIENT);
        }

        @Override
        public RecoveryKit create(ResourceContext context) {
            return site.a().call(() -> provider().create(config(), context));
        }

        @Override
        public void breakIt() {
            site.a().ip("link set dev eth0 address 02:aa:bb:cc:dd:ee");
        }

        @Override
        public boolean isReallyInService() {
            return Stream.of("eth0", "eth1").anyMatch(name -> site.a().mac(name).equals(Site.MAC));
        }

        @Override
        public void close() {
            site.close();
        }
    }
}
