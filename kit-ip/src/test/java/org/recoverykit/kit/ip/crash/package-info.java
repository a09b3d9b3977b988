/** Kills the real engine with the IP kit in it, on a real kernel, at each step of whatever it does. */
@NullMarked
package org.recoverykit.kit.ip.crash;

import org.jspecify.annotations.NullMarked;
