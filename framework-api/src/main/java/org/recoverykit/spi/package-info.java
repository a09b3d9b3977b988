/**
 * What a kit author implements: a {@link org.recoverykit.spi.RecoveryKitProvider} found by {@link java.util.ServiceLoader},
 * and the {@link org.recoverykit.spi.RecoveryKit} it makes. The numbered rules are in {@code docs/kit-contract.md}.
 */
@NullMarked
package org.recoverykit.spi;

import org.jspecify.annotations.NullMarked;
