package org.recoverykit.testkit;

import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.Setting;

/** Makes sample kits over one world. Public with a public constructor, as K1.1 wants it. */
public class SampleProvider implements RecoveryKitProvider<SampleProvider.Config> {

    static final String SECRET = "canary-7f3a";

    /**
     * Settings.
     *
     * @param password secret
     */
    public record Config(
            @Setting(value = "Opens the sample", secret = true)
            String password) {}

    private final SampleKit.World world;
    private final Maker maker;

    /** As the service loader would make it. */
    public SampleProvider() {
        this(new SampleKit.World(), SampleKit::new);
    }

    SampleProvider(SampleKit.World world, Maker maker) {
        this.world = world;
        this.maker = maker;
    }

    /** Makes a kit, a good one or a spoilt one. */
    interface Maker {
        RecoveryKit make(SampleKit.World world, ResourceContext context);
    }

    @Override
    public String id() {
        return "sample";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public RecoveryKit create(Config config, ResourceContext context) {
        return maker.make(world, context);
    }
}
