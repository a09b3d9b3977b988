/** The recovery-kit framework's API: what kit authors implement, and what host programs call. */
module org.recoverykit.api {
    requires transitive org.apiguardian.api;
    requires transitive org.jspecify;

    exports org.recoverykit.spi;
    exports org.recoverykit.engine;

    uses org.recoverykit.spi.RecoveryKitProvider;
}
