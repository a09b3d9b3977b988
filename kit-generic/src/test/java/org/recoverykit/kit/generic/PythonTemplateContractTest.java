package org.recoverykit.kit.generic;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract for kits, kept by the template in Python: {@code -Drk.generic.contracts=all}; its story is in TemplatesTest. */
@EnabledIfSystemProperty(named = "rk.generic.contracts", matches = "all")
class PythonTemplateContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        // Python takes 20 ms to start and more: too long for a quick check.
        return new WebServer(WebServer.Template.PYTHON, WebServer.QuickCheck.PROCESS);
    }
}
