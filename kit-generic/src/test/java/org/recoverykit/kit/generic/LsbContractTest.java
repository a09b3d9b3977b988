package org.recoverykit.kit.generic;

import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract, with an init script. */
class LsbContractTest implements RecoveryKitContract {
    @Override
    public KitHarness<?> harness() {
        return new SleepingService(s -> Settings.lsb(s.script("init-script"), s.environment()));
    }
}
