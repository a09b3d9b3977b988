package org.recoverykit.core.discover;

import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/**
 * A kit that was found and can be used, with what its provider answered once and for all.
 *
 * @param id its id
 * @param configType its settings record
 * @param version its own version
 * @param source the class and jar it is from
 * @param provider makes kits; call it on a thread that may be abandoned
 * @param <C> the settings record
 */
public record UsableKit<C extends Record>(
        String id, Class<C> configType, String version, String source, RecoveryKitProvider<C> provider) {

    /**
     * Makes the kit of one resource. Third-party code: may throw anything, or hang.
     *
     * @param settings of {@link #configType()}, as the configuration bound them
     */
    public RecoveryKit create(Record settings, ResourceContext context) throws KitConfigurationException {
        return provider.create(configType.cast(settings), context);
    }
}
