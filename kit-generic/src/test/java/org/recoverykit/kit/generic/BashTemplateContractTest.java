package org.recoverykit.kit.generic;

import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract for kits, kept by the template in Bash. */
class BashTemplateContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        return new WebServer(WebServer.Template.BASH, WebServer.QuickCheck.SCRIPT);
    }
}
