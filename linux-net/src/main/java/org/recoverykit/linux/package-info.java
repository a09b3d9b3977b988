/**
 * The network of one Linux network namespace: what is there ({@link org.recoverykit.linux.NetworkView}), what changes
 * ({@link org.recoverykit.linux.LinkListener}, {@link org.recoverykit.linux.AddressListener}) and how to change it
 * ({@link org.recoverykit.linux.LinuxNetwork}). Knows nothing of recovery.
 */
@NullMarked
package org.recoverykit.linux;

import org.jspecify.annotations.NullMarked;
