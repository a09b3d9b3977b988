package org.recoverykit.kit.mac;

import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** The kit under another name, over drivers that answer EBUSY while an interface is up; for tests of other packages too. */
public final class BusyKits implements RecoveryKitProvider<MacConfig> {
    /** In configurations. */
    public static final String ID = "mac-busy";

    static MacKitProvider provider() {
        return silent(new AtomicInteger());
    }

    /** The kernel does not answer in time, so many times, when it is to put everything back. */
    static MacKitProvider silent(AtomicInteger times) {
        return new MacKitProvider(Surroundings.real(), network -> new BusyDriver(network, times));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Class<MacConfig> configType() {
        return MacConfig.class;
    }

    @Override
    public RecoveryKit create(MacConfig config, ResourceContext context) throws KitConfigurationException {
        return provider().create(config, context);
    }
}
