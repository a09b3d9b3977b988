package org.recoverykit.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/**
 * What a kit author tells the contract about one resource of their kit: a fresh one, out of service, each time
 * {@link RecoveryKitContract#harness()} is asked. Used by one thread at a time.
 *
 * @param <C> the kit's settings
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface KitHarness<C extends Record> extends AutoCloseable {

    /** The tag of the contract's resource. */
    String TAG = "contract";

    /** Something done to the resource from outside. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    interface Deed {
        /** Does it. */
        void run() throws Exception;
    }

    /** A harness of four answers, for kits whose resources need no cleaning up. */
    static <C extends Record> KitHarness<C> of(
            RecoveryKitProvider<C> provider, C config, Deed breakIt, Callable<Boolean> isReallyInService) {
        return new PlainHarness<>(provider, config, breakIt, isReallyInService);
    }

    /** The provider under test. */
    RecoveryKitProvider<C> provider();

    /** Settings that work, for this harness's resource. Give a setting marked secret a value of at least 4 characters. */
    C config();

    /** Takes the resource out of service from outside, behind the kit's back, in a way that can be mended here. */
    void breakIt() throws Exception;

    /** The truth, found without the kit: by another path than the kit's own check wherever there is one. */
    boolean isReallyInService() throws Exception;

    /** Makes a kit for the resource. */
    default RecoveryKit create(ResourceContext context) throws KitConfigurationException {
        return provider().create(config(), context);
    }

    /** How long any one call may take before the contract gives up on it. Default 30 s. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Leaves nothing behind. */
    @Override
    default void close() {}
}
