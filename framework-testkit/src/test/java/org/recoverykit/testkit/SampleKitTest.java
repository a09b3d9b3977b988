package org.recoverykit.testkit;

import java.util.Set;

/** A good kit passes the whole contract. */
class SampleKitTest implements RecoveryKitContract {

    @Override
    public KitHarness<?> harness() {
        return new SampleHarness(world -> new SampleProvider(world, SampleKit::new));
    }

    @Override
    public Set<KitBehavior> leftOut() {
        return Set.of(KitBehavior.FOUND_BY_SERVICE_LOADER);
    }
}
