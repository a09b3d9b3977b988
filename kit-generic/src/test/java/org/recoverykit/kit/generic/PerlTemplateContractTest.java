package org.recoverykit.kit.generic;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.recoverykit.testkit.KitHarness;
import org.recoverykit.testkit.RecoveryKitContract;

/** The contract for kits, kept by the template in Perl: {@code -Drk.generic.contracts=all}; its story is in TemplatesTest. */
@EnabledIfSystemProperty(named = "rk.generic.contracts", matches = "all")
class PerlTemplateContractTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        return new WebServer(WebServer.Template.PERL, WebServer.QuickCheck.PROCESS_AND_SCRIPT);
    }
}
