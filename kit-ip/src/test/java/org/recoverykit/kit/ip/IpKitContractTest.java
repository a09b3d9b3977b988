package org.recoverykit.kit.ip;

import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The framework's contract for kits, on a real kernel. */
@KernelTest
class IpKitContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        return new OnASite(Plan.IPV4);
    }

    /** A server that has the kit, and a client that asks. */
    static final class OnASite implements KitHarness<IpConfig> {
        private final Plan plan;
        private final IpConfig config;
        private final Site site;

        OnASite(Plan plan) {
            this(plan, ProtectedVip.config(plan.protectedAddress()));
        }

        OnASite(Plan plan, IpConfig config) {
            this.plan = plan;
            this.config = config;
            this.site = new Site(plan).withFixedAddresses();
        }

        @Override
        public RecoveryKitProvider<IpConfig> provider() {
            return new IpKitProvider();
        }

        @Override
        public IpConfig config() {
            return config;
        }

        @Override
        public RecoveryKit create(ResourceContext context) {
            return site.server().call(() -> provider().create(config(), context));
        }

        @Override
        public void breakIt() {
            site.server().ip("addr del " + plan.protectedAddress() + " dev eth0");
        }

        @Override
        public boolean isReallyInService() {
            // Silence takes 1.5 s to be sure of; where the kernel has no such address, nobody need be asked.
            return !site.whereabouts().isEmpty() && site.answers();
        }

        @Override
        public void close() {
            site.close();
        }
    }
}
