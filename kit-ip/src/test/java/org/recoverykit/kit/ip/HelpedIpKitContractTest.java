package org.recoverykit.kit.ip;

import java.nio.file.Path;
import org.recoverykit.kit.ip.ConnectionSettings.AtRemove;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The framework's contract for kits, with help for clients: it changes no answer. */
@KernelTest
class HelpedIpKitContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        Path directory = Path.of("target").toAbsolutePath();
        return new IpKitContractTest.OnASite(
                Plan.IPV4,
                TestSettings.of(Plan.IPV4.protectedAddress())
                        .connections(TakeoverSite.settings(directory, AtRemove.END))
                        .config());
    }
}
