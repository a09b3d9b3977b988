/** Kills the real engine with the MAC kit in it, on a real kernel, at each step of whatever it does. */
@NullMarked
package org.recoverykit.kit.mac.crash;

import org.jspecify.annotations.NullMarked;
