package org.recoverykit.kit.generic;

import org.junit.jupiter.api.condition.EnabledIf;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract, with a unit of the real systemd. */
@EnabledIf(value = "org.recoverykit.kit.generic.SystemdUnit#systemdIsHere", disabledReason = SystemdUnit.NOT_HERE)
class RealSystemdContractTest implements RecoveryKitContract {
    @Override
    public KitHarness<?> harness() {
        return new SystemdUnit();
    }
}
