package org.recoverykit.testkit;

import java.time.Duration;
import org.recoverykit.spi.RecoveryKitProvider;

/** One world, and a provider over it. */
final class SampleHarness implements KitHarness<SampleProvider.Config> {

    private final SampleKit.World world = new SampleKit.World();
    private final RecoveryKitProvider<SampleProvider.Config> provider;

    SampleHarness(ProviderMaker maker) {
        this.provider = maker.make(world);
    }

    /** Makes a provider, a good one or a spoilt one. */
    interface ProviderMaker {
        RecoveryKitProvider<SampleProvider.Config> make(SampleKit.World world);
    }

    @Override
    public RecoveryKitProvider<SampleProvider.Config> provider() {
        return provider;
    }

    @Override
    public SampleProvider.Config config() {
        return new SampleProvider.Config(SampleProvider.SECRET);
    }

    @Override
    public void breakIt() {
        world.in = false;
    }

    @Override
    public boolean isReallyInService() {
        return world.in;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(5);
    }
}
