package org.recoverykit.kit.generic.agents;

import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract, with an agent as it is shipped. */
@RealAgents
class OcfContractTest implements RecoveryKitContract {
    @Override
    public KitHarness<?> harness() {
        return new Dummy();
    }
}
