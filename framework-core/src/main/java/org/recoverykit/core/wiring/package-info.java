/** Puts the engine together, and holds the only adapters to the real clock. Guice is used here and nowhere else. */
@NullMarked
package org.recoverykit.core.wiring;

import org.jspecify.annotations.NullMarked;
