package org.recoverykit.spi;

import org.apiguardian.api.API;

/**
 * The entry point of a kit, found by {@link java.util.ServiceLoader}: list its class in
 * {@code META-INF/services/org.recoverykit.spi.RecoveryKitProvider}. A provider needs a public constructor without
 * parameters that does nothing; one that cannot be loaded is reported as a problem and harms nobody else.
 *
 * <p>Threads: the engine calls a provider from one thread at a time, with a deadline of 10 s for each call.
 *
 * @param <C> the kit's settings: a record; see {@link #configType()}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RecoveryKitProvider<C extends Record> {

    /** The highest {@link #apiLevel()} that this version of the framework serves. */
    int CURRENT_API_LEVEL = 1;

    /**
     * The name that configurations use after {@code kit:}, as {@code ip}. Letters, digits and {@code -}, at most 32,
     * beginning with a letter; constant. Two providers of one id are both refused.
     */
    String id();

    /**
     * The record that the kit's settings are bound to, strictly: each component is a setting of the same name. Allowed
     * types: String, boolean, int, long, {@link java.time.Duration} ({@code 500ms}, {@code 10s}, {@code 5m}), enums (lower
     * case with {@code -}), {@link java.util.Optional}, {@link java.util.List}, {@code Map<String, ...>} and nested records
     * of these. {@link Setting} gives defaults and descriptions, and shorthands of records. What the record's constructor refuses with an
     * {@link IllegalArgumentException} is reported with file, line and key path.
     */
    Class<C> configType();

    /**
     * Makes the kit for one resource, complete. Opens what it needs, touches nothing of the resource.
     *
     * @param config checked settings
     * @param context what the kit may use; valid until {@link RecoveryKit#close()}
     * @throws KitConfigurationException if these settings cannot work on this node; nothing is left open
     */
    RecoveryKit create(C config, ResourceContext context) throws KitConfigurationException;

    /** The {@link #CURRENT_API_LEVEL} that the kit was written against; a higher one than the engine's is refused. */
    default int apiLevel() {
        return 1;
    }

    /** The kit's own version, shown to administrators. Default: the jar's Implementation-Version, or "unknown". */
    default String version() {
        String version = getClass().getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
