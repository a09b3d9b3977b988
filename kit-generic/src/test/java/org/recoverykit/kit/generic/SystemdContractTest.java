package org.recoverykit.kit.generic;

import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract, with a unit, through a script that answers as systemctl does: there is no systemd where tests run. */
class SystemdContractTest implements RecoveryKitContract {
    @Override
    public KitHarness<?> harness() {
        return new SleepingService(s -> Settings.systemd(s.script("systemctl"), "app.service", s.environment()));
    }
}
