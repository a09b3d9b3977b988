/** Tests of the engine as a whole. */
@NullMarked
package org.recoverykit.core.wiring;

import org.jspecify.annotations.NullMarked;
