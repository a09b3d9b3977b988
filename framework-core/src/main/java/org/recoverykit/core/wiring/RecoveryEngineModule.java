package org.recoverykit.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.apiguardian.api.API;
import org.recoverykit.engine.RecoveryEngine;

/**
 * Binds {@link RecoveryEngine} for hosts that use Guice: built at first use, once; the host starts and closes it.
 *
 * <p>An invalid configuration shows as Guice's ProvisionException with the
 * {@link org.recoverykit.engine.InvalidConfigurationException} as its cause.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecoveryEngineModule extends AbstractModule {
    private final RecoveryEngineBuilder builder;

    /** Of an engine that is described completely. */
    public RecoveryEngineModule(RecoveryEngineBuilder builder) {
        this.builder = builder;
    }

    @Provides
    @Singleton
    RecoveryEngine engine() {
        return builder.build();
    }
}
