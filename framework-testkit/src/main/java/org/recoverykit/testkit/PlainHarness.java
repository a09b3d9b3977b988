package org.recoverykit.testkit;

import java.util.concurrent.Callable;
import org.recoverykit.spi.RecoveryKitProvider;

/** A harness made of its answers. */
record PlainHarness<C extends Record>(RecoveryKitProvider<C> provider, C config, Deed breaking, Callable<Boolean> truth)
        implements KitHarness<C> {

    @Override
    public void breakIt() throws Exception {
        breaking.run();
    }

    @Override
    public boolean isReallyInService() throws Exception {
        return truth.call();
    }
}
