package org.recoverykit.kit.ip;

import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The framework's contract for kits, with an IPv6 address. */
@KernelTest
class Ipv6KitContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        return new IpKitContractTest.OnASite(Plan.IPV6);
    }
}
