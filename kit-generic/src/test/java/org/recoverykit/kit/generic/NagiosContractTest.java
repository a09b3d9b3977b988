package org.recoverykit.kit.generic;

import java.util.List;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract, with a plug-in that checks and a script that acts. */
class NagiosContractTest implements RecoveryKitContract {
    @Override
    public KitHarness<?> harness() {
        return new SleepingService(s -> Settings.nagios(
                s.script("check_process"), List.of(), Settings.actions(s.script("actions")), s.environment()));
    }
}
